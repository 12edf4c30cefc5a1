//! Asks a translator with care: in batches that it takes, for less where a batch was too large, and keeping what came.

use std::ops::Range;
use std::sync::Arc;

use super::batches::batches;
use super::{Abilities, Given, Health, Segment, Translated, Translator, Wanted};
use crate::asking::{Asker, Budget, EngineError, Pace, Patience, Spend};

/// Sentences in a row without a usable answer after which an erratic engine is not asked for the others: each may be
/// billed.
pub const NONSENSE: u32 = 3;

/// A translator with all that stands between us and it.
pub struct Careful {
    engine: Box<dyn Translator>,
    asker: Asker,
}

/// What came of it. Nothing that was given is lost because something else was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What was translated, in the order in which it was asked for.
    pub given: Vec<Translated>,
    /// The numbers of what was not, in their order.
    pub left: Vec<u32>,
    /// The first reason, if anything is left.
    pub why: Option<EngineError>,
    /// Characters billed for what was given: what the engine said, or what was sent where it says nothing. What was
    /// spent in vain is in the budget.
    pub billed_chars: u64,
    /// The model that did it, as far as it is known.
    pub model: String,
}

impl Careful {
    /// This translator, on this budget.
    pub fn new(engine: Box<dyn Translator>, pace: Arc<dyn Pace>, budget: Arc<dyn Budget>) -> Self {
        let asker = Asker::new(pace, budget, engine.abilities().concurrency);
        Self { engine, asker }
    }

    /// The same with another patience.
    #[must_use]
    pub fn with_patience(self, patience: Patience) -> Self {
        Self {
            asker: self.asker.with_patience(patience),
            ..self
        }
    }

    /// The engine's name.
    pub fn id(&self) -> &str {
        self.engine.id()
    }

    /// What it can do.
    pub fn abilities(&self) -> &Abilities {
        self.engine.abilities()
    }

    /// Whether it is left alone just now, having failed again and again.
    pub fn is_resting(&self) -> bool {
        self.asker.is_resting()
    }

    /// How it is.
    ///
    /// # Errors
    /// What keeps it from working.
    pub async fn health(&self) -> Result<Health, EngineError> {
        self.engine.health().await
    }

    /// The batches in which these sentences would be asked, as places in the slice.
    ///
    /// Whoever stores what came after each batch loses one batch at most when the machine goes down.
    pub fn batches(&self, segments: &[Segment]) -> Vec<Range<usize>> {
        batches(segments, self.abilities())
    }

    /// Translates all that can be translated.
    ///
    /// A batch that is too large is halved; an engine that breaks the form of its answers is asked once more and then
    /// sentence by sentence, until [`NONSENSE`] in a row made no sense. After any other error the rest is left, because
    /// it would fare no better.
    pub async fn translate(&self, wanted: Wanted<'_>) -> Outcome {
        let mut outcome = Outcome {
            given: Vec::with_capacity(wanted.segments.len()),
            left: Vec::new(),
            why: None,
            billed_chars: 0,
            model: String::new(),
        };
        let mut nonsense = 0;
        if !self.abilities().pairs.have(wanted.from, wanted.to) {
            outcome.leave(wanted.segments, EngineError::Unsupported);
            return outcome;
        }
        // The next batch is on top.
        let mut waiting: Vec<(&[Segment], Tries)> = batches(wanted.segments, self.abilities())
            .into_iter()
            .rev()
            .map(|range| (&wanted.segments[range], Tries::default()))
            .collect();
        while let Some((batch, tries)) = waiting.pop() {
            match self.ask(wanted.only(batch)).await {
                Ok(given) => {
                    nonsense = 0;
                    outcome.keep(given, wanted.only(batch).chars());
                }
                Err(error) => match self.otherwise(batch, tries, &error) {
                    Some(smaller) => waiting.extend(smaller),
                    None => {
                        nonsense += u32::from(matches!(error, EngineError::Invalid(_)));
                        outcome.leave(batch, error.clone());
                        if !self.may_go_on(&error, nonsense) {
                            let rest = waiting.drain(..).rev();
                            rest.for_each(|(batch, _)| outcome.leave(batch, error.clone()));
                        }
                    }
                },
            }
        }
        outcome
    }

    async fn ask(&self, wanted: Wanted<'_>) -> Result<Given, EngineError> {
        let spend = Spend {
            engine: self.id().to_owned(),
            chars: wanted.chars(),
            article: wanted.article.map(str::to_owned),
        };
        let given = self
            .asker
            .ask(&spend, || self.engine.translate(wanted))
            .await?;
        match fits(&given.segments, wanted.segments) {
            true => Ok(given),
            false => Err(EngineError::Invalid("other sentences than asked".into())),
        }
    }

    /// One sentence that is too large, or that an erratic engine stumbles over, does not speak for the others.
    fn may_go_on(&self, error: &EngineError, nonsense: u32) -> bool {
        match error {
            EngineError::TooLarge => true,
            EngineError::Invalid(_) => self.abilities().is_erratic && nonsense < NONSENSE,
            _ => false,
        }
    }

    /// The same sentences in another way, the next one last; `None` where no other way would help.
    fn otherwise<'a>(
        &self,
        batch: &'a [Segment],
        tries: Tries,
        error: &EngineError,
    ) -> Option<Vec<(&'a [Segment], Tries)>> {
        let again = Tries { is_second: true };
        match error {
            EngineError::TooLarge if batch.len() > 1 => {
                let (first, second) = batch.split_at(batch.len() / 2);
                Some(vec![(second, tries), (first, tries)])
            }
            EngineError::Invalid(_) if self.abilities().is_erratic && !tries.is_second => {
                Some(vec![(batch, again)])
            }
            EngineError::Invalid(_) if self.abilities().is_erratic && batch.len() > 1 => {
                let alone = batch.chunks(1).rev();
                Some(alone.map(|one| (one, again)).collect())
            }
            _ => None,
        }
    }
}

/// What was tried with a batch before.
#[derive(Debug, Clone, Copy, Default)]
struct Tries {
    is_second: bool,
}

fn fits(given: &[Translated], asked: &[Segment]) -> bool {
    let given = given.iter().map(|it| it.id);
    given.eq(asked.iter().map(|it| it.id))
}

impl Outcome {
    /// Whether nothing is left.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.left.is_empty()
    }

    fn keep(&mut self, given: Given, chars: u64) {
        self.given.extend(given.segments);
        self.billed_chars += given.billed_chars.unwrap_or(chars);
        self.model = given.model;
    }

    fn leave(&mut self, batch: &[Segment], why: EngineError) {
        self.left.extend(batch.iter().map(|it| it.id));
        self.why.get_or_insert(why);
    }
}
