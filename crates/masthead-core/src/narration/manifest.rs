//! What a narration consists of, as a file beside its files.

use serde::{Deserialize, Serialize};

/// The list of a narration's files, and what a player needs to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The key of everything the sound hangs on: the same key, the same files.
    pub recipe: String,
    /// The headline.
    pub title: String,
    /// The language's tag.
    pub language: String,
    /// How long it is.
    pub duration_ms: u64,
    /// What was wanted, in LUFS.
    pub wanted_lufs: f64,
    /// What it is, in LUFS, before it is encoded.
    pub loudness_lufs: f64,
    /// Its highest peak in dBTP, before it is encoded.
    pub peak_dbtp: f64,
    /// Always true: no human speaks.
    pub synthetic_voice: bool,
    /// The words in which the listeners are told.
    pub announcement: String,
    /// The engine, its version and its settings.
    pub engine: String,
    /// The voice.
    pub voice: String,
    /// How the voice came to be, as an address of the IPTC's vocabulary.
    pub digital_source_type: String,
    /// The day it was made.
    pub date: String,
    /// The sound, the transcript with its times (`text/vtt`) and the shape for a slider (`application/json`).
    pub files: Vec<SoundFile>,
    /// When each sentence is heard.
    pub cues: Vec<CueTime>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoundFile {
    /// Its name, made of its content.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
}

/// A sentence with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CueTime {
    /// The sentence's id in the article's HTML, if it stands in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Which part of the article: `announcement`, `headline`, `byline`, `lede` or `text`.
    pub part: String,
    /// Where it begins.
    pub from_ms: u64,
    /// Where it ends.
    pub to_ms: u64,
}
