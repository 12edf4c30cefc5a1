//! Collects the words, marks, links and pictures of one paragraph while the CommonMark parser walks through it.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::address::Address;
use crate::document::{Image, Source};
use crate::finding::{Finding, Severity};
use crate::gather::shorten;
use crate::inline::{Inline, Span};
use crate::marks::{Mark, Marks};

/// What a paragraph is made of once its pictures are told from its words.
#[derive(Debug)]
pub(super) enum Piece {
    Words(Inline),
    Picture(Image),
}

/// The state of the walk.
#[derive(Default)]
pub(super) struct Collector {
    pieces: Vec<Piece>,
    spans: Vec<Span>,
    marks: [u16; Mark::ALL.len()],
    links: Vec<Option<Address>>,
    /// While inside `![…]`: the picture, and how deep pictures are nested in its alternative text.
    picture: Option<(Option<Image>, String, usize)>,
    /// How many spans there were when a line ended in the source.
    line_ended_at: Option<usize>,
    pub(super) findings: Vec<(Severity, String)>,
}

impl Collector {
    /// Takes one event; block events are not for it and change nothing.
    pub(super) fn take(&mut self, event: &Event<'_>) {
        if self.picture.is_some() {
            return self.take_in_picture(event);
        }
        match event {
            Event::Text(words) => {
                self.keep_attribution_apart(words);
                self.push(words);
            }
            Event::Code(words) => self.push_marked(words, Mark::Code),
            Event::SoftBreak => {
                self.push(" ");
                self.line_ended_at = Some(self.spans.len());
            }
            Event::HardBreak => self.push("\n"),
            Event::InlineHtml(tag) | Event::Html(tag) => self.tag(tag),
            Event::Start(Tag::Strong) => self.open(Mark::Strong),
            Event::End(TagEnd::Strong) => self.close(Mark::Strong),
            Event::Start(Tag::Emphasis) => self.open(Mark::Emphasis),
            Event::End(TagEnd::Emphasis) => self.close(Mark::Emphasis),
            Event::Start(Tag::Link { dest_url, .. }) => self.open_link(dest_url),
            Event::End(TagEnd::Link) => drop(self.links.pop()),
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => self.open_picture(dest_url, title),
            _ => {}
        }
    }

    /// Words and pictures in order, words in their normal form.
    pub(super) fn finish(mut self, findings: &mut Vec<Finding>, place: &str) -> Vec<Piece> {
        if let Some((Some(image), alt, _)) = self.picture.take() {
            self.end_picture(image, &alt);
        }
        self.flush();
        findings.extend(
            self.findings
                .into_iter()
                .map(|(severity, what)| Finding::new(severity, place, what)),
        );
        self.pieces
    }

    /// A line that begins with a dash names who said what stands before it: it stays a line of its own.
    fn keep_attribution_apart(&mut self, words: &str) {
        if words.starts_with("— ")
            && self.line_ended_at == Some(self.spans.len())
            && let Some(last) = self.spans.last_mut()
        {
            "\n".clone_into(&mut last.text);
        }
    }

    fn flush(&mut self) {
        self.line_ended_at = None;
        let words = Inline::new(self.spans.drain(..));
        if !words.is_empty() {
            self.pieces.push(Piece::Words(words));
        }
    }

    fn push(&mut self, words: &str) {
        let marks = Mark::ALL
            .into_iter()
            .filter(|&mark| self.marks[mark as usize] > 0);
        let marks = marks.fold(Marks::NONE, |set, mark| set | mark);
        self.spans.push(Span {
            text: words.to_owned(),
            marks,
            link: self.link(),
        });
    }

    fn push_marked(&mut self, words: &str, mark: Mark) {
        self.open(mark);
        self.push(words);
        self.close(mark);
    }

    fn link(&self) -> Option<Address> {
        self.links.last().cloned().flatten()
    }

    fn open(&mut self, mark: Mark) {
        self.marks[mark as usize] = self.marks[mark as usize].saturating_add(1);
    }

    fn close(&mut self, mark: Mark) {
        self.marks[mark as usize] = self.marks[mark as usize].saturating_sub(1);
    }

    fn open_link(&mut self, address: &str) {
        let link = Address::parse(address);
        if link.is_none() {
            self.findings.push((
                Severity::Loss,
                format!(
                    "a link to `{}` was taken out, its words kept",
                    shorten(address)
                ),
            ));
        }
        self.links.push(link);
    }

    /// One of the few tags that are understood; every other one is text.
    fn tag(&mut self, tag: &str) {
        let tag = tag.trim();
        if tag.starts_with("<!--") {
            self.findings.push((
                Severity::Note,
                format!("the remark `{}` was left out", shorten(tag)),
            ));
            return;
        }
        let name = tag
            .trim_start_matches(['<', '/'])
            .trim_end_matches(['>', '/'])
            .trim();
        match Mark::ALL.into_iter().find(|mark| mark.element() == name) {
            Some(mark) if tag.starts_with("</") => self.close(mark),
            Some(mark) => self.open(mark),
            None if name == "br" => self.push("\n"),
            None => {
                self.findings.push((
                    Severity::Doubt,
                    format!("the tag `{}` is shown as text", shorten(tag)),
                ));
                self.push(tag);
            }
        }
    }

    fn open_picture(&mut self, address: &str, title: &str) {
        let image = source(address).map(|source| with_title(Image::at(source), title));
        if image.is_none() {
            self.findings.push((
                Severity::Loss,
                format!(
                    "a picture from `{}` was taken out, its words kept",
                    shorten(address)
                ),
            ));
        }
        self.picture = Some((image, String::new(), 1));
    }

    /// Inside `![…]` everything is the alternative text.
    fn take_in_picture(&mut self, event: &Event<'_>) {
        let Some((_, alt, depth)) = self.picture.as_mut() else {
            return;
        };
        match event {
            Event::Text(words) | Event::Code(words) => alt.push_str(words),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            Event::Start(Tag::Image { .. }) => *depth += 1,
            Event::End(TagEnd::Image) => *depth -= 1,
            _ => {}
        }
        if *depth == 0 {
            match self.picture.take() {
                Some((Some(image), alt, _)) => self.end_picture(image, &alt),
                Some((None, alt, _)) => self.push(&alt),
                None => {}
            }
        }
    }

    fn end_picture(&mut self, image: Image, alt: &str) {
        self.flush();
        let alt = Inline::plain(alt).text();
        self.pieces.push(Piece::Picture(Image {
            alt,
            link: self.link(),
            ..image
        }));
    }
}

/// `media:ID` is our own store; anything else must be a safe address.
pub(super) fn source(address: &str) -> Option<Source> {
    match address.strip_prefix("media:") {
        Some(id)
            if !id.is_empty()
                && id
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') =>
        {
            Some(Source::Media(id.to_owned()))
        }
        Some(_) => None,
        None => Address::parse(address).map(Source::Address),
    }
}

fn with_title(image: Image, title: &str) -> Image {
    let (caption, credit) = caption_and_credit(title);
    Image {
        caption,
        credit,
        ..image
    }
}

/// `Caption | Credit`; the caption is Markdown itself, and `\|` in it is a bar.
pub(super) fn caption_and_credit(text: &str) -> (Inline, String) {
    let (caption, credit) = split_at_bar(text);
    (
        super::read::inline_from_markdown(caption),
        super::read::inline_from_markdown(credit).text(),
    )
}

/// Splits at the last bar without a backslash before it.
pub(super) fn split_at_bar(text: &str) -> (&str, &str) {
    let bare = text.rmatch_indices('|').find(|(at, _)| {
        let backslashes = text[..*at]
            .bytes()
            .rev()
            .take_while(|&byte| byte == b'\\')
            .count();
        backslashes % 2 == 0
    });
    match bare {
        Some((at, _)) => (text[..at].trim(), text[at + 1..].trim()),
        None => (text.trim(), ""),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Body, Quote};
    use crate::inline::Inline;
    use crate::markdown::from_markdown;

    #[test]
    fn who_said_it_stands_in_the_last_line_of_the_quote() {
        let read = from_markdown("> Wir bauen.\n> — Anna Ahorn, Bürgermeisterin").document;
        let quote = Quote {
            text: Inline::plain("Wir bauen."),
            person: "Anna Ahorn".to_owned(),
            office: "Bürgermeisterin".to_owned(),
        };
        assert_eq!(read.blocks[0].body, Body::Quote(quote));
    }
}
