//! `make demo`: the small world, built for speed and served until it is stopped.

use anyhow::Result;

use crate::assets;
use crate::cargo::{Profile, build};
use crate::run::{command, run};

/// Builds and runs `masthead demo`; what follows `demo` is passed on (`--listen`, `--data`, `--reset`).
pub(crate) fn demo(rest: &[String]) -> Result<()> {
    assets::prepare()?;
    let masthead = build(Profile::Release)?;
    run(command(masthead).arg("demo").args(rest))
}
