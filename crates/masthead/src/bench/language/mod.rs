//! The machinery of language: every figure of its design (spec/language.md §4.8), beside the target and the prototype.
//!
//! Each room adds its rows. What needs an engine that is not on this machine says so instead of a figure.

mod apertium;
mod gold;
/// Without it the program has no translator of its own to measure.
#[cfg(feature = "local-mt")]
mod local;
mod table;
mod text;
mod voice;

use std::time::Duration;

use anyhow::Result;

use super::cpu;
use table::Table;

/// Measures everything and prints the table.
#[expect(clippy::print_stdout, reason = "figures are what was asked for")]
pub(crate) async fn bench() -> Result<()> {
    let mut table = Table::default();
    text::measure(&mut table)?;
    #[cfg(feature = "local-mt")]
    local::measure(&mut table).await?;
    apertium::measure(&mut table).await?;
    voice::measure(&mut table).await?;
    println!("{table}");
    Ok(())
}

/// Runs of each measurement; the quickest counts, because machines are shared.
const RUNS: usize = 5;

/// Milliseconds of this process's processor time for one of so many repetitions.
fn each_ms(times: u32, mut run: impl FnMut()) -> Result<f64> {
    let mut quickest = Duration::MAX;
    for _ in 0..RUNS {
        let before = cpu::used_by(std::process::id())?;
        (0..times).for_each(|_| run());
        let used = cpu::used_by(std::process::id())?.saturating_sub(before);
        quickest = quickest.min(used);
    }
    Ok(quickest.as_secs_f64() * 1e3 / f64::from(times))
}

/// So much of all, from 0 to 1.
#[expect(
    clippy::cast_precision_loss,
    reason = "what is counted here is counted in thousands"
)]
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}
