//! `masthead translate`: a Markdown article in another language, with a report of what was found and what it cost.

mod bar;
mod file;
mod memory;
mod report;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use masthead_core::ledger;
use masthead_core::translation::{
    self, Article, Broken, Done, Order, TranslationError, TranslationState,
};
use masthead_engines::translation::{Careful, LanguageTag, Tone};

use crate::config::Spoken;
use crate::translators::{self, Hired};
use bar::Bar;
use file::MarkdownFile;
use memory::Memory;
use report::Report;

/// What to translate, and how.
#[derive(clap::Args)]
pub(crate) struct Translate {
    /// The language of the article.
    #[arg(long, value_name = "LANGUAGE")]
    from: LanguageTag,
    /// The language it is wanted in.
    #[arg(long, value_name = "LANGUAGE")]
    to: LanguageTag,
    /// Whom to ask; several are asked in this order. Everybody who is configured if not said.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    engine: Vec<String>,
    /// Where to write; the standard output if not said. It must not be there yet.
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Prints the report as JSON on the standard output.
    #[arg(long)]
    json: bool,
    /// Asks no engine outside of this house.
    #[arg(long)]
    in_house: bool,
    /// Leaves a sentence with an error in its original, marked, instead of printing its translation.
    #[arg(long)]
    original_where_broken: bool,
    /// How readers are spoken to, where an engine knows.
    #[arg(long, value_enum, value_name = "TONE")]
    tone: Option<Spoke>,
    /// The article: Markdown, with or without front matter.
    file: PathBuf,
}

/// How readers are spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Spoke {
    /// `Sie`.
    Polite,
    /// `du`.
    Familiar,
}

/// Translates the file. Code 0: done, and no check found an error; code 2: a check did, or the file is not what it
/// should be; code 1: it could not be done.
pub(crate) async fn translate(spoken: Spoken, request: &Translate) -> Result<ExitCode> {
    let file = match MarkdownFile::read(&request.file) {
        Ok(file) => file,
        Err(error) => {
            eprintln!("masthead: {}: {error:#}", request.file.display());
            return Ok(ExitCode::from(2));
        }
    };
    let memory = Memory::open(spoken).await?;
    let hired = translators::hire(&memory.app, &memory.config, &request.engine, None)?;
    let name = article_name(&request.file)?;
    let done = run(&memory, request, &file, &name, &hired).await?;
    let told = file.told(request, &done);
    let report = Report {
        request,
        done: &done,
        hired: &hired,
        costs: ledger::cost_of_article(&memory.app, &name).await?,
        usage: report::usage(&memory.app, &hired).await?,
        is_remembered: memory.is_kept(),
    };
    write(request, &told)?;
    match request.json {
        true => print(&report.json(request.out.is_none().then_some(told.as_str()))?)?,
        false => eprint!("{report}"),
    }
    Ok(match done.has_errors() {
        true => ExitCode::from(2),
        false => ExitCode::SUCCESS,
    })
}

async fn run(
    memory: &Memory,
    request: &Translate,
    file: &MarkdownFile,
    name: &str,
    hired: &[Hired],
) -> Result<Done> {
    let engines: Vec<&Careful> = hired.iter().map(|it| &it.careful).collect();
    let article = Article {
        name,
        lines: &file.lines,
        document: &file.document,
    };
    let order = Order {
        tone: match request.tone {
            None => Tone::AsItComes,
            Some(Spoke::Polite) => Tone::Polite,
            Some(Spoke::Familiar) => Tone::Familiar,
        },
        stays_in_house: request.in_house,
        broken: match request.original_where_broken {
            true => Broken::InOriginal,
            false => Broken::Kept,
        },
        has_signs: true,
        ..Order::new(article, &request.from, &request.to, &engines)
    };
    let mut bar = Bar::on_error_output();
    let done = translation::translate(&memory.app, &order, &mut |it| bar.show(it)).await;
    bar.end();
    done.map_err(|error| match error {
        TranslationError::NoEngine { .. } => {
            let names: Vec<&str> = engines.iter().map(|it| it.id()).collect();
            let asked = match names.is_empty() {
                true => "none is configured".to_owned(),
                false => format!("asked for were {}", names.join(", ")),
            };
            anyhow::anyhow!(
                "{error}: {asked}. German and English need a key or a model, see docs/running/translation.md"
            )
        }
        other => other.into(),
    })
}

/// The name that a file's translation is kept under: its path, wherever the command is called.
fn article_name(file: &std::path::Path) -> Result<String> {
    let path = file.canonicalize().context("the file has no path")?;
    Ok(format!("file {}", path.display()))
}

fn write(request: &Translate, told: &str) -> Result<()> {
    let Some(out) = &request.out else {
        return match request.json {
            true => Ok(()),
            false => print(told),
        };
    };
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(out)
        .with_context(|| format!("{} cannot be made", out.display()))?;
    file.write_all(told.as_bytes())
        .with_context(|| format!("{} cannot be written", out.display()))
}

fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// The word for a translation's state, in reports and front matter.
fn word(state: TranslationState) -> &'static str {
    match state {
        TranslationState::Partial => "partial",
        TranslationState::Machine => "machine",
        TranslationState::Reviewed => "reviewed",
        TranslationState::Stale => "stale",
    }
}
