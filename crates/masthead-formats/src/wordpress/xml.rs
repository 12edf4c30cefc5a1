//! XML as a stream of small trees, one for each element below the channel, each within bounds.

use std::io::{BufRead, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::model::ReadError;

/// Elements below an item are two deep; nobody nests further.
const DEEPEST: usize = 16;
/// One item with all its comments. The largest articles known had 33,000 of them.
const LARGEST_ITEM: u64 = 256 * 1024 * 1024;
/// One text without any markup in between.
const LARGEST_TEXT: u64 = 32 * 1024 * 1024;

/// An element with its text and what is in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
    pub(super) children: Vec<Self>,
}

impl Element {
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The trimmed text of a child; empty when there is none.
    pub(super) fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.trim())
    }

    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes
            .iter()
            .find(|(other, _)| other == name)
            .map_or("", |(_, value)| value.trim())
    }
}

/// The elements right below `rss/channel`.
pub(super) struct Elements<R> {
    reader: Reader<Guarded<R>>,
    buffer: Vec<u8>,
    /// The names that are open above the elements: `rss`, `channel`.
    above: Vec<String>,
    seen_channel: bool,
    is_over: bool,
}

impl<R: BufRead> Elements<R> {
    pub(super) fn of(source: R) -> Self {
        let mut reader = Reader::from_reader(Guarded {
            source,
            left: LARGEST_TEXT,
        });
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.check_end_names = true;
        Self {
            reader,
            buffer: Vec::new(),
            above: Vec::new(),
            seen_channel: false,
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
                Err(self.too_much("texts of more than 32 MB"))
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

    fn advance(&mut self) -> Result<Option<Element>, ReadError> {
        loop {
            match self.event()? {
                Event::Start(start) if self.above.len() == 2 => {
                    return self.element(&start).map(Some);
                }
                Event::Start(start) => self.enter(&start)?,
                Event::Empty(start) if self.above.len() == 2 => return Ok(Some(named(&start))),
                Event::End(_) => drop(self.above.pop()),
                Event::Eof if self.seen_channel && self.above.is_empty() => return Ok(None),
                Event::Eof if self.seen_channel => {
                    return Err(self.malformed("the file ends before the export does"));
                }
                Event::Eof => {
                    return Err(self.malformed("this is no WordPress export: it has no channel"));
                }
                _ => {}
            }
        }
    }

    fn enter(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = start.name().into_inner().to_owned();
        let expected = if self.above.is_empty() {
            "rss"
        } else {
            "channel"
        };
        if name != expected {
            return Err(self.malformed(format!(
                "this is no WordPress export: <{name}> stands where <{expected}> should"
            )));
        }
        self.seen_channel |= name == "channel";
        self.above.push(name);
        Ok(())
    }

    fn element(&mut self, start: &BytesStart<'_>) -> Result<Element, ReadError> {
        let begins_at = self.reader.buffer_position();
        let mut open = vec![named(start)];
        loop {
            if self.reader.buffer_position() - begins_at > LARGEST_ITEM {
                return Err(self.too_much("items of more than 256 MB"));
            }
            let event = self.event()?;
            let element = open
                .last_mut()
                .expect("the outermost element stays open until it is returned");
            match event {
                Event::Text(text) => element.text.push_str(&text.xml10_content()),
                Event::CData(text) => element.text.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => push_reference(&reference, &mut element.text),
                Event::Empty(start) => element.children.push(named(&start)),
                Event::Start(_) if open.len() >= DEEPEST => {
                    return Err(self.too_much("elements nested 16 deep"));
                }
                Event::Start(start) => open.push(named(&start)),
                Event::End(_) => {
                    let done = open.pop().expect("an end follows a start");
                    match open.last_mut() {
                        Some(parent) => parent.children.push(done),
                        None => return Ok(done),
                    }
                }
                Event::Eof => {
                    return Err(self.malformed(format!("the file ends inside <{}>", open[0].name)));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }
}

impl<R: BufRead> Iterator for Elements<R> {
    type Item = Result<Element, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = self.advance().transpose();
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }
}

fn named(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().filter_map(Result::ok).map(|attribute| {
        let raw = attribute.value.as_ref();
        let value = quick_xml::escape::unescape(raw)
            .map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned);
        (attribute.key.into_inner().to_owned(), value)
    });
    Element {
        name: start.name().into_inner().to_owned(),
        attributes: attributes.collect(),
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
