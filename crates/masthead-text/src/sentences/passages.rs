//! The words of an article in the order in which they are read, each with its place, and a way to put others there.

use crate::document::{Block, BlockId, Body, Document, Image, Item, List, Table};
use crate::inline::Inline;

/// Which words of a block these are. Numbers count from 0.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The running text of a paragraph, crosshead, quote, callout or correction.
    Text,
    /// What stands above a callout, or names an embed.
    Title,
    /// Who said a quote. A name, to be made consistent but not translated.
    Person,
    /// As what they said it.
    Office,
    /// A point of a list; below it the points of its own list.
    Point(Vec<usize>),
    /// What a picture, a film, a recording or a table shows; the number is the picture's in its gallery.
    Caption(Option<usize>),
    /// A picture in words.
    Alt(Option<usize>),
    /// A cell of a table: its row, where 0 is the header, and its column.
    Cell(usize, usize),
}

/// Words with marks, or without because their place allows none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// Running text.
    Marked(Inline),
    /// A line.
    Plain(String),
}

impl Words {
    /// The words alone; breaks stay `\n`.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Marked(inline) => inline.text(),
            Self::Plain(text) => text.clone(),
        }
    }

    /// The words with whatever marks they have.
    #[must_use]
    pub fn inline(&self) -> Inline {
        match self {
            Self::Marked(inline) => inline.clone(),
            Self::Plain(text) => Inline::plain(text),
        }
    }
}

/// The words of one place in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The block they stand in.
    pub block: BlockId,
    /// Which of its words they are.
    pub part: Part,
    /// The words; never empty.
    pub words: Words,
}

/// Where words stand in a block that may be changed.
enum Seat<'a> {
    Marked(&'a mut Inline),
    Plain(&'a mut String),
}

impl Document {
    /// Every place of the document that has words, from top to bottom.
    ///
    /// Code, credits, addresses and dates are left out: they are the same in every language.
    #[must_use]
    pub fn passages(&self) -> Vec<Passage> {
        let mut passages = Vec::new();
        for block in &self.blocks {
            let mut body = block.body.clone();
            walk(&mut body, &mut |part, seat| {
                let words = match seat {
                    Seat::Marked(inline) => Words::Marked(std::mem::take(inline)),
                    Seat::Plain(text) => Words::Plain(std::mem::take(text)),
                };
                passages.push(Passage {
                    block: block.id.clone(),
                    part,
                    words,
                });
            });
        }
        passages
    }

    /// The document with other words in its places: an edition in another language.
    ///
    /// `other` is asked for every passage; where it answers `None` the words stay. Marks that a place does not allow
    /// are left out. Blocks keep their ids, so that both editions have the same anchors.
    #[must_use]
    pub fn retold(&self, mut other: impl FnMut(&Passage) -> Option<Inline>) -> Self {
        let retell = |block: &Block| {
            let mut body = block.body.clone();
            walk(&mut body, &mut |part, seat| {
                let words = match &seat {
                    Seat::Marked(inline) => Words::Marked((*inline).clone()),
                    Seat::Plain(text) => Words::Plain((*text).clone()),
                };
                let passage = Passage {
                    block: block.id.clone(),
                    part,
                    words,
                };
                match (other(&passage), seat) {
                    (Some(words), Seat::Marked(inline)) => *inline = words,
                    (Some(words), Seat::Plain(text)) => *text = words.text(),
                    (None, _) => {}
                }
            });
            Block {
                id: block.id.clone(),
                body,
            }
        };
        Self {
            blocks: self.blocks.iter().map(retell).collect(),
        }
    }
}

/// Takes every place of a block that has words, in the order in which they are read.
fn walk(body: &mut Body, visit: &mut impl FnMut(Part, Seat<'_>)) {
    match body {
        Body::Paragraph(block) => marked(Part::Text, &mut block.text, visit),
        Body::Crosshead(block) => marked(Part::Text, &mut block.text, visit),
        Body::Correction(block) => marked(Part::Text, &mut block.text, visit),
        Body::Callout(block) => {
            plain(Part::Title, &mut block.title, visit);
            marked(Part::Text, &mut block.text, visit);
        }
        Body::Quote(block) => {
            marked(Part::Text, &mut block.text, visit);
            plain(Part::Person, &mut block.person, visit);
            plain(Part::Office, &mut block.office, visit);
        }
        Body::List(list) => walk_list(list, &[], visit),
        Body::Image(image) => walk_image(image, None, visit),
        Body::Gallery(gallery) => {
            for (nth, image) in gallery.images.iter_mut().enumerate() {
                walk_image(image, Some(nth), visit);
            }
            marked(Part::Caption(None), &mut gallery.caption, visit);
        }
        Body::Video(video) => marked(Part::Caption(None), &mut video.caption, visit),
        Body::Audio(audio) => marked(Part::Caption(None), &mut audio.caption, visit),
        Body::Embed(embed) => plain(Part::Title, &mut embed.title, visit),
        Body::Table(table) => walk_table(table, visit),
        Body::Code(_) | Body::Divider(_) => {}
    }
}

fn marked(part: Part, inline: &mut Inline, visit: &mut impl FnMut(Part, Seat<'_>)) {
    if !inline.is_empty() {
        visit(part, Seat::Marked(inline));
    }
}

fn plain(part: Part, text: &mut String, visit: &mut impl FnMut(Part, Seat<'_>)) {
    if !text.trim().is_empty() {
        visit(part, Seat::Plain(text));
    }
}

fn walk_image(image: &mut Image, nth: Option<usize>, visit: &mut impl FnMut(Part, Seat<'_>)) {
    marked(Part::Caption(nth), &mut image.caption, visit);
    plain(Part::Alt(nth), &mut image.alt, visit);
}

fn walk_list(list: &mut List, above: &[usize], visit: &mut impl FnMut(Part, Seat<'_>)) {
    for (nth, Item { text, list }) in list.items.iter_mut().enumerate() {
        let path: Vec<usize> = above.iter().copied().chain([nth]).collect();
        marked(Part::Point(path.clone()), text, visit);
        if let Some(inner) = list {
            walk_list(inner, &path, visit);
        }
    }
}

fn walk_table(table: &mut Table, visit: &mut impl FnMut(Part, Seat<'_>)) {
    marked(Part::Caption(None), &mut table.caption, visit);
    let rows = std::iter::once(&mut table.header).chain(&mut table.rows);
    for (row, cells) in rows.enumerate() {
        for (column, cell) in cells.iter_mut().enumerate() {
            marked(Part::Cell(row, column), cell, visit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::from_markdown;

    const ARTICLE: &str = "Erster **Absatz**.\n\n- eins\n- zwei\n  - drei\n\n> Ja.\n>\n> — Anna Berger, Ministerin\n\n\
                           | a | b |\n|---|---|\n| c | d |\n\n~~~\ncode\n~~~\n";

    #[test]
    fn every_place_with_words_is_visited_once() {
        let parts: Vec<_> = from_markdown(ARTICLE)
            .document
            .passages()
            .into_iter()
            .map(|passage| (passage.part, passage.words.text()))
            .collect();

        let cell = |row, column, text: &str| (Part::Cell(row, column), text.to_owned());
        assert_eq!(
            parts,
            [
                (Part::Text, "Erster Absatz.".to_owned()),
                (Part::Point(vec![0]), "eins".to_owned()),
                (Part::Point(vec![1]), "zwei".to_owned()),
                (Part::Point(vec![1, 0]), "drei".to_owned()),
                (Part::Text, "Ja.".to_owned()),
                (Part::Person, "Anna Berger".to_owned()),
                (Part::Office, "Ministerin".to_owned()),
                cell(0, 0, "a"),
                cell(0, 1, "b"),
                cell(1, 0, "c"),
                cell(1, 1, "d"),
            ]
        );
    }

    #[test]
    fn what_is_retold_in_its_own_words_is_the_same() {
        let document = from_markdown(ARTICLE).document;

        assert_eq!(
            document.retold(|passage| Some(passage.words.inline())),
            document
        );
        assert_eq!(document.retold(|_| None), document);
    }

    #[test]
    fn other_words_stand_in_the_same_places() {
        let document = from_markdown(ARTICLE).document;
        let other = document
            .retold(|passage| (passage.part == Part::Office).then(|| Inline::plain("minister")));

        assert!(other.plain_text().contains("Anna Berger, minister"));
        assert_eq!(other.blocks[1], document.blocks[1]);
    }
}
