//! What a sound file says about itself: whose it is, and that no human speaks.

/// How the voice came to be, in words of the IPTC's vocabulary of digital sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigitalSource {
    /// Made by rules, without samples of speakers (espeak-ng).
    Algorithmic,
    /// Made by a model that learned from recordings.
    Trained,
}

impl DigitalSource {
    /// The term's address (IPTC NewsCodes, digital source type).
    pub fn address(self) -> &'static str {
        match self {
            Self::Algorithmic => "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
            Self::Trained => {
                "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
            }
        }
    }
}

/// The tags of a file. Empty ones are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tags {
    /// The headline.
    pub title: String,
    /// Who wrote the article.
    pub artist: String,
    /// The site.
    pub album: String,
    /// The language's tag.
    pub language: String,
    /// The day it was made, as `2026-11-22`.
    pub date: String,
    /// The article's address.
    pub address: String,
    /// The engine and the voice, as `espeak-ng 1.51, de`.
    pub voice: String,
    /// How the voice came to be.
    pub source: DigitalSource,
    /// For people, in the article's language: that the voice is synthetic.
    pub note: String,
}

impl Tags {
    /// What both kinds of file say under names of their own, beside what each kind has names for.
    ///
    /// The marking that Article 50(2) of the EU's AI Act asks for, for machines: the voice is synthetic, whose it is,
    /// and how it came to be.
    #[cfg(any(feature = "mp3", feature = "opus"))]
    pub(super) fn marks(&self) -> [(&'static str, &str); 4] {
        [
            ("SYNTHETIC_VOICE", "yes"),
            ("SYNTHETIC_VOICE_ENGINE", &self.voice),
            ("SYNTHETIC_VOICE_DATE", &self.date),
            ("DIGITAL_SOURCE_TYPE", self.source.address()),
        ]
    }
}
