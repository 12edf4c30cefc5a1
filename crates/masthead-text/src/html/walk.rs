//! The walk through the tree: collects words into paragraphs and hands everything else to the room that knows it.

use std::collections::BTreeMap;

use super::tree::{Element, Node};
use super::{HtmlOrigin, HtmlSource};
use crate::address::Address;
use crate::document::{Body, Embed, Paragraph, Source};
use crate::finding::{Finding, Severity};
use crate::gather::shorten;
use crate::inline::{Inline, Span};
use crate::marks::{Mark, Marks};

/// What is the same everywhere in one text: where it comes from, and what was noticed.
pub(super) struct Journey<'a> {
    pub(super) source: &'a HtmlSource<'a>,
    /// WordPress' text without blocks, and comments: empty lines part paragraphs, line ends are breaks.
    pub(super) is_classic: bool,
    findings: BTreeMap<(Severity, String), (u64, usize)>,
    order: Vec<(Severity, String)>,
}

impl<'a> Journey<'a> {
    pub(super) fn through(source: &'a HtmlSource<'a>) -> Self {
        let is_classic = match source.origin {
            HtmlOrigin::Plain => false,
            HtmlOrigin::Comment => true,
            HtmlOrigin::WordPress => !source.html.contains("<!-- wp:"),
        };
        Self {
            source,
            is_classic,
            findings: BTreeMap::new(),
            order: Vec::new(),
        }
    }

    /// Notices something; the same thing at another place is only counted.
    pub(super) fn find(&mut self, severity: Severity, line: u64, what: impl Into<String>) {
        let key = (severity, what.into());
        let known = self.findings.entry(key.clone()).or_insert_with(|| {
            self.order.push(key);
            (line, 0)
        });
        known.1 += 1;
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        let told = self.order.into_iter().map(|key| {
            let (line, times) = self.findings[&key];
            let place = match times {
                1 => format!("line {line}"),
                more => format!("line {line} and {} more", more - 1),
            };
            Finding::new(key.0, place, key.1)
        });
        told.collect()
    }

    /// A safe address, relative ones read against the address that the text had.
    pub(super) fn address(&mut self, text: &str, line: u64) -> Option<Address> {
        let found = Address::parse(&absolute(text.trim(), self.source.base));
        if found.is_none() && !text.trim().is_empty() {
            self.find(
                Severity::Loss,
                line,
                format!("the address `{}` was taken out", shorten(text)),
            );
        }
        found
    }

    pub(super) fn place(&mut self, text: &str, line: u64) -> Option<Source> {
        self.address(text, line).map(Source::Address)
    }
}

fn absolute(address: &str, base: &str) -> String {
    let has_scheme = address
        .split(['/', '?', '#'])
        .next()
        .is_some_and(|start| start.contains(':'));
    let Some((scheme, rest)) = base.split_once("://") else {
        return address.to_owned();
    };
    if has_scheme || address.is_empty() || address.starts_with("//") || address.starts_with('#') {
        return address.to_owned();
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if address.starts_with('/') {
        return format!("{scheme}://{host}{address}");
    }
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    format!("{scheme}://{host}/{folder}{address}")
}

/// A stretch of flowing content on its way into blocks.
pub(super) struct Walk<'j, 'a> {
    pub(super) journey: &'j mut Journey<'a>,
    pub(super) bodies: Vec<Body>,
    spans: Vec<Span>,
    marks: [usize; Mark::ALL.len()],
    pub(super) links: Vec<Option<Address>>,
    /// A line end right behind a `<br>` is the same break.
    after_break: bool,
    /// Blocks that stood inside a paragraph, behind some of its words; they follow it.
    behind: Vec<Body>,
}

impl<'j, 'a> Walk<'j, 'a> {
    pub(super) fn with(journey: &'j mut Journey<'a>) -> Self {
        Self {
            journey,
            bodies: Vec::new(),
            spans: Vec::new(),
            marks: [0; 5],
            links: Vec::new(),
            after_break: false,
            behind: Vec::new(),
        }
    }

    /// The blocks of some nodes, by themselves.
    pub(super) fn blocks_of(&mut self, nodes: &[Node]) -> Vec<Body> {
        let mut inner = Walk::with(self.journey);
        inner.nodes(nodes);
        inner.finish()
    }

    /// The words of some nodes, and the blocks that stood among them.
    pub(super) fn words_of(&mut self, nodes: &[Node]) -> (Inline, Vec<Body>) {
        let (words, others): (Vec<_>, Vec<_>) = self
            .blocks_of(nodes)
            .into_iter()
            .partition(|body| crate::gather::words_in(body).is_some());
        let texts = words.iter().filter_map(crate::gather::words_in);
        let spans =
            texts.flat_map(|text| std::iter::once(Span::plain("\n")).chain(text.into_spans()));
        (Inline::new(spans), others)
    }

    pub(super) fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(text),
                Node::Comment(text, line) => self.comment(text, *line),
                Node::Element(element) => self.element(element),
            }
        }
    }

    /// Words as they flow.
    fn text(&mut self, text: &str) {
        if !self.journey.is_classic {
            return self.push(&text.replace(['\n', '\r'], " "));
        }
        let text = text.replace("\r\n", "\n");
        let text = match text.trim_start_matches([' ', '\t']).strip_prefix('\n') {
            Some(rest) if self.after_break => rest,
            _ => &text,
        };
        for (nth, paragraph) in split_at_empty_lines(text).into_iter().enumerate() {
            if nth > 0 {
                self.end_paragraph();
            }
            self.push(paragraph);
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        let marks = Mark::ALL
            .into_iter()
            .filter(|&mark| self.marks[mark as usize] > 0);
        let marks = marks.fold(Marks::NONE, |set, mark| set | mark);
        let link = self.links.last().cloned().flatten();
        self.spans.push(Span {
            text: text.to_owned(),
            marks,
            link,
        });
        self.after_break = false;
    }

    pub(super) fn line_break(&mut self) {
        self.push("\n");
        self.after_break = true;
    }

    pub(super) fn marked(&mut self, mark: Mark, nodes: &[Node]) {
        self.marks[mark as usize] += 1;
        self.nodes(nodes);
        self.marks[mark as usize] -= 1;
    }

    /// A block that stands by itself.
    pub(super) fn block(&mut self, body: Body) {
        self.end_paragraph();
        self.bodies.push(body);
    }

    /// A block that may stand inside a sentence: it goes before the paragraph, or behind it when words came first.
    pub(super) fn block_among_words(&mut self, body: Body) {
        if self.spans.iter().all(|span| span.text.trim().is_empty()) {
            self.bodies.push(body);
        } else {
            self.behind.push(body);
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let text = Inline::new(self.spans.drain(..));
        if self.journey.source.origin == HtmlOrigin::WordPress {
            self.bodies.extend(cards_in(text));
        } else if !text.is_empty() {
            self.bodies.push(Body::Paragraph(Paragraph { text }));
        }
        self.bodies.append(&mut self.behind);
    }

    pub(super) fn finish(mut self) -> Vec<Body> {
        self.end_paragraph();
        self.bodies
    }

    /// Content of its own: paragraphs end before and after it.
    pub(super) fn apart(&mut self, element: &Element) {
        self.end_paragraph();
        self.nodes(&element.children);
        self.end_paragraph();
    }
}

fn split_at_empty_lines(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(end) = text[at..].find('\n') {
        let line_end = at + end + 1;
        let blank = text[line_end..]
            .bytes()
            .take_while(|&byte| matches!(byte, b' ' | b'\t'))
            .count();
        at = line_end + blank;
        if text[at..].starts_with('\n') {
            parts.push(&text[from..line_end]);
            from = at;
        }
    }
    parts.push(&text[from..]);
    parts
}

/// WordPress shows a web address that stands alone on its line as what it finds there; we show a card.
fn cards_in(text: Inline) -> Vec<Body> {
    let is_address = |line: &str| {
        (line.starts_with("https://") || line.starts_with("http://"))
            && !line.contains(char::is_whitespace)
    };
    if text.is_empty() {
        return Vec::new();
    }
    if !text.text().split('\n').any(|line| is_address(line.trim())) {
        return vec![Body::Paragraph(Paragraph { text })];
    }
    let mut bodies = Vec::new();
    let mut words = Vec::new();
    for span in text.into_spans() {
        let plain = span.marks.is_none() && span.link.is_none();
        for (nth, line) in span.text.split('\n').enumerate() {
            if nth > 0 {
                words.push(Span::plain("\n"));
            }
            let address = (plain && is_address(line.trim()))
                .then(|| Address::parse(line))
                .flatten();
            match address {
                Some(address) => {
                    bodies.extend(paragraph_of(std::mem::take(&mut words)));
                    bodies.push(Body::Embed(Embed::to(address)));
                }
                None => words.push(Span {
                    text: line.to_owned(),
                    ..span.clone()
                }),
            }
        }
    }
    bodies.extend(paragraph_of(words));
    bodies
}

fn paragraph_of(spans: Vec<Span>) -> Option<Body> {
    let text = Inline::new(spans);
    (!text.is_empty()).then_some(Body::Paragraph(Paragraph { text }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_read_against_the_old_place() {
        let base = "https://alt.example/2013/beitrag?x=1";

        assert_eq!(absolute("/bild.jpg", base), "https://alt.example/bild.jpg");
        assert_eq!(
            absolute("bild.jpg", base),
            "https://alt.example/2013/bild.jpg"
        );
        assert_eq!(absolute("#note", base), "#note");
        assert_eq!(absolute("mailto:a@b.at", base), "mailto:a@b.at");
        assert_eq!(absolute("bild.jpg", ""), "bild.jpg");
    }

    #[test]
    fn empty_lines_part_paragraphs() {
        assert_eq!(
            split_at_empty_lines("a\nb\n \n\nc"),
            ["a\nb\n", "\n", "\nc"]
        );
    }
}
