//! How long a job waits before it is tried again. Pure: chance comes in from outside.

use std::time::Duration;

/// The wait after the first failure.
const FIRST: Duration = Duration::from_secs(10);
/// The longest wait: an outage that lasts a night is noticed within the hour when it ends.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// The wait after the `attempt`th failure: four times as long each time, up to an hour.
///
/// `chance` is between 0 and 1 and takes up to a quarter away, so that what failed together does not return together.
pub(crate) fn wait_after(attempt: u32, chance: f64) -> Duration {
    let whole = FIRST
        .saturating_mul(4_u32.saturating_pow(attempt.saturating_sub(1)))
        .min(LONGEST);
    whole.mul_f64(1.0 - 0.25 * chance.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_waits_longer_up_to_an_hour() {
        let waits: Vec<u64> = (1..=7)
            .map(|attempt| wait_after(attempt, 0.0).as_secs())
            .collect();
        assert_eq!(waits, [10, 40, 160, 640, 2560, 3600, 3600]);
    }

    #[test]
    fn chance_takes_at_most_a_quarter() {
        assert_eq!(wait_after(2, 1.0).as_secs(), 30);
        assert_eq!(wait_after(u32::MAX, 7.0).as_secs(), 2700);
    }
}
