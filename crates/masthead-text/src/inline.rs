//! Running text inside a block: words with marks, links, and line breaks.

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::address::Address;
use crate::clean::{PASSES_MAX, clean};
use crate::marks::{Mark, Marks};
use crate::safe::SafeHtml;

/// Words that share their marks and their link. A `\n` in the text is a line break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The words themselves, never markup.
    pub text: String,
    /// How they are set apart.
    pub marks: Marks,
    /// Where they lead.
    pub link: Option<Address>,
}

impl Span {
    /// Words without marks and link.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            marks: Marks::NONE,
            link: None,
        }
    }
}

/// Running text. In JSON a list, where plain words are a string and others an object: `["plain ", {"text": "bold",
/// "marks": ["strong"]}, {"text": "a link", "link": "https://…"}]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Inline(Vec<Span>);

impl Inline {
    /// Running text from spans, brought into its one normal form: NFC, nothing invisible, spaces collapsed, neighbours
    /// with the same looks joined, no space or break at either end, never more than two breaks together.
    #[must_use]
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.into_iter().collect();
        // Letters that stood in different spans can belong together once these are joined.
        for _ in 1..PASSES_MAX {
            let joined = Self::joined(&spans);
            if spans.len() < 2 || joined.0 == spans {
                return joined;
            }
            spans = joined.0;
        }
        Self::joined(&spans)
    }

    /// Cleans each span and joins neighbours with the same looks.
    fn joined(spans: &[Span]) -> Self {
        let mut normal = Normal::default();
        for span in spans {
            let in_code = span.marks.has(Mark::Code);
            for character in clean(&span.text).chars() {
                let character = if in_code && character == '\n' {
                    ' '
                } else {
                    character
                };
                normal.push(character, span.marks, span.link.as_ref());
            }
        }
        Self(normal.finished())
    }

    /// Running text without any mark; a `\n` is a line break.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::new([Span::plain(text)])
    }

    /// The spans, in order.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// Gives the spans away.
    #[must_use]
    pub fn into_spans(self) -> Vec<Span> {
        self.0
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words alone; breaks stay `\n`.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// The parts between double breaks, for blocks that may hold several paragraphs (quote, callout, correction).
    #[must_use]
    pub fn paragraphs(&self) -> Vec<Self> {
        let mut parts = vec![Vec::new()];
        for span in &self.0 {
            for (nth, piece) in span.text.split("\n\n").enumerate() {
                if nth > 0 {
                    parts.push(Vec::new());
                }
                let part = parts
                    .last_mut()
                    .expect("there is always a part being filled");
                part.push(Span {
                    text: piece.to_owned(),
                    ..span.clone()
                });
            }
        }
        parts
            .into_iter()
            .map(Self::new)
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// The text as HTML. Links to other sites say `rel="noopener"`.
    #[must_use]
    pub fn to_html(&self) -> SafeHtml {
        let mut html =
            SafeHtml::with_capacity(self.0.iter().map(|span| span.text.len() + 32).sum());
        let mut rest = self.0.as_slice();
        while let Some(first) = rest.first() {
            let together = rest
                .iter()
                .take_while(|span| span.link == first.link)
                .count();
            let (group, after) = rest.split_at(together);
            link_html(first.link.as_ref(), group, &mut html);
            rest = after;
        }
        html
    }
}

fn link_html(link: Option<&Address>, group: &[Span], html: &mut SafeHtml) {
    if let Some(address) = link {
        html.markup("<a href=\"");
        html.text(address.as_str());
        html.markup(if address.is_web() {
            "\" rel=\"noopener\">"
        } else {
            "\">"
        });
    }
    for span in group {
        span.marks
            .iter()
            .for_each(|mark| html.markup(mark.opening()));
        for (nth, line) in span.text.split('\n').enumerate() {
            if nth > 0 {
                html.markup("<br>");
            }
            html.text(line);
        }
        span.marks
            .iter_inside_out()
            .for_each(|mark| html.markup(mark.closing()));
    }
    if link.is_some() {
        html.markup("</a>");
    }
}

/// Running text on its way into the normal form, one character after the other.
#[derive(Default)]
struct Normal {
    spans: Vec<Span>,
    last: Option<char>,
    breaks: usize,
}

impl Normal {
    fn push(&mut self, character: char, marks: Marks, link: Option<&Address>) {
        match character {
            ' ' if matches!(self.last, None | Some(' ' | '\n')) => return,
            '\u{A0}' | '\u{202F}' if self.last.is_none() => return,
            '\n' if self.last.is_none() || self.breaks == 2 => return,
            '\n' => {
                if self.last == Some(' ') {
                    self.take_back();
                }
                self.breaks += 1;
            }
            _ => self.breaks = 0,
        }
        if character == '\n' && self.breaks == 2 {
            // Double breaks part paragraphs: no mark and no link reaches across them.
            self.take_back();
            self.append("\n\n", Marks::NONE, None);
        } else {
            self.append(character.encode_utf8(&mut [0; 4]), marks, link);
        }
        self.last = Some(character);
    }

    fn append(&mut self, text: &str, marks: Marks, link: Option<&Address>) {
        match self.spans.last_mut() {
            Some(span) if span.marks == marks && span.link.as_ref() == link => {
                span.text.push_str(text);
            }
            _ => self.spans.push(Span {
                text: text.to_owned(),
                marks,
                link: link.cloned(),
            }),
        }
    }

    fn take_back(&mut self) {
        let span = self
            .spans
            .last_mut()
            .expect("what was pushed last is in the last span");
        span.text.pop();
        if span.text.is_empty() {
            self.spans.pop();
        }
    }

    fn finished(mut self) -> Vec<Span> {
        while matches!(
            self.spans
                .last()
                .and_then(|span| span.text.chars().next_back()),
            Some(' ' | '\n' | '\u{A0}' | '\u{202F}')
        ) {
            self.take_back();
        }
        self.spans
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.marks.is_none() && self.link.is_none() {
            return serializer.serialize_str(&self.text);
        }
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("text", &self.text)?;
        if !self.marks.is_none() {
            map.serialize_entry(
                "marks",
                &self.marks.iter().map(Mark::word).collect::<Vec<_>>(),
            )?;
        }
        if let Some(link) = &self.link {
            map.serialize_entry("link", link)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Inline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Span>::deserialize(deserializer).map(Self::new)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SpanVisitor)
    }
}

struct SpanVisitor;

impl<'de> Visitor<'de> for SpanVisitor {
    type Value = Span;

    fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("words, or an object with text, marks and link")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Span, E> {
        Ok(Span::plain(text))
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Span, E> {
        Ok(Span::plain(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Span, A::Error> {
        let mut span = Span::plain("");
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "text" => span.text = map.next_value()?,
                "link" => span.link = map.next_value()?,
                "marks" => {
                    let words = map.next_value::<Vec<String>>()?;
                    span.marks = words
                        .iter()
                        .filter_map(|word| mark_of(word))
                        .fold(Marks::NONE, |set, mark| set | mark);
                }
                _ => {
                    map.next_value::<serde::de::IgnoredAny>()?;
                }
            }
        }
        Ok(span)
    }
}

/// A mark that this release does not know is left out: the words stay.
fn mark_of(word: &str) -> Option<Mark> {
    Mark::ALL.into_iter().find(|mark| mark.word() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, marks: Marks, link: Option<&str>) -> Span {
        Span {
            text: text.to_owned(),
            marks,
            link: link.and_then(Address::parse),
        }
    }

    #[test]
    fn neighbours_are_joined_and_spaces_collapsed() {
        let inline = Inline::new([
            Span::plain("  One "),
            Span::plain("  two"),
            span(" \n ", Marks::NONE, None),
            span("three ", Mark::Strong.into(), None),
            Span::plain(" "),
        ]);

        assert_eq!(
            inline.spans(),
            [
                Span::plain("One two\n"),
                span("three", Mark::Strong.into(), None)
            ]
        );
    }

    #[test]
    fn marks_and_links_become_elements() {
        let inline = Inline::new([
            Span::plain("H"),
            span("2", Mark::Sub.into(), None),
            Span::plain("O <b>\n"),
            span("see ", Marks::NONE, Some("https://a.at/?a=1&b=2")),
            span(
                "here",
                Marks::from(Mark::Strong) | Mark::Emphasis,
                Some("https://a.at/?a=1&b=2"),
            ),
        ]);

        assert_eq!(
            inline.to_html().as_str(),
            "H<sub>2</sub>O &lt;b&gt;<br><a href=\"https://a.at/?a=1&amp;b=2\" rel=\"noopener\">see \
             <strong><em>here</em></strong></a>"
        );
    }

    #[test]
    fn stored_json_comes_back_and_a_dangerous_link_does_not() {
        let json = r#"["plain ",{"text":"bold","marks":["strong"]},{"text":" link","link":"/a"}]"#;
        let inline: Inline = serde_json::from_str(json).expect("it is well formed");

        assert_eq!(
            serde_json::to_string(&inline).expect("it has only strings"),
            json
        );
        assert!(
            serde_json::from_str::<Inline>(r#"[{"text":"x","link":"javascript:alert(1)"}]"#)
                .is_err()
        );
    }

    #[test]
    fn double_breaks_part_paragraphs() {
        let parts = Inline::plain("One\ntwo\n\n\n\nthree").paragraphs();

        assert_eq!(parts, [Inline::plain("One\ntwo"), Inline::plain("three")]);
    }
}
