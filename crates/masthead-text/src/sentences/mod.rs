//! An article's words as sentences, each with a name that stays while others are edited.
//!
//! The same sentences serve the memory of translations, the cues of a narration and the highlighting of what is being
//! read. What ends a sentence is decided in `ends.rs`, by rules and by the short lists of `short.rs`.

mod compare;
mod ends;
mod ids;
mod passages;
mod short;
mod words;

use std::ops::Range;

pub use compare::{Fate, Since, since};
pub use ends::split;
pub use ids::{SentenceId, SentenceKey};
pub use passages::{Part, Passage, Words};

pub(crate) use words::starts_sentences;

use crate::document::Document;
use crate::lang::Lang;

/// One sentence of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its name, unique in the article.
    pub id: SentenceId,
    /// Where its words stand in the passage's text, in bytes, without the spaces around them.
    pub range: Range<usize>,
    /// The words.
    pub text: String,
}

/// A passage with its sentences in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Where it stands, and its words with their marks.
    pub passage: Passage,
    /// Its sentences; never empty.
    pub sentences: Vec<Sentence>,
}

/// Every passage of a document that has words, with its sentences.
///
/// The ids depend on nothing but the words: a sentence keeps its id wherever it moves and whatever is written around
/// it, and the same document always gets the same ids, without anything being stored. Sentences that are alike to the
/// letter are told apart by their order; whichever of them carries which id, what is stored under it (a translation,
/// a recording) fits.
#[must_use]
pub fn tell(document: &Document, lang: Lang) -> Vec<Told> {
    let mut issued = ids::Issued::default();
    document
        .passages()
        .into_iter()
        .map(|passage| {
            let text = passage.words.text();
            let sentences = split(&text, lang)
                .into_iter()
                .map(|range| {
                    let text = text[range.clone()].to_owned();
                    let id = issued.for_words(&text);
                    Sentence { id, range, text }
                })
                .collect();
            Told { passage, sentences }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Body, Paragraph};
    use crate::inline::Inline;

    fn article(paragraphs: &[&str]) -> Vec<Told> {
        let bodies = paragraphs.iter().map(|text| {
            Body::Paragraph(Paragraph {
                text: Inline::plain(text),
            })
        });
        tell(&Document::of(bodies), Lang::De)
    }

    fn ids(told: &[Told]) -> Vec<(String, SentenceId)> {
        let sentences = told.iter().flat_map(|told| &told.sentences);
        sentences
            .map(|sentence| (sentence.text.clone(), sentence.id.clone()))
            .collect()
    }

    #[test]
    fn a_sentence_keeps_its_id_when_its_neighbour_is_rewritten() {
        let before = ids(&article(&[
            "Es regnet. Die Donau steigt.",
            "Niemand schläft.",
        ]));
        let after = ids(&article(&[
            "Neu ist das nicht.",
            "Es regnet nicht mehr. Die Donau steigt.",
            "Niemand schläft. Auch hier nicht.",
        ]));

        assert!(after.contains(&before[1]) && after.contains(&before[2]));
        assert!(!after.contains(&before[0]));
    }

    #[test]
    fn a_paragraph_that_is_cut_in_two_keeps_its_sentences() {
        let before = ids(&article(&["Es regnet. Die Donau steigt."]));
        let after = ids(&article(&["Es regnet.", "Die Donau steigt."]));

        assert_eq!(before, after);
    }

    #[test]
    fn sentences_that_are_alike_have_different_ids() {
        let told = ids(&article(&["Nein. Nein.", "Nein."]));

        assert_eq!(told.len(), 3);
        assert!(told[0].1 != told[1].1 && told[1].1 != told[2].1 && told[0].1 != told[2].1);
        assert_eq!(told[0], ids(&article(&["Nein."]))[0]);
    }
}
