//! A backup is one ordinary tar file, so that it can be looked into with what every machine has.
//!
//! In this order: `about.json`, the database, `masthead.toml` and `secret` if there are any, the files, and at the end
//! `SHA256SUMS` in the form that `sha256sum -c` reads. A backup that was cut off has no sums and is refused.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use data_encoding::HEXLOWER;
use masthead_engines::files::FileKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Which form of backup this program writes, and the newest that it reads.
const FORMAT: u32 = 1;

const ABOUT: &str = "about.json";
const SUMS: &str = "SHA256SUMS";

/// The database inside: SQLite's file, or what pg_dump wrote.
pub(super) const SQLITE: &str = "masthead.db";
pub(super) const POSTGRES: &str = "database.dump";

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct About {
    /// See [`FORMAT`].
    pub(super) format: u32,
    /// The program that wrote it.
    pub(super) masthead: String,
    /// [`SQLITE`] or [`POSTGRES`].
    pub(super) database: String,
    /// When it was begun, in seconds since 1970.
    pub(super) made_at: u64,
}

impl About {
    pub(super) fn now(database: &str, made_at: u64) -> Self {
        let masthead = env!("CARGO_PKG_VERSION").to_owned();
        Self {
            format: FORMAT,
            masthead,
            database: database.to_owned(),
            made_at,
        }
    }
}

/// A backup that is being written.
pub(super) struct Archive {
    tar: tar::Builder<BufWriter<File>>,
    made_at: u64,
    sums: String,
}

impl Archive {
    /// Begins a backup in a new file that only its owner can read: the site's secrets are in it.
    pub(super) fn begin(path: &Path, about: &About) -> Result<Self> {
        use std::os::unix::fs::OpenOptionsExt;
        let file = File::options()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        let tar = tar::Builder::new(BufWriter::with_capacity(1 << 20, file));
        let mut archive = Self {
            tar,
            made_at: about.made_at,
            sums: String::new(),
        };
        let text = serde_json::to_vec_pretty(about)?;
        archive.add(ABOUT, text.len() as u64, text.as_slice())?;
        Ok(archive)
    }

    /// Adds a file of the disk.
    pub(super) fn add_file(&mut self, name: &str, path: &Path) -> Result<()> {
        let file =
            File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let bytes = file.metadata()?.len();
        self.add(name, bytes, BufReader::with_capacity(1 << 20, file))
    }

    fn add(&mut self, name: &str, bytes: u64, content: impl Read) -> Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes);
        header.set_mode(0o600);
        header.set_mtime(self.made_at);
        let mut content = Hashing::new(content.take(bytes));
        self.tar.append_data(&mut header, name, &mut content)?;
        ensure!(
            content.bytes == bytes,
            "{name} became shorter while it was copied"
        );
        self.sums.push_str(&format!("{}  {name}\n", content.sum()));
        Ok(())
    }

    /// Adds the sums and waits until everything is on the disk.
    pub(super) fn finish(mut self) -> Result<()> {
        let sums = std::mem::take(&mut self.sums);
        self.add(SUMS, sums.len() as u64, sums.as_bytes())?;
        let mut out = self.tar.into_inner()?;
        out.flush()?;
        out.get_ref().sync_all()?;
        Ok(())
    }
}

/// Reads a backup from its first byte to its last and compares every sum. Writes nothing.
///
/// # Errors
/// Says what is wrong with it: cut off, changed, of a newer form, or no backup at all.
pub(super) fn check(path: &Path) -> Result<About> {
    let (mut about, mut sums, mut found) = (None, None, BTreeMap::new());
    walk(path, |name, content| {
        let mut content = Hashing::new(content);
        let mut text = String::new();
        match name {
            ABOUT | SUMS => drop(content.read_to_string(&mut text)?),
            _ => drop(io::copy(&mut content, &mut io::sink())?),
        }
        if name == SUMS {
            sums = Some(text);
            return Ok(());
        }
        if name == ABOUT {
            about = Some(serde_json::from_str(&text).context("about.json cannot be read")?);
        }
        found.insert(name.to_owned(), content.sum());
        Ok(())
    })?;
    let sums = sums.context("the backup is not whole: it ends before its check sums")?;
    compare(&sums, &found)?;
    let about: About = about.context("this is no backup of Masthead: about.json is missing")?;
    ensure!(
        about.format <= FORMAT,
        "this backup was written by Masthead {}, which is newer; restore it with that version",
        about.masthead
    );
    Ok(about)
}

fn compare(sums: &str, found: &BTreeMap<String, String>) -> Result<()> {
    let mut left: BTreeMap<&str, &str> = found
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    for line in sums.lines() {
        let (sum, name) = line
            .split_once("  ")
            .context("the check sums cannot be read")?;
        match left.remove(name) {
            None => bail!("the backup is not whole: {name} is missing"),
            Some(other) if other != sum => bail!("the backup is damaged: {name} has changed"),
            Some(_) => {}
        }
    }
    match left.keys().next() {
        Some(stray) => bail!("the backup is damaged: {stray} does not belong to it"),
        None => Ok(()),
    }
}

/// Hands every member of a backup to `each`, by its name. A name that is not one of ours is refused, so that no
/// member can be written outside the data folder.
pub(super) fn walk(
    path: &Path,
    mut each: impl FnMut(&str, &mut dyn Read) -> Result<()>,
) -> Result<()> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut archive = tar::Archive::new(BufReader::with_capacity(1 << 20, file));
    let broken = "this is no backup of Masthead, or a damaged one";
    for entry in archive.entries().context(broken)? {
        let mut entry = entry.context(broken)?;
        let name = entry.path().context(broken)?.to_string_lossy().into_owned();
        ensure!(
            entry.header().entry_type().is_file() && is_ours(&name),
            "{broken}: {name}"
        );
        each(&name, &mut entry).with_context(|| format!("at {name} in the backup"))?;
    }
    Ok(())
}

fn is_ours(name: &str) -> bool {
    match name
        .strip_prefix("files/")
        .and_then(|it| it.split_once('/'))
    {
        Some((first, rest)) => {
            first.len() == 2 && format!("{first}{rest}").parse::<FileKey>().is_ok()
        }
        None => [ABOUT, SUMS, SQLITE, POSTGRES, "masthead.toml", "secret"].contains(&name),
    }
}

/// Passes bytes on and sums them up.
struct Hashing<R> {
    inner: R,
    sum: Sha256,
    bytes: u64,
}

impl<R: Read> Hashing<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            sum: Sha256::new(),
            bytes: 0,
        }
    }

    fn sum(self) -> String {
        HEXLOWER.encode(&self.sum.finalize())
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.sum.update(&into[..count]);
        self.bytes += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_member_can_leave_the_data_folder() {
        let key = "0".repeat(62);
        assert!(is_ours(&format!("files/00/{key}")));
        for name in [
            "../x",
            "/etc/passwd",
            "files/../masthead.toml",
            "files/00/../../x",
            "files/x",
            "outbox/a",
        ] {
            assert!(!is_ours(name), "{name}");
        }
    }
}
