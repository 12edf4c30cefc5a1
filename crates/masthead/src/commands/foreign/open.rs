//! Opens a file as what it is: a photograph by its first bytes, anything else by name and beginning.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use jiff::tz::TimeZone;
use masthead_core::kernel::Clock;
use masthead_formats::photo::{self, Photo, PhotoError};
use masthead_formats::{Format, IsTimeUp, ReadError, Records, Surroundings, detect};

use crate::commands::import::words;

/// Enough of a file to know what it is.
const BEGINNING_BYTES: u64 = 64 * 1024;
/// A photograph of sixty megapixels without losses has a quarter of this.
const MOST_PHOTO_BYTES: u64 = 1024 * 1024 * 1024;

/// What a file turned out to be.
pub(super) enum Opened {
    /// A photograph.
    Photo(Box<Photo>),
    /// A source of articles and posts.
    Records(Format, Records<'static>),
}

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenError {
    /// The disk, or whoever owns the file, says no.
    #[error("it cannot be read: {0}")]
    Disk(#[from] std::io::Error),
    /// Nobody here knows what it is.
    #[error("nobody here knows what it is; say it with --format, one of {0}")]
    Unknown(String),
    /// It is larger than any photograph.
    #[error("it is larger than 1 GB, which no photograph is")]
    TooLarge,
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
    is_time_up: Option<IsTimeUp>,
) -> Result<Opened, OpenError> {
    let mut beginning = Vec::new();
    File::open(path)?
        .take(BEGINNING_BYTES)
        .read_to_end(&mut beginning)?;
    if format.is_none() && photo::kind(&beginning).is_some() {
        return Ok(Opened::Photo(Box::new(of_photo(path)?)));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let format = format.or_else(|| detect(&name, &beginning));
    let format = format.ok_or_else(|| OpenError::Unknown(words()))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let around = Surroundings {
        file_name: &name,
        zone,
        beside: &|name| {
            let file = File::open(folder.join(Path::new(name).file_name()?)).ok()?;
            Some(Box::new(BufReader::new(file)) as Box<dyn BufRead>)
        },
        is_time_up,
    };
    let file = BufReader::new(File::open(path)?);
    let records = masthead_formats::open(format, file, &around)?;
    Ok(Opened::Records(format, records))
}

fn of_photo(path: &Path) -> Result<Photo, OpenError> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MOST_PHOTO_BYTES + 1)
        .read_to_end(&mut bytes)?;
    match bytes.len() as u64 > MOST_PHOTO_BYTES {
        true => Err(OpenError::TooLarge),
        false => Ok(photo::read(&Bytes::from(bytes))?),
    }
}

/// The format that was asked for, if one was.
pub(super) fn format(word: &str) -> anyhow::Result<Option<Format>> {
    match word {
        "auto" => Ok(None),
        word => match Format::named(word) {
            Some(format) => Ok(Some(format)),
            None => anyhow::bail!("`{word}` is no format; use auto, {}", words()),
        },
    }
}

/// The zone that was asked for.
pub(super) fn zone(name: &str) -> anyhow::Result<TimeZone> {
    TimeZone::get(name)
        .map_err(|_| anyhow::anyhow!("`{name}` is no time zone; Europe/Vienna is one"))
}

/// Says when so many seconds from now are over; nothing if there is no end.
pub(crate) fn within(secs: Option<u64>) -> Option<IsTimeUp> {
    let clock = Clock::of_the_machine();
    let until = clock.now().after(Duration::from_secs(secs?));
    Some(Arc::new(move || clock.now() > until))
}
