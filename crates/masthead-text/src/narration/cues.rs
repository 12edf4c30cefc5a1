//! When each sentence of a narration is heard: cues, and the WebVTT file that players and podcasts read.

use std::fmt::Write as _;

use crate::sentences::SentenceId;

/// A sentence as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The sentence's id, if it has one.
    pub id: Option<SentenceId>,
    /// The words as they are printed: the cues are the transcript, too.
    pub text: String,
    /// How long it is, in samples.
    pub samples: u64,
    /// The silence behind it, in milliseconds.
    pub pause_ms: u32,
}

/// A sentence with its time, in samples from the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// The sentence's id, which is also the cue's.
    pub id: Option<SentenceId>,
    /// The words.
    pub text: String,
    /// Where it begins.
    pub from: u64,
    /// Where it ends, without the silence behind it.
    pub to: u64,
}

/// How many samples of silence these milliseconds are, at so many samples a second; rounded down.
#[must_use]
pub fn silence(pause_ms: u32, rate: u32) -> u64 {
    u64::from(pause_ms) * u64::from(rate) / 1_000
}

/// The cues of recordings that are put one behind the other, with [`silence`] between them: exact to the sample.
/// Recordings of no length have no cue.
#[must_use]
pub fn cues(heard: &[Heard], rate: u32) -> Vec<Cue> {
    let mut at = 0_u64;
    let mut cues = Vec::with_capacity(heard.len());
    for sentence in heard {
        let to = at.saturating_add(sentence.samples);
        if sentence.samples > 0 {
            cues.push(Cue {
                id: sentence.id.clone(),
                text: sentence.text.clone(),
                from: at,
                to,
            });
        }
        at = to.saturating_add(silence(sentence.pause_ms, rate));
    }
    cues
}

/// The cues as a WebVTT file (W3C, WebVTT: The Web Video Text Tracks Format, section 4). `note` is said at its head,
/// for people who open it: that the voice is synthetic. Times are rounded to milliseconds; a rate of zero counts as one.
#[must_use]
pub fn web_vtt(cues: &[Cue], rate: u32, note: &str) -> String {
    let mut file = String::from("WEBVTT\n");
    let note = line(note);
    if !note.is_empty() {
        let _ = write!(file, "\nNOTE {note}\n");
    }
    for cue in cues {
        let text = line(&cue.text);
        if text.is_empty() {
            continue;
        }
        file.push('\n');
        if let Some(id) = &cue.id {
            let _ = writeln!(file, "{id}");
        }
        let _ = writeln!(file, "{} --> {}", time(cue.from, rate), time(cue.to, rate));
        let _ = writeln!(file, "{text}");
    }
    file
}

/// Words on one line, with the signs of WebVTT's own markup written out: an arrow in a sentence ends no cue.
fn line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words
        .replace('\0', "")
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn time(samples: u64, rate: u32) -> String {
    let rate = u128::from(rate.max(1));
    let ms = (u128::from(samples) * 1_000 + rate / 2) / rate;
    let (seconds, ms) = (ms / 1_000, ms % 1_000);
    format!(
        "{:02}:{:02}:{:02}.{ms:03}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str, samples: u64, pause_ms: u32) -> Heard {
        Heard {
            id: SentenceId::parse("seams5tw").filter(|_| text.starts_with('E')),
            text: text.to_owned(),
            samples,
            pause_ms,
        }
    }

    #[test]
    fn times_are_where_the_samples_are() {
        let cues = cues(
            &[
                heard("Es regnet.", 24_000, 250),
                heard("", 0, 100),
                heard("Ja.", 12_000, 600),
            ],
            24_000,
        );
        let times: Vec<(u64, u64)> = cues.iter().map(|cue| (cue.from, cue.to)).collect();

        assert_eq!(times, [(0, 24_000), (32_400, 44_400)]);
    }

    #[test]
    fn the_file_is_web_vtt() {
        let cues = cues(
            &[
                heard("Es\nregnet --> <b> & so.", 24_000, 250),
                heard("Ja.", 90_000_000, 0),
            ],
            24_000,
        );

        assert_eq!(
            web_vtt(&cues, 24_000, "Synthetic voice."),
            "WEBVTT\n\nNOTE Synthetic voice.\n\nseams5tw\n00:00:00.000 --> 00:00:01.000\nEs regnet --&gt; &lt;b&gt; &amp; so.\n\n\
             00:00:01.250 --> 01:02:31.250\nJa.\n"
        );
    }

    #[test]
    fn nonsense_makes_no_broken_file() {
        let cues = cues(
            &[heard("a", u64::MAX, u32::MAX), heard("b", 1, 0)],
            u32::MAX,
        );

        assert!(web_vtt(&cues, 0, "\n\n").starts_with("WEBVTT\n\n"));
    }
}
