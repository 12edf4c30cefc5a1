//! Keeps peaks below a ceiling without being heard: it sees them coming.

use std::collections::VecDeque;

/// How far ahead it looks, and how long it takes to let go.
const AHEAD_MS: usize = 3;
const RELEASE_MS: f32 = 60.0;

/// Turns loud places down until no sample is above the ceiling (full scale is 1).
///
/// For each sample the needed gain is known [`AHEAD_MS`] before; the gain sinks to it on a straight line and rises
/// again in [`RELEASE_MS`]. No sample is left above the ceiling, because the mean of gains that were all low enough is
/// low enough.
pub(super) fn limit(samples: &mut [f32], rate: u32, ceiling: f32) {
    let ahead = (rate as usize * AHEAD_MS / 1_000).max(1);
    #[expect(clippy::cast_precision_loss, reason = "rates are small")]
    let release = 1.0 - (-1_000.0 / (RELEASE_MS * rate as f32)).exp();
    let needed: Vec<f32> = samples
        .iter()
        .map(|sample| (ceiling / sample.abs().max(ceiling)).min(1.0))
        .collect();
    if needed.iter().all(|gain| *gain >= 1.0) {
        return;
    }
    let gains = released(lowest_ahead(&needed, ahead), release);
    smooth(&gains, ahead + 1, |at, gain| {
        samples[at] = (samples[at] * gain).clamp(-ceiling, ceiling);
    });
}

/// Hands over, for every place, the mean of the gains of the last `length` places.
fn smooth(gains: &[f32], length: usize, mut apply: impl FnMut(usize, f32)) {
    let first = gains.first().copied().map_or(1.0, f64::from);
    #[expect(clippy::cast_precision_loss, reason = "the window is short")]
    let count = length as f64;
    let mut sum = first * count;
    for (at, gain) in gains.iter().enumerate() {
        let leaves = at
            .checked_sub(length)
            .map_or(first, |at| f64::from(gains[at]));
        sum += f64::from(*gain) - leaves;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "samples have no more digits"
        )]
        apply(at, (sum / count) as f32);
    }
}

/// For every place the lowest value from there to `ahead` places on.
fn lowest_ahead(values: &[f32], ahead: usize) -> Vec<f32> {
    let mut lowest = vec![1.0; values.len()];
    let mut waiting: VecDeque<usize> = VecDeque::new();
    for at in (0..values.len()).rev() {
        while waiting
            .back()
            .is_some_and(|last| values[*last] >= values[at])
        {
            waiting.pop_back();
        }
        waiting.push_back(at);
        while waiting.front().is_some_and(|first| *first > at + ahead) {
            waiting.pop_front();
        }
        lowest[at] = waiting.front().map_or(1.0, |first| values[*first]);
    }
    lowest
}

/// Sinks at once and rises slowly.
fn released(mut gains: Vec<f32>, release: f32) -> Vec<f32> {
    let mut now = 1.0_f32;
    for gain in &mut gains {
        now = gain.min(now + (1.0 - now) * release);
        *gain = now;
    }
    gains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_peak_is_above_the_ceiling() {
        let mut samples: Vec<f32> = (0_u16..24_000)
            .map(|nth| {
                let nth = f32::from(nth);
                (nth * 0.13).sin() * (1.0 + (nth * 0.000_7).sin())
            })
            .collect();
        limit(&mut samples, 24_000, 0.8);

        let loudest = samples.iter().fold(0.0_f32, |most, it| most.max(it.abs()));
        assert!(loudest <= 0.8 && loudest > 0.75, "{loudest}");
    }

    #[test]
    fn what_is_quiet_is_left_alone() {
        let mut samples = vec![0.5, -0.7, 0.2];
        limit(&mut samples, 24_000, 0.8);
        assert_eq!(samples, [0.5, -0.7, 0.2]);
    }

    #[test]
    fn a_peak_is_met_before_it_comes_and_forgotten_after() {
        let mut samples = vec![0.5_f32; 24_000];
        samples[6_000] = 1.6;
        limit(&mut samples, 24_000, 0.8);

        assert!(samples[6_000] > 0.79 && samples[6_000] <= 0.8);
        assert!((samples[5_900] - 0.5).abs() < 1e-6, "untouched 4 ms before");
        assert!(samples[5_990] < 0.48, "on its way down");
        assert!(samples[6_000 + 7_200] > 0.49, "300 ms later it is over");
    }
}
