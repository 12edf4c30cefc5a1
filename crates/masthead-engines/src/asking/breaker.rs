//! Leaves an engine alone that fails again and again, and looks after a while whether it is back.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::EngineError;

/// Failures in [`WITHIN`] after which an engine is left alone.
const FAILURES: usize = 5;
/// The time they are counted in.
const WITHIN: Duration = Duration::from_secs(60);
/// How long it is left alone.
const REST: Duration = Duration::from_secs(120);

/// One for each engine. Five failures within a minute open it for two minutes; then one question goes through, and
/// its fate decides for all the others.
#[derive(Debug, Default)]
pub struct Breaker(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    failures: VecDeque<SystemTime>,
    /// Until when nobody asks.
    open_until: Option<SystemTime>,
    /// Somebody is looking whether it is back.
    is_probed: bool,
}

/// The right to ask once. What came of it must be said; whoever forgets, or is called off, counts as not having asked.
#[derive(Debug)]
pub(super) struct Admitted<'a> {
    breaker: &'a Breaker,
    is_probe: bool,
}

impl Breaker {
    /// Lets a question through, or says why not.
    ///
    /// # Errors
    /// [`EngineError::Away`] while the engine is left alone.
    pub(super) fn admit(&self, now: SystemTime) -> Result<Admitted<'_>, EngineError> {
        let mut state = self.state();
        let is_probe = match state.open_until {
            None => false,
            Some(until) if now < until || state.is_probed => {
                let left = until.duration_since(now).unwrap_or_default().as_secs();
                let said = format!("it failed {FAILURES} times; next attempt in {left} s");
                return Err(EngineError::Away(said));
            }
            Some(_) => true,
        };
        state.is_probed = is_probe;
        drop(state);
        Ok(Admitted {
            breaker: self,
            is_probe,
        })
    }

    /// Whether the engine is left alone now.
    pub fn is_open(&self, now: SystemTime) -> bool {
        self.state().open_until.is_some_and(|until| now < until)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Admitted<'_> {
    /// It answered, be it with a refusal: it is there.
    pub(super) fn worked(self) {
        let mut state = self.breaker.state();
        state.failures.clear();
        state.open_until = None;
    }

    /// It failed in a way that may pass.
    pub(super) fn failed(self, now: SystemTime) {
        let mut state = self.breaker.state();
        state.failures.push_back(now);
        let is_old = |then: &SystemTime| *then + WITHIN < now;
        while state.failures.front().is_some_and(is_old) {
            state.failures.pop_front();
        }
        if self.is_probe || state.failures.len() >= FAILURES {
            state.open_until = Some(now + REST);
            state.failures.clear();
        }
    }
}

impl Drop for Admitted<'_> {
    fn drop(&mut self) {
        if self.is_probe {
            self.breaker.state().is_probed = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(secs)
    }

    fn fail(breaker: &Breaker, secs: u64) {
        breaker.admit(at(secs)).expect("closed").failed(at(secs));
    }

    fn broken() -> Breaker {
        let breaker = Breaker::default();
        (0..5).for_each(|secs| fail(&breaker, secs));
        breaker
    }

    #[test]
    fn five_failures_in_a_minute_open_it_and_five_in_more_do_not() {
        assert!(broken().admit(at(5)).is_err());
        let patient = Breaker::default();
        (0..50).for_each(|n| fail(&patient, n * 16));
    }

    #[test]
    fn a_success_forgets_the_failures_before_it() {
        let breaker = Breaker::default();
        (0..4).for_each(|secs| fail(&breaker, secs));
        breaker.admit(at(4)).expect("closed").worked();
        (5..9).for_each(|secs| fail(&breaker, secs));
        assert!(breaker.admit(at(9)).is_ok());
    }

    #[test]
    fn after_two_minutes_one_looks_and_the_others_wait() {
        let breaker = broken();
        assert!(breaker.admit(at(123)).is_err());
        let probe = breaker.admit(at(124)).expect("it is time");
        assert!(breaker.admit(at(124)).is_err(), "one is enough");
        probe.worked();
        assert!(breaker.admit(at(125)).is_ok());
        assert!(!breaker.is_open(at(125)));
    }

    #[test]
    fn a_failed_look_begins_the_wait_anew() {
        let breaker = broken();
        breaker.admit(at(200)).expect("it is time").failed(at(201));
        assert!(breaker.is_open(at(320)));
        assert!(breaker.admit(at(320)).is_err());
        assert!(breaker.admit(at(321)).is_ok());
    }

    #[test]
    fn a_look_that_is_called_off_lets_the_next_one_look() {
        let breaker = broken();
        drop(breaker.admit(at(200)).expect("it is time"));
        assert!(breaker.admit(at(200)).is_ok());
    }
}
