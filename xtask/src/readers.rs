//! Other people's readers, on what we write: from the Python and npm registries, pinned, each in a folder of its own.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::assets::{self, fetch};
use crate::cargo::{Profile, build};
use crate::machine::{EXIFTOOL, JAVA, LIBAVIF, NODE, PYTHON, need};
use crate::place;
use crate::python::folder_with;
use crate::run::{command, run};

/// Where what to install for Python is pinned.
const REQUIREMENTS: &str = "xtask/readers-requirements.txt";
/// Where the tests and the packages for node lie.
const FOLDER: &str = "e2e/readers";

/// Builds the program and asks them all.
pub(crate) fn readers(_: &[String]) -> Result<()> {
    need(&[NODE, PYTHON, JAVA, EXIFTOOL, LIBAVIF])?;
    assets::prepare()?;
    let python = prepare()?;
    ask(&build(Profile::Dev)?, &python)
}

/// Installs the readers if they are not there yet, and answers with the Python that has them.
///
/// # Errors
/// A registry cannot be reached.
pub(crate) fn prepare() -> Result<PathBuf> {
    fetch(FOLDER)?;
    folder_with("readers", REQUIREMENTS)
}

/// Asks them; node's own summary is the last thing printed.
pub(crate) fn ask(masthead: &Path, python: &Path) -> Result<()> {
    run(command("node")
        .current_dir(place::root().join(FOLDER))
        .env("MASTHEAD", masthead)
        .env("READERS_PYTHON", python)
        .args(["--test", "--test-reporter=spec", "readers.test.mjs"]))
}
