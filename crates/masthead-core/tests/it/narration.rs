//! Reading articles aloud: what is asked of a speaker, what is kept, and what is given out.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use masthead_core::kernel::{Clock, Time};
use masthead_core::narration::{
    Manuscript, Narrated, Prepared, Severity, Sound, Step, Voice, narrate, prepare,
};
use masthead_engines::asking::{Answering, EngineError, Free, Pace, Pausing};
use masthead_engines::audio::{DigitalSource, Kept, Pcm, RATE};
use masthead_engines::speech::{Abilities, CarefulSpeaker, Recording, Said, Speaker};
use masthead_text::narration::{Heard, Origin, cues};
use masthead_text::{Lang, from_markdown};
use tempfile::TempDir;

const ARTICLE: &str = "Es regnet seit drei Tagen in der Stadt. Niemand schläft in dieser Nacht.\n\n\
    ## Am Fluss\n\nDie Donau steigt weiter, sagt die Feuerwehr. Niemand schläft in dieser Nacht.\n\n\
    | a | b |\n|---|---|\n| 1 | 2 |\n";

/// A speaker that hums as long as a sentence takes, and remembers what it was asked.
#[derive(Clone, Default)]
struct Hummer {
    asked: Arc<Mutex<Vec<String>>>,
    stumbles_over: &'static str,
    abilities: Option<Abilities>,
}

impl Hummer {
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("nobody panicked"))
    }
}

const ABILITIES: Abilities = Abilities {
    max_chars: 500,
    concurrency: 2,
    is_billed: true,
    is_remote: false,
    has_context: true,
    source: DigitalSource::Algorithmic,
};

impl Speaker for Hummer {
    fn id(&self) -> &'static str {
        "hummer"
    }

    fn make(&self) -> &'static str {
        "hummer 1"
    }

    fn abilities(&self) -> &Abilities {
        self.abilities.as_ref().unwrap_or(&ABILITIES)
    }

    fn speak<'a>(&'a self, said: Said<'a>) -> Answering<'a, Recording> {
        Box::pin(async move {
            self.asked
                .lock()
                .expect("nobody panicked")
                .push(said.text.to_owned());
            if !self.stumbles_over.is_empty() && said.text.contains(self.stumbles_over) {
                return Err(EngineError::Invalid("nonsense".into()));
            }
            Ok(Recording {
                pcm: hum(said.text.chars().count()),
                billed_chars: None,
            })
        })
    }

    fn health(&self) -> Answering<'_, String> {
        Box::pin(async { Ok("well".to_owned()) })
    }
}

/// A sixteenth of a second for each letter, with silence around it.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a sound in a test"
)]
fn hum(letters: usize) -> Pcm {
    let silence = [0; 2_000];
    let tone = (0..letters * 1_500).map(|nth| ((nth as f32 * 0.05).sin() * 7_000.0) as i16);
    Pcm {
        rate: RATE,
        samples: silence.into_iter().chain(tone).chain(silence).collect(),
    }
}

/// Waits for nothing.
struct Hurry;

impl Pace for Hurry {
    fn now(&self) -> std::time::SystemTime {
        std::time::SystemTime::UNIX_EPOCH
    }

    fn pause(&self, _: Duration) -> Pausing<'_> {
        Box::pin(async {})
    }

    fn chance(&self) -> f64 {
        0.5
    }
}

/// A room with a speaker and what it has spoken.
struct Studio {
    hummer: Hummer,
    speaker: CarefulSpeaker,
    folder: TempDir,
    clock: Clock,
}

impl Studio {
    fn with(hummer: Hummer) -> Self {
        let speaker =
            CarefulSpeaker::new(Box::new(hummer.clone()), Arc::new(Hurry), Arc::new(Free));
        let now = "2026-11-22T08:00:00Z"
            .parse::<jiff::Timestamp>()
            .expect("a time");
        Self {
            hummer,
            speaker,
            folder: tempfile::tempdir().expect("a folder"),
            clock: Clock::set_to(Time::from_micros(now.as_microsecond())),
        }
    }

    async fn narrate(&self, manuscript: &Manuscript) -> (Prepared, Narrated, Vec<Step>) {
        let kept = Kept::at(self.folder.path());
        let voice = Voice {
            speaker: &self.speaker,
            name: "de",
            kept: &kept,
            clock: &self.clock,
        };
        let sound = Sound {
            site: "Nordstern".to_owned(),
            ..Sound::usual(Lang::De)
        };
        let prepared = prepare(manuscript, &sound, voice);
        let mut steps = Vec::new();
        let narrated = narrate(manuscript, prepared.clone(), &sound, voice, &mut |step| {
            steps.push(step);
        })
        .await;
        (prepared, narrated, steps)
    }
}

fn manuscript(text: &str) -> Manuscript {
    Manuscript {
        headline: "Die Donau steigt".to_owned(),
        writers: vec!["Anna Berger".to_owned()],
        document: from_markdown(text).document,
        ..Manuscript::default()
    }
}

#[tokio::test]
async fn an_article_is_read_from_its_announcement_to_its_end() {
    let studio = Studio::with(Hummer::default());
    let (_, narrated, steps) = studio.narrate(&manuscript(ARTICLE)).await;
    let narration = narrated.narration.expect("it is whole");
    let manifest = &narration.manifest;

    let parts: Vec<&str> = manifest.cues.iter().map(|cue| cue.part.as_str()).collect();
    assert_eq!(parts[..4], ["announcement", "headline", "byline", "text"]);
    assert_eq!(manifest.cues[0].from_ms, 0, "said in the first seconds");
    assert_eq!(
        manifest.announcement,
        "Dieser Artikel wird von einer synthetischen Stimme gelesen."
    );
    assert!(manifest.cues[3..8].iter().all(|cue| cue.id.is_some()));
    assert!((manifest.loudness_lufs + 16.0).abs() < 0.5 && manifest.peak_dbtp <= -1.0);

    let ends: Vec<&str> = narration
        .files
        .iter()
        .map(|it| it.name.split('.').next_back().expect("an end"))
        .collect();
    assert_eq!(ends, ["mp3", "opus", "vtt", "json"]);
    for (file, listed) in narration.files.iter().zip(&manifest.files) {
        assert_eq!(
            (&file.name, file.bytes.len() as u64),
            (&listed.name, listed.bytes)
        );
        assert!(
            file.name
                .starts_with(&masthead_engines::audio::name_of(&file.bytes))
        );
    }
    let vtt = String::from_utf8(narration.files[2].bytes.clone()).expect("it is text");
    assert!(
        vtt.contains("NOTE Dieser Artikel wird von einer synthetischen Stimme gelesen."),
        "{vtt}"
    );
    assert_eq!(vtt.matches(" --> ").count(), manifest.cues.len());
    assert!(vtt.contains("\nDie Donau steigt weiter, sagt die Feuerwehr.\n"));

    assert_eq!(
        steps.first(),
        Some(&Step::Spoken(1, 9)),
        "a sentence stands there twice"
    );
    assert_eq!(steps.last(), Some(&Step::Encoding));
    let what: Vec<&str> = narrated
        .findings
        .iter()
        .map(|it| it.what.as_str())
        .collect();
    assert_eq!(
        what,
        ["not read: 1 tables (it is said that they are left out)"]
    );
}

#[tokio::test]
async fn an_unchanged_article_asks_nobody_anything() {
    let studio = Studio::with(Hummer::default());
    let (before, first, _) = studio.narrate(&manuscript(ARTICLE)).await;
    assert_eq!(
        studio.hummer.asked().len(),
        8,
        "nine lines, one of them twice"
    );
    let (after, again, _) = studio.narrate(&manuscript(ARTICLE)).await;

    assert_eq!(
        before.recipe, after.recipe,
        "so there is nothing to do at all"
    );
    assert!(studio.hummer.asked().is_empty());
    let names = |it: Narrated| it.narration.expect("it is whole").manifest.files;
    assert_eq!(names(first), names(again));
}

#[tokio::test]
async fn a_changed_sentence_costs_one_question() {
    let studio = Studio::with(Hummer::default());
    let long: Vec<String> = (0..40)
        .map(|nth| format!("Das ist der Satz mit der Nummer {nth}."))
        .collect();
    let (before, ..) = studio.narrate(&manuscript(&long.join(" "))).await;
    assert_eq!(studio.hummer.asked().len(), 43);
    let mut changed = long.clone();
    changed[17] = "Dieser Satz ist neu.".to_owned();
    let (after, narrated, _) = studio.narrate(&manuscript(&changed.join(" "))).await;

    assert_ne!(before.recipe, after.recipe);
    assert_eq!(studio.hummer.asked(), ["Dieser Satz ist neu."]);
    assert_eq!((narrated.spoken.asked, narrated.spoken.reused), (1, 42));
    assert_eq!(narrated.spoken.billed_chars, 20);
    assert!(narrated.narration.is_some());
}

#[tokio::test]
async fn sentences_that_move_cost_nothing() {
    let studio = Studio::with(Hummer::default());
    studio
        .narrate(&manuscript("Es regnet sehr. Niemand schläft."))
        .await;
    studio.hummer.asked();
    let (_, narrated, _) = studio
        .narrate(&manuscript("Niemand schläft.\n\nEs regnet sehr."))
        .await;

    assert!(studio.hummer.asked().is_empty());
    assert!(narrated.narration.is_some());
}

#[tokio::test]
async fn a_sentence_that_cannot_be_spoken_stands_in_the_way_and_the_others_are_kept() {
    let mut studio = Studio::with(Hummer {
        stumbles_over: "Feuerwehr",
        ..Hummer::default()
    });
    let (_, narrated, _) = studio.narrate(&manuscript(ARTICLE)).await;
    assert!(narrated.narration.is_none());
    let errors: Vec<_> = narrated
        .findings
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .collect();
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0].what.contains("Die Donau steigt weiter"),
        "{:?}",
        errors[0]
    );

    let healed = Studio::with(Hummer::default());
    studio.speaker = healed.speaker;
    let (_, narrated, _) = studio.narrate(&manuscript(ARTICLE)).await;
    assert!(narrated.narration.is_some());
    assert_eq!(
        healed.hummer.asked(),
        ["Die Donau steigt weiter, sagt die Feuerwehr."]
    );
}

#[tokio::test]
async fn a_text_in_another_language_is_not_read() {
    let studio = Studio::with(Hummer::default());
    let english = "The river has been rising for three days, and nobody in the town is sleeping tonight. The fire \
        brigade says that the water will be higher tomorrow than it has been for more than a hundred years.";
    let (_, narrated, _) = studio.narrate(&manuscript(english)).await;

    assert!(narrated.narration.is_none());
    assert!(
        narrated.findings[0].what.contains("“en”"),
        "{:?}",
        narrated.findings
    );
    assert!(studio.hummer.asked().is_empty(), "nothing was spent on it");
}

#[tokio::test]
async fn there_is_nothing_to_read_in_an_empty_article() {
    let studio = Studio::with(Hummer::default());
    let (_, narrated, _) = studio.narrate(&manuscript("")).await;
    assert!(narrated.narration.is_none());
    assert!(studio.hummer.asked().is_empty());
}

#[tokio::test]
async fn another_voice_or_a_translation_is_another_narration() {
    let studio = Studio::with(Hummer::default());
    let original = manuscript(ARTICLE);
    let translated = Manuscript {
        origin: Origin::Machine,
        ..original.clone()
    };
    let (one, ..) = studio.narrate(&original).await;
    studio.hummer.asked();
    let (other, narrated, _) = studio.narrate(&translated).await;

    assert_ne!(one.recipe, other.recipe);
    assert_eq!(
        studio.hummer.asked().len(),
        1,
        "only the announcement is new"
    );
    let said = narrated
        .narration
        .expect("it is whole")
        .manifest
        .announcement;
    assert!(said.contains("automatisch übersetzt"), "{said}");
}

#[tokio::test]
async fn cues_are_where_the_sound_is() {
    let studio = Studio::with(Hummer::default());
    let (prepared, narrated, _) = studio.narrate(&manuscript(ARTICLE)).await;
    let manifest = narrated.narration.expect("it is whole").manifest;
    let heard: Vec<Heard> = prepared
        .lines
        .iter()
        .map(|line| Heard {
            id: line.id.clone(),
            text: line.printed.clone(),
            // A breath before, the hum, and a moment behind it.
            samples: (line.said.chars().count() * 1_500 + 240 + 960) as u64,
            pause_ms: line.pause_ms,
        })
        .collect();
    for (cue, expected) in manifest.cues.iter().zip(cues(&heard, RATE)) {
        let from_ms = expected.from * 1_000 / u64::from(RATE);
        assert!(
            cue.from_ms.abs_diff(from_ms) <= 5 * prepared.lines.len() as u64,
            "{cue:?} {from_ms}"
        );
    }
}
