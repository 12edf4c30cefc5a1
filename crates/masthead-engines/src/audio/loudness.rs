//! How loud a recording is for human ears (EBU R 128, ITU-R BS.1770), and how it is brought to a wanted loudness.

use ebur128::{Channel, EbuR128, Mode};

use super::limiter::limit;
use super::wav::whole_number;

/// Gains beyond this are not made: whatever needs more is not speech.
const MOST_GAIN_DB: f64 = 24.0;
/// The limiter's first ceiling. Encoders add some tenths to peaks, so it lies well below what is promised.
const CEILING_DB: f64 = -2.6;
/// What the samples' true peak may be before they are encoded: MP3 adds up to 0.9 dB to espeak's, as was measured.
const PEAK_BEFORE_ENCODING_DB: f64 = -2.3;
/// Opus takes away up to 0.4 LU of a voice, MP3 nothing: aiming between them, both come out within 0.3 of what is wanted.
const AIMED_ABOVE_LU: f64 = 0.15;
/// How near is near enough.
const NEAR_DB: f64 = 0.1;
/// How often it is tried: limiting takes away a little loudness, which is given back.
const TRIES: usize = 4;

/// A wanted loudness.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loudness {
    /// In LUFS, one channel counted as on two loudspeakers, as players play it.
    pub lufs: f64,
}

impl Default for Loudness {
    /// −16 LUFS: what podcasts have, so that nobody reaches for the volume between two of them.
    fn default() -> Self {
        Self { lufs: -16.0 }
    }
}

/// What was measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// In LUFS; minus infinity for silence and for less than 0.4 seconds.
    pub lufs: f64,
    /// The highest peak between the samples, in dBTP.
    pub peak_db: f64,
}

/// Measures samples whose full scale is 1.
pub fn measure(samples: &[f32], rate: u32) -> Measured {
    let silent = Measured {
        lufs: f64::NEG_INFINITY,
        peak_db: f64::NEG_INFINITY,
    };
    measured(samples, rate).unwrap_or(silent)
}

fn measured(samples: &[f32], rate: u32) -> Result<Measured, ebur128::Error> {
    let mut meter = EbuR128::new(1, rate, Mode::I | Mode::TRUE_PEAK)?;
    meter.set_channel(0, Channel::DualMono)?;
    meter.add_frames_f32(samples)?;
    Ok(Measured {
        lufs: meter.loudness_global()?,
        peak_db: decibels(meter.true_peak(0)?),
    })
}

/// Brings samples to the wanted loudness, without a peak that an encoder could bring above −1 dBTP; answers with what
/// they have become, measured again.
///
/// The whole recording gets one gain: sentences keep their differences. Silence stays what it is.
pub(super) fn bring_to(wanted: Loudness, samples: &[i16], rate: u32) -> (Vec<i16>, Measured) {
    let original: Vec<f32> = samples.iter().map(|it| f32::from(*it) / 32_768.0).collect();
    let before = measure(&original, rate);
    if !before.lufs.is_finite() {
        return (samples.to_vec(), before);
    }
    let aimed = wanted.lufs + AIMED_ABOVE_LU;
    let mut gain_db = aimed - before.lufs;
    let mut ceiling_db = CEILING_DB;
    let mut best = (original.clone(), before);
    for _ in 0..TRIES {
        let gain = amplitude(gain_db.clamp(-MOST_GAIN_DB, MOST_GAIN_DB));
        let mut louder: Vec<f32> = original.iter().map(|it| it * gain).collect();
        limit(&mut louder, rate, amplitude(ceiling_db));
        let now = measure(&louder, rate);
        best = (louder, now);
        let (missing, above) = (aimed - now.lufs, now.peak_db - PEAK_BEFORE_ENCODING_DB);
        if missing.abs() <= NEAR_DB && above <= 0.0 {
            break;
        }
        gain_db += missing;
        ceiling_db -= above.max(0.0);
    }
    let (louder, now) = best;
    (
        louder
            .into_iter()
            .map(|it| whole_number(it * 32_768.0))
            .collect(),
        now,
    )
}

fn decibels(amplitude: f64) -> f64 {
    20.0 * amplitude.log10()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "samples have no more digits"
)]
fn amplitude(decibels: f64) -> f32 {
    10.0_f64.powf(decibels / 20.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Something with the ups and downs of speech, and peaks far above its loudness.
    #[expect(clippy::cast_possible_truncation, reason = "a sound in a test")]
    fn babble(scale: f32) -> Vec<i16> {
        let sample = |nth: u32| {
            #[expect(clippy::cast_precision_loss, reason = "a sound in a test")]
            let at = nth as f32 / 24_000.0 * std::f32::consts::TAU;
            let syllable = (at * 4.0).sin().max(0.0);
            let voice = (at * 140.0).sin() + 0.6 * (at * 1_170.0).sin();
            let click = if nth.is_multiple_of(6_007) { 3.0 } else { 0.0 };
            ((syllable * voice + click) * scale) as i16
        };
        (0..24_000 * 5).map(sample).collect()
    }

    #[test]
    fn quiet_and_loud_recordings_come_out_alike() {
        for scale in [800.0, 4_000.0, 11_000.0] {
            let (samples, said) = bring_to(Loudness::default(), &babble(scale), 24_000);
            let samples: Vec<f32> = samples.iter().map(|it| f32::from(*it) / 32_768.0).collect();
            let found = measure(&samples, 24_000);

            assert!((found.lufs + 16.0).abs() <= 0.3, "{scale}: {found:?}");
            assert!(found.peak_db <= -1.5, "{scale}: {found:?}");
            assert!((found.lufs - said.lufs).abs() < 0.05, "it says what it did");
        }
    }

    #[test]
    fn silence_is_not_made_loud() {
        let (samples, _) = bring_to(Loudness::default(), &vec![0; 48_000], 24_000);
        assert!(samples.iter().all(|it| *it == 0));
    }
}
