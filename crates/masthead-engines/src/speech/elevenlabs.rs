//! ElevenLabs: `POST /v1/text-to-speech/{voice}/with-timestamps`. It is told what stands before and behind a sentence,
//! for the melody's sake, and says of each letter when it is heard.

use std::time::SystemTime;

use data_encoding::BASE64;
use http::HeaderName;
use serde::{Deserialize, Serialize};

use super::contract::{ReadHealth, VoiceContract, plain_voice};
use super::{Abilities, Recording, Said};
use crate::asking::{EngineError, Key, Question, Reply, read_json};
use crate::audio::{DigitalSource, MOST_SENTENCE_SECS, Pcm, RATE};

/// Where it is asked.
pub const ELEVENLABS: &str = "https://api.elevenlabs.io";

const KEY_HEADER: HeaderName = HeaderName::from_static("xi-api-key");
/// How much earlier than its last letter a recording may end, in seconds.
const ENDS_WITHIN_SECS: f64 = 0.25;
/// Always the same number, so that the same sentence sounds the same.
const SEED: u32 = 20_261_122;

/// The contract with ElevenLabs.
pub struct ElevenLabs {
    key: Key,
    model: String,
    make: String,
    abilities: Abilities,
}

impl ElevenLabs {
    /// With this model, such as `eleven_multilingual_v2`.
    pub fn new(model: &str, key: Key) -> Self {
        Self {
            key,
            model: model.to_owned(),
            make: format!("elevenlabs {model}"),
            abilities: Abilities {
                max_chars: 2_500,
                concurrency: 2,
                is_billed: true,
                is_remote: true,
                has_context: true,
                source: DigitalSource::Trained,
            },
        }
    }
}

#[derive(Serialize)]
struct Ask<'a> {
    text: &'a str,
    model_id: &'a str,
    language_code: &'a str,
    seed: u32,
    /// Figures are words already.
    apply_text_normalization: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    previous_text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    next_text: &'a str,
}

#[derive(Deserialize)]
struct Answer {
    audio_base64: String,
    alignment: Option<Alignment>,
}

#[derive(Deserialize)]
struct Alignment {
    character_end_times_seconds: Vec<f64>,
}

#[derive(Deserialize)]
struct Subscription {
    character_count: u64,
    character_limit: u64,
}

impl VoiceContract for ElevenLabs {
    fn id(&self) -> &'static str {
        "elevenlabs"
    }

    fn make(&self) -> &str {
        &self.make
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn question(&self, said: &Said<'_>) -> Result<Question, EngineError> {
        let voice = plain_voice(said.voice)?;
        let path = format!("/v1/text-to-speech/{voice}/with-timestamps?output_format=pcm_24000");
        let ask = Ask {
            text: said.text,
            model_id: &self.model,
            language_code: said.lang.tag(),
            seed: SEED,
            apply_text_normalization: "off",
            previous_text: said.before,
            next_text: said.behind,
        };
        Ok(Question::post(path)
            .key(KEY_HEADER, "", &self.key)
            .json(&ask))
    }

    fn recording(&self, _: &Said<'_>, reply: &Reply) -> Result<Recording, EngineError> {
        let answer: Answer = read_json(&reply.body)?;
        let sound = BASE64.decode(answer.audio_base64.as_bytes());
        let sound = sound.map_err(|_| EngineError::Invalid("its sound is not base64".into()))?;
        let pcm = raw(&sound)?;
        let ends = answer
            .alignment
            .and_then(|it| it.character_end_times_seconds.last().copied());
        if ends.is_some_and(|ends| ends > pcm.lasts().as_secs_f64() + ENDS_WITHIN_SECS) {
            return Err(EngineError::Transient(
                "the sound ends before its words".into(),
            ));
        }
        Ok(Recording {
            pcm,
            billed_chars: None,
        })
    }

    /// It says 401 where there is a key and nothing left to spend on it.
    fn refusal(&self, reply: &Reply, now: SystemTime) -> EngineError {
        match reply.status.as_u16() {
            401 if reply.said().contains("quota_exceeded") => EngineError::Quota { until: None },
            404 => EngineError::Unsupported,
            _ => reply.refusal(now),
        }
    }

    fn health(&self) -> (Question, ReadHealth) {
        let question = Question::get("/v1/user/subscription").key(KEY_HEADER, "", &self.key);
        (question, |body| {
            let it: Subscription = read_json(body)?;
            let left = it.character_limit.saturating_sub(it.character_count);
            Ok(format!("{left} of {} characters left", it.character_limit))
        })
    }
}

/// Sixteen bits a sample, nothing else.
fn raw(bytes: &[u8]) -> Result<Pcm, EngineError> {
    if bytes.len() > (MOST_SENTENCE_SECS * RATE * 2) as usize || !bytes.len().is_multiple_of(2) {
        let said = format!("{} bytes are no sentence", bytes.len());
        return Err(EngineError::Invalid(said));
    }
    let samples = bytes
        .chunks_exact(2)
        .map(|it| i16::from_le_bytes([it[0], it[1]]));
    Ok(Pcm {
        rate: RATE,
        samples: samples.collect(),
    })
}
