//! The queue of background work: what must happen, but not while somebody waits for a page.
//!
//! A job is enqueued inside the transaction that makes it necessary, so it exists exactly if that work does. Any node may
//! run it. It runs at least once: a node may die between doing the work and noting it, so a job's work must bear being
//! done twice. This crate knows no job; the binary hands the [`Runner`] a list of [`Handler`]s by name.

mod backoff;
mod board;
mod clock;
mod enqueue;
mod run_one;
mod runner;
mod schedule;
mod store;

pub use board::{Counts, Listed, counts, forget_finished, list, retry_now};
pub use clock::Clock;
pub use enqueue::{NewJob, enqueue};
pub use runner::{Handler, Outcome, Pace, Runner, Work};
pub use schedule::Recurring;

use masthead_db::{Statement, impl_column_via, impl_text_column};

/// A job's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobNumber(pub i64);

impl_column_via!(JobNumber(i64));

impl std::fmt::Display for JobNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Where a job is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobState {
    /// To be run when it is due.
    Waiting,
    /// Leased by a runner.
    Running,
    /// Finished.
    Done,
    /// Tried as often as it may be, or found to be hopeless; the reason is noted.
    GivenUp,
}

impl_text_column!(JobState {
    Waiting = "waiting",
    Running = "running",
    Done = "done",
    GivenUp = "given_up",
});

/// Every statement of this crate, for the test that plans and runs each on both databases.
pub fn statements() -> &'static [Statement] {
    store::STATEMENTS
}
