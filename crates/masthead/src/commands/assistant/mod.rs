//! `masthead assistant`: tries the moderation assistant on files, with the very code of the server.

mod evaluate;
mod explained;
mod line;
mod lines;
mod similar;

use std::process::ExitCode;

use anyhow::Result;

/// What can be tried.
#[derive(clap::Subcommand)]
pub(crate) enum Assistant {
    /// Predicts each line of JSON-lines files, then learns its decision; prints a line of JSON for each.
    Evaluate(evaluate::Evaluate),
    /// Lists posts that were written before, word for word or nearly so.
    Similar(similar::Similar),
}

/// Tries it. Every line was understood: code 0; some were not: code 2, and they are named.
pub(crate) fn assistant(asked: &Assistant) -> Result<ExitCode> {
    let bad_lines = match asked {
        Assistant::Evaluate(asked) => evaluate::evaluate(asked)?,
        Assistant::Similar(asked) => similar::similar(asked)?,
    };
    Ok(if bad_lines == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}
