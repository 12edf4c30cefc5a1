//! Whether a recording can be what was asked for: not cut off, not endless, not silent.

use crate::audio::{Pcm, trimmed};

/// Nobody reads faster or slower, in characters a second; spelled letters are slow, long words are fast.
const FASTEST: f64 = 30.0;
const SLOWEST: f64 = 2.5;
/// What a single word may take longer, and what may be missing at the ends, in seconds.
const LEEWAY_SECS: f64 = 3.0;
const MISSING_SECS: f64 = 0.3;

/// Whether so much sound is likely for these words. Engines that cut long answers off without a word, or answer with a
/// jingle, are found out by it.
pub fn is_likely(pcm: &Pcm, text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    #[expect(clippy::cast_precision_loss, reason = "a sentence is short")]
    let letters = letters as f64;
    let secs = trimmed(pcm).lasts().as_secs_f64();
    let (least, most) = (
        letters / FASTEST - MISSING_SECS,
        letters / SLOWEST + LEEWAY_SECS,
    );
    secs > 0.0 && (least..=most).contains(&secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(secs: u32) -> Pcm {
        Pcm {
            rate: 8_000,
            samples: vec![9_000; (secs * 8_000) as usize],
        }
    }

    #[test]
    fn a_sentence_takes_its_time() {
        let sentence = "Die Donau steigt, und niemand in der Stadt schläft in dieser langen Nacht.";
        assert!(is_likely(&sound(5), sentence));
        assert!(!is_likely(&sound(1), sentence), "cut off");
        assert!(!is_likely(&sound(60), sentence), "something else");
        assert!(!is_likely(&sound(0), sentence), "silence");
    }

    #[test]
    fn a_word_may_be_short_or_spelled() {
        assert!(is_likely(&sound(1), "Ja."));
        assert!(is_likely(&sound(3), "Ö-V-P"));
    }
}
