//! Embeds what pages wear: turns `assets/built/manifest.json` into the table that `src/assets.rs` includes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, fs};

const HOW: &str =
    "run `make assets` (that is `npm ci && node build.mjs` in crates/masthead-web/assets)";
const SOURCES: [&str; 4] = ["css", "js", "identity", "build"];

fn main() {
    let assets =
        Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets the folder of the crate"))
            .join("assets");
    let manifest = assets.join("built/manifest.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", assets.join(source).display());
    }

    let Ok(listed) = fs::read_to_string(&manifest) else {
        println!(
            "cargo::error=the typefaces, styles and scripts of the pages have not been made yet: {HOW}"
        );
        return;
    };
    if newest(&SOURCES.map(|source| assets.join(source))) > changed(&manifest) {
        // A program that is given to others must not lack what its pages name.
        let kind = match env::var("PROFILE").as_deref() {
            Ok("release") => "error",
            _ => "warning",
        };
        println!("cargo::{kind}=the styles or scripts have changed since they were made: {HOW}");
    }

    let out = PathBuf::from(
        env::var("OUT_DIR").expect("cargo sets the folder for what a build script makes"),
    );
    let table = table(&assets.join("built"), &listed);
    fs::write(out.join("assets.rs"), table).expect("cargo's own folder can be written to");
}

/// The source of a slice of `Asset`, sorted as the manifest is.
fn table(built: &Path, listed: &str) -> String {
    let manifest: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(listed).expect("build.mjs writes a JSON object");
    let mut table = String::from("&[\n");
    for (name, asset) in &manifest {
        let file = asset["file"]
            .as_str()
            .expect("build.mjs names the file of every asset");
        let media_type = asset["media_type"]
            .as_str()
            .expect("build.mjs gives every asset a media type");
        let raw = bytes(built, file);
        let (gzip, brotli) = match asset["compressed"].as_bool() {
            Some(true) => (
                some(&bytes(built, &format!("{file}.gz"))),
                some(&bytes(built, &format!("{file}.br"))),
            ),
            _ => ("None".to_owned(), "None".to_owned()),
        };
        writeln!(
            table,
            "Asset {{ name: {name:?}, address: \"/assets/{file}\", media_type: {media_type:?}, raw: {raw}, gzip: {gzip}, brotli: {brotli} }},"
        )
        .expect("writing to a string cannot fail");
    }
    table.push(']');
    table
}

fn bytes(built: &Path, file: &str) -> String {
    format!("include_bytes!({:?})", built.join(file))
}

fn some(expression: &str) -> String {
    format!("Some({expression})")
}

/// When anything below these folders was last written.
fn newest(folders: &[PathBuf]) -> SystemTime {
    folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| changed(&entry.path()))
        .max()
        .unwrap_or(SystemTime::UNIX_EPOCH)
}

fn changed(file: &Path) -> SystemTime {
    fs::metadata(file)
        .and_then(|about| about.modified())
        .unwrap_or(SystemTime::UNIX_EPOCH)
}
