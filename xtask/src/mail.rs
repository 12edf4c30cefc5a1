//! A real SMTP server for the tests: aiosmtpd from the Python registry, in a folder of its own.

use std::path::PathBuf;

use anyhow::Result;

use crate::place;
use crate::run::{command, quietly};

/// Where what to install is pinned.
const REQUIREMENTS: &str = "xtask/smtp-requirements.txt";

/// Whether there is a Python that can make folders of its own.
pub(crate) fn python_is_there() -> bool {
    quietly(command("python3").args(["-c", "import ensurepip, venv"])).is_ok()
}

/// Installs the server if it is not there yet, and answers with the Python that can run it
/// (`python -m aiosmtpd --nosetuid --listen ADDRESS --class CLASS`).
///
/// # Errors
/// The Python registry cannot be reached, or Python cannot make a folder of its own.
pub(crate) fn prepare() -> Result<PathBuf> {
    let folder = place::target().join("smtp");
    let python = folder.join("bin/python");
    let wanted = std::fs::read_to_string(place::root().join(REQUIREMENTS))?;
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
        REQUIREMENTS,
    ]))?;
    std::fs::write(&mark, wanted)?;
    Ok(python)
}
