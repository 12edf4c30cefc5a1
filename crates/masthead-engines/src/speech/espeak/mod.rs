//! espeak-ng, a small program that is everywhere: one process for each sentence, fourteen milliseconds of work.
//!
//! Its voices are plain and clear; it costs nothing, nothing leaves the house, and it speaks more than a hundred
//! languages. It is a program of its own, under its own licence, and what it does cannot harm us: it gets words on its
//! input, and neither an environment nor memory, time or disk without end.

mod child;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::contract::{plain_voice, unheard};
use super::{Abilities, Recording, Said, Speaker, one_line};
use crate::asking::{Answering, EngineError};
use crate::audio::{DigitalSource, read_wav};

use child::Child;

/// Words a minute: 141 of German and 161 of English with their pauses, as newsreaders speak.
const PACE: &str = "165";
/// More than it writes for the longest sentence: two minutes.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// Saying nothing for so long means that it hangs.
const SILENCE: Duration = Duration::from_secs(20);

/// espeak-ng on this machine.
pub struct Espeak {
    program: PathBuf,
    before: Vec<OsString>,
    silence: Duration,
    make: String,
    abilities: Abilities,
}

/// Why there is no espeak-ng.
#[derive(Debug, thiserror::Error)]
pub enum EspeakError {
    /// It is not installed.
    #[error("espeak-ng is not installed; on Debian and Ubuntu: apt install espeak-ng")]
    Missing,
    /// It does not say its version.
    #[error("{} does not answer: {}", .0.display(), .1)]
    Silent(PathBuf, EngineError),
}

impl Espeak {
    /// The one in the search path.
    ///
    /// # Errors
    /// Every [`EspeakError`].
    pub async fn find() -> Result<Self, EspeakError> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut places = std::env::split_paths(&path).map(|folder| folder.join("espeak-ng"));
        let program = places.find(|it| it.is_file()).ok_or(EspeakError::Missing)?;
        Self::at(&program, Vec::new()).await
    }

    /// The program at this place; `before` are words that it gets before all others, for a program that starts it.
    ///
    /// # Errors
    /// [`EspeakError::Silent`] when it does not say its version.
    pub async fn at(program: &Path, before: Vec<OsString>) -> Result<Self, EspeakError> {
        let mut espeak = Self {
            program: program.to_owned(),
            before,
            silence: SILENCE,
            make: String::new(),
            abilities: Abilities {
                max_chars: 1_500,
                concurrency: 2,
                is_billed: false,
                is_remote: false,
                has_context: false,
                source: DigitalSource::Algorithmic,
            },
        };
        let version = espeak.version().await;
        let version = version.map_err(|error| EspeakError::Silent(program.to_owned(), error))?;
        espeak.make = format!("espeak-ng {version}, {PACE} words a minute");
        Ok(espeak)
    }

    /// The same, but given up after a shorter silence.
    #[must_use]
    pub fn with_silence(self, silence: Duration) -> Self {
        Self { silence, ..self }
    }

    /// The number in `eSpeak NG text-to-speech: 1.51  Data at: …`.
    async fn version(&self) -> Result<String, EngineError> {
        let said = self.run(&["--version"], "").await?;
        let said = String::from_utf8_lossy(&said);
        let version = said
            .split(':')
            .nth(1)
            .and_then(|it| it.split_whitespace().next());
        let version = version.filter(|it| it.starts_with(|c: char| c.is_ascii_digit()));
        let version = version.ok_or_else(|| EngineError::Invalid("it has no version".into()))?;
        Ok(version.chars().take(20).collect())
    }

    async fn run(&self, words: &[&str], input: &str) -> Result<Vec<u8>, EngineError> {
        let before = self.before.iter().map(OsString::as_os_str);
        let words = before.chain(words.iter().map(std::ffi::OsStr::new));
        let child = Child::start(&self.program, words)?;
        child
            .exchange(input.as_bytes(), self.silence, MOST_BYTES)
            .await
    }

    async fn record(&self, said: Said<'_>) -> Result<Recording, EngineError> {
        let voice = plain_voice(said.voice)?;
        // Never as words of the command line, where a dash at the beginning would mean something.
        let words = [
            "-v", voice, "-s", PACE, "-b", "1", "-z", "--stdin", "--stdout",
        ];
        let sound = self.run(&words, &plain(said.text)).await?;
        let pcm = read_wav(&sound).map_err(|error| unheard(&error))?;
        Ok(Recording {
            pcm,
            billed_chars: None,
        })
    }
}

/// One line without `[[`, with which espeak-ng would begin to read phonemes.
fn plain(text: &str) -> String {
    let mut line = one_line(text).replace('[', "( ").replace(']', " )");
    line.push('\n');
    line
}

impl Speaker for Espeak {
    fn id(&self) -> &'static str {
        "espeak"
    }

    fn make(&self) -> &str {
        &self.make
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn speak<'a>(&'a self, said: Said<'a>) -> Answering<'a, Recording> {
        Box::pin(self.record(said))
    }

    fn health(&self) -> Answering<'_, String> {
        Box::pin(async move {
            let version = self.version().await?;
            Ok(format!("espeak-ng {version} at {}", self.program.display()))
        })
    }
}
