//! An article read aloud: what is said and by whom, spoken once and kept, put together as files for listeners.
//!
//! [`prepare`] makes the lines of a manuscript and the key of everything that its sound hangs on. If that key is the
//! one of an earlier [`Manifest`], there is nothing to do; else [`narrate`] has those sentences spoken that nobody has
//! spoken yet, and puts all of them together. So a changed sentence costs one question to a speaker, and an unchanged
//! article none. Nothing here is ever half done: an article of which a sentence could not be spoken has no sound.

mod check;
mod keys;
mod lines;
mod manifest;
mod put_together;
mod speak;

pub use check::{Finding, Severity};
pub use lines::{Line, Manuscript};
pub use manifest::{CueTime, Manifest, SoundFile};
pub use put_together::{Made, Narration};
pub use speak::Spoken;

use masthead_engines::audio::{Encoding, Format, Kept, Loudness};
use masthead_engines::speech::CarefulSpeaker;
use masthead_text::Lang;
use masthead_text::narration::{Lexicon, Manner, Slashes};

use crate::kernel::{Clock, Time};

/// Who reads.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    /// The speaker.
    pub speaker: &'a CarefulSpeaker,
    /// Its voice, by its own name for it.
    pub name: &'a str,
    /// What it has spoken before.
    pub kept: &'a Kept,
    /// The clock.
    pub clock: &'a Clock,
}

/// How it is to sound.
#[derive(Clone, Debug)]
pub struct Sound {
    /// In which language, with what.
    pub manner: Manner,
    /// How the site wants its names said.
    pub lexicon: Lexicon,
    /// The files that are wanted.
    pub encodings: Vec<Encoding>,
    /// How loud.
    pub loudness: Loudness,
    /// The site's name, for the tags.
    pub site: String,
}

impl Sound {
    /// The usual: MP3 for everybody, Opus for whoever saves data, −16 LUFS, captions left out.
    pub fn usual(lang: Lang) -> Self {
        let size = |format: Format| match format {
            Format::Mp3 => 48,
            Format::Opus => 24,
        };
        let encoding = |format: &Format| Encoding {
            format: *format,
            kbps: size(*format),
        };
        Self {
            manner: Manner {
                lang,
                slashes: Slashes::DayFirst,
                with_captions: false,
            },
            lexicon: Lexicon::default(),
            encodings: Format::ALL.iter().map(encoding).collect(),
            loudness: Loudness::default(),
            site: String::new(),
        }
    }
}

/// A manuscript, ready to be read.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// What is read, in order.
    pub lines: Vec<Line>,
    /// The key of everything that the sound hangs on.
    pub recipe: String,
    /// What was noticed before anything was spoken.
    pub findings: Vec<Finding>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many sentences of so many are there.
    Spoken(usize, usize),
    /// Everything is spoken; the files are being written.
    Encoding,
}

/// What came of it.
#[derive(Debug)]
pub struct Narrated {
    /// The files; none if a finding stands in the way.
    pub narration: Option<Narration>,
    /// What the speaker had to do.
    pub spoken: Spoken,
    /// Everything that was noticed.
    pub findings: Vec<Finding>,
}

/// Makes the lines of a manuscript, and looks at them.
pub fn prepare(manuscript: &Manuscript, sound: &Sound, voice: Voice<'_>) -> Prepared {
    let lines = lines::lines(manuscript, sound);
    Prepared {
        recipe: keys::recipe(&lines, manuscript, sound, voice),
        findings: check::manuscript(manuscript, sound, &lines),
        lines,
    }
}

/// Has the lines read and makes files of them. `tell` hears how far it has come.
///
/// Recordings are kept as soon as they are there: whoever asks again after a failure asks only for the rest.
pub async fn narrate(
    manuscript: &Manuscript,
    prepared: Prepared,
    sound: &Sound,
    voice: Voice<'_>,
    tell: &mut (dyn FnMut(Step) + Send),
) -> Narrated {
    let Prepared {
        lines,
        recipe,
        mut findings,
    } = prepared;
    if check::is_in_the_way(&findings) {
        return Narrated {
            narration: None,
            spoken: Spoken::default(),
            findings,
        };
    }
    let (recordings, spoken) = speak::speak(&lines, manuscript, sound, voice, tell).await;
    let recordings = match speak::all_there(&lines, recordings) {
        Ok(recordings) => recordings,
        Err(missing) => {
            findings.extend(missing);
            return Narrated {
                narration: None,
                spoken,
                findings,
            };
        }
    };
    tell(Step::Encoding);
    let work = put_together::Work::new(manuscript, sound, voice, recipe, lines, recordings);
    let made = tokio::task::spawn_blocking(move || work.run()).await;
    let made = made.unwrap_or_else(|stopped| Err(stopped.to_string()));
    let narration = match made {
        Ok(narration) => {
            findings.extend(check::sound(&narration.manifest));
            Some(narration)
        }
        Err(why) => {
            findings.push(Finding::error(format!(
                "the files could not be written: {why}"
            )));
            None
        }
    };
    Narrated {
        narration: narration.filter(|_| !check::is_in_the_way(&findings)),
        spoken,
        findings,
    }
}

/// The day, as files say it.
fn day(now: Time) -> String {
    let at = jiff::Timestamp::from_microsecond(now.as_micros()).unwrap_or_default();
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}
