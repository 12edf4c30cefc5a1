//! The journeys and the screenshots: node drives a real Chromium against a real `masthead`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::assets::{self, fetch};
use crate::cargo::{Profile, build};
use crate::machine::{CHROMIUM, NODE, need};
use crate::place;
use crate::run::{command, find_program, run};

/// The browser: the one that is asked for, or the machine's.
pub(crate) fn chromium() -> Option<PathBuf> {
    match std::env::var_os("CHROMIUM") {
        Some(path) => Some(PathBuf::from(path)),
        None => ["chromium", "chromium-browser", "google-chrome"]
            .into_iter()
            .find_map(find_program),
    }
}

/// All journeys, or those whose file names contain one of the words in `rest`.
pub(crate) fn journeys(rest: &[String]) -> Result<()> {
    prepare()?;
    let masthead = build(Profile::Dev)?;
    run_journeys(&masthead, rest)
}

/// Brings what the journeys need.
pub(crate) fn prepare() -> Result<()> {
    need(&[NODE, CHROMIUM])?;
    assets::prepare()?;
    fetch("e2e")
}

/// Runs the journeys; node's own summary is the last thing printed.
pub(crate) fn run_journeys(masthead: &Path, words: &[String]) -> Result<()> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(place::root().join("e2e/journeys"))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .filter(|path| {
            words.is_empty()
                || words
                    .iter()
                    .any(|word| path.to_string_lossy().contains(word))
        })
        .collect();
    files.sort();
    run(node(masthead)?
        .args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
        .args(files))
}

/// Takes the pictures that README shows.
pub(crate) fn screenshots(rest: &[String]) -> Result<()> {
    prepare()?;
    let masthead = build(Profile::Release)?;
    run(node(&masthead)?.arg("screenshots.mjs").args(rest))
}

fn node(masthead: &Path) -> Result<Command> {
    let mut node = command("node");
    node.current_dir(place::root().join("e2e"))
        .env("MASTHEAD", masthead)
        .env("CHROMIUM", chromium().context("Chromium is not installed")?);
    Ok(node)
}
