//! `masthead bench`: the figures we promise, each measured beside its peer or its limit.
//!
//! CPU time per request is measured at the server's process, because it travels from machine to machine; wall time
//! does not. Every server here is a process of its own, and the load comes from this one.

mod anew;
mod assistant;
mod cpu;
mod figure;
mod language;
mod load;
mod nginx;
mod page;
mod queue;
mod rest;
mod server;
mod site;
mod submit;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;

use figure::Figure;

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bench {
    /// A kept article page and its 304, beside nginx on the same bytes.
    Page,
    /// Pages that no kept page answers: an article with fifty posts, the front page.
    Anew,
    /// Posts that are taken for good, with 64 clients, on both databases.
    Submit,
    /// The next item of a queue in which 100,000 wait, for ten moderators, on both databases.
    Queue,
    /// Start and memory with ten thousand articles.
    Rest,
    /// The moderation assistant on public data: every check beside its bar; `--data` names the folder of the data.
    Assistant,
    /// Translation and reading aloud: every figure of their design.
    Language,
}

/// Measures what was asked for, or everything, and prints each figure beside its goal.
///
/// A goal that is missed is said plainly and is no failure: machines differ.
#[expect(clippy::print_stdout, reason = "figures are what was asked for")]
pub(crate) async fn bench(wanted: &[Bench], data: Option<PathBuf>) -> Result<ExitCode> {
    for bench in Bench::value_variants() {
        if wanted.is_empty() || wanted.contains(bench) {
            for figure in measure(*bench).await? {
                println!("{figure}");
            }
        }
    }
    if wanted.is_empty() || wanted.contains(&Bench::Assistant) {
        assistant::bench(data)?;
    }
    if wanted.is_empty() || wanted.contains(&Bench::Language) {
        language::bench().await?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn measure(bench: Bench) -> Result<Vec<Figure>> {
    match bench {
        Bench::Page => page::measure().await,
        Bench::Anew => anew::measure().await,
        Bench::Submit => submit::measure().await,
        Bench::Queue => queue::measure().await,
        Bench::Rest => rest::measure().await,
        // They print tables of their own.
        Bench::Assistant | Bench::Language => Ok(Vec::new()),
    }
}
