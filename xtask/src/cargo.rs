//! Cargo's part: building, formatting, linting.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::machine::{BUILDING, need};
use crate::place;
use crate::run::{command, find_program, quietly, run};

/// Cargo itself, as it called us.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// How fast a program has to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Built quickly.
    Dev,
    /// Runs quickly.
    Release,
}

/// Builds `masthead` and answers where it is.
pub(crate) fn build(profile: Profile) -> Result<PathBuf> {
    need(&BUILDING)?;
    let mut cargo = cargo();
    cargo.args(["build", "--package", "masthead", "--locked"]);
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => {
            cargo.arg("--release");
            "release"
        }
    };
    run(&mut cargo)?;
    Ok(place::target().join(folder).join("masthead"))
}

/// Adds the formatter and the linter where a machine has only the compiler.
pub(crate) fn need_components() -> Result<()> {
    let are_there = ["fmt", "clippy"]
        .iter()
        .all(|name| quietly(cargo().args([name, "--version"])).is_ok());
    if are_there {
        return Ok(());
    }
    let rustup = find_program("rustup").context("please install rustfmt and clippy")?;
    quietly(command(rustup).args(["component", "add", "rustfmt", "clippy"]))?;
    Ok(())
}

pub(crate) fn format(_: &[String]) -> Result<()> {
    need_components()?;
    run(cargo().args(["fmt", "--all"]))
}

pub(crate) fn check_format() -> Result<()> {
    run(cargo().args(["fmt", "--all", "--check"]))
}

pub(crate) fn check_lints() -> Result<()> {
    // The list of what `make fuzz` is built from is another; it must follow when a crate takes a new library.
    quietly(
        cargo()
            .args(["metadata", "--locked", "--format-version", "1"])
            .args(["--manifest-path", "fuzz/Cargo.toml"]),
    )?;
    run(cargo()
        .args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--quiet",
        ])
        .args(["--", "-D", "warnings"]))
}

pub(crate) fn clean(_: &[String]) -> Result<()> {
    for folder in ["demo-data", "e2e/output", "e2e/node_modules"] {
        let folder = place::root().join(folder);
        if folder.exists() {
            std::fs::remove_dir_all(&folder).with_context(|| format!("{}", folder.display()))?;
        }
    }
    run(cargo().arg("clean"))
}
