//! Puts sentences one behind the other, with pauses between, at one loudness.

use std::ops::Range;
use std::time::Duration;

use masthead_text::narration::silence;

use super::loudness::bring_to;
use super::pcm::lasts;
use super::{Loudness, Measured, Pcm, RATE, resampled};

/// One sentence and the silence behind it.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// What is heard.
    pub pcm: &'a Pcm,
    /// The silence behind it, in milliseconds.
    pub pause_ms: u32,
}

/// A whole recording at [`RATE`].
#[derive(Debug, Clone, PartialEq)]
pub struct Whole {
    /// The samples.
    pub samples: Vec<i16>,
    /// Where each sentence is heard, in samples.
    pub places: Vec<Range<u64>>,
    /// How loud it is now.
    pub measured: Measured,
}

impl Whole {
    /// How long it is.
    pub fn lasts(&self) -> Duration {
        lasts(self.samples.len(), RATE)
    }
}

/// Joins sentences to one recording of the wanted loudness. What is cued stays exact to the sample: loudness changes no
/// length.
pub fn whole(pieces: &[Piece<'_>], wanted: Loudness) -> Whole {
    let mut samples = Vec::new();
    let mut places = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let from = samples.len() as u64;
        match piece.pcm.rate {
            RATE => samples.extend_from_slice(&piece.pcm.samples),
            _ => samples.extend(resampled(piece.pcm, RATE).samples),
        }
        places.push(from..samples.len() as u64);
        let pause = usize::try_from(silence(piece.pause_ms, RATE)).unwrap_or(0);
        samples.resize(samples.len() + pause, 0);
    }
    let (samples, measured) = bring_to(wanted, &samples, RATE);
    Whole {
        samples,
        places,
        measured,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_stand_where_it_is_said() {
        let pcm = |count: usize| Pcm {
            rate: RATE,
            samples: vec![5_000; count],
        };
        let (one, other) = (pcm(2_400), pcm(1_200));
        let pieces = [(&one, 250), (&other, 100)].map(|(pcm, pause_ms)| Piece { pcm, pause_ms });
        let whole = whole(&pieces, Loudness::default());

        assert_eq!(whole.places, [0..2_400, 8_400..9_600]);
        assert_eq!(whole.samples.len(), 9_600 + 2_400);
        assert!(whole.samples[2_400..8_400].iter().all(|it| *it == 0));
    }
}
