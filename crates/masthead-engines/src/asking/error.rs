//! What can go wrong with an engine, as situations that tell the caller what to do next.

use std::time::{Duration, SystemTime};

/// Why an engine gave nothing.
///
/// The texts are for the operator: bounded, one line, and without the key even where the engine repeats it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// The key is missing, wrong or locked. Only the operator can help.
    #[error("the engine does not accept the key")]
    Auth,
    /// Nothing is left to spend, with the engine or in our own budget. Asking again before `until` is in vain.
    #[error("the quota is used up")]
    Quota {
        /// When there will be some again, if that is known.
        until: Option<SystemTime>,
    },
    /// Too many questions in a short time.
    #[error("the engine asks for a pause")]
    RateLimited {
        /// How long it wants to be left alone, if it said so.
        after: Option<Duration>,
    },
    /// Too much in one question: ask for less.
    #[error("the question is too large for the engine")]
    TooLarge,
    /// Not this pair of languages, not this voice.
    #[error("the engine cannot do this")]
    Unsupported,
    /// Not there, or not able to begin: nothing was done and nothing is billed. Later may be better.
    #[error("the engine is away: {0}")]
    Away(String),
    /// It broke off on the way: it may have been done and billed. Later may be better.
    #[error("the engine broke off: {0}")]
    Transient(String),
    /// There is an answer, and it is not what was agreed.
    #[error("the engine's answer does not fit: {0}")]
    Invalid(String),
    /// The engine, or our own rules about engines, refused.
    #[error("refused: {0}")]
    Rejected(String),
}

impl EngineError {
    /// Whether the same question may be answered a little later.
    #[must_use]
    pub fn is_worth_retrying(&self) -> bool {
        matches!(
            self,
            Self::RateLimited { .. } | Self::Away(_) | Self::Transient(_)
        )
    }

    /// Whether the engine may have done the work all the same, and count it.
    #[must_use]
    pub fn may_be_billed(&self) -> bool {
        matches!(self, Self::Transient(_) | Self::Invalid(_))
    }
}
