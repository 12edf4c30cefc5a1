//! One figure: what was measured, what stands beside it, and whether the goal is met.

use std::fmt;
use std::time::Duration;

/// A measured figure.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// What was measured, in words.
    pub what: String,
    /// The value, in `unit`.
    pub value: f64,
    /// What the value counts.
    pub unit: &'static str,
    /// The goal it is compared with.
    pub goal: Goal,
    /// What else is worth knowing: the peer's value, how it was measured.
    pub beside: String,
}

/// What a figure should be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
}

impl Figure {
    fn is_met(&self) -> bool {
        match self.goal {
            Goal::AtMost(most) => self.value <= most,
            Goal::AtLeast(least) => self.value >= least,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let goal = match self.goal {
            Goal::AtMost(most) => format!("at most {most}"),
            Goal::AtLeast(least) => format!("at least {least}"),
        };
        let verdict = if self.is_met() { "met" } else { "MISSED" };
        write!(
            f,
            "{:<44} {:>8.2} {:<8} goal {goal:<13} {verdict:<7} {}",
            self.what, self.value, self.unit, self.beside
        )
    }
}

/// A count as a number to divide by.
#[expect(
    clippy::cast_precision_loss,
    reason = "what is counted in some seconds is far below 2^52"
)]
pub(crate) fn count(of: u64) -> f64 {
    of as f64
}

/// So many in a second.
pub(crate) fn per_sec(of: u64, lasted: Duration) -> f64 {
    count(of) / lasted.as_secs_f64()
}

/// The value that this share of all values does not exceed (nearest rank); 0.5 is the middle one.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a length is a length"
)]
pub(crate) fn percentile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let rank = (values.len() as f64 * share).ceil() as usize;
    values
        .get(rank.saturating_sub(1))
        .copied()
        .unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_answer_in_a_hundred_is_beyond_the_99th_percentile() {
        let mut waits: Vec<f64> = (1..=100).map(f64::from).rev().collect();
        assert_eq!(percentile(&mut waits, 0.99).to_bits(), 99.0_f64.to_bits());
        assert_eq!(percentile(&mut waits, 0.5).to_bits(), 50.0_f64.to_bits());
    }
}
