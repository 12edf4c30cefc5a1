//! A recording as a row of numbers.

use std::time::Duration;

/// One channel of samples, sixteen bits each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pcm {
    /// Samples a second.
    pub rate: u32,
    /// The samples.
    pub samples: Vec<i16>,
}

impl Pcm {
    /// How long it is.
    pub fn lasts(&self) -> Duration {
        lasts(self.samples.len(), self.rate)
    }
}

/// How long so many samples are.
pub(super) fn lasts(samples: usize, rate: u32) -> Duration {
    let nanos = samples as u64 * 1_000_000_000 / u64::from(rate.max(1));
    Duration::from_nanos(nanos)
}
