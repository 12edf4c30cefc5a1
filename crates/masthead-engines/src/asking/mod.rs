//! How any engine of language is asked: politely, within a budget, and without believing what it answers.
//!
//! An engine may be away, slow, in a bad mood, expensive or hostile. What to do then is the same for every one of
//! them, so it stands here once: who may be asked at all ([`Endpoint`], [`Budget`], [`Breaker`]), how often
//! ([`Patience`]), how much of an answer is read ([`Bounds`]), and what went wrong in our own words ([`EngineError`]).
//! Time and chance come in through [`Pace`].

mod asker;
mod bounds;
mod breaker;
mod budget;
mod endpoint;
mod error;
mod key;
mod pace;
mod patience;
mod question;
mod reply;

pub use asker::{Asker, Billed};
pub use bounds::{Bounds, MAX_DEPTH, read_json};
pub use breaker::Breaker;
pub use budget::{Allowance, Budget, Free, Hold, Purse, Spend, Spent};
pub use endpoint::{Endpoint, EndpointError};
pub use error::EngineError;
pub use key::{Key, KeyError};
pub use pace::{HousePace, Pace, Pausing};
pub use patience::Patience;
pub use question::Question;
pub use reply::Reply;

use std::future::Future;
use std::pin::Pin;

/// An engine's answer, on its way.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = Result<T, EngineError>> + Send + 'a>>;
