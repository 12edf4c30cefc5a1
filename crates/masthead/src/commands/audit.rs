//! `masthead audit verify`: walks the log of decisions and names the first entry that does not fit.

use std::process::ExitCode;

use anyhow::Result;
use masthead_core::kernel::audit::{self, Verdict};

use crate::config::Config;

/// What can be asked of the log.
#[derive(clap::Subcommand)]
pub(crate) enum Audit {
    /// Recomputes every hash of the chain.
    Verify,
}

/// Answers, and ends with 1 when the chain is broken.
#[expect(clippy::print_stdout, reason = "the person at the console reads it")]
pub(crate) async fn audit(config: &Config, asked: &Audit) -> Result<ExitCode> {
    let Audit::Verify = asked;
    let app = super::app(config).await?;
    match audit::verify(&app).await? {
        Verdict::Whole(entries) => {
            println!("The log is whole: {entries} entries, each fits the one before it.");
            Ok(ExitCode::SUCCESS)
        }
        Verdict::Broken { seq, how } => {
            println!("The log is broken at entry {seq}: {how}.");
            println!(
                "Keep this database as it is, and compare it with the backup before that entry."
            );
            Ok(ExitCode::FAILURE)
        }
    }
}
