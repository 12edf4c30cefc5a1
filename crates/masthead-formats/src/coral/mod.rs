//! Coral: the tables its importer takes (CSV without a header), and its database's documents as `mongoexport` writes
//! them, one to a line. Source: `formats.md` c3.
//!
//! People, stories and comments are files of their own. They are read one after the other, the people first, so that
//! posts can be signed.

mod document;
mod people;
mod table;

use std::collections::VecDeque;
use std::io::BufRead;

use people::People;

use crate::model::{Finding, Place, ReadError, Record, Site};
use crate::source::csv::{Row, Rows};
use crate::source::flow::{Flow, Step};
use crate::source::lines::{Line, Lines};
use crate::source::pack;
use crate::source::tally::Tally;
use crate::source::ties::Ties;

/// Opens files of one site, in this order: people, stories, comments. Each may be missing.
///
/// # Errors
/// [`ReadError::Io`] only; what is no such file is told by the iterator.
pub fn read<'a>(
    files: Vec<Box<dyn BufRead + 'a>>,
) -> Result<impl Iterator<Item = Result<Record, ReadError>> + 'a, ReadError> {
    let files: Result<VecDeque<_>, ReadError> = files.into_iter().map(File::of).collect();
    Ok(Flow::of(Coral {
        files: files?,
        met: Met::default(),
        is_begun: false,
    }))
}

/// A file in one of the two forms.
enum File<'a> {
    Tables(Rows<Box<dyn BufRead + 'a>>),
    Documents(Lines<Box<dyn BufRead + 'a>>),
}

impl<'a> File<'a> {
    fn of(source: Box<dyn BufRead + 'a>) -> Result<Self, ReadError> {
        let mut source = pack::unpacked(source)?;
        let begins = source.fill_buf()?;
        let begins = begins.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begins);
        Ok(match begins.trim_ascii_start().first() {
            Some(b'{') => Self::Documents(Lines::of(source)),
            _ => Self::Tables(Rows::of(source)),
        })
    }

    fn next(&mut self) -> Result<Option<Item>, ReadError> {
        Ok(match self {
            Self::Tables(rows) => rows.next().transpose()?.map(Item::Row),
            Self::Documents(lines) => lines.next().transpose()?.map(Item::Line),
        })
    }
}

enum Item {
    Row(Row),
    Line(Line),
}

/// What was met so far.
#[derive(Default)]
struct Met {
    people: People,
    ties: Ties,
    tally: Tally,
}

struct Coral<'a> {
    files: VecDeque<File<'a>>,
    met: Met,
    is_begun: bool,
}

impl Step for Coral<'_> {
    fn step(&mut self, ready: &mut VecDeque<Record>) -> Result<bool, ReadError> {
        if !std::mem::replace(&mut self.is_begun, true) {
            ready.push_back(Record::Site(Site {
                system: "coral".to_owned(),
                ..Site::default()
            }));
        }
        let Some(file) = self.files.front_mut() else {
            self.met.ties.tell_last(&self.met.tally, ready);
            return Ok(false);
        };
        match file.next()? {
            None => drop(self.files.pop_front()),
            Some(Item::Row(row)) => ready.push_back(table::record(&row, &mut self.met)),
            Some(Item::Line(line)) => {
                let place = Place::line(line.number);
                match line.value {
                    Ok(value) => ready.extend(document::record(&value, place, &mut self.met)),
                    Err(finding) => ready.push_back(Record::Finding(finding)),
                }
            }
        }
        Ok(true)
    }
}

/// A row or document that is none of those that are known.
fn unknown(place: Place) -> Record {
    let what = "this is neither a person nor a story nor a comment";
    Record::Finding(Finding::refused(place, what))
}
