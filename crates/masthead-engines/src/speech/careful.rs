//! Asks a speaker with care: within a budget, again where that helps, and in parts where a sentence is too long.

use std::sync::Arc;

use super::parts::parts;
use super::{Abilities, Recording, Said, Speaker, is_likely};
use crate::asking::{Asker, Budget, EngineError, Pace, Patience, Spend};
use crate::audio::{Pcm, RATE, resampled, trimmed};

/// A part shorter than this is not halved again: whoever refuses it refuses everything.
const SHORTEST_PART: usize = 60;

/// A speaker with all that stands between us and it.
pub struct CarefulSpeaker {
    engine: Box<dyn Speaker>,
    asker: Asker,
}

/// A sentence, ready to be put beside others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// The sound at [`RATE`], without silence at its ends.
    pub pcm: Pcm,
    /// Characters billed for it: what the speaker said, or what was sent where it says nothing. What was spent in vain
    /// is in the budget.
    pub billed_chars: u64,
}

impl CarefulSpeaker {
    /// This speaker, on this budget.
    pub fn new(engine: Box<dyn Speaker>, pace: Arc<dyn Pace>, budget: Arc<dyn Budget>) -> Self {
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

    /// The speaker's name.
    pub fn id(&self) -> &str {
        self.engine.id()
    }

    /// All that its sound hangs on, besides words and voice.
    pub fn make(&self) -> &str {
        self.engine.make()
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
    pub async fn health(&self) -> Result<String, EngineError> {
        self.engine.health().await
    }

    /// Has a sentence read. A part that makes no sense is asked for once more; one that is too long in halves.
    ///
    /// # Errors
    /// Every [`EngineError`]; what was read before it is lost, and paid for.
    pub async fn speak(
        &self,
        said: Said<'_>,
        article: Option<&str>,
    ) -> Result<Utterance, EngineError> {
        let mut whole = Utterance {
            pcm: Pcm {
                rate: RATE,
                samples: Vec::new(),
            },
            billed_chars: 0,
        };
        let mut waiting = parts(said.text, self.abilities().max_chars);
        waiting.reverse();
        while let Some(text) = waiting.pop() {
            match self.part(Said { text, ..said }, article).await {
                Ok(recording) => whole.add(&recording, text),
                Err(EngineError::TooLarge) if text.chars().count() > SHORTEST_PART => {
                    let halves = parts(text, text.chars().count().div_ceil(2));
                    waiting.extend(halves.into_iter().rev());
                }
                Err(error) => return Err(error),
            }
        }
        Ok(whole)
    }

    async fn part(&self, said: Said<'_>, article: Option<&str>) -> Result<Recording, EngineError> {
        match self.once(said, article).await {
            Err(EngineError::Invalid(why)) => {
                tracing::debug!(engine = self.id(), %why, "a sentence is asked for once more");
                self.once(said, article).await
            }
            other => other,
        }
    }

    async fn once(&self, said: Said<'_>, article: Option<&str>) -> Result<Recording, EngineError> {
        let spend = Spend {
            engine: self.id().to_owned(),
            chars: chars(said.text),
            article: article.map(str::to_owned),
        };
        let recording = self.asker.ask(&spend, || self.engine.speak(said)).await?;
        match is_likely(&recording.pcm, said.text) {
            true => Ok(recording),
            false => Err(EngineError::Invalid(format!(
                "{:.1} seconds for {} characters",
                recording.pcm.lasts().as_secs_f64(),
                spend.chars
            ))),
        }
    }
}

impl Utterance {
    fn add(&mut self, recording: &Recording, text: &str) {
        let heard = resampled(&trimmed(&recording.pcm), RATE);
        self.pcm.samples.extend(heard.samples);
        self.billed_chars += recording.billed_chars.unwrap_or_else(|| chars(text));
    }
}

fn chars(text: &str) -> u64 {
    text.chars().count() as u64
}
