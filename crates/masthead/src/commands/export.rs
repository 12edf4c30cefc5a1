//! `masthead export`: the whole site into a folder, readable by people and by another Masthead; or its articles as a
//! feed, for an agency, for search engines.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use masthead_core::exports::{self, Takes};
use masthead_formats::Record;
use masthead_formats::writing::ArchiveWriter;

use super::foreign::{Convert, Target, convert};
use crate::config::Config;

/// The file of records in the folder.
const RECORDS: &str = "site.jsonl";

/// Where to export to, and as what.
#[derive(clap::Args)]
pub(crate) struct Export {
    /// What to write beside the full export.
    #[arg(long, value_enum, default_value = "masthead", value_name = "FORMAT")]
    format: Target,
    /// The folder; it is made, or must be empty.
    folder: PathBuf,
}

/// Writes the export. The folder has its name only when all of it is on the disk.
pub(crate) async fn export(config: &Config, request: &Export) -> Result<ExitCode> {
    let folder = &request.folder;
    let is_free = !folder.exists() || folder.read_dir()?.next().is_none();
    ensure!(
        is_free,
        "{} is not empty; an export never overwrites",
        folder.display()
    );
    let app = super::app(config).await?;
    let beside = folder.parent().filter(|it| !it.as_os_str().is_empty());
    let beside = beside.unwrap_or(Path::new("."));
    let coming = tempfile::tempdir_in(beside)
        .with_context(|| format!("{} cannot be written", beside.display()))?;
    let mut out = Folder::begin(coming.path())?;
    exports::export(&app, &mut out).await?;
    let (records, files) = out.finish()?;
    if folder.exists() {
        std::fs::remove_dir(folder)?;
    }
    std::fs::rename(coming.keep(), folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    tell(folder, records, files);
    match request.format {
        Target::Masthead => Ok(ExitCode::SUCCESS),
        other => convert(&Convert::of(
            folder.join(RECORDS),
            other,
            folder.join(other.file()),
        )),
    }
}

#[expect(clippy::print_stdout, reason = "the person at the console reads it")]
fn tell(folder: &Path, records: u64, files: u64) {
    println!(
        "{} holds {records} records and {files} files.",
        folder.display()
    );
    println!(
        "It also holds mail addresses and what nobody has published: keep it where only you can read it."
    );
    println!(
        "Not in it: passwords, settings, cases of the office, statements of reasons, the audit log, earlier revisions and \
         newer texts that nobody has published. masthead backup has all of that."
    );
    println!(
        "masthead import {} brings it into another site.",
        folder.join(RECORDS).display()
    );
}

/// An export on its way.
struct Folder<'a> {
    path: &'a Path,
    records: ArchiveWriter<BufWriter<File>>,
    files: u64,
}

impl<'a> Folder<'a> {
    fn begin(path: &'a Path) -> Result<Self> {
        let file = File::create_new(path.join(RECORDS))?;
        Ok(Self {
            path,
            records: ArchiveWriter::begin(BufWriter::new(file))?,
            files: 0,
        })
    }

    /// How many records and files there are, all of them on the disk.
    fn finish(self) -> Result<(u64, u64)> {
        let records = self.records.finish()?;
        File::open(self.path.join(RECORDS))?.sync_all()?;
        Ok((records, self.files))
    }
}

impl Takes for Folder<'_> {
    fn record(&mut self, record: Record) -> std::io::Result<()> {
        self.records.push(&record)
    }

    fn file(&mut self, path: &str, bytes: Bytes) -> std::io::Result<()> {
        let place = self.path.join(path);
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = File::create_new(place)?;
        file.write_all(&bytes)?;
        self.files += 1;
        file.sync_data()
    }
}
