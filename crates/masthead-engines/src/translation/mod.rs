//! Translators: whoever turns sentences of one language into those of another, here or elsewhere.
//!
//! A [`Translator`] is asked for a batch and answers with as many sentences. What it answers is foreign text: it is
//! counted, bounded and cleaned here, and checked against its source by `masthead_text`. [`Careful`] asks any of them
//! with patience, within a budget, and for less at a time where a batch was too large.

mod apertium;
mod azure;
mod batches;
mod careful;
mod chat;
mod clean;
mod contract;
mod deepl;
mod google;
mod language;
mod libretranslate;
#[cfg(feature = "local-mt")]
mod local;
mod places;
mod wanted;

pub use apertium::{Apertium, ApertiumError, MODES as APERTIUM_MODES};
pub use azure::{AZURE, Azure};
pub use careful::{Careful, NONSENSE, Outcome};
pub use chat::Chat;
pub use contract::{Contract, HttpTranslator, ReadHealth};
pub use deepl::{DEEPL, DEEPL_FREE, DeepL};
pub use google::{GOOGLE, Google};
pub use language::{LanguageTag, NotALanguage};
pub use libretranslate::LibreTranslate;
#[cfg(feature = "local-mt")]
pub use local::{Local, try_out};
pub use wanted::{Given, Segment, Term, Tone, Translated, Wanted};

use masthead_text::placeholders::Style;

use crate::asking::Answering;

/// Somebody who translates.
pub trait Translator: Send + Sync {
    /// Its name in the configuration, such as `deepl`.
    fn id(&self) -> &str;

    /// What it can do.
    fn abilities(&self) -> &Abilities;

    /// Translates a batch that fits into its [`Abilities`], asking once.
    ///
    /// # Errors
    /// Every [`EngineError`](crate::asking::EngineError).
    fn translate<'a>(&'a self, wanted: Wanted<'a>) -> Answering<'a, Given>;

    /// Asks how it is, without translating anything and without spending.
    ///
    /// # Errors
    /// What keeps it from working.
    fn health(&self) -> Answering<'_, Health>;
}

/// How a translator is, in words for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// One line: languages, models, what is left of a quota.
    pub words: String,
}

/// What a translator can do, and how it wants to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abilities {
    /// From what into what.
    pub pairs: Pairs,
    /// What is best asked in one question.
    pub unit: Unit,
    /// How it is shown placeholders: render sentences in this style, read answers in it.
    pub style: Style,
    /// What it makes of [`Wanted::terms`].
    pub glossary: Glossary,
    /// Whether it reads [`Wanted::context`].
    pub has_context: bool,
    /// Whether it knows polite from familiar.
    pub has_tone: bool,
    /// Most sentences in one question.
    pub max_items: usize,
    /// Most characters of all its sentences.
    pub max_chars: usize,
    /// Most bytes of all its sentences.
    pub max_bytes: usize,
    /// Most questions at a time.
    pub concurrency: usize,
    /// Whether it costs money.
    pub is_billed: bool,
    /// Whether the words leave the house.
    pub is_remote: bool,
    /// Whether it sometimes breaks the form of an answer, so that asking once more, and then sentence by sentence,
    /// helps.
    pub is_erratic: bool,
    /// How good it is, by the operator's word or our own.
    pub quality: Quality,
}

/// Pairs of languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pairs {
    /// The engine knows; it says [`Unsupported`](crate::asking::EngineError::Unsupported) where it does not.
    Any,
    /// These and no others, from and to.
    These(Vec<(LanguageTag, LanguageTag)>),
}

impl Pairs {
    /// Whether it can be asked for this pair; regions are left to the engine.
    #[must_use]
    pub fn have(&self, from: &LanguageTag, to: &LanguageTag) -> bool {
        match self {
            Self::Any => true,
            Self::These(pairs) => pairs
                .iter()
                .any(|(a, b)| a.is_same_language(from) && b.is_same_language(to)),
        }
    }
}

/// What is best asked in one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A sentence knows nothing of its neighbours: send as many as fit.
    Sentence,
    /// The sentences of one paragraph, with what stands before it as context.
    Paragraph,
}

/// What an engine makes of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glossary {
    /// Nothing: they are enforced afterwards.
    None,
    /// It has glossaries of its own, set up with it.
    Native,
    /// It is told them with each question.
    Told,
}

/// How good a translation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// One sees what it is about.
    Gist,
    /// An editor has less work than without it.
    Draft,
    /// It can be read.
    Good,
    /// It reads like an original, mostly.
    Best,
}

impl Quality {
    /// The quality of this name in the configuration.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "gist" => Self::Gist,
            "draft" => Self::Draft,
            "good" => Self::Good,
            "best" => Self::Best,
            _ => return None,
        })
    }
}
