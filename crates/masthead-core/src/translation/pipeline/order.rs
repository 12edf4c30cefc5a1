//! What is to be translated, and how.

use std::time::Duration;

use masthead_engines::translation::{Careful, LanguageTag, Quality, Tone};
use masthead_text::{Document, Inline, Lang};

/// A line beside the document: headline, kicker, lede, what stands in lists and cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its name, unique in the article.
    pub name: String,
    /// Its words.
    pub words: Inline,
}

/// An article as it is translated.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// Under which its translations and costs are kept: an edition's identifier, a file's path.
    pub name: &'a str,
    /// What stands beside the document, the headline first.
    pub lines: &'a [Line],
    /// The text.
    pub document: &'a Document,
}

/// What becomes of a sentence with a finding of severity *error*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Broken {
    /// It stands there, and is reported.
    #[default]
    Kept,
    /// The original stands there, marked as such.
    InOriginal,
}

/// A translation as somebody wants it.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// What.
    pub article: Article<'a>,
    /// The language it is in.
    pub from: &'a LanguageTag,
    /// The language it is wanted in.
    pub to: &'a LanguageTag,
    /// How readers are spoken to.
    pub tone: Tone,
    /// Who may be asked, in this order.
    pub engines: &'a [&'a Careful],
    /// Engines below this quality are not asked.
    pub least: Option<Quality>,
    /// Whether the words must not leave the house: engines elsewhere are not asked.
    pub stays_in_house: bool,
    /// What becomes of broken sentences.
    pub broken: Broken,
    /// Whether sentences that stay in the original are enclosed in signs that name its language, as in `[de: Satz.]`:
    /// for texts that have no other way to say so.
    pub has_signs: bool,
    /// How long a person's sentence stands after its original has changed; for ever if not said.
    pub stale_for: Option<Duration>,
}

impl<'a> Order<'a> {
    /// The usual order.
    #[must_use]
    pub fn new(
        article: Article<'a>,
        from: &'a LanguageTag,
        to: &'a LanguageTag,
        engines: &'a [&'a Careful],
    ) -> Self {
        Self {
            article,
            from,
            to,
            tone: Tone::AsItComes,
            engines,
            least: None,
            stays_in_house: false,
            broken: Broken::Kept,
            has_signs: false,
            stale_for: None,
        }
    }

    /// The rules by which the original is cut into sentences; English ones where the language has none here.
    pub(super) fn rules(&self) -> Lang {
        self.from.lang().unwrap_or(Lang::En)
    }

    /// The rules of both languages, if both have some: then figures and names are compared.
    pub(super) fn both_rules(&self) -> Option<(Lang, Lang)> {
        self.from.lang().zip(self.to.lang())
    }
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Sentences that have a translation.
    pub done: usize,
    /// Sentences in all.
    pub of: usize,
}
