//! What a translator is asked for, and what it gives.

use masthead_text::placeholders::Pairing;

use super::LanguageTag;
use super::clean::clean;
use crate::asking::Billed;

/// A sentence on its way out, in the style of the translator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its number in the question; the answer has the same.
    pub id: u32,
    /// Its words: no control characters, one line.
    text: String,
    needs_alignment: bool,
}

impl Segment {
    /// A sentence, without what no translator should see: control characters and line breaks.
    pub fn new(id: u32, text: &str) -> Self {
        Self {
            id,
            text: clean(text),
            needs_alignment: true,
        }
    }

    /// The same, of which nobody needs to know which word comes from which: nothing in it is marked. That saves some
    /// translators half of the work.
    #[must_use]
    pub fn without_alignment(self) -> Self {
        Self {
            needs_alignment: false,
            ..self
        }
    }

    /// Whether it is of use to say which word comes from which.
    pub fn needs_alignment(&self) -> bool {
        self.needs_alignment
    }

    /// The words.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A term of the house and how it is translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// In the language of the article.
    pub source: String,
    /// In the language it is translated into.
    pub target: String,
}

/// How readers are spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As the engine likes.
    #[default]
    AsItComes,
    /// Politely, where the language has a form for it.
    Polite,
    /// Familiarly.
    Familiar,
}

/// What is wanted of a translator.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The language of the sentences.
    pub from: &'a LanguageTag,
    /// The language they are wanted in.
    pub to: &'a LanguageTag,
    /// The sentences, in their order, each number once.
    pub segments: &'a [Segment],
    /// Headline and what stands before: read, not translated.
    pub context: Option<&'a str>,
    /// Terms of the house that occur in the sentences.
    pub terms: &'a [Term],
    /// How readers are spoken to.
    pub tone: Tone,
    /// The article it is for, for its allowance.
    pub article: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    /// These sentences, with nothing else said.
    pub fn plain(from: &'a LanguageTag, to: &'a LanguageTag, segments: &'a [Segment]) -> Self {
        Self {
            from,
            to,
            segments,
            context: None,
            terms: &[],
            tone: Tone::AsItComes,
            article: None,
        }
    }

    /// The same for a part of the sentences.
    #[must_use]
    pub fn only(self, segments: &'a [Segment]) -> Self {
        Self { segments, ..self }
    }

    /// Characters of the sentences.
    #[must_use]
    pub fn chars(&self) -> u64 {
        let chars = self.segments.iter().map(|it| it.text.chars().count());
        chars.sum::<usize>() as u64
    }
}

/// A sentence that came back, in the style of the translator. Foreign text: clean of control characters, and no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// The number it was asked with.
    pub id: u32,
    /// The words.
    pub text: String,
    /// Which words come from which, where the translator says so.
    pub aligned: Vec<Pairing>,
    /// Words that the translator did not know, where it says so.
    pub unknown_words: u32,
}

impl Translated {
    /// A sentence without anything else that the translator said about it.
    pub fn new(id: u32, text: &str) -> Self {
        Self {
            id,
            text: clean(text),
            aligned: Vec::new(),
            unknown_words: 0,
        }
    }
}

/// What a translator gave: exactly the sentences that it was asked for, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The sentences.
    pub segments: Vec<Translated>,
    /// Characters it bills, if it says so.
    pub billed_chars: Option<u64>,
    /// The model that did it, as far as it is known; part of what a memory is kept under.
    pub model: String,
}

impl Billed for Given {
    fn billed_chars(&self) -> Option<u64> {
        self.billed_chars
    }
}
