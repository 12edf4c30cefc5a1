//! A document as plain words: for search, excerpts, feeds and the reading time.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::document::{Body, Document, Image, List, Table};
use crate::inline::Inline;

/// Words a minute of careful silent reading, German and English alike (Brysbaert 2019 measures 238 for English
/// non-fiction; German words are longer).
const WORDS_A_MINUTE: usize = 220;

impl Document {
    /// The words of the document, one line per paragraph, point or row; blocks are parted by an empty line.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            let before = text.len();
            block.body.write_text(&mut text);
            if text.len() > before {
                text.push_str("\n\n");
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// How many words it has, captions included.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.plain_text().unicode_words().count()
    }

    /// The first paragraph that says something.
    #[must_use]
    pub fn first_paragraph(&self) -> Option<&Inline> {
        self.blocks.iter().find_map(|block| match &block.body {
            Body::Paragraph(paragraph) if !paragraph.text.is_empty() => Some(&paragraph.text),
            _ => None,
        })
    }

    /// The pictures of the document in order, galleries included.
    pub fn images(&self) -> impl Iterator<Item = &Image> {
        self.blocks.iter().flat_map(|block| match &block.body {
            Body::Image(image) => std::slice::from_ref(image),
            Body::Gallery(gallery) => gallery.images.as_slice(),
            _ => &[],
        })
    }
}

impl Body {
    fn write_text(&self, text: &mut String) {
        let mut line = |words: Cow<'_, str>| push_line(&words, text);
        match self {
            Self::Paragraph(block) => line(block.text.text().into()),
            Self::Crosshead(block) => line(block.text.text().into()),
            Self::Quote(block) => {
                line(block.text.text().into());
                line(
                    [block.person.as_str(), block.office.as_str()]
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join(", ")
                        .into(),
                );
            }
            Self::List(list) => list_text(list, text),
            Self::Image(image) => line(image.caption.text().into()),
            Self::Gallery(gallery) => {
                gallery
                    .images
                    .iter()
                    .for_each(|image| line(image.caption.text().into()));
                line(gallery.caption.text().into());
            }
            Self::Video(video) => line(video.caption.text().into()),
            Self::Audio(audio) => line(audio.caption.text().into()),
            Self::Embed(embed) => line(embed.title.as_str().into()),
            Self::Table(table) => table_text(table, text),
            Self::Code(code) => line(code.text.as_str().into()),
            Self::Callout(block) => {
                line(block.title.as_str().into());
                line(block.text.text().into());
            }
            Self::Divider(_) => {}
            Self::Correction(block) => line(block.text.text().into()),
        }
    }
}

fn push_line(words: &str, text: &mut String) {
    if words.is_empty() {
        return;
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(words);
}

fn list_text(list: &List, text: &mut String) {
    for item in &list.items {
        push_line(&item.text.text(), text);
        if let Some(inner) = &item.list {
            list_text(inner, text);
        }
    }
}

fn table_text(table: &Table, text: &mut String) {
    push_line(&table.caption.text(), text);
    for row in std::iter::once(&table.header).chain(&table.rows) {
        let cells: Vec<_> = row
            .iter()
            .map(Inline::text)
            .filter(|cell| !cell.is_empty())
            .collect();
        push_line(&cells.join(" · "), text);
    }
}

/// Minutes a reader needs for so many words: rounded up, at least one.
#[must_use]
pub fn reading_minutes(words: usize) -> usize {
    words.div_ceil(WORDS_A_MINUTE).max(1)
}

/// The beginning of a text, at most `longest` characters, ended at a word and with an ellipsis where it was cut.
#[must_use]
pub fn excerpt(text: &str, longest: usize) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = words.grapheme_indices(true).nth(longest) else {
        return words;
    };
    // One character belongs to the ellipsis.
    let room = words[..cut]
        .grapheme_indices(true)
        .next_back()
        .map_or(0, |(at, _)| at);
    let end = if words[room..].starts_with(' ') {
        room
    } else {
        words[..room].rfind(' ').unwrap_or(room)
    };
    let kept = words[..end].trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—')
    });
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Crosshead, Item, Paragraph, Quote};

    #[test]
    fn a_document_reads_as_words() {
        let document = Document::of([
            Body::Crosshead(Crosshead {
                level: 2,
                text: Inline::plain("Titel"),
            }),
            Body::Paragraph(Paragraph {
                text: Inline::plain("Ein Satz."),
            }),
            Body::Quote(Quote {
                text: Inline::plain("Ja."),
                person: "Anna Berger".into(),
                office: "Ministerin".into(),
            }),
            Body::List(List {
                ordered: false,
                items: vec![Item {
                    text: Inline::plain("eins"),
                    list: Some(Box::new(List {
                        ordered: false,
                        items: vec![Item {
                            text: Inline::plain("zwei"),
                            list: None,
                        }],
                    })),
                }],
            }),
        ]);

        assert_eq!(
            document.plain_text(),
            "Titel\n\nEin Satz.\n\nJa.\nAnna Berger, Ministerin\n\neins\nzwei"
        );
        assert_eq!(document.word_count(), 9);
        assert_eq!(
            document.first_paragraph().map(Inline::text).as_deref(),
            Some("Ein Satz.")
        );
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(excerpt("Die Regierung tagt heute", 13), "Die…");
        assert_eq!(excerpt("Die Regierung tagt heute", 14), "Die Regierung…");
        assert_eq!(excerpt("Die Regierung, tagt heute", 16), "Die Regierung…");
        assert_eq!(excerpt("kurz\nund gut", 20), "kurz und gut");
        assert_eq!(excerpt("Donaudampfschiff", 6), "Donau…");
        assert_eq!(
            excerpt("👩\u{200D}🚀👩\u{200D}🚀👩\u{200D}🚀", 2),
            "👩\u{200D}🚀…"
        );
    }

    #[test]
    fn a_minute_is_the_least() {
        assert_eq!(
            [
                reading_minutes(0),
                reading_minutes(220),
                reading_minutes(221)
            ],
            [1, 1, 2]
        );
    }
}
