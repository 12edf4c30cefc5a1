//! `masthead narrate`: an article as sound files with cues, and a report of what was found and what it cost.

mod article;
mod bar;
mod place;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use masthead_core::kernel::{App, Clock};
use masthead_core::narration::{self, Manuscript, Sound, Voice};
use masthead_engines::audio::Kept;
use masthead_engines::speech::CarefulSpeaker;
use masthead_text::Lang;

use crate::commands::app;
use crate::config::{self, Config, Spoken};
use crate::speakers;
use bar::Bar;
use place::Place;
use report::{Bill, Report};

/// What to read aloud, and how.
#[derive(clap::Args)]
pub(crate) struct Narrate {
    /// The language of the article: de or en.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    lang: Lang,
    /// Who reads: espeak, openai_speech, piper_http, azure or elevenlabs; the configured one if not said.
    #[arg(long, value_name = "NAME")]
    engine: Option<String>,
    /// Which of its voices; the configured one if not said.
    #[arg(long, value_name = "VOICE")]
    voice: Option<String>,
    /// Reads the captions of pictures, too.
    #[arg(long)]
    captions: bool,
    /// Prints the report as JSON on the standard output.
    #[arg(long)]
    json: bool,
    /// The folder for the files; made if it is not there.
    #[arg(short, long, value_name = "DIR")]
    out: PathBuf,
    /// The article: Markdown, with or without front matter.
    file: PathBuf,
}

fn language(tag: &str) -> Result<Lang, String> {
    Lang::of_tag(tag).ok_or_else(|| "nobody here reads this language; it is de or en".to_owned())
}

/// What a narration takes: a site if there is one, somebody who reads, and a place for recordings.
struct Studio {
    speaker: CarefulSpeaker,
    voice: String,
    sound: Sound,
    kept: Kept,
    clock: Clock,
    price_micros: i64,
}

/// Reads the file aloud. Code 0: the files are there, new or as they were; code 2: something stands in the way of
/// publishing, or the file is not what it should be; code 1: it could not be done.
pub(crate) async fn narrate(spoken: Spoken, request: &Narrate) -> Result<ExitCode> {
    let manuscript = match article::read(&request.file) {
        Ok(manuscript) => manuscript,
        Err(error) => {
            eprintln!("masthead: {}: {error:#}", request.file.display());
            return Ok(ExitCode::from(2));
        }
    };
    let studio = Studio::set_up(spoken, request).await?;
    let place = Place::of(&request.out, &request.file, request.lang)?;
    let report = run(&studio, &manuscript, &place).await?;
    match request.json {
        true => report.print_json()?,
        false => eprint!("{report}"),
    }
    let now = studio.clock.now();
    if let Err(error) = place::prune(&studio.kept, now) {
        tracing::warn!(%error, "old recordings could not be thrown away");
    }
    Ok(match report.is_done() {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(2),
    })
}

async fn run<'a>(studio: &Studio, manuscript: &Manuscript, place: &'a Place) -> Result<Report<'a>> {
    let voice = studio.voice();
    let prepared = narration::prepare(manuscript, &studio.sound, voice);
    let sentences = prepared.lines.len();
    if let Some(manifest) = place.narration(&prepared.recipe) {
        return Ok(Report::unchanged(
            place,
            manifest,
            sentences,
            prepared.findings,
        ));
    }
    let mut bar = Bar::on_error_output();
    let narrated = narration::narrate(manuscript, prepared, &studio.sound, voice, &mut |step| {
        bar.show(step);
    })
    .await;
    bar.end();
    if let Some(narration) = &narrated.narration {
        place.write(narration)?;
    }
    let bill = Bill {
        is_billed: studio.speaker.abilities().is_billed,
        price_micros: studio.price_micros,
    };
    Ok(Report::of(place, narrated, bill))
}

impl Studio {
    async fn set_up(spoken: Spoken, request: &Narrate) -> Result<Self> {
        let site = spoken.has_site();
        let config = config::read(&spoken)?;
        let name = request.engine.as_deref().unwrap_or(&config.speech.default);
        let clock = Clock::of_the_machine();
        let app = open(&config, site).await?;
        let speaker = speakers::hire(&config.speech, app.as_ref(), &clock, name).await?;
        let voice = match &request.voice {
            Some(voice) => voice.clone(),
            None => config.speech.voice(name, request.lang)?,
        };
        let site_name = app
            .as_ref()
            .map(|app| app.settings().name.clone())
            .unwrap_or_default();
        let mut sound = config.speech.sound(request.lang, &site_name)?;
        sound.manner.with_captions |= request.captions;
        let folder = match site {
            true => config.data.join("voices"),
            false => request.out.join(".voices"),
        };
        Ok(Self {
            price_micros: config.speech.speaker(name).terms.price_micros,
            speaker,
            voice,
            sound,
            kept: Kept::at(folder),
            clock,
        })
    }

    fn voice(&self) -> Voice<'_> {
        Voice {
            speaker: &self.speaker,
            name: &self.voice,
            kept: &self.kept,
            clock: &self.clock,
        }
    }
}

/// The site's doors, if there is a site: its ledger and its name.
async fn open(config: &Config, has_site: bool) -> Result<Option<App>> {
    if !has_site {
        return Ok(None);
    }
    app(config).await.map(Some)
}
