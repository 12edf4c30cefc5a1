//! Opens a file as what it is: a photograph by its first bytes, anything else by name and beginning.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use bytes::Bytes;
use jiff::tz::TimeZone;
use masthead_formats::photo::{self, Photo, PhotoError};
use masthead_formats::writing::ArchiveReader;
use masthead_formats::{Format, ReadError, Record, detect, markdown, wordpress};

/// Enough of a file to know what it is.
const BEGINNING_BYTES: u64 = 8 * 1024;
/// A photograph of sixty megapixels without losses has a quarter of this.
const MOST_PHOTO_BYTES: u64 = 1024 * 1024 * 1024;
/// No article is longer.
const MOST_MARKDOWN_BYTES: u64 = 8 * 1024 * 1024;

/// What a file turned out to be.
pub(super) enum Opened {
    /// A photograph.
    Photo(Box<Photo>),
    /// A source of articles and posts.
    Records(Format, Records),
}

/// The records of a source, one after the other.
pub(super) type Records = Box<dyn Iterator<Item = Result<Record, ReadError>>>;

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenError {
    /// The disk, or whoever owns the file, says no.
    #[error("it cannot be read: {0}")]
    Disk(#[from] std::io::Error),
    /// Nobody here knows what it is.
    #[error("nobody here knows what it is; `--format` says which of {0} it is")]
    Unknown(String),
    /// It is larger than anything of its kind.
    #[error("it is larger than {0} MB, which is more than any such file has")]
    TooLarge(u64),
    /// It begins well and does not hold.
    #[error("{0}")]
    Photo(#[from] PhotoError),
    /// It is not what it seems.
    #[error("{0}")]
    Source(#[from] ReadError),
}

impl OpenError {
    /// Whether the file is to blame, and not the disk.
    pub(super) fn is_of_the_file(&self) -> bool {
        !matches!(self, Self::Disk(_) | Self::Source(ReadError::Io(_)))
    }
}

/// Opens a file as `format`, or as what it looks like. Times without a zone are read in `zone`.
pub(super) fn open(
    path: &Path,
    format: Option<Format>,
    zone: &TimeZone,
) -> Result<Opened, OpenError> {
    let mut beginning = Vec::new();
    File::open(path)?
        .take(BEGINNING_BYTES)
        .read_to_end(&mut beginning)?;
    if format.is_none() && photo::kind(&beginning).is_some() {
        let bytes = whole(path, MOST_PHOTO_BYTES)?;
        return Ok(Opened::Photo(Box::new(photo::read(&Bytes::from(bytes))?)));
    }
    let name = path.file_name().map(|name| name.to_string_lossy());
    let format = format.or_else(|| detect(&name.unwrap_or_default(), &beginning));
    let format = format.ok_or_else(|| OpenError::Unknown(Format::words().join(", ")))?;
    let file = BufReader::new(File::open(path)?);
    let records: Records = match format {
        Format::Markdown => Box::new(of_markdown(path, zone)?.into_iter().map(Ok)),
        Format::Masthead => Box::new(ArchiveReader::begin(file)?),
        Format::WordPress => Box::new(wordpress::read(file)?),
    };
    Ok(Opened::Records(format, records))
}

fn whole(path: &Path, most_bytes: u64) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(most_bytes + 1)
        .read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most_bytes {
        true => Err(OpenError::TooLarge(most_bytes / 1024 / 1024)),
        false => Ok(bytes),
    }
}

fn of_markdown(path: &Path, zone: &TimeZone) -> Result<Vec<Record>, OpenError> {
    let bytes = whole(path, MOST_MARKDOWN_BYTES)?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy());
    let text = String::from_utf8_lossy(&bytes);
    Ok(markdown::read(&text, &stem.unwrap_or_default(), zone))
}

/// The format that was asked for, if one was.
pub(super) fn format(word: &str) -> anyhow::Result<Option<Format>> {
    match word {
        "auto" => Ok(None),
        word => match Format::named(word) {
            Some(format) => Ok(Some(format)),
            None => anyhow::bail!(
                "`{word}` is no format; use auto, {}",
                Format::words().join(", ")
            ),
        },
    }
}

/// The zone that was asked for.
pub(super) fn zone(name: &str) -> anyhow::Result<TimeZone> {
    TimeZone::get(name)
        .map_err(|_| anyhow::anyhow!("`{name}` is no time zone; Europe/Vienna is one"))
}
