//! Has lines spoken: what was spoken before is taken from what is kept, the same words are asked for once.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use futures_util::StreamExt as _;
use futures_util::stream;
use masthead_engines::asking::EngineError;
use masthead_engines::audio::Pcm;
use masthead_engines::speech::{Said, Utterance};

use super::{Finding, Line, Manuscript, Sound, Step, Voice, keys};

/// Letters of a sentence that a finding repeats.
const SHOWN: usize = 60;

/// What the speaker had to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// Sentences in all.
    pub sentences: usize,
    /// Sentences that were asked for now.
    pub asked: usize,
    /// Sentences that were there already, or stand in the article twice.
    pub reused: usize,
    /// Characters billed for those that were asked for.
    pub billed_chars: u64,
}

type Key = [u8; 32];
type Recordings = HashMap<Key, Result<Pcm, EngineError>>;

/// A sentence that nobody has spoken yet, with its neighbours.
struct Wanted<'a> {
    key: Key,
    said: Said<'a>,
}

/// The recordings of the lines, each by its key.
pub(super) async fn speak(
    lines: &[Line],
    manuscript: &Manuscript,
    sound: &Sound,
    voice: Voice<'_>,
    tell: &mut (dyn FnMut(Step) + Send),
) -> (Vec<(Key, Result<Pcm, EngineError>)>, Spoken) {
    let mut recordings = Recordings::new();
    let mut wanted: Vec<Wanted<'_>> = Vec::new();
    let keyed: Vec<Key> = lines
        .iter()
        .map(|line| keys::sentence(&line.said, sound.manner.lang, voice))
        .collect();
    for (at, key) in keyed.iter().enumerate() {
        if recordings.contains_key(key) || wanted.iter().any(|it| it.key == *key) {
            continue;
        }
        match voice.kept.find(key, now(voice)) {
            Some(pcm) => drop(recordings.insert(*key, Ok(pcm))),
            None => wanted.push(Wanted {
                key: *key,
                said: said(lines, at, sound, voice),
            }),
        }
    }
    let mut spoken = Spoken {
        sentences: lines.len(),
        asked: wanted.len(),
        reused: lines.len() - wanted.len(),
        billed_chars: 0,
    };
    tell(Step::Spoken(spoken.reused, lines.len()));
    ask(wanted, manuscript, voice, &mut |key, answer| {
        if let Ok(utterance) = &answer {
            spoken.billed_chars += utterance.billed_chars;
        }
        recordings.insert(key, answer.map(|it| it.pcm));
        let there = recordings.values().filter(|it| it.is_ok()).count();
        let doubles = lines.len() - distinct(&keyed);
        tell(Step::Spoken(there + doubles, lines.len()));
    })
    .await;
    let all = keyed.into_iter().map(|key| {
        let nobody = || Err(EngineError::Away("it was not asked any more".into()));
        (key, recordings.get(&key).cloned().unwrap_or_else(nobody))
    });
    (all.collect(), spoken)
}

fn distinct(keys: &[Key]) -> usize {
    let distinct: std::collections::HashSet<&Key> = keys.iter().collect();
    distinct.len()
}

fn said<'a>(lines: &'a [Line], at: usize, sound: &Sound, voice: Voice<'a>) -> Said<'a> {
    let neighbour = |at: Option<usize>| {
        let line = at.and_then(|at| lines.get(at));
        line.map_or("", |line| line.said.as_str())
    };
    Said {
        text: &lines[at].said,
        lang: sound.manner.lang,
        voice: voice.name,
        before: neighbour(at.checked_sub(1)),
        behind: neighbour(Some(at + 1)),
    }
}

/// Asks for all that is wanted, as many at a time as the speaker likes, and keeps each answer at once. After an error
/// that concerns every sentence nothing more is asked.
async fn ask(
    wanted: Vec<Wanted<'_>>,
    manuscript: &Manuscript,
    voice: Voice<'_>,
    heard: &mut (dyn FnMut(Key, Result<Utterance, EngineError>) + Send),
) {
    let article = Some(manuscript.article.as_str()).filter(|it| !it.is_empty());
    let at_a_time = voice.speaker.abilities().concurrency;
    let mut answers = stream::iter(wanted)
        .map(|it| async move { (it.key, voice.speaker.speak(it.said, article).await) })
        .buffer_unordered(at_a_time);
    while let Some((key, answer)) = answers.next().await {
        if let Ok(utterance) = &answer
            && let Err(error) = voice.kept.keep(&key, &utterance.pcm, now(voice))
        {
            tracing::warn!(%error, "a recording could not be kept and will have to be made again");
        }
        let is_hopeless = answer.as_ref().is_err_and(concerns_everything);
        heard(key, answer);
        if is_hopeless {
            return;
        }
    }
}

/// Whether the next sentence would fare no better.
fn concerns_everything(error: &EngineError) -> bool {
    !matches!(error, EngineError::TooLarge | EngineError::Invalid(_))
}

fn now(voice: Voice<'_>) -> SystemTime {
    let micros = u64::try_from(voice.clock.now().as_micros()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_micros(micros)
}

/// The recordings if all are there; else what is missing, each reason with the sentences it is about.
pub(super) fn all_there(
    lines: &[Line],
    recordings: Vec<(Key, Result<Pcm, EngineError>)>,
) -> Result<Vec<Pcm>, Vec<Finding>> {
    let mut there = Vec::with_capacity(recordings.len());
    let mut missing: Vec<(String, Vec<&Line>)> = Vec::new();
    for (line, (_, recording)) in lines.iter().zip(recordings) {
        match recording {
            Ok(pcm) => there.push(pcm),
            Err(error) => {
                let why = error.to_string();
                match missing.iter_mut().find(|(known, _)| *known == why) {
                    Some((_, lines)) => lines.push(line),
                    None => missing.push((why, vec![line])),
                }
            }
        }
    }
    if missing.is_empty() {
        return Ok(there);
    }
    let told = missing.into_iter().map(|(why, lines)| {
        let first: String = lines[0].printed.chars().take(SHOWN).collect();
        let count = lines.len();
        Finding::error(format!(
            "{count} sentences were not spoken ({why}), the first: “{first}”"
        ))
    });
    Err(told.collect())
}
