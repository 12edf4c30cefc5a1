//! Masthead: a complete news site in one program. This file reads what was said on the command line.

mod bench;
mod commands;
mod config;
mod consequences;
mod engines;
mod feed;
mod house;
mod speakers;
mod translators;
mod work;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::config::Spoken;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A complete news site in one program.
#[derive(Parser)]
#[command(name = "masthead", version, arg_required_else_help = true)]
struct CommandLine {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Where the site lives.
#[derive(clap::Args)]
struct Place {
    /// The configuration file; masthead.toml in the data folder if not given.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The data folder.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the site. The first start makes the first administrator.
    Serve {
        /// Address and port to listen on.
        #[arg(long, value_name = "ADDR")]
        listen: Option<String>,
    },
    /// Does the jobs of a site that other nodes serve, and nothing else.
    Work,
    /// Makes a small world to click through and serves it; prints the address and the accounts.
    Demo {
        /// Address and port to listen on.
        #[arg(long, value_name = "ADDR")]
        listen: Option<String>,
        /// Throws the old world away and makes a new one.
        #[arg(long)]
        reset: bool,
    },
    /// Brings the database up to what this program needs; serve does so by itself.
    Migrate,
    /// Says what is wrong with the site and what to do about it. Changes nothing.
    Doctor(commands::doctor::Closely),
    /// Writes the whole site into one file, while it goes on serving.
    Backup {
        /// The file to make; it must not be there yet.
        file: PathBuf,
    },
    /// Brings a site back from its backup, into a place where there is none.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Registers accounts, gives roles, sets passwords.
    #[command(subcommand)]
    Account(commands::account::Account),
    /// The log of who decided what.
    #[command(subcommand)]
    Audit(commands::audit::Audit),
    /// Brings in articles, posts, authors and pictures from other systems; can be repeated.
    Import(commands::import::Import),
    /// Writes the whole site into a folder that another Masthead reads; or its articles in a format of others.
    Export(commands::export::Export),
    /// Tries the moderation assistant on files of decisions.
    #[command(subcommand)]
    Assistant(commands::assistant::Assistant),
    /// The models that translate in the house: adds, lists, checks, removes.
    #[command(subcommand)]
    Models(commands::models::Models),
    /// Says what files are, what is in them, what was doubtful, what would be lost. Needs no site.
    Inspect(commands::foreign::Inspect),
    /// Writes files of other systems as a feed, for an agency, for search engines. Needs no site.
    Convert(commands::foreign::Convert),
    /// Reads an article aloud: MP3 and Opus with cues, by a voice of this machine or another one.
    Narrate(commands::narrate::Narrate),
    /// Translates a Markdown article and reports what the checks found and what it cost. Needs no site.
    Translate(commands::translate::Translate),
    /// Measures this machine's figures, each beside its peer or its limit.
    Bench {
        /// What to measure; everything if nothing is named.
        what: Vec<bench::Bench>,
    },
}

fn main() -> ExitCode {
    let said = CommandLine::parse();
    start_log(usual_level(&said.command));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(worker_threads())
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(run(said)),
        Err(cause) => Err(cause.into()),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            tracing::debug!(?error, "stopped");
            eprintln!("masthead: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(said: CommandLine) -> Result<ExitCode> {
    let Place { config: file, data } = said.place;
    let is_demo = matches!(said.command, Command::Demo { .. });
    let data = data.or_else(|| is_demo.then(|| PathBuf::from("masthead-demo")));
    let measured = data.clone();
    let place = Spoken {
        file: file.clone(),
        data: data.clone(),
        listen: None,
    };
    let config = |listen| config::read(&Spoken { file, data, listen });
    match said.command {
        Command::Serve { listen } => commands::serve::serve(config(listen)?).await?,
        Command::Work => commands::work::work(&config(None)?).await?,
        Command::Demo { listen, reset } => commands::demo::demo(config(listen)?, reset).await?,
        Command::Migrate => commands::migrate::migrate(&config(None)?).await?,
        Command::Doctor(closely) => return commands::doctor::doctor(&config(None)?, closely).await,
        Command::Backup { file } => commands::backup::backup(&config(None)?, &file).await?,
        Command::Restore { file } => commands::restore::restore(&config(None)?, &file).await?,
        Command::Account(asked) => commands::account::account(&config(None)?, asked).await?,
        Command::Audit(asked) => return commands::audit::audit(&config(None)?, &asked).await,
        Command::Import(asked) => return commands::import::import(&config(None)?, &asked).await,
        Command::Export(asked) => return commands::export::export(&config(None)?, &asked).await,
        Command::Assistant(asked) => return commands::assistant::assistant(&asked),
        Command::Models(asked) => return commands::models::models(&config(None)?, &asked).await,
        Command::Inspect(asked) => return commands::foreign::inspect(&asked),
        Command::Convert(asked) => return commands::foreign::convert(&asked),
        Command::Narrate(asked) => return commands::narrate::narrate(place, &asked).await,
        Command::Translate(asked) => {
            return commands::translate::translate(place, &asked).await;
        }
        Command::Bench { what } => return bench::bench(&what, measured).await,
    }
    Ok(ExitCode::SUCCESS)
}

/// More threads than cores, because a thread waits while SQLite writes to the disk.
fn worker_threads() -> usize {
    std::thread::available_parallelism()
        .map_or(4, usize::from)
        .max(2)
        * 2
}

/// What runs on keeps a journal. A command shows its progress, its report and warnings, and not how it made its database.
fn usual_level(command: &Command) -> &'static str {
    match command {
        Command::Serve { .. } | Command::Work | Command::Demo { .. } => "info",
        _ => "warn",
    }
}

/// Readable lines on the error output; `MASTHEAD_LOG` chooses what is said, such as `debug` or `masthead_web=debug`.
fn start_log(usual_level: &str) {
    let filter = tracing_subscriber::EnvFilter::try_from_env("MASTHEAD_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(usual_level));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .init();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_on_keeps_a_journal() {
        for (said, level) in [
            ("serve", "info"),
            ("work", "info"),
            ("demo", "info"),
            ("translate --from de --to en a.md", "warn"),
            ("narrate --lang de --out folder a.md", "warn"),
            ("import a.xml", "warn"),
            ("export folder", "warn"),
            ("convert --to rss a.xml", "warn"),
        ] {
            let words = std::iter::once("masthead").chain(said.split(' '));
            let read = CommandLine::try_parse_from(words).expect(said);
            assert_eq!(usual_level(&read.command), level, "{said}");
        }
    }
}
