//! The log the assistant is made of: what happened, in the order in which it happened.
//!
//! Whoever keeps the log leaves out what was undone, puts a corrected verdict where the wrong one stood, and drops an
//! erased post; then [`crate::Assistant::relearn`] makes the state as if it had never been otherwise.

use crate::post::{Post, Verdict};

/// One line of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry<'a> {
    /// A post has arrived and waits.
    Arrived(Post<'a>),
    /// A post that had arrived was decided by a person.
    Decided(Post<'a>, Verdict<'a>),
    /// Both at once, as in a newsroom's old decisions.
    ArrivedDecided(Post<'a>, Verdict<'a>),
    /// A moderator has said that a word is no reason: from here on it counts for nothing.
    NotAReason(&'a str),
    /// That was taken back.
    ReasonAgain(&'a str),
}
