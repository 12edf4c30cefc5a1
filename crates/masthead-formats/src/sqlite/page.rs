//! One page of a table: rows, or the pages below.

use super::record::varint;
use crate::model::ReadError;

/// The head of the file stands on the first page, before the page's own.
const FILE_HEAD: usize = 100;
const INTERIOR: u8 = 5;
const LEAF: u8 = 13;

/// A page that is read.
pub(super) struct Page {
    pub(super) number: u32,
    pub(super) bytes: Vec<u8>,
    byte: u64,
    is_leaf: bool,
    cells: usize,
    /// Where the list of cells begins.
    list: usize,
    last_below: u32,
}

/// What a cell leads to.
pub(super) enum Cell {
    /// Another page.
    Below(u32),
    /// A row: its id, how long it is, and where on the page it begins.
    Row { id: i64, length: u64, from: usize },
}

impl Page {
    pub(super) fn of(number: u32, bytes: Vec<u8>, byte: u64) -> Result<Self, ReadError> {
        let head = if number == 1 { FILE_HEAD } else { 0 };
        let malformed = |reason: &str| Err(ReadError::malformed(byte, reason));
        let Some(fields) = bytes.get(head..head + 12) else {
            return malformed("a page is too short");
        };
        let is_leaf = match fields[0] {
            LEAF => true,
            INTERIOR => false,
            _ => return malformed("this is no page of a table"),
        };
        Ok(Self {
            number,
            byte,
            is_leaf,
            cells: usize::from(u16::from_be_bytes([fields[3], fields[4]])),
            list: head + if is_leaf { 8 } else { 12 },
            last_below: u32::from_be_bytes([fields[8], fields[9], fields[10], fields[11]]),
            bytes,
        })
    }

    /// A cell by its number; `None` behind the last one.
    pub(super) fn cell(&self, at: usize) -> Result<Option<Cell>, ReadError> {
        if at >= self.cells {
            let is_last = at == self.cells && !self.is_leaf;
            return Ok(is_last.then_some(Cell::Below(self.last_below)));
        }
        let cell = self.read(at);
        cell.map(Some)
            .ok_or_else(|| ReadError::malformed(self.byte, "a cell stands outside its page"))
    }

    fn read(&self, at: usize) -> Option<Cell> {
        let place = self.list + 2 * at;
        let place = self.bytes.get(place..place + 2)?;
        let from = usize::from(u16::from_be_bytes([place[0], place[1]]));
        if !self.is_leaf {
            let below = self.bytes.get(from..from + 4)?;
            let below = u32::from_be_bytes([below[0], below[1], below[2], below[3]]);
            return Some(Cell::Below(below));
        }
        let (length, first) = varint(self.bytes.get(from..)?)?;
        let (id, second) = varint(self.bytes.get(from + first..)?)?;
        let from = from + first + second;
        (from <= self.bytes.len()).then_some(Cell::Row {
            id: id.cast_signed(),
            length,
            from,
        })
    }
}
