//! Speakers: whoever reads a sentence aloud, here or elsewhere.
//!
//! A [`Speaker`] is given one sentence, already in the words in which it is said, and answers with a recording. What it
//! answers is foreign sound: it is bounded, decoded and held against the length of its sentence here. [`CarefulSpeaker`]
//! asks any of them with patience and within a budget, and in parts where a sentence is too long. Loudness, pauses and
//! files are none of a speaker's business: they are made by [`audio`](crate::audio), alike for all.

mod azure;
mod careful;
mod contract;
mod elevenlabs;
mod espeak;
mod likely;
mod openai;
mod parts;
mod piper;
mod ssml;

pub use azure::AzureSpeech;
pub use careful::{CarefulSpeaker, Utterance};
pub use contract::{HttpSpeaker, ReadHealth, SOUND_BYTES, VoiceContract};
pub use elevenlabs::{ELEVENLABS, ElevenLabs};
pub use espeak::{Espeak, EspeakError};
pub use likely::is_likely;
pub use openai::OpenAiSpeech;
pub use piper::Piper;

use masthead_text::Lang;

use crate::asking::{Answering, Billed};
use crate::audio::{DigitalSource, Pcm};

/// Somebody who reads aloud.
pub trait Speaker: Send + Sync {
    /// Its name in the configuration, such as `espeak`.
    fn id(&self) -> &str;

    /// Engine, version and settings in a line: all that its sound hangs on, besides words and voice. Recordings are
    /// kept under it, and files say it.
    fn make(&self) -> &str;

    /// What it can do.
    fn abilities(&self) -> &Abilities;

    /// Reads a sentence that fits into its [`Abilities`], asking once.
    ///
    /// # Errors
    /// Every [`EngineError`](crate::asking::EngineError).
    fn speak<'a>(&'a self, said: Said<'a>) -> Answering<'a, Recording>;

    /// Asks how it is, without having anything read, and answers with a line for the operator.
    ///
    /// # Errors
    /// What keeps it from working.
    fn health(&self) -> Answering<'_, String>;
}

/// What a speaker can do, and how it wants to be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abilities {
    /// Most characters of a sentence.
    pub max_chars: usize,
    /// Most sentences at a time.
    pub concurrency: usize,
    /// Whether it costs money.
    pub is_billed: bool,
    /// Whether the words leave the house.
    pub is_remote: bool,
    /// Whether its melody is better when it knows what stands before and behind.
    pub has_context: bool,
    /// How its voices came to be.
    pub source: DigitalSource,
}

/// A sentence to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'a> {
    /// The words as they are said.
    pub text: &'a str,
    /// Their language.
    pub lang: Lang,
    /// The voice, by the speaker's own name for it.
    pub voice: &'a str,
    /// What was read before; may be empty.
    pub before: &'a str,
    /// What will be read next; may be empty.
    pub behind: &'a str,
}

/// A sentence as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// The sound.
    pub pcm: Pcm,
    /// Characters billed, if the speaker said so.
    pub billed_chars: Option<u64>,
}

impl Billed for Recording {
    fn billed_chars(&self) -> Option<u64> {
        self.billed_chars
    }
}

/// Words as one line without control characters, for whoever would take them for something else.
fn one_line(text: &str) -> String {
    let spaced = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    spaced.filter(|c| !c.is_control()).collect()
}
