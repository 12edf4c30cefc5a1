//! The contract of an engine that is asked over HTTP: how a question is written and how its answer is read. The
//! contracts themselves are pure; one [`HttpTranslator`] carries their words to and fro.

use std::sync::Arc;
use std::time::SystemTime;

use super::{Abilities, Given, Health, Segment, Translated, Translator, Wanted};
use crate::asking::{Answering, Endpoint, EngineError, Pace, Question, Reply};

/// What one engine and we have agreed.
pub trait Contract: Send + Sync {
    /// Its name in the configuration.
    fn id(&self) -> &str;

    /// What it can do.
    fn abilities(&self) -> &Abilities;

    /// How it is asked.
    ///
    /// # Errors
    /// [`EngineError::Unsupported`] for what it is known not to do.
    fn question(&self, wanted: &Wanted<'_>) -> Result<Question, EngineError>;

    /// How its answer is read: as many sentences as were asked for, or an error.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] when it is not what was agreed.
    fn answer(&self, wanted: &Wanted<'_>, body: &[u8]) -> Result<Given, EngineError>;

    /// What it means by an answer that is no success.
    fn refusal(&self, reply: &Reply, now: SystemTime) -> EngineError {
        reply.refusal(now)
    }

    /// Whether the same can be asked in another way after this refusal: a contract that says so has changed its ways,
    /// and is asked for the question again.
    fn asks_otherwise(&self, _refused: &EngineError) -> bool {
        false
    }

    /// A question that costs nothing, and what its answer says, in a line.
    fn health(&self) -> (Question, ReadHealth);
}

/// Most characters of a line about an engine's health.
const HEALTH: usize = 300;

/// Makes a line for the operator of an answer about the engine's health.
pub type ReadHealth = fn(&[u8]) -> Result<String, EngineError>;

/// An engine over HTTP.
pub struct HttpTranslator<C> {
    contract: C,
    endpoint: Endpoint,
    pace: Arc<dyn Pace>,
}

impl<C: Contract> HttpTranslator<C> {
    /// The engine at this endpoint, by this contract.
    pub fn new(contract: C, endpoint: Endpoint, pace: Arc<dyn Pace>) -> Self {
        Self {
            contract,
            endpoint,
            pace,
        }
    }

    async fn ask(&self, question: &Question) -> Result<Reply, EngineError> {
        let reply = self.endpoint.ask(question).await?;
        match reply.status.is_success() {
            true => Ok(reply),
            false => Err(self.contract.refusal(&reply, self.pace.now())),
        }
    }

    async fn translate_batch(&self, wanted: Wanted<'_>) -> Result<Given, EngineError> {
        loop {
            match self.ask(&self.contract.question(&wanted)?).await {
                Ok(reply) => return self.contract.answer(&wanted, &reply.body),
                Err(error) if self.contract.asks_otherwise(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl<C: Contract> Translator for HttpTranslator<C> {
    fn id(&self) -> &str {
        self.contract.id()
    }

    fn abilities(&self) -> &Abilities {
        self.contract.abilities()
    }

    fn translate<'a>(&'a self, wanted: Wanted<'a>) -> Answering<'a, Given> {
        Box::pin(self.translate_batch(wanted))
    }

    fn health(&self) -> Answering<'_, Health> {
        Box::pin(async move {
            let (question, read) = self.contract.health();
            let words = read(&self.ask(&question).await?.body)?;
            let words = words.chars().filter(|c| !c.is_control()).take(HEALTH);
            Ok(Health {
                words: words.collect(),
            })
        })
    }
}

/// The sentences of an answer that has no numbers of its own: their place is their number.
///
/// # Errors
/// [`EngineError::Invalid`] when there are more or fewer than were asked for.
pub(super) fn in_order<'t>(
    asked: &[Segment],
    texts: impl ExactSizeIterator<Item = &'t str>,
) -> Result<Vec<Translated>, EngineError> {
    if texts.len() != asked.len() {
        let (got, wanted) = (texts.len(), asked.len());
        let said = format!("{got} sentences for {wanted}");
        return Err(EngineError::Invalid(said));
    }
    let pairs = asked.iter().zip(texts);
    Ok(pairs
        .map(|(segment, text)| Translated::new(segment.id, text))
        .collect())
}
