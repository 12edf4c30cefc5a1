//! Other people's programs: ExifTool (Debian's libimage-exiftool-perl) and libavif's (libavif-bin).

use std::path::Path;
use std::process::Command;

use bytes::Bytes;
use masthead_formats::photo::{Kind, kind};
use serde_json::Value;
use tempfile::TempDir;

/// Runs a program to its end and gives what it printed.
///
/// # Panics
/// It is not there, or it failed.
pub(crate) fn run(program: &str, words: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(words).output();
    let output = output.unwrap_or_else(|error| {
        panic!("{program} is missing ({error}); `make test` installs libimage-exiftool-perl and libavif-bin")
    });
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{program} {words:?}: {said}{complaint}"
    );
    output.stdout
}

/// A folder that goes when the test does.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder can be made"))
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_string_lossy().into_owned()
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        std::fs::write(Path::new(&path), bytes).expect("a file can be written");
        path
    }

    pub(crate) fn get(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.0.path().join(name)).expect("the file is there")
    }
}

fn file_name(bytes: &[u8]) -> &'static str {
    match kind(bytes).expect("it is a picture") {
        Kind::Jpeg => "a.jpg",
        Kind::Png => "a.png",
        Kind::Webp => "a.webp",
        Kind::Avif => "a.avif",
        Kind::Heif => "a.heic",
        Kind::Tiff => "a.tif",
    }
}

/// The file with these tags written by ExifTool.
pub(crate) fn tagged(file: &[u8], tags: &[&str]) -> Bytes {
    let folder = Folder::new();
    let name = file_name(file);
    let path = folder.put(name, file);
    let mut words = vec!["-q", "-m", "-n", "-overwrite_original"];
    words.extend(tags);
    words.push(&path);
    run("exiftool", &words);
    folder.get(name).into()
}

/// What ExifTool reads of a file: `XMP-photoshop:Credit` and the like.
pub(crate) fn tags(file: &[u8]) -> serde_json::Map<String, Value> {
    let folder = Folder::new();
    let path = folder.put(file_name(file), file);
    let said = run(
        "exiftool",
        &["-j", "-n", "-G1", "-a", "-u", "-sep", "; ", &path],
    );
    let said: Value = serde_json::from_slice(&said).expect("it speaks JSON");
    said[0].as_object().expect("of one file").clone()
}

/// What ExifTool has to complain of.
pub(crate) fn complaints(file: &[u8]) -> String {
    let folder = Folder::new();
    let path = folder.put(file_name(file), file);
    let said = run(
        "exiftool",
        &["-validate", "-warning", "-error", "-a", "-s3", &path],
    );
    String::from_utf8_lossy(&said).trim().to_owned()
}
