//! The sentences of an article with their places, placeholders, and the terms of the house that occur in them. Pure.

use std::ops::Range;

use masthead_text::checks::Term;
use masthead_text::placeholders::Marked;
use masthead_text::sentences::{Part, SentenceKey, split, tell};
use masthead_text::{BlockId, Document, DoubleKind, Inline};

use super::Order;
use crate::translation::glossary::occurs;
use crate::translation::memory::Between;
use crate::translation::names::{EntityId, KeepName};

/// Where words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A line of the article, by its number.
    Line(usize),
    /// A block of its document, and which of its words.
    Block(BlockId, Part),
}

/// A place with words.
pub(super) struct Place {
    pub(super) spot: Spot,
    /// As it is written in the sheet.
    pub(super) name: String,
    pub(super) words: Inline,
    /// Its sentences, as numbers in [`Gathered::sentences`].
    pub(super) sentences: Range<usize>,
    /// Whether it is somebody's name: made consistent, not translated.
    pub(super) is_name: bool,
    /// The place that says the same in other punctuation: it is translated there, once.
    pub(super) twin: Option<usize>,
}

/// A sentence.
pub(super) struct Sentence {
    pub(super) id: String,
    pub(super) place: usize,
    /// In the text of its place, in bytes.
    pub(super) range: Range<usize>,
    pub(super) marked: Marked,
    pub(super) key: SentenceKey,
    /// Terms and names of the house that occur in it.
    pub(super) terms: Vec<Term>,
}

/// All words of an article.
pub(super) struct Gathered {
    pub(super) places: Vec<Place>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) between: Vec<Between>,
}

impl Gathered {
    pub(super) fn of(order: &Order<'_>) -> Self {
        let mut gathered = Self {
            places: Vec::new(),
            sentences: Vec::new(),
            between: Vec::new(),
        };
        for (nth, line) in order.article.lines.iter().enumerate() {
            let text = line.words.text();
            let ranges = split(&text, order.rules()).into_iter().enumerate();
            let named = ranges.map(|(nth, range)| (format!("{}.{nth}", line.name), range));
            let named: Vec<_> = named.collect();
            gathered.push(
                Spot::Line(nth),
                line.name.clone(),
                line.words.clone(),
                named,
            );
        }
        for told in tell(order.article.document, order.rules()) {
            let (block, part) = (told.passage.block, told.passage.part);
            let name = format!("{block} {}", part_words(&part));
            let sentences = told.sentences.into_iter();
            let named = match part {
                Part::Person => Vec::new(),
                _ => sentences.map(|it| (it.id.to_string(), it.range)).collect(),
            };
            let words = told.passage.words.inline();
            gathered.push(Spot::Block(block, part), name, words, named);
        }
        gathered.find_twins(order.article.document);
        let keys: Vec<SentenceKey> = gathered.sentences.iter().map(|it| it.key).collect();
        gathered.between = Between::all(&keys);
        gathered
    }

    fn push(
        &mut self,
        spot: Spot,
        name: String,
        words: Inline,
        named: Vec<(String, Range<usize>)>,
    ) {
        let start = self.sentences.len();
        for (id, range) in named {
            let marked = Marked::of(&words, range.clone());
            self.sentences.push(Sentence {
                id,
                place: self.places.len(),
                range,
                key: SentenceKey::of(marked.text()),
                marked,
                terms: Vec::new(),
            });
        }
        self.places.push(Place {
            is_name: matches!(spot, Spot::Block(_, Part::Person)),
            sentences: start..self.sentences.len(),
            spot,
            name,
            words,
            twin: None,
        });
    }

    /// A caption that stands twice but for its punctuation is translated once.
    fn find_twins(&mut self, document: &Document) {
        for double in document.doubles() {
            if double.kind != DoubleKind::Same {
                continue;
            }
            let at = |block: &BlockId, part: &Part| {
                let spot = Spot::Block(block.clone(), part.clone());
                self.places.iter().position(|place| place.spot == spot)
            };
            let kept = at(&double.kept.block, &double.kept.part);
            let spare = at(&double.spare.block, &double.spare.part);
            let (Some(kept), Some(spare)) = (kept, spare) else {
                continue;
            };
            let is_marked = |at: usize| {
                self.places[at]
                    .words
                    .spans()
                    .iter()
                    .any(|it| it.link.is_some())
            };
            if letters(&self.places[kept].words) == letters(&self.places[spare].words)
                && self.places[kept].words != self.places[spare].words
                && self.places[kept].twin.is_none()
                && !is_marked(spare)
            {
                self.places[spare].twin = Some(kept);
            }
        }
        self.drop_sentences_of_twins();
    }

    fn drop_sentences_of_twins(&mut self) {
        let sentences = std::mem::take(&mut self.sentences);
        let mut left = sentences.into_iter().peekable();
        for (nth, place) in self.places.iter_mut().enumerate() {
            let start = self.sentences.len();
            while let Some(sentence) = left.next_if(|it| it.place == nth) {
                if place.twin.is_none() {
                    self.sentences.push(sentence);
                }
            }
            place.sentences = start..self.sentences.len();
        }
    }

    /// Notes for every sentence which terms and names occur in it. Terms of the glossary come before names.
    pub(super) fn find_terms(
        &mut self,
        order: &Order<'_>,
        terms: &[Term],
        names: &[(EntityId, KeepName)],
    ) {
        let of_names = names
            .iter()
            .filter_map(|(_, name)| name.term(order.from, order.to));
        let mut all: Vec<Term> = terms.to_vec();
        for term in of_names {
            if !all.iter().any(|it| it.source == term.source) {
                all.push(term);
            }
        }
        for sentence in &mut self.sentences {
            let occurring = all
                .iter()
                .filter(|it| occurs(&it.source, sentence.marked.plain()));
            sentence.terms = occurring.cloned().collect();
        }
    }
}

/// The letters and digits of a text, without capitals.
fn letters(words: &Inline) -> String {
    let text = words.text();
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn part_words(part: &Part) -> String {
    let nth = |word: &str, nth: &Option<usize>| match nth {
        Some(nth) => format!("{word} {nth}"),
        None => word.to_owned(),
    };
    match part {
        Part::Text => "text".to_owned(),
        Part::Title => "title".to_owned(),
        Part::Person => "person".to_owned(),
        Part::Office => "office".to_owned(),
        Part::Point(path) => {
            let path: Vec<String> = path.iter().map(ToString::to_string).collect();
            format!("point {}", path.join("."))
        }
        Part::Caption(picture) => nth("caption", picture),
        Part::Alt(picture) => nth("alt", picture),
        Part::Cell(row, column) => format!("cell {row}.{column}"),
    }
}
