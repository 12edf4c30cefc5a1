//! Where things are: the project's folder, and the folder for what is built.

use std::path::PathBuf;

/// The project's folder, wherever `make` was called.
pub(crate) fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest
        .parent()
        .expect("xtask lies in the project's folder")
        .to_owned()
}

/// Where cargo builds, and where the tests' own tools are kept beside it.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |dir| root().join(dir))
}
