//! Cuts off the silence that voices leave before and behind a sentence: pauses are ours.

use super::Pcm;

/// What is quieter than this (−50 dB of full scale) is silence.
const SILENCE_BELOW: u16 = 104;
/// What stays of the silence: a breath before, and behind it enough for an *f* to fade.
const BEFORE_MS: u32 = 10;
const BEHIND_MS: u32 = 40;

/// The recording without the silence at its ends; empty if there was nothing else.
pub fn trimmed(pcm: &Pcm) -> Pcm {
    let is_heard = |sample: &i16| sample.unsigned_abs() >= SILENCE_BELOW;
    let first = pcm.samples.iter().position(is_heard);
    let last = pcm.samples.iter().rposition(is_heard);
    let (Some(first), Some(last)) = (first, last) else {
        return Pcm {
            rate: pcm.rate,
            samples: Vec::new(),
        };
    };
    let length = |ms: u32| (pcm.rate * ms / 1_000) as usize;
    let from = first.saturating_sub(length(BEFORE_MS));
    let to = (last + 1 + length(BEHIND_MS)).min(pcm.samples.len());
    Pcm {
        rate: pcm.rate,
        samples: pcm.samples[from..to].to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_within_50_ms() {
        let mut samples = vec![3; 24_000];
        samples.extend([10_000; 4_800]);
        samples.extend([-3; 24_000]);
        let trimmed = trimmed(&Pcm {
            rate: 24_000,
            samples,
        });

        assert_eq!(trimmed.samples.len(), 240 + 4_800 + 960);
        assert_eq!(
            trimmed.samples.iter().position(|it| *it == 10_000),
            Some(240)
        );
    }

    #[test]
    fn nothing_but_silence_is_empty() {
        let pcm = Pcm {
            rate: 24_000,
            samples: vec![20; 500],
        };
        assert!(trimmed(&pcm).samples.is_empty());
    }
}
