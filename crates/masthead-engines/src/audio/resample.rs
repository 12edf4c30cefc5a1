//! Brings recordings to one number of samples a second, so that sentences of different voices fit together.

use std::f64::consts::PI;

use super::Pcm;
use super::wav::whole_number;

/// Samples of the original on each side that a new one is made from.
const REACH: usize = 16;
/// The shape of the window (Kaiser): about 80 dB of what does not belong is kept out.
const BETA: f64 = 8.0;
/// The highest tone that stays, as a share of what the lower of both rates can hold.
const KEPT_SHARE: f64 = 0.94;
/// Rates that voices have.
const RATES: std::ops::RangeInclusive<u32> = 8_000..=96_000;

pub(super) fn is_possible(rate: u32) -> bool {
    RATES.contains(&rate)
}

/// The recording at another rate, of the same length in time to a sample.
///
/// Each new sample is a weighted sum of its neighbours (windowed sinc); the weights repeat, because both rates are whole
/// numbers, and are worked out once. Rates outside 8,000 to 96,000 are answered with silence: the readers of files let
/// none of them in.
pub fn resampled(pcm: &Pcm, rate: u32) -> Pcm {
    if pcm.rate == rate {
        return pcm.clone();
    }
    if !is_possible(pcm.rate) || !is_possible(rate) {
        return Pcm {
            rate,
            samples: Vec::new(),
        };
    }
    let shared = gcd(pcm.rate, rate);
    let (up, down) = ((rate / shared) as usize, (pcm.rate / shared) as usize);
    let phases = weights(up, down);
    let reach = phases[0].len() / 2;
    let padded = padded(&pcm.samples, reach);
    let count = (pcm.samples.len() * up).div_ceil(down);
    let samples = (0..count).map(|nth| {
        let (at, phase) = (nth * down / up, nth * down % up);
        let window = &padded[at + 1..];
        whole_number(weigh(window, &phases[phase]))
    });
    Pcm {
        rate,
        samples: samples.collect(),
    }
}

/// Silence on both sides, so that the first and the last sample have neighbours too.
fn padded(samples: &[i16], reach: usize) -> Vec<f32> {
    let mut padded = vec![0.0; samples.len() + 2 * reach + 1];
    for (to, from) in padded[reach..].iter_mut().zip(samples) {
        *to = f32::from(*from);
    }
    padded
}

fn weigh(window: &[f32], weights: &[f32]) -> f32 {
    // Eight sums side by side are what processors do at once.
    let mut sums = [0.0_f32; 8];
    for (samples, weights) in window.chunks_exact(8).zip(weights.chunks_exact(8)) {
        for (sum, (sample, weight)) in sums.iter_mut().zip(samples.iter().zip(weights)) {
            *sum += sample * weight;
        }
    }
    sums.iter().sum()
}

/// For each place between two samples of the original the weights of its neighbours, which add up to one.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "rates and numbers of weights are small"
)]
fn weights(up: usize, down: usize) -> Vec<Vec<f32>> {
    let squeeze = (up as f64 / down as f64).min(1.0);
    let cutoff = squeeze * KEPT_SHARE;
    let reach = ((REACH as f64 / squeeze).ceil() as usize).next_multiple_of(4);
    let phase = |phase: usize| {
        let between = phase as f64 / up as f64;
        let raw: Vec<f64> = (0..2 * reach)
            .map(|nth| {
                let far = nth as f64 + 1.0 - reach as f64 - between;
                sinc(far * cutoff) * kaiser(far / reach as f64)
            })
            .collect();
        let sum: f64 = raw.iter().sum();
        raw.into_iter()
            .map(|weight| (weight / sum) as f32)
            .collect()
    };
    (0..up).map(phase).collect()
}

fn sinc(x: f64) -> f64 {
    if x.abs() < 1e-9 {
        1.0
    } else {
        (PI * x).sin() / (PI * x)
    }
}

fn kaiser(x: f64) -> f64 {
    let inside = (1.0 - x * x).max(0.0);
    bessel(BETA * inside.sqrt()) / bessel(BETA)
}

/// The modified Bessel function of the first kind and order zero, by its power series.
fn bessel(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for k in 1..40 {
        term *= (x / (2.0 * f64::from(k))).powi(2);
        sum += term;
    }
    sum
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::cast_possible_truncation, reason = "a tone in a test")]
    fn tone(hertz: f64, rate: u32) -> Pcm {
        let sample = |nth: u32| (f64::from(nth) * hertz * 2.0 * PI / f64::from(rate)).sin();
        Pcm {
            rate,
            samples: (0..rate)
                .map(|nth| (sample(nth) * 16_000.0) as i16)
                .collect(),
        }
    }

    /// How far two recordings are apart, away from their ends, as a share of full scale.
    fn apart(one: &Pcm, other: &Pcm) -> f64 {
        assert_eq!(one.samples.len(), other.samples.len());
        let pairs = one.samples.iter().zip(&other.samples);
        let middle = pairs.skip(200).take(one.samples.len() - 400);
        let worst = middle
            .map(|(a, b)| (i32::from(*a) - i32::from(*b)).abs())
            .max();
        f64::from(worst.unwrap_or(0)) / 32_768.0
    }

    #[test]
    fn a_tone_is_the_same_tone_at_every_rate() {
        for rate in [8_000, 16_000, 22_050, 32_000, 44_100, 48_000] {
            let there = resampled(&tone(440.0, rate), 24_000);
            let difference = apart(&there, &tone(440.0, 24_000));
            assert!(difference < 0.002, "{rate}: {difference}");
        }
    }

    #[test]
    fn a_tone_that_does_not_fit_is_gone() {
        let there = resampled(&tone(15_000.0, 48_000), 24_000);
        let loudest = there.samples[200..23_800]
            .iter()
            .map(|it| it.unsigned_abs())
            .max();
        assert!(loudest < Some(16), "{loudest:?}");
    }

    #[test]
    fn silence_of_no_length_stays_so() {
        let none = Pcm {
            rate: 44_100,
            samples: Vec::new(),
        };
        assert!(resampled(&none, 24_000).samples.is_empty());
    }
}
