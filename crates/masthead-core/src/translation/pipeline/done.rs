//! What came of a translation: the article, sentence by sentence where it came from, what was found, what it cost.

use std::collections::BTreeSet;
use std::ops::Range;

use masthead_engines::asking::EngineError;
use masthead_text::checks::{Report, Severity};
use masthead_text::names::Change;
use masthead_text::placeholders::Repair;
use masthead_text::{Document, Double};

use super::Line;
use super::ask::Asking;
use super::recall::{Known, Recalled};
use super::retell::Retold;
use super::say::Said;
use crate::kernel::AccountId;
use crate::translation::TranslationState;

/// Where the words of a sentence come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A person wrote them.
    Human(AccountId),
    /// A person wrote them, for an earlier original.
    Stale,
    /// An engine was asked now.
    Asked(String),
    /// An engine was asked before.
    Remembered(String),
    /// Nobody: the original stands there.
    Missing,
}

/// A sentence with its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Where it stands.
    pub place: String,
    /// Its name in the article.
    pub sentence: String,
    /// The original's words.
    pub source: String,
    /// The translation's words; empty when there are none.
    pub target: String,
    /// Where they come from.
    pub origin: Origin,
}

/// Words that stand in the original's language, to be marked as such (`lang`) wherever they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untranslated {
    /// The place they stand in.
    pub place: String,
    /// The sentence.
    pub sentence: String,
    /// Where they stand in the text of that place, in bytes.
    pub range: Range<usize>,
}

/// An engine that could not give what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Its name.
    pub engine: String,
    /// Why.
    pub why: EngineError,
    /// How many sentences it left.
    pub sentences: usize,
}

/// How many sentences came from where, and what was sent for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sentences of the article.
    pub sentences: usize,
    /// People wrote them.
    pub human: usize,
    /// People wrote them, for an earlier original.
    pub stale: usize,
    /// From the memory.
    pub remembered: usize,
    /// Asked for now.
    pub asked: usize,
    /// Not translated.
    pub missing: usize,
    /// Sentences that were sent: each once, those asked again once more.
    pub sent: usize,
    /// Characters that were sent.
    pub sent_chars: u64,
    /// Characters that are billed for what was given.
    pub billed_chars: u64,
}

/// A translation and all that is to be said about it.
#[derive(Clone, Debug)]
pub struct Done {
    /// The lines of the article.
    pub lines: Vec<Line>,
    /// Its text, block by block with the ids of the original.
    pub document: Document,
    /// How far the translation is.
    pub state: TranslationState,
    /// Every sentence, in order; [`Report::found`] counts them so.
    pub sentences: Vec<Told>,
    /// What is still in the original's language.
    pub untranslated: Vec<Untranslated>,
    /// What the checks found.
    pub report: Report,
    /// Whether figures, names and the language could be checked: only where the rules of both languages are known.
    pub is_fully_checked: bool,
    /// Names that were brought into one form.
    pub names: Vec<Change>,
    /// Placeholders that had to be mended, by sentence.
    pub repairs: Vec<(usize, Repair)>,
    /// Captions and quotes that stand twice in the original, for the desk to mend there.
    pub doubles: Vec<Double>,
    /// Engines that could not.
    pub failures: Vec<Failure>,
    /// How many came from where.
    pub counts: Counts,
}

impl Done {
    /// Whether a finding of severity *error* stands in the way of publishing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.report.worst() == Some(Severity::Error)
    }

    /// The engines whose words stand in it, by name, each once.
    #[must_use]
    pub fn engines(&self) -> Vec<&str> {
        let engines = self.sentences.iter().filter_map(|told| match &told.origin {
            Origin::Asked(engine) | Origin::Remembered(engine) => Some(engine.as_str()),
            Origin::Human(_) | Origin::Stale | Origin::Missing => None,
        });
        let engines: BTreeSet<&str> = engines.collect();
        engines.into_iter().collect()
    }
}

impl Asking<'_, '_> {
    /// All that is to be said.
    pub(super) fn done(
        self,
        told: Retold,
        said: Said,
        report: Report,
        state: TranslationState,
        recalled: &Recalled,
    ) -> Done {
        let sentences: Vec<Told> = self
            .gathered
            .sentences
            .iter()
            .enumerate()
            .map(|(nth, sentence)| Told {
                place: self.gathered.places[sentence.place].name.clone(),
                sentence: sentence.id.clone(),
                source: sentence.marked.plain().to_owned(),
                target: said.sentences[nth]
                    .as_ref()
                    .map_or_else(String::new, masthead_text::Inline::text),
                origin: origin(recalled.known[nth].as_ref()),
            })
            .collect();
        Done {
            lines: told.lines,
            document: told.document,
            state,
            untranslated: told.untranslated,
            report,
            is_fully_checked: self.order.both_rules().is_some(),
            names: said.changes,
            repairs: said.repairs,
            doubles: self.order.article.document.doubles(),
            counts: self.counts(&sentences),
            failures: self.failures,
            sentences,
        }
    }

    fn counts(&self, sentences: &[Told]) -> Counts {
        let mut counts = Counts {
            sentences: sentences.len(),
            sent: self.sent,
            sent_chars: self.sent_chars,
            billed_chars: self.billed_chars,
            ..Counts::default()
        };
        for told in sentences {
            *match told.origin {
                Origin::Human(_) => &mut counts.human,
                Origin::Stale => &mut counts.stale,
                Origin::Asked(_) => &mut counts.asked,
                Origin::Remembered(_) => &mut counts.remembered,
                Origin::Missing => &mut counts.missing,
            } += 1;
        }
        counts
    }
}

fn origin(known: Option<&Known>) -> Origin {
    match known {
        None => Origin::Missing,
        Some(Known::Human { account, .. }) => Origin::Human(*account),
        Some(Known::Stale { .. }) => Origin::Stale,
        Some(Known::Machine(answer)) if answer.is_new => Origin::Asked(answer.engine.clone()),
        Some(Known::Machine(answer)) => Origin::Remembered(answer.engine.clone()),
    }
}
