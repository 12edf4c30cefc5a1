//! How often and how long we try before we give up for now. Pure.

use std::time::Duration;

use super::EngineError;

/// How often a question is asked, and how long we wait in between.
#[derive(Debug, Clone)]
pub struct Patience {
    /// Most attempts, the first one counted.
    pub attempts: u32,
    /// The wait after the first failure; each later one is twice as long.
    pub first: Duration,
    /// The longest wait. An engine that wants to be left alone for longer is not waited for: the job comes back later.
    pub longest: Duration,
}

impl Default for Patience {
    /// Four attempts with about one, two and four seconds between them; never more than a minute.
    fn default() -> Self {
        Self {
            attempts: 4,
            first: Duration::from_secs(1),
            longest: Duration::from_secs(60),
        }
    }
}

impl Patience {
    /// One attempt and no more.
    #[must_use]
    pub fn none() -> Self {
        Self {
            attempts: 1,
            ..Self::default()
        }
    }

    /// How long to wait after attempt number `attempt` (from 1) failed; `None` to give up now.
    ///
    /// Half as long to half as long again, by `chance` (0 to 1), so that those who failed together do not come back
    /// together. An engine's own wish is a lower bound.
    #[must_use]
    pub fn wait_after(&self, attempt: u32, error: &EngineError, chance: f64) -> Option<Duration> {
        if attempt >= self.attempts || !error.is_worth_retrying() {
            return None;
        }
        let doubled = self.first.saturating_mul(1 << (attempt - 1).min(16));
        let own = doubled
            .mul_f64(0.5 + chance.clamp(0.0, 1.0))
            .min(self.longest);
        match error {
            EngineError::RateLimited { after: Some(after) } => {
                (*after <= self.longest).then(|| own.max(*after))
            }
            _ => Some(own),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn away() -> EngineError {
        EngineError::Away("out".into())
    }

    fn waits(error: &EngineError, chance: f64) -> Vec<f64> {
        let patience = Patience::default();
        let waits = (1..).map_while(|attempt| patience.wait_after(attempt, error, chance));
        waits.map(|wait| wait.as_secs_f64()).collect()
    }

    #[test]
    fn the_waits_double_and_end() {
        assert_eq!(waits(&away(), 0.5), [1.0, 2.0, 4.0]);
        assert_eq!(waits(&away(), 0.0), [0.5, 1.0, 2.0]);
        assert_eq!(waits(&away(), 1.0), [1.5, 3.0, 6.0]);
    }

    #[test]
    fn an_engine_that_wants_a_pause_gets_it() {
        let wants = |secs| EngineError::RateLimited {
            after: Some(Duration::from_secs(secs)),
        };
        assert_eq!(waits(&wants(7), 0.5), [7.0, 7.0, 7.0]);
        assert_eq!(waits(&wants(60), 0.5), [60.0, 60.0, 60.0]);
        assert_eq!(waits(&wants(61), 0.5), Vec::<f64>::new());
        assert_eq!(
            waits(&EngineError::RateLimited { after: None }, 0.5).len(),
            3
        );
    }

    #[test]
    fn what_will_not_change_is_not_asked_again() {
        for error in [
            EngineError::Auth,
            EngineError::Quota { until: None },
            EngineError::TooLarge,
            EngineError::Unsupported,
            EngineError::Invalid("x".into()),
            EngineError::Rejected("x".into()),
        ] {
            assert_eq!(waits(&error, 0.5), Vec::<f64>::new(), "{error}");
        }
    }
}
