//! WordPress eXtended RSS (WXR 1.0 to 1.2), as WordPress' own exporter writes it; source: its `export.php`.
//!
//! The file is read twice: first for its terms, writers and pictures, to which articles refer in any order, then item
//! by item. Nothing outside the file is ever read: a document type and its entities are ignored.

mod comment;
mod item;
mod library;
mod php;

use std::collections::VecDeque;
use std::io::{BufRead, Seek, SeekFrom};

use library::Library;

use crate::model::{Finding, Place, ReadError, Record};
use crate::source::ties::Ties;
use crate::source::xml::{Element, Elements, Piece, Shape};

/// Comments stand apart in articles that have very many of them.
const SHAPE: Shape = Shape {
    what: "a WordPress export",
    above: &["rss", "channel"],
    apart: Some("wp:comment"),
};

/// The records of a WordPress export, one after the other.
pub struct WordPress<R> {
    elements: Elements<R>,
    library: Library,
    ready: VecDeque<Record>,
    items: usize,
    /// The number of the article whose comments stand apart.
    under: String,
    ties: Ties,
    is_over: bool,
}

/// Opens an export: reads it through once, and stands at its beginning again.
///
/// # Errors
/// [`ReadError`] when it is no XML or no WordPress export from some place on. An export that breaks off later is
/// reported by the iterator, after all items before.
pub fn read<R: BufRead + Seek>(mut source: R) -> Result<WordPress<R>, ReadError> {
    let library = Library::of(Elements::of(&mut source, SHAPE))?;
    source.seek(SeekFrom::Start(0))?;
    let ready = library.records();
    Ok(WordPress {
        elements: Elements::of(source, SHAPE),
        library,
        ready,
        items: 0,
        under: String::new(),
        ties: Ties::default(),
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
            match self.elements.piece() {
                Some(Ok(piece)) => self.piece(&piece),
                Some(Err(error)) => {
                    self.is_over = true;
                    return Some(Err(error));
                }
                None => {
                    self.is_over = true;
                    let told = self.ties.findings().into_iter().map(Record::Finding);
                    self.ready.extend(told);
                }
            }
        }
    }
}

impl<R> WordPress<R> {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Whole(element) | Piece::Begun(element) if element.name == "item" => {
                self.item(element);
            }
            Piece::Apart(comment) => self.below(comment),
            Piece::Ended(element) => {
                for late in &element.children {
                    let what = format!(
                        "<{}> stands behind the comments and was left out",
                        late.name
                    );
                    let place = Place::byte(late.byte).of(&self.under);
                    self.ready
                        .push_back(Record::Finding(Finding::lossy(place, what)));
                }
            }
            Piece::Whole(_) | Piece::Begun(_) => {}
        }
    }

    fn item(&mut self, element: &Element) {
        self.items += 1;
        self.ready
            .push_back(item::record(element, self.items, &self.library));
        element.text_of("wp:post_id").clone_into(&mut self.under);
        if matches!(element.text_of("wp:post_type"), "post" | "page") {
            let comments = element.children.iter();
            for comment in comments.filter(|child| child.name == "wp:comment") {
                self.below(comment);
            }
        }
    }

    fn below(&mut self, comment: &Element) {
        let mut record = comment::record(comment, &self.under);
        if let Record::Post(post) = &mut record {
            self.ties.take(post);
        }
        self.ready.push_back(record);
    }
}
