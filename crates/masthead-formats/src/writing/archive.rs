//! Masthead's own export: everything, readable by people and by the next Masthead. Documented in
//! `docs/running/export.md`.
//!
//! Lines of JSON. The first says what it is and in which version; each further line is one [`Record`] of the model; the
//! last says how many there were, so that a file that was cut off is not taken for a whole one.

use std::io::{BufRead, Read, Write};

use serde::{Deserialize, Serialize};

use crate::model::{ReadError, Record};

/// The version that is written, and the newest that is read. It is raised when a reader of the old one would
/// misunderstand the new one; a member more does not raise it.
const VERSION: u32 = 1;
/// One article with all its text; the largest that any reader takes.
const LONGEST_LINE_BYTES: u64 = 256 * 1024 * 1024;

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    masthead: String,
    version: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct End {
    end: Count,
}

#[derive(Debug, Serialize, Deserialize)]
struct Count {
    records: u64,
}

/// Why an export was not written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Nowhere to write to.
    #[error("the export cannot be written: {0}")]
    Io(#[from] std::io::Error),
    /// The source of the records broke off.
    #[error("{0}")]
    Source(#[from] ReadError),
}

/// Whether a file begins as an export does.
#[must_use]
pub fn is_archive(beginning: &[u8]) -> bool {
    beginning.starts_with(b"{\"masthead\":\"export\"")
}

/// Writes records as they come, in memory that does not grow, and answers how many they were.
///
/// # Errors
/// The first of the source or of the disk; what was written then has no end, and cannot be taken for whole.
pub fn write_archive(
    records: impl IntoIterator<Item = Result<Record, ReadError>>,
    out: impl Write,
) -> Result<u64, ArchiveError> {
    let mut writer = ArchiveWriter::begin(out)?;
    for record in records {
        writer.push(&record?)?;
    }
    Ok(writer.finish()?)
}

/// Writes an export whose records come one after the other.
#[derive(Debug)]
pub struct ArchiveWriter<W> {
    out: W,
    records: u64,
}

impl<W: Write> ArchiveWriter<W> {
    /// Writes the first line.
    ///
    /// # Errors
    /// Of the disk.
    pub fn begin(mut out: W) -> Result<Self, std::io::Error> {
        let head = Head {
            masthead: "export".to_owned(),
            version: VERSION,
        };
        line(&head, &mut out)?;
        Ok(Self { out, records: 0 })
    }

    /// Writes a record.
    ///
    /// # Errors
    /// Of the disk; what was written then has no end, and cannot be taken for whole.
    pub fn push(&mut self, record: &Record) -> Result<(), std::io::Error> {
        self.records += 1;
        line(record, &mut self.out)
    }

    /// Writes the last line and answers how many records there were.
    ///
    /// # Errors
    /// Of the disk, as for [`Self::push`].
    pub fn finish(mut self) -> Result<u64, std::io::Error> {
        let end = End {
            end: Count {
                records: self.records,
            },
        };
        line(&end, &mut self.out)?;
        self.out.flush()?;
        Ok(self.records)
    }
}

fn line(value: &impl Serialize, out: &mut impl Write) -> Result<(), std::io::Error> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Reads an export, record by record.
#[derive(Debug)]
pub struct ArchiveReader<R> {
    source: R,
    line: Vec<u8>,
    position: u64,
    count: u64,
    is_over: bool,
}

impl<R: BufRead> ArchiveReader<R> {
    /// Reads the first line.
    ///
    /// # Errors
    /// It is no export, or one of a newer Masthead.
    pub fn begin(source: R) -> Result<Self, ReadError> {
        let mut reader = Self {
            source,
            line: Vec::new(),
            position: 0,
            count: 0,
            is_over: false,
        };
        reader.next_line()?;
        let head: Head = serde_json::from_slice(&reader.line)
            .map_err(|_| ReadError::malformed(0, "this is no export of Masthead"))?;
        if head.masthead != "export" {
            return Err(ReadError::malformed(0, "this is no export of Masthead"));
        }
        if head.version > VERSION {
            let what = format!(
                "this export has version {}, and this Masthead reads up to {VERSION}; use a newer one",
                head.version
            );
            return Err(ReadError::malformed(0, what));
        }
        Ok(reader)
    }

    /// The next line, whole; whether there is one.
    fn next_line(&mut self) -> Result<bool, ReadError> {
        self.position += self.line.len() as u64;
        self.line.clear();
        let mut limited = (&mut self.source).take(LONGEST_LINE_BYTES);
        limited.read_until(b'\n', &mut self.line)?;
        if self.line.len() as u64 == LONGEST_LINE_BYTES {
            return Err(ReadError::too_much(
                self.position,
                "lines of more than 256 MB",
            ));
        }
        Ok(!self.line.is_empty())
    }

    fn record(&mut self) -> Result<Option<Record>, ReadError> {
        if !self.next_line()? {
            return Err(ReadError::malformed(
                self.position,
                "the export breaks off: its last line is missing",
            ));
        }
        if self.line.starts_with(b"{\"end\"") {
            return self.end().map(|()| None);
        }
        let record = serde_json::from_slice(&self.line)
            .map_err(|error| ReadError::malformed(self.position, error.to_string()))?;
        self.count += 1;
        Ok(Some(record))
    }

    fn end(&mut self) -> Result<(), ReadError> {
        let end: End = serde_json::from_slice(&self.line)
            .map_err(|error| ReadError::malformed(self.position, error.to_string()))?;
        let (said, read) = (end.end.records, self.count);
        match said == read {
            true => Ok(()),
            false => Err(ReadError::malformed(
                self.position,
                format!("the export should have {said} records and has {read}"),
            )),
        }
    }
}

impl<R: BufRead> Iterator for ArchiveReader<R> {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = self.record().transpose();
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }
}
