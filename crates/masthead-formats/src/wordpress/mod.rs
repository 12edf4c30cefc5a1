//! WordPress eXtended RSS (WXR 1.0 to 1.2), as WordPress' own exporter writes it; source: its `export.php`.
//!
//! The file is read twice: first for its terms, writers and pictures, to which articles refer in any order, then item
//! by item. Nothing outside the file is ever read: a document type and its entities are ignored.

mod comment;
mod item;
mod library;
mod php;
mod xml;

use std::collections::VecDeque;
use std::io::{BufRead, Seek, SeekFrom};

use library::Library;
use xml::{Element, Elements};

use crate::model::{ReadError, Record};

/// The records of a WordPress export, one after the other.
pub struct WordPress<R> {
    elements: Elements<R>,
    library: Library,
    ready: VecDeque<Record>,
    items: usize,
    is_over: bool,
}

/// Opens an export: reads it through once, and stands at its beginning again.
///
/// # Errors
/// [`ReadError`] when it is no XML or no WordPress export from some place on. An export that breaks off later is
/// reported by the iterator, after all items before.
pub fn read<R: BufRead + Seek>(mut source: R) -> Result<WordPress<R>, ReadError> {
    let library = Library::of(Elements::of(&mut source))?;
    source.seek(SeekFrom::Start(0))?;
    let ready = library.records();
    Ok(WordPress {
        elements: Elements::of(source),
        library,
        ready,
        items: 0,
        is_over: false,
    })
}

impl<R: BufRead> Iterator for WordPress<R> {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.ready.pop_front() {
                return Some(Ok(record));
            }
            if self.is_over {
                return None;
            }
            match self.elements.next() {
                Some(Ok(element)) if element.name == "item" => self.item(&element),
                Some(Ok(_)) => {}
                Some(Err(error)) => {
                    self.is_over = true;
                    return Some(Err(error));
                }
                None => self.is_over = true,
            }
        }
    }
}

impl<R> WordPress<R> {
    fn item(&mut self, element: &Element) {
        self.items += 1;
        self.ready
            .push_back(item::record(element, self.items, &self.library));
        if matches!(element.text_of("wp:post_type"), "post" | "page") {
            let thread = element.text_of("wp:post_id");
            self.ready.extend(comment::comments(element, thread));
        }
    }
}
