//! A real SMTP server for the tests: aiosmtpd from the Python registry, in a folder of its own.

use std::path::PathBuf;

use anyhow::Result;

use crate::python::folder_with;

/// Where what to install is pinned.
const REQUIREMENTS: &str = "xtask/smtp-requirements.txt";

/// Installs the server if it is not there yet, and answers with the Python that can run it
/// (`python -m aiosmtpd --nosetuid --listen ADDRESS --class CLASS`).
///
/// # Errors
/// The Python registry cannot be reached, or Python cannot make a folder of its own.
pub(crate) fn prepare() -> Result<PathBuf> {
    folder_with("smtp", REQUIREMENTS)
}
