//! Puts recordings together and writes the files. Takes some seconds of a processor, so it is done aside.

use masthead_engines::audio::{
    Encoding, Loudness, Pcm, Piece, RATE, Tags, Whole, encode, name_of, peaks, whole,
};
use masthead_text::narration::{Cue, Heard, announcement, cues, web_vtt};

use super::{CueTime, Line, Manifest, Manuscript, Sound, SoundFile, Voice, day};

/// A file with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its name, made of its content.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// All files of a narration.
#[derive(Clone, Debug)]
pub struct Narration {
    /// What there is.
    pub manifest: Manifest,
    /// The files that the manifest lists.
    pub files: Vec<Made>,
}

/// Everything that is needed, so that it can be done on a thread of its own.
pub(super) struct Work {
    lines: Vec<Line>,
    recordings: Vec<Pcm>,
    encodings: Vec<Encoding>,
    loudness: Loudness,
    tags: Tags,
    recipe: String,
    engine: String,
    voice: String,
}

impl Work {
    pub(super) fn new(
        manuscript: &Manuscript,
        sound: &Sound,
        voice: Voice<'_>,
        recipe: String,
        lines: Vec<Line>,
        recordings: Vec<Pcm>,
    ) -> Self {
        let speaker = voice.speaker;
        let tags = Tags {
            title: manuscript.headline.clone(),
            artist: manuscript.writers.join(", "),
            album: sound.site.clone(),
            language: sound.manner.lang.tag().to_owned(),
            date: day(voice.clock.now()),
            address: manuscript.address.clone(),
            voice: format!("{}, voice {}", speaker.make(), voice.name),
            source: speaker.abilities().source,
            note: announcement(sound.manner.lang, manuscript.origin).to_owned(),
        };
        Self {
            lines,
            recordings,
            encodings: sound.encodings.clone(),
            loudness: sound.loudness,
            tags,
            recipe,
            engine: speaker.make().to_owned(),
            voice: voice.name.to_owned(),
        }
    }

    pub(super) fn run(self) -> Result<Narration, String> {
        let pieces: Vec<Piece<'_>> = self
            .lines
            .iter()
            .zip(&self.recordings)
            .map(|(line, pcm)| Piece {
                pcm,
                pause_ms: line.pause_ms,
            })
            .collect();
        let whole = whole(&pieces, self.loudness);
        let mut files = Vec::new();
        let mut listed = Vec::new();
        let mut add = |bytes: Vec<u8>, extension: &str, media_type: &str| {
            let name = format!("{}.{extension}", name_of(&bytes));
            listed.push(SoundFile {
                name: name.clone(),
                media_type: media_type.to_owned(),
                bytes: bytes.len() as u64,
            });
            files.push(Made { name, bytes });
        };
        for encoding in &self.encodings {
            let bytes = encode(&whole.samples, *encoding, &self.tags);
            let format = encoding.format;
            let bytes = bytes.map_err(|error| error.to_string())?;
            add(bytes, format.extension(), format.media_type());
        }
        let cues = self.cues();
        let vtt = web_vtt(&cues, RATE, &self.tags.note);
        add(vtt.into_bytes(), "vtt", "text/vtt");
        let shape = peaks(&whole.samples, RATE).to_json();
        add(shape.into_bytes(), "json", "application/json");
        let manifest = self.manifest(&whole, &cues, listed);
        Ok(Narration { manifest, files })
    }

    /// Exact to the sample: the same pauses after the same recordings. An empty recording has no cue.
    fn cues(&self) -> Vec<Cue> {
        let heard = self.lines.iter().zip(&self.recordings);
        let heard: Vec<Heard> = heard
            .map(|(line, pcm)| Heard {
                id: line.id.clone(),
                text: line.printed.clone(),
                samples: pcm.samples.len() as u64,
                pause_ms: line.pause_ms,
            })
            .collect();
        cues(&heard, RATE)
    }

    fn manifest(&self, whole: &Whole, cues: &[Cue], files: Vec<SoundFile>) -> Manifest {
        let ms = |samples: u64| samples * 1_000 / u64::from(RATE);
        let heard = self.lines.iter().zip(&self.recordings);
        let heard = heard.filter(|(_, pcm)| !pcm.samples.is_empty());
        let cues = heard.zip(cues).map(|((line, _), cue)| CueTime {
            id: cue.id.as_ref().map(ToString::to_string),
            part: line.part.to_owned(),
            from_ms: ms(cue.from),
            to_ms: ms(cue.to),
        });
        Manifest {
            recipe: self.recipe.clone(),
            title: self.tags.title.clone(),
            language: self.tags.language.clone(),
            duration_ms: ms(whole.samples.len() as u64),
            wanted_lufs: self.loudness.lufs,
            loudness_lufs: hundredths(whole.measured.lufs),
            peak_dbtp: hundredths(whole.measured.peak_db),
            synthetic_voice: true,
            announcement: self.tags.note.clone(),
            engine: self.engine.clone(),
            voice: self.voice.clone(),
            digital_source_type: self.tags.source.address().to_owned(),
            date: self.tags.date.clone(),
            files,
            cues: cues.collect(),
        }
    }
}

/// More digits than ears have are noise in a file.
fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
