//! The moderation assistant on public data: every check of its design, beside the bar and what a prototype reached.
//!
//! The data measures and is no part of Masthead. Where its folder is absent that is said, and nothing is measured.

mod folds;
mod line;
mod reasons;
mod speed;
mod streams;
mod table;
mod twins;

use std::path::{Path, PathBuf};

use anyhow::Result;

use table::Table;

/// Where the data lies beside the repository.
const BESIDE: &str = "../shared/moderation-data";

/// Measures everything and prints the table.
#[expect(clippy::print_stdout, reason = "figures are what was asked for")]
pub(crate) fn bench(data: Option<PathBuf>) -> Result<()> {
    let folder = data.unwrap_or_else(|| PathBuf::from(BESIDE));
    if !folder.join("rp-mod-train.jsonl").is_file() {
        println!(
            "The assistant is not measured: {} has no moderation data. Name its folder with --data DIR.",
            folder.display()
        );
        return Ok(());
    }
    println!("{}", measure(&folder)?);
    Ok(())
}

fn measure(folder: &Path) -> Result<Table> {
    let mut table = Table::default();
    folds::measure(folder, &mut table)?;
    streams::measure(folder, &mut table)?;
    reasons::measure(folder, &mut table)?;
    twins::measure(folder, &mut table)?;
    speed::measure(folder, &mut table)?;
    Ok(table)
}
