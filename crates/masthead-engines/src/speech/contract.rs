//! The contract of a speaker that is asked over HTTP: how a question is written and how its answer becomes sound. The
//! contracts themselves are pure; one [`HttpSpeaker`] carries their words to and fro.

use std::sync::Arc;
use std::time::SystemTime;

use super::{Abilities, Recording, Said, Speaker};
use crate::asking::{Answering, Bounds, Endpoint, EngineError, Pace, Question, Reply};
use crate::audio::AudioError;

/// Most bytes of one answer: two minutes of the largest sound we read, or of a smaller one as text.
pub const SOUND_BYTES: u64 = 24 * 1024 * 1024;

/// What one speaker and we have agreed.
pub trait VoiceContract: Send + Sync {
    /// Its name in the configuration.
    fn id(&self) -> &str;

    /// All that its sound hangs on, besides words and voice.
    fn make(&self) -> &str;

    /// What it can do.
    fn abilities(&self) -> &Abilities;

    /// How it is asked.
    ///
    /// # Errors
    /// [`EngineError::Rejected`] for a voice whose name could not be one.
    fn question(&self, said: &Said<'_>) -> Result<Question, EngineError>;

    /// How its answer is read.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] when it is not what was agreed, [`EngineError::Transient`] when it breaks off.
    fn recording(&self, said: &Said<'_>, reply: &Reply) -> Result<Recording, EngineError>;

    /// What it means by an answer that is no success.
    fn refusal(&self, reply: &Reply, now: SystemTime) -> EngineError {
        reply.refusal(now)
    }

    /// A question that costs nothing, and what its answer says, in a line.
    fn health(&self) -> (Question, ReadHealth);
}

/// Makes a line for the operator of an answer about the engine's health.
pub type ReadHealth = fn(&[u8]) -> Result<String, EngineError>;

/// A speaker over HTTP.
pub struct HttpSpeaker<C> {
    contract: C,
    endpoint: Endpoint,
    pace: Arc<dyn Pace>,
}

impl<C: VoiceContract> HttpSpeaker<C> {
    /// The speaker at this endpoint, by this contract.
    pub fn new(contract: C, endpoint: Endpoint, pace: Arc<dyn Pace>) -> Self {
        Self {
            contract,
            endpoint,
            pace,
        }
    }

    /// The bounds that suit sound.
    pub fn bounds() -> Bounds {
        Bounds {
            answer_bytes: SOUND_BYTES,
            ..Bounds::default()
        }
    }

    async fn ask(&self, question: &Question) -> Result<Reply, EngineError> {
        let reply = self.endpoint.ask(question).await?;
        match reply.status.is_success() {
            true => Ok(reply),
            false => Err(self.contract.refusal(&reply, self.pace.now())),
        }
    }
}

impl<C: VoiceContract> Speaker for HttpSpeaker<C> {
    fn id(&self) -> &str {
        self.contract.id()
    }

    fn make(&self) -> &str {
        self.contract.make()
    }

    fn abilities(&self) -> &Abilities {
        self.contract.abilities()
    }

    fn speak<'a>(&'a self, said: Said<'a>) -> Answering<'a, Recording> {
        Box::pin(async move {
            let reply = self.ask(&self.contract.question(&said)?).await?;
            self.contract.recording(&said, &reply)
        })
    }

    fn health(&self) -> Answering<'_, String> {
        Box::pin(async move {
            let (question, read) = self.contract.health();
            read(&self.ask(&question).await?.body)
        })
    }
}

/// What it means for a question that an answer is no sound.
pub(super) fn unheard(error: &AudioError) -> EngineError {
    match error {
        AudioError::BrokenOff => EngineError::Transient(error.to_string()),
        _ => EngineError::Invalid(error.to_string()),
    }
}

/// The name of a voice where it stands in an address: letters, digits and a few signs, at most a hundred.
///
/// # Errors
/// [`EngineError::Rejected`].
pub(super) fn plain_voice(voice: &str) -> Result<&str, EngineError> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+');
    let fits = (1..=100).contains(&voice.len()) && voice.chars().all(is_plain);
    match fits && !voice.starts_with(['.', '-']) {
        true => Ok(voice),
        false => Err(EngineError::Rejected("this is no name of a voice".into())),
    }
}
