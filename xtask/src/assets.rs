//! Typefaces and icons: from the npm registry, locked, cut to what we use, embedded when the program is built.

use anyhow::Result;

use crate::machine::{NODE, need};
use crate::place;
use crate::run::{command, run};

/// Where the list of packages and the script that cuts them lie.
const FOLDER: &str = "crates/masthead-web/assets";

pub(crate) fn assets(_: &[String]) -> Result<()> {
    prepare()
}

/// Fetches and cuts the assets; the script leaves alone what is already there.
///
/// # Errors
/// npm cannot be installed or the registry cannot be reached.
pub(crate) fn prepare() -> Result<()> {
    let folder = place::root().join(FOLDER);
    if !folder.join("package.json").exists() {
        return Ok(());
    }
    need(&[NODE])?;
    fetch(FOLDER)?;
    run(command("npm")
        .current_dir(&folder)
        .args(["run", "--silent", "build"]))
}

/// Installs a folder's locked npm packages, unless exactly these are there already.
pub(crate) fn fetch(folder: &str) -> Result<()> {
    let folder = place::root().join(folder);
    let wanted = std::fs::read(folder.join("package-lock.json"))?;
    let mark = folder.join("node_modules/.installed.json");
    if std::fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(command("npm").current_dir(&folder).args([
        "ci",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))?;
    std::fs::write(&mark, wanted)?;
    Ok(())
}
