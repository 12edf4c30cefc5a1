//! XML with its namespaces as a small tree, within bounds; what comes after a mistake is not read.

use crate::{Finding, Place};
use quick_xml::NsReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;

/// Structures in lists in structures; nobody nests further.
const DEEPEST: usize = 32;
/// Elements and attributes of one packet. Histories of long edited pictures have thousands.
const MOST_NODES: usize = 100_000;

/// A name with the address of its namespace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) namespace: String,
    pub(super) local: String,
}

impl Name {
    pub(super) fn is(&self, namespace: &str, local: &str) -> bool {
        self.namespace == namespace && self.local == local
    }
}

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) name: Name,
    pub(super) attributes: Vec<(Name, String)>,
    pub(super) text: String,
    pub(super) children: Vec<Self>,
}

impl Node {
    pub(super) fn attribute(&self, namespace: &str, local: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(name, _)| name.is(namespace, local))
            .map(|(_, value)| value.as_str())
    }
}

/// The tree of a packet. The outermost node has no name.
pub(super) fn tree(text: &str, findings: &mut Vec<Finding>) -> Node {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut open = vec![Node::default()];
    let mut count = 0;
    let why = loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => break Some(error.to_string()),
        };
        count += 1;
        let depth = open.len();
        let top = open.last_mut().expect("the outermost node is never closed");
        match event {
            Event::Start(_) if depth > DEEPEST => break Some("it is nested too deep".into()),
            Event::Start(start) => {
                let node = named(&reader, &start);
                count += node.attributes.len();
                open.push(node);
            }
            Event::Empty(start) => {
                let node = named(&reader, &start);
                count += node.attributes.len();
                top.children.push(node);
            }
            Event::End(_) => close(&mut open),
            Event::Text(text) => top.text.push_str(&text.xml10_content()),
            Event::CData(text) => top.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => push_reference(&reference, &mut top.text),
            Event::Eof => break None,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        if count > MOST_NODES {
            break Some("it has more than 100,000 parts".into());
        }
    };
    if let Some(why) = why {
        let what = format!("what follows was not read: {why}");
        let place = Place::byte(reader.buffer_position()).of("XMP");
        findings.push(Finding::lossy(place, what));
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.swap_remove(0)
}

fn close(open: &mut Vec<Node>) {
    if open.len() > 1
        && let Some(done) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.children.push(done);
    }
}

fn named(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Node {
    let resolver = reader.resolver();
    let name = |(namespace, local): (ResolveResult<'_>, quick_xml::name::LocalName<'_>)| Name {
        namespace: match namespace {
            ResolveResult::Bound(namespace) => namespace.into_inner().to_owned(),
            _ => String::new(),
        },
        local: local.into_inner().to_owned(),
    };
    let attributes = start.attributes().filter_map(Result::ok).map(|attribute| {
        let raw = attribute.value.as_ref();
        let value = quick_xml::escape::unescape(raw)
            .map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned);
        (name(resolver.resolve_attribute(attribute.key)), value)
    });
    Node {
        attributes: attributes.collect(),
        name: name(resolver.resolve_element(start.name())),
        ..Node::default()
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
