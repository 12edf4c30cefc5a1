//! Sound: sentences as a voice delivers them, put together, made equally loud, and written as files for listeners.
//!
//! Everything between a voice and a file is done here, alike for every voice: silence at both ends of a sentence is cut
//! off and pauses of our own are put between, the whole is brought to one loudness and limited, and then written as MP3
//! and Opus with a note inside that the voice is synthetic. No network, no clock; the same sentences give the same bytes.

#[cfg(feature = "mp3")]
mod id3;
mod kept;
mod limiter;
mod loudness;
#[cfg(feature = "mp3")]
mod mp3;
#[cfg(feature = "mp3")]
mod mp3_head;
#[cfg(feature = "opus")]
mod opus;
mod pcm;
mod peaks;
mod resample;
mod tags;
mod trim;
mod wav;
mod whole;

pub use kept::Kept;
pub use loudness::{Loudness, Measured, measure};
pub use pcm::Pcm;
pub use peaks::{Peaks, peaks};
pub use resample::resampled;
pub use tags::{DigitalSource, Tags};
pub use trim::trimmed;
pub use wav::{read_wav, write_wav};
pub use whole::{Piece, Whole, whole};

/// Samples a second of everything we put together: enough for a voice, and a rate that MP3 and Opus both know.
pub const RATE: u32 = 24_000;

/// The longest recording of one sentence, in seconds. Nobody speaks a sentence for two minutes; a file that does is a
/// mistake or an attack.
pub const MOST_SENTENCE_SECS: u32 = 120;

/// Why sound could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AudioError {
    /// The bytes are not sound that we read; says what is wrong.
    #[error("this is not sound that we read: {0}")]
    Unreadable(String),
    /// The file ends before the sound does.
    #[error("the sound breaks off")]
    BrokenOff,
    /// Longer than [`MOST_SENTENCE_SECS`].
    #[error("the recording is longer than {MOST_SENTENCE_SECS} seconds")]
    TooLong,
    /// The encoder says no; asking again does not help.
    #[error("the {0} encoder: {1}")]
    Encoder(&'static str, String),
    /// This program was built without the encoder.
    #[error("this program was built without {0}")]
    NotBuilt(&'static str),
}

/// A kind of sound file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// MP3 at a constant rate: plays everywhere, and seeking in it is exact.
    Mp3,
    /// Opus in Ogg: half the size.
    Opus,
}

impl Format {
    /// Those this program was built with.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "mp3")]
        Self::Mp3,
        #[cfg(feature = "opus")]
        Self::Opus,
    ];

    /// What its files end in.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::Opus => "opus",
        }
    }

    /// The name on the wire. Opus is named with its codec, because `audio/ogg` alone could be anything.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::Opus => "audio/ogg; codecs=opus",
        }
    }
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    /// Its kind.
    pub format: Format,
    /// Its size: thousands of bits for a second.
    pub kbps: u32,
}

impl Encoding {
    /// Whether the encoder can do that: MP3 at this rate of samples knows twelve sizes, Opus all from 8 to 128.
    pub fn is_possible(self) -> bool {
        match self.format {
            Format::Mp3 => matches!(
                self.kbps,
                8 | 16 | 24 | 32 | 40 | 48 | 64 | 80 | 96 | 112 | 128 | 160
            ),
            Format::Opus => (8..=128).contains(&self.kbps),
        }
    }
}

/// Writes samples of [`RATE`] as a file.
///
/// # Errors
/// [`AudioError::Encoder`] if the size is not possible, [`AudioError::NotBuilt`] if the encoder was left out.
pub fn encode(samples: &[i16], encoding: Encoding, tags: &Tags) -> Result<Vec<u8>, AudioError> {
    match encoding.format {
        #[cfg(feature = "mp3")]
        Format::Mp3 => mp3::encode(samples, encoding.kbps, tags),
        #[cfg(feature = "opus")]
        Format::Opus => opus::encode(samples, encoding.kbps, tags),
        #[cfg(not(all(feature = "mp3", feature = "opus")))]
        missing => {
            let _ = (samples, tags);
            Err(AudioError::NotBuilt(missing.extension()))
        }
    }
}

/// The name of a file with this content: 32 hexadecimal digits of its SHA-256. A changed file has another name, so that
/// it may be kept by everybody for ever.
pub fn name_of(content: &[u8]) -> String {
    let mut name = crate::files::FileKey::of(content).to_string();
    name.truncate(32);
    name
}
