//! Reads tables out of an SQLite file, a row at a time, without SQLite: what is in it was written by strangers.
//!
//! Only what a reader of exports needs: rows of ordinary tables in the order of their row ids. No index, no query,
//! nothing that is still in a log beside the file. Source: the SQLite project's “Database File Format”.

mod page;
mod record;
mod schema;

use std::io::{Read, Seek, SeekFrom};

use page::{Cell, Page};
pub(crate) use record::Cells;
pub(crate) use schema::Table;

use crate::model::ReadError;

/// The first bytes of every such file.
pub(crate) const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Deeper trees would hold more rows than there are atoms.
const DEEPEST: usize = 24;
/// One row.
const LARGEST_ROW: u64 = 16 * 1024 * 1024;
/// Where the description of all tables stands.
const SCHEMA_PAGE: u32 = 1;

/// A file that is open.
pub(crate) struct Database<R> {
    source: R,
    page_bytes: usize,
    /// Without what is kept free at the end of each page.
    usable: usize,
    pages: u32,
    encoding: u32,
    /// Whether changes may stand in a log beside the file.
    pub(crate) has_log: bool,
}

/// How far the reading of a table has come: pages from the root down, and the next cell of each.
pub(crate) struct Cursor {
    open: Vec<(Page, usize)>,
    root: Option<u32>,
    pages_left: u32,
}

impl<R: Read + Seek> Database<R> {
    /// Reads the head of the file.
    ///
    /// # Errors
    /// [`ReadError::Malformed`] when it is no SQLite file.
    pub(crate) fn open(mut source: R) -> Result<Self, ReadError> {
        let mut head = [0; 100];
        source.seek(SeekFrom::Start(0))?;
        let is_whole = source.read_exact(&mut head).is_ok();
        if !is_whole || !head.starts_with(MAGIC) {
            return Err(ReadError::malformed(0, "this is no SQLite file"));
        }
        let page_bytes = match u16::from_be_bytes([head[16], head[17]]) {
            1 => 65_536,
            bytes => usize::from(bytes),
        };
        let usable = page_bytes.saturating_sub(usize::from(head[20]));
        if !page_bytes.is_power_of_two() || page_bytes < 512 || usable < 480 {
            return Err(ReadError::malformed(
                16,
                "the size of its pages makes no sense",
            ));
        }
        let bytes = source.seek(SeekFrom::End(0))?;
        let pages = u32::try_from(bytes / page_bytes as u64).unwrap_or(u32::MAX);
        Ok(Self {
            source,
            page_bytes,
            usable,
            pages,
            encoding: u32::from_be_bytes([head[56], head[57], head[58], head[59]]),
            has_log: head[18] == 2 || head[19] == 2,
        })
    }

    /// The tables, as they were declared.
    pub(crate) fn tables(&mut self) -> Result<Vec<Table>, ReadError> {
        let mut cursor = self.cursor(SCHEMA_PAGE);
        let mut tables = Vec::new();
        while let Some((_, cells)) = self.next(&mut cursor)? {
            tables.extend(Table::declared(&cells));
        }
        Ok(tables)
    }

    /// The beginning of a table.
    pub(crate) fn cursor(&self, root: u32) -> Cursor {
        Cursor {
            open: Vec::new(),
            root: Some(root),
            pages_left: self.pages,
        }
    }

    /// The next row with its row id.
    pub(crate) fn next(&mut self, cursor: &mut Cursor) -> Result<Option<(i64, Cells)>, ReadError> {
        if let Some(root) = cursor.root.take() {
            self.go_down(cursor, root)?;
        }
        loop {
            let Some((page, at)) = cursor.open.last_mut() else {
                return Ok(None);
            };
            let Some(cell) = page.cell(*at)? else {
                cursor.open.pop();
                continue;
            };
            *at += 1;
            match cell {
                Cell::Below(number) => self.go_down(cursor, number)?,
                Cell::Row { id, length, from } => {
                    let number = page.number;
                    let local = page.bytes[from..].to_vec();
                    let payload = self.payload(number, length, local)?;
                    let cells = Cells::read(&payload, self.encoding, self.byte_of(number))?;
                    return Ok(Some((id, cells)));
                }
            }
        }
    }

    fn go_down(&mut self, cursor: &mut Cursor, number: u32) -> Result<(), ReadError> {
        if cursor.open.len() >= DEEPEST || cursor.pages_left == 0 {
            let reason = "its pages lead back to themselves";
            return Err(ReadError::malformed(self.byte_of(number), reason));
        }
        cursor.pages_left -= 1;
        let bytes = self.page(number)?;
        let page = Page::of(number, bytes, self.byte_of(number))?;
        cursor.open.push((page, 0));
        Ok(())
    }

    fn byte_of(&self, number: u32) -> u64 {
        u64::from(number.saturating_sub(1)) * self.page_bytes as u64
    }

    fn page(&mut self, number: u32) -> Result<Vec<u8>, ReadError> {
        let byte = self.byte_of(number);
        if number == 0 || number > self.pages {
            return Err(ReadError::malformed(
                byte,
                format!("there is no page {number}"),
            ));
        }
        let mut bytes = vec![0; self.page_bytes];
        self.source.seek(SeekFrom::Start(byte))?;
        self.source.read_exact(&mut bytes)?;
        bytes.truncate(self.usable);
        Ok(bytes)
    }

    /// The bytes of a row: those on its page, and those that went over to other pages.
    fn payload(
        &mut self,
        page: u32,
        length: u64,
        mut local: Vec<u8>,
    ) -> Result<Vec<u8>, ReadError> {
        let byte = self.byte_of(page);
        if length > LARGEST_ROW {
            return Err(ReadError::too_much(byte, "rows of more than 16 MB"));
        }
        let length = usize::try_from(length).expect("16 MB fit into memory");
        let most = self.usable - 35;
        if length <= most {
            local.truncate(length);
            return whole(local, length, byte);
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let fitting = least + (length - least) % (self.usable - 4);
        let here = if fitting <= most { fitting } else { least };
        let next = local
            .get(here..here + 4)
            .map(|next| u32::from_be_bytes([next[0], next[1], next[2], next[3]]));
        let Some(mut next) = next else {
            return Err(ReadError::malformed(byte, "a row ends before its end"));
        };
        local.truncate(here);
        while local.len() < length && next != 0 {
            let over = self.page(next)?;
            next = u32::from_be_bytes([over[0], over[1], over[2], over[3]]);
            let wanted = (length - local.len()).min(over.len() - 4);
            local.extend_from_slice(&over[4..4 + wanted]);
        }
        whole(local, length, byte)
    }
}

fn whole(bytes: Vec<u8>, length: usize, byte: u64) -> Result<Vec<u8>, ReadError> {
    match bytes.len() == length {
        true => Ok(bytes),
        false => Err(ReadError::malformed(byte, "a row ends before its end")),
    }
}
