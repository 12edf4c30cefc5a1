//! Files of one JSON value to a line, as databases export them.

use std::io::{BufRead, Read};

use serde_json::Value;

use crate::model::{Finding, Place, ReadError};

/// One line.
const LONGEST: u64 = 16 * 1024 * 1024;

/// A line that is a value, or what is wrong with it.
pub(crate) struct Line {
    pub(crate) number: u64,
    pub(crate) value: Result<Value, Finding>,
}

/// The lines of a file that are not empty. A broken one is told and the next is read.
pub(crate) struct Lines<R> {
    source: R,
    number: u64,
    byte: u64,
    buffer: Vec<u8>,
    is_over: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn of(source: R) -> Self {
        Self {
            source,
            number: 0,
            byte: 0,
            buffer: Vec::new(),
            is_over: false,
        }
    }

    fn advance(&mut self) -> Result<Option<Line>, ReadError> {
        loop {
            self.buffer.clear();
            let mut limited = self.source.by_ref().take(LONGEST + 1);
            let length = limited.read_until(b'\n', &mut self.buffer)? as u64;
            if length == 0 {
                return Ok(None);
            }
            if length > LONGEST {
                return Err(ReadError::too_much(self.byte, "lines of more than 16 MB"));
            }
            let byte = self.byte;
            self.byte += length;
            self.number += 1;
            let line = self.buffer.trim_ascii();
            let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
            if line.is_empty() {
                continue;
            }
            let value = serde_json::from_slice(line).map_err(|error| {
                let place = Place::byte(byte).at_line(self.number);
                Finding::refused(place, format!("the line is no JSON: {error}"))
            });
            return Ok(Some(Line {
                number: self.number,
                value,
            }));
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Line, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = self.advance().transpose();
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }
}
