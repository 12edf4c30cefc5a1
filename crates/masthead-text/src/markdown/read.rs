//! Markdown to blocks.

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd,
};

use super::directive::{Part, parts};
use super::inline::{Collector, Piece};
use super::paragraph::{lone_address, paragraph, quote, words_of};
use super::special::directive;
use crate::document::{Body, Crosshead, DEEPEST_LIST, Divider, Document, List, Paragraph, Table};
use crate::finding::{Finding, Severity};
use crate::gather::{code, flatten_below, item, shorten};
use crate::inline::{Inline, Span};

/// Quotes in quotes and lists in lists are followed so far; what is deeper is read as plain words.
const DEEPEST: usize = 16;

/// A document made from Markdown, and what was noticed on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkdownReading {
    /// The blocks.
    pub document: Document,
    /// What could not be kept as it was, with its line.
    pub findings: Vec<Finding>,
}

/// Reads an article written in Markdown; see the conventions in this module's description.
///
/// Never fails: what is no Markdown is a paragraph. HTML is shown as text, dangerous addresses are taken out and
/// reported, and the same text always gives the same block ids.
#[must_use]
pub fn from_markdown(text: &str) -> MarkdownReading {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut findings = Vec::new();
    let mut bodies = Vec::new();
    for part in parts(&text) {
        match part {
            Part::Plain { text, line } => bodies.extend(blocks_of(text, line, &mut findings)),
            Part::Directive {
                name,
                argument,
                text,
                line,
            } => {
                bodies.extend(directive(name, argument, text, line, &mut findings));
            }
        }
    }
    MarkdownReading {
        document: Document::of(bodies),
        findings,
    }
}

/// Reads one paragraph's worth of Markdown: words, marks and links; blocks and pictures become their words.
#[must_use]
pub fn inline_from_markdown(text: &str) -> Inline {
    let mut collector = Collector::default();
    // No line may begin a heading or a list: an invisible character before it, which counts as punctuation while it is
    // read and is cleaned away afterwards.
    let lines = text
        .trim()
        .lines()
        .map(|line| format!("&#8288;{}", line.trim_start()));
    let text = lines.collect::<Vec<_>>().join("\n");
    for event in Parser::new_ext(&text, Options::empty()) {
        match event {
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::End(TagEnd::Paragraph) => collector.take(&Event::HardBreak),
            other => collector.take(&other),
        }
    }
    let words = collector
        .finish(&mut Vec::new(), "")
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Words(words) => Some(words.into_spans()),
            Piece::Picture(_) => None,
        });
    Inline::new(words.flatten())
}

pub(super) fn blocks_of(text: &str, first_line: usize, findings: &mut Vec<Finding>) -> Vec<Body> {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let mut walk = Walk {
        text,
        first_line,
        line: (0, first_line),
        range: 0..0,
        events,
        findings,
    };
    walk.blocks(0)
}

struct Walk<'a, 'f> {
    text: &'a str,
    first_line: usize,
    /// How far lines were counted: offset and line.
    line: (usize, usize),
    /// Where the event at hand stands in the text.
    range: std::ops::Range<usize>,
    events: OffsetIter<'a>,
    findings: &'f mut Vec<Finding>,
}

impl<'a> Walk<'a, '_> {
    fn next(&mut self) -> Option<Event<'a>> {
        let (event, range) = self.events.next()?;
        let (counted, line) = self.line;
        if range.start > counted {
            let more = self.text.as_bytes()[counted..range.start]
                .iter()
                .filter(|&&byte| byte == b'\n')
                .count();
            self.line = (range.start, line + more);
        }
        self.range = range;
        Some(event)
    }

    fn place(&self) -> String {
        format!("line {}", self.line.1.max(self.first_line))
    }

    fn find(&mut self, severity: Severity, what: impl Into<String>) {
        let place = self.place();
        self.findings.push(Finding::new(severity, place, what));
    }

    /// Blocks up to the end of what surrounds them.
    fn blocks(&mut self, depth: usize) -> Vec<Body> {
        let mut bodies = Vec::new();
        // In tight lists words stand without a paragraph around them.
        let mut loose = Vec::new();
        while let Some(event) = self.next() {
            match event {
                Event::Start(tag) if is_block(&tag) => {
                    self.end_loose(&mut loose, &mut bodies);
                    self.block(tag, depth, &mut bodies);
                }
                Event::End(end) if is_container(end) => break,
                Event::Rule => {
                    self.end_loose(&mut loose, &mut bodies);
                    bodies.push(Body::Divider(Divider {}));
                }
                other => loose.push(other),
            }
        }
        self.end_loose(&mut loose, &mut bodies);
        bodies
    }

    fn end_loose(&mut self, loose: &mut Vec<Event<'a>>, bodies: &mut Vec<Body>) {
        if !loose.is_empty() {
            let mut collector = Collector::default();
            loose.drain(..).for_each(|event| collector.take(&event));
            let place = self.place();
            bodies.extend(paragraph(collector.finish(self.findings, &place)));
        }
    }

    fn block(&mut self, tag: Tag<'a>, depth: usize, bodies: &mut Vec<Body>) {
        if depth >= DEEPEST {
            self.find(Severity::Doubt, "nested too deeply, read as plain words");
            let text = Inline::new(self.words_to_the_end());
            bodies.push(Body::Paragraph(Paragraph { text }));
            return;
        }
        match tag {
            Tag::Paragraph => {
                let card = lone_address(&self.text[self.range.clone()]);
                let pieces = self.pieces(TagEnd::Paragraph);
                match card {
                    Some(card) => bodies.push(Body::Embed(card)),
                    None => bodies.extend(paragraph(pieces)),
                }
            }
            Tag::Heading { level, .. } => bodies.extend(self.crosshead(level)),
            Tag::BlockQuote(_) => {
                let inner = self.blocks(depth + 1);
                bodies.extend(quote(inner));
            }
            Tag::List(first) => {
                let list = self.list(first.is_some(), depth, bodies);
                bodies.extend((!list.items.is_empty()).then_some(Body::List(list)));
            }
            Tag::CodeBlock(kind) => bodies.push(self.code(&kind)),
            Tag::HtmlBlock => bodies.extend(self.html_as_text()),
            Tag::Table(_) => bodies.extend(self.table()),
            _ => drop(self.blocks(depth + 1)),
        }
    }

    fn pieces(&mut self, end: TagEnd) -> Vec<Piece> {
        let place = self.place();
        let mut collector = Collector::default();
        while let Some(event) = self.next() {
            if event == Event::End(end) {
                break;
            }
            collector.take(&event);
        }
        collector.finish(self.findings, &place)
    }

    fn crosshead(&mut self, level: HeadingLevel) -> Vec<Body> {
        let pieces = self.pieces(TagEnd::Heading(level));
        let level = if level as u8 <= 2 { 2 } else { 3 };
        pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Words(text) => Body::Crosshead(Crosshead { level, text }),
                Piece::Picture(image) => Body::Image(image),
            })
            .collect()
    }

    /// A list; blocks that a point cannot hold (a table, a picture) are set after the list, in order.
    fn list(&mut self, ordered: bool, depth: usize, after: &mut Vec<Body>) -> List {
        let mut list = List {
            ordered,
            items: Vec::new(),
        };
        let mut behind = Vec::new();
        while let Some(event) = self.next() {
            match event {
                Event::End(TagEnd::List(_)) => break,
                Event::Start(Tag::Item) => {
                    let inner = self.blocks(depth + 1);
                    list.items.extend(item(inner, &mut behind));
                }
                _ => {}
            }
        }
        if !behind.is_empty() {
            self.find(
                Severity::Doubt,
                "blocks inside a point of a list were set beside the list",
            );
        }
        let list = flatten_below(list, DEEPEST_LIST);
        if behind.is_empty() {
            return list;
        }
        after.extend((!list.items.is_empty()).then_some(Body::List(list)));
        after.append(&mut behind);
        List::default()
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) -> Body {
        let mut text = String::new();
        while let Some(event) = self.next() {
            match event {
                Event::Text(lines) => text.push_str(&lines),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let language = match kind {
            CodeBlockKind::Fenced(words) => words.split_whitespace().next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        Body::Code(code(&text, language))
    }

    fn html_as_text(&mut self) -> Vec<Body> {
        let mut html = String::new();
        while let Some(event) = self.next() {
            match event {
                Event::Html(lines) | Event::Text(lines) => html.push_str(&lines),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        let words = html.trim();
        if words.starts_with("<!--") && words.ends_with("-->") && words.matches("-->").count() == 1
        {
            self.find(
                Severity::Note,
                format!("the remark `{}` was left out", shorten(words)),
            );
            return Vec::new();
        }
        self.find(
            Severity::Doubt,
            format!("HTML is shown as text: `{}`", shorten(words)),
        );
        paragraph(vec![Piece::Words(Inline::plain(words))])
    }

    fn table(&mut self) -> Option<Body> {
        let (mut header, mut rows, mut row) = (Vec::new(), Vec::new(), Vec::new());
        while let Some(event) = self.next() {
            match event {
                Event::Start(Tag::TableCell) => row.push(words_of(self.pieces(TagEnd::TableCell))),
                Event::End(TagEnd::TableHead) => header = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let table = Table::squared(Inline::default(), header, rows);
        (!table.header.is_empty() || !table.rows.is_empty()).then_some(Body::Table(table))
    }

    /// The words of a block that was just opened, without recursion.
    fn words_to_the_end(&mut self) -> Vec<Span> {
        let (mut open, mut spans) = (1, Vec::new());
        while let Some(event) = self.next() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                Event::Text(words)
                | Event::Code(words)
                | Event::Html(words)
                | Event::InlineHtml(words) => {
                    spans.push(Span::plain(words.as_ref()));
                }
                _ => spans.push(Span::plain("\n")),
            }
            if open == 0 {
                break;
            }
        }
        spans
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::Table(_)
    )
}

fn is_container(end: TagEnd) -> bool {
    matches!(end, TagEnd::BlockQuote(_) | TagEnd::Item)
}
