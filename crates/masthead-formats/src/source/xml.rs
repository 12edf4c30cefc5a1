//! XML as a stream of small trees, one for each item, each within bounds. Entities of a document type stay as written.

use std::io::{BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::decode::Utf8;
use crate::model::ReadError;

/// Deeper than any wire service, page or export nests.
const DEEPEST: usize = 64;
/// One item; what stands apart (comments below an article) is not counted.
const LARGEST_ITEM: u64 = 32 * 1024 * 1024;
/// Elements in one item.
const MOST_ELEMENTS: usize = 200_000;
/// One text without any markup in between.
const LARGEST_TEXT: u64 = 16 * 1024 * 1024;
/// Attributes of one element; nobody writes more.
const MOST_ATTRIBUTES: usize = 200;
/// From here on, what may stand apart is given out by itself.
const WHOLE: u64 = 1024 * 1024;

/// An element with its text and what is in it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// The text right in it, without that of its children.
    pub(crate) text: String,
    pub(crate) children: Vec<Self>,
    /// Where it stands in its parent's text, in bytes.
    pub(crate) at: usize,
    /// Where it stands in the source.
    pub(crate) byte: u64,
}

impl Element {
    /// The name without the prefix of its namespace.
    pub(crate) fn local(&self) -> &str {
        local(&self.name)
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The trimmed text of a child; empty when there is none.
    pub(crate) fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.trim())
    }

    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes
            .iter()
            .find(|(other, _)| other == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// The children with this name, whatever the prefix of its namespace.
    pub(crate) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children
            .iter()
            .filter(move |child| child.local() == name)
    }

    /// The first element down this way, by names without prefixes.
    pub(crate) fn down(&self, way: &[&str]) -> Option<&Self> {
        let mut here = self;
        for name in way {
            here = here.children.iter().find(|child| child.local() == *name)?;
        }
        Some(here)
    }

    /// All words in it and below it, spaces as one; empty when it is not there.
    pub(crate) fn words_at(&self, way: &[&str]) -> String {
        self.down(way).map(Self::words).unwrap_or_default()
    }

    /// All words in it and below it, spaces as one.
    pub(crate) fn words(&self) -> String {
        let mut words = String::new();
        self.push_words(&mut words);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn push_words(&self, words: &mut String) {
        let mut from = 0;
        for child in &self.children {
            words.push_str(&self.text[from..child.at]);
            from = child.at;
            child.push_words(words);
            words.push(' ');
        }
        words.push_str(&self.text[from..]);
    }
}

/// A name without the prefix of its namespace.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// A piece of an item.
pub(crate) enum Piece {
    /// All of it.
    Whole(Element),
    /// What stood in a large item before the first that stands apart.
    Begun(Element),
    /// One that stands apart.
    Apart(Element),
    /// What stood behind.
    Ended(Element),
}

/// Which elements are items, and how to call a file that has none.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    /// What the file should be, with its article: `a WordPress export`.
    pub(crate) what: &'static str,
    /// The names that stand open around items, from the root on; none when the root is the item.
    pub(crate) above: &'static [&'static str],
    /// A child of items that may come a hundred thousand times.
    pub(crate) apart: Option<&'static str>,
}

/// The items of a file.
pub(crate) struct Elements<R> {
    reader: Reader<Guarded<Utf8<R>>>,
    shape: Shape,
    buffer: Vec<u8>,
    /// How many names are open above the items.
    above: usize,
    was_open: bool,
    /// The item that is being read, from the outermost in, and how many elements it had.
    open: Vec<Element>,
    elements: usize,
    begins_at: u64,
    is_begun: bool,
    is_over: bool,
}

impl<R: BufRead> Elements<R> {
    pub(crate) fn of(source: R, shape: Shape) -> Self {
        let mut reader = Reader::from_reader(Guarded {
            source: Utf8::of(source),
            left: LARGEST_TEXT,
        });
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.check_end_names = true;
        Self {
            reader,
            shape,
            buffer: Vec::new(),
            above: 0,
            was_open: false,
            open: Vec::new(),
            elements: 0,
            begins_at: 0,
            is_begun: false,
            is_over: false,
        }
    }

    fn event(&mut self) -> Result<Event<'static>, ReadError> {
        self.buffer.clear();
        self.reader.get_mut().left = LARGEST_TEXT;
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => Ok(event.into_owned()),
            Err(quick_xml::Error::Io(error))
                if error.kind() == std::io::ErrorKind::FileTooLarge =>
            {
                Err(self.too_much("texts of more than 16 MB"))
            }
            Err(quick_xml::Error::Io(error)) => Err(ReadError::Io(std::io::Error::new(
                error.kind(),
                error.to_string(),
            ))),
            Err(error) => Err(self.malformed(error.to_string())),
        }
    }

    fn malformed(&self, reason: impl Into<String>) -> ReadError {
        ReadError::malformed(self.reader.buffer_position(), reason)
    }

    fn too_much(&self, what: &str) -> ReadError {
        ReadError::too_much(self.reader.buffer_position(), what)
    }

    /// The next piece; items that are not huge come whole.
    pub(crate) fn piece(&mut self) -> Option<Result<Piece, ReadError>> {
        if self.is_over {
            return None;
        }
        let next = self.advance().transpose();
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }

    fn advance(&mut self) -> Result<Option<Piece>, ReadError> {
        loop {
            if !self.open.is_empty() {
                return self.item().map(Some);
            }
            let byte = self.reader.buffer_position();
            let event = self.event()?;
            let is_inside = self.above == self.shape.above.len();
            match event {
                Event::Start(start) if is_inside => self.begin(&start, byte),
                Event::Start(start) => self.enter(&start)?,
                Event::Empty(start) if is_inside => {
                    self.was_open = true;
                    return Ok(Some(Piece::Whole(named(&start, byte))));
                }
                Event::End(_) => self.above = self.above.saturating_sub(1),
                Event::Eof if self.was_open && self.above == 0 => return Ok(None),
                Event::Eof if self.was_open => {
                    return Err(self.malformed("the file ends before the export does"));
                }
                Event::Eof => {
                    let last = self.shape.above.last().unwrap_or(&"element");
                    let reason = format!("this is not {}: it has no {last}", self.shape.what);
                    return Err(self.malformed(reason));
                }
                _ => {}
            }
        }
    }

    fn enter(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = start.name().into_inner().to_owned();
        let expected = self.shape.above[self.above];
        if local(&name) != expected {
            return Err(self.malformed(format!(
                "this is not {}: <{name}> stands where <{expected}> should",
                self.shape.what
            )));
        }
        self.above += 1;
        self.was_open |= self.above == self.shape.above.len();
        Ok(())
    }

    fn begin(&mut self, start: &BytesStart<'_>, byte: u64) {
        self.was_open = true;
        self.begins_at = byte;
        self.elements = 1;
        self.is_begun = false;
        self.open.push(named(start, byte));
    }

    fn item(&mut self) -> Result<Piece, ReadError> {
        loop {
            if self.reader.buffer_position() - self.begins_at > LARGEST_ITEM {
                return Err(self.too_much("items of more than 32 MB"));
            }
            if self.elements > MOST_ELEMENTS {
                return Err(self.too_much("items of more than 200,000 elements"));
            }
            let byte = self.reader.buffer_position();
            let event = self.event()?;
            if matches!(event, Event::Start(_)) && self.open.len() >= DEEPEST {
                return Err(self.too_much("elements nested 64 deep"));
            }
            let element = self
                .open
                .last_mut()
                .expect("the outermost element stays open until it is returned");
            match event {
                Event::Text(text) => element.text.push_str(&text.xml10_content()),
                Event::CData(text) => element.text.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => push_reference(&reference, &mut element.text),
                Event::Empty(start) => {
                    let mut child = named(&start, byte);
                    child.at = element.text.len();
                    element.children.push(child);
                    self.elements += 1;
                }
                Event::Start(start) => {
                    let mut child = named(&start, byte);
                    child.at = element.text.len();
                    self.open.push(child);
                    self.elements += 1;
                }
                Event::End(_) => {
                    if let Some(piece) = self.end() {
                        return Ok(piece);
                    }
                }
                Event::Eof => {
                    let reason = format!("the file ends inside <{}>", self.open[0].name);
                    return Err(self.malformed(reason));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Closes the innermost element.
    fn end(&mut self) -> Option<Piece> {
        let done = self.open.pop()?;
        if self.open.is_empty() {
            return Some(match self.is_begun {
                true => Piece::Ended(done),
                false => Piece::Whole(done),
            });
        }
        let is_apart = self.open.len() == 1 && self.shape.apart == Some(done.name.as_str());
        if is_apart && (self.is_begun || self.reader.buffer_position() - self.begins_at > WHOLE) {
            return Some(self.stand_apart(done));
        }
        let parent = self.open.last_mut()?;
        parent.children.push(done);
        None
    }

    fn stand_apart(&mut self, done: Element) -> Piece {
        self.begins_at = self.reader.buffer_position();
        self.elements = 1;
        if self.is_begun {
            return Piece::Apart(done);
        }
        self.is_begun = true;
        let (name, byte) = (self.open[0].name.clone(), self.open[0].byte);
        let rest = Element {
            name,
            byte,
            ..Element::default()
        };
        let mut begun = std::mem::replace(&mut self.open[0], rest);
        begun.children.push(done);
        Piece::Begun(begun)
    }
}

impl<R: BufRead> Iterator for Elements<R> {
    type Item = Result<Element, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.piece().map(|piece| {
            piece.map(|piece| match piece {
                Piece::Whole(element)
                | Piece::Begun(element)
                | Piece::Apart(element)
                | Piece::Ended(element) => element,
            })
        })
    }
}

fn named(start: &BytesStart<'_>, byte: u64) -> Element {
    let mut all = start.attributes();
    let all = all.with_checks(false).take(MOST_ATTRIBUTES);
    let attributes = all.filter_map(Result::ok).map(|attribute| {
        let raw = attribute.value.as_ref();
        let value = quick_xml::escape::unescape(raw)
            .map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned);
        (attribute.key.into_inner().to_owned(), value)
    });
    Element {
        name: start.name().into_inner().to_owned(),
        attributes: attributes.collect(),
        byte,
        ..Element::default()
    }
}

/// The five entities of XML and numbers; any other, whatever a document type says, stays as it was written.
fn push_reference(reference: &BytesRef<'_>, text: &mut String) {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return text.push(character);
    }
    let name = reference.xml10_content();
    match quick_xml::escape::resolve_predefined_entity(&name) {
        Some(known) => text.push_str(known),
        None => {
            text.push('&');
            text.push_str(&name);
            text.push(';');
        }
    }
}

/// Ends a read that found no markup for too long.
struct Guarded<R> {
    source: R,
    left: u64,
}

impl<R: BufRead> Read for Guarded<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.source.read(into)
    }
}

impl<R: BufRead> BufRead for Guarded<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.left == 0 {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.source.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes as u64);
        self.source.consume(bytes);
    }
}

/// The name of the first element in the beginning of a file, without its prefix; none when it begins otherwise.
pub(crate) fn root_name(beginning: &[u8]) -> Option<String> {
    let text = super::decode::text(&beginning[..beginning.len().min(64 * 1024)]);
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = match rest {
            rest if rest.starts_with("<?") => rest.find("?>")? + 2,
            rest if rest.starts_with("<!--") => rest.find("-->")? + 3,
            rest if rest.starts_with("<!") => doctype(rest)?,
            _ => break,
        };
        rest = rest[end..].trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
    let name = &name[..end];
    let is_name = name.starts_with(char::is_alphabetic);
    is_name.then(|| local(name).to_owned())
}

/// Where a document type ends, with the declarations inside it.
fn doctype(text: &str) -> Option<usize> {
    let inside = text
        .find('[')
        .filter(|at| text.find('>').is_none_or(|end| *at < end));
    match inside {
        Some(_) => text.find("]>").map(|at| at + 2),
        None => text.find('>').map(|at| at + 1),
    }
}
