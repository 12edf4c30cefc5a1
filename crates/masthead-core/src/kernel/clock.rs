//! The only clock. Use cases ask it, rules are told.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

pub use masthead_db::Time;

/// Tells the time: the machine's, or one that a test sets.
///
/// Nothing else in the core may ask what time it is, so that every rule can be tried on any day.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    Machine,
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's own clock.
    pub fn of_the_machine() -> Self {
        Self(Source::Machine)
    }

    /// A clock that stands still until it is told to move.
    pub fn set_to(time: Time) -> Self {
        Self(Source::Set(Arc::new(AtomicI64::new(time.as_micros()))))
    }

    /// Now, in UTC.
    #[expect(clippy::disallowed_methods, reason = "this is where time comes in")]
    pub fn now(&self) -> Time {
        match &self.0 {
            Source::Machine => Time::from_micros(jiff::Timestamp::now().as_microsecond()),
            Source::Set(micros) => Time::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Moves a set clock forward; the machine's clock is left alone.
    pub fn advance(&self, by: std::time::Duration) {
        if let Source::Set(micros) = &self.0 {
            let by = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
            micros.fetch_add(by, Ordering::SeqCst);
        }
    }
}
