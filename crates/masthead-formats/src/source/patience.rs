//! Ends a reading whose time is up. The clock is the caller's: here nobody knows what time it is.

use std::io::{BufRead, ErrorKind, Read, Result, Seek, SeekFrom};
use std::sync::Arc;

use crate::model::{ReadError, Record};

/// Says whether the time for a reading is up. It is asked often and should answer in nanoseconds.
pub type IsTimeUp = Arc<dyn Fn() -> bool + Send + Sync>;

/// Bytes after which a reading is asked again whether it may go on.
const ASKED_EVERY: usize = 64 * 1024;

/// A source that breaks off when the time is up.
pub(crate) struct Timed<S> {
    source: S,
    is_time_up: IsTimeUp,
    left: usize,
}

impl<S> Timed<S> {
    pub(crate) fn of(source: S, is_time_up: IsTimeUp) -> Self {
        Self {
            source,
            is_time_up,
            left: 0,
        }
    }

    fn ask(&mut self) -> Result<()> {
        if self.left > 0 {
            return Ok(());
        }
        self.left = ASKED_EVERY;
        match (self.is_time_up)() {
            true => Err(ErrorKind::TimedOut.into()),
            false => Ok(()),
        }
    }
}

impl<S: Read> Read for Timed<S> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        self.ask()?;
        let length = self.source.read(into)?;
        self.left = self.left.saturating_sub(length);
        Ok(length)
    }
}

impl<S: BufRead> BufRead for Timed<S> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        self.ask()?;
        self.source.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes);
        self.source.consume(bytes);
    }
}

impl<S: Seek> Seek for Timed<S> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        self.source.seek(to)
    }
}

/// Records until the time is up: what came before stays valid.
pub(crate) struct InTime<I> {
    records: I,
    is_time_up: IsTimeUp,
    is_over: bool,
}

impl<I> InTime<I> {
    pub(crate) fn of(records: I, is_time_up: IsTimeUp) -> Self {
        Self {
            records,
            is_time_up,
            is_over: false,
        }
    }
}

impl<I: Iterator<Item = std::result::Result<Record, ReadError>>> Iterator for InTime<I> {
    type Item = std::result::Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        if (self.is_time_up)() {
            self.is_over = true;
            return Some(Err(ReadError::TimeUp));
        }
        let next = self
            .records
            .next()?
            .map_err(|error| in_words(error, &self.is_time_up));
        self.is_over = next.is_err();
        Some(next)
    }
}

/// Why a reading ended, whatever its reader made of a source that broke off.
pub(crate) fn in_words(error: ReadError, is_time_up: &IsTimeUp) -> ReadError {
    match is_time_up() {
        true => ReadError::TimeUp,
        false => error,
    }
}
