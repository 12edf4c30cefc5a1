//! `make demo`: the small world, built for speed and served until it is stopped.

use std::os::unix::process::CommandExt;

use anyhow::{Error, Result};

use crate::assets;
use crate::cargo::{Profile, build};
use crate::run::command;

/// Builds `masthead demo` and becomes it, so that whoever stops `make` stops the demo and nothing is left behind.
/// What follows `demo` is passed on (`--listen`, `--data`, `--reset`).
pub(crate) fn demo(rest: &[String]) -> Result<()> {
    assets::prepare()?;
    let masthead = build(Profile::Release)?;
    let failed = command(&masthead).arg("demo").args(rest).exec();
    Err(Error::new(failed).context(format!("{} could not be started", masthead.display())))
}
