//! Folders of Python packages: made once, and again when what is pinned has changed.

use std::path::PathBuf;

use anyhow::Result;

use crate::place;
use crate::run::{command, quietly};

/// Whether there is a Python that can make folders of its own.
pub(crate) fn python_is_there() -> bool {
    quietly(command("python3").args(["-c", "import ensurepip, venv"])).is_ok()
}

/// A folder of that name with exactly the packages that `requirements` pins; answers with its Python.
///
/// # Errors
/// The Python registry cannot be reached, or Python cannot make a folder of its own.
pub(crate) fn folder_with(name: &str, requirements: &str) -> Result<PathBuf> {
    let folder = place::target().join(name);
    let python = folder.join("bin/python");
    let wanted = std::fs::read_to_string(place::root().join(requirements))?;
    let mark = folder.join("installed.txt");
    if std::fs::read_to_string(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    quietly(
        command("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&folder),
    )?;
    quietly(command(&python).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "-r",
        requirements,
    ]))?;
    std::fs::write(&mark, wanted)?;
    Ok(python)
}
