//! Azure's speech: `POST /cognitiveservices/v1` with SSML. It cuts off what is longer than ten minutes without a word,
//! so it gets one sentence at a time, and the length of its answers is looked at like everybody's.

use http::HeaderName;
use serde::Deserialize;

use super::contract::{ReadHealth, VoiceContract, unheard};
use super::ssml::ssml;
use super::{Abilities, Recording, Said};
use crate::asking::{EngineError, Key, Question, Reply, read_json};
use crate::audio::{DigitalSource, read_wav};

const KEY_HEADER: HeaderName = HeaderName::from_static("ocp-apim-subscription-key");

/// The contract with Azure.
pub struct AzureSpeech {
    key: Key,
    abilities: Abilities,
}

impl AzureSpeech {
    /// With a resource's key.
    pub fn new(key: Key) -> Self {
        Self {
            key,
            abilities: Abilities {
                max_chars: 3_000,
                concurrency: 4,
                is_billed: true,
                is_remote: true,
                has_context: false,
                source: DigitalSource::Trained,
            },
        }
    }

    /// Where a region's resources are asked, such as `westeurope`; `None` for what is no region's name.
    pub fn address(region: &str) -> Option<String> {
        let is_region = !region.is_empty() && region.bytes().all(|it| it.is_ascii_alphanumeric());
        is_region.then(|| format!("https://{region}.tts.speech.microsoft.com"))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Voice {
    short_name: String,
}

impl VoiceContract for AzureSpeech {
    fn id(&self) -> &'static str {
        "azure"
    }

    fn make(&self) -> &'static str {
        "azure"
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn question(&self, said: &Said<'_>) -> Result<Question, EngineError> {
        Ok(Question::post("/cognitiveservices/v1")
            .key(KEY_HEADER, "", &self.key)
            .header("x-microsoft-outputformat", "riff-24khz-16bit-mono-pcm")
            .body("application/ssml+xml", ssml(said)))
    }

    fn recording(&self, _: &Said<'_>, reply: &Reply) -> Result<Recording, EngineError> {
        let pcm = read_wav(&reply.body).map_err(|error| unheard(&error))?;
        Ok(Recording {
            pcm,
            billed_chars: None,
        })
    }

    fn health(&self) -> (Question, ReadHealth) {
        let question = Question::get("/cognitiveservices/voices/list");
        (question.key(KEY_HEADER, "", &self.key), |body| {
            let voices: Vec<Voice> = read_json(body)?;
            let ours = voices.iter().map(|it| it.short_name.as_str());
            let ours: Vec<&str> = ours
                .filter(|it| it.starts_with("de-") || it.starts_with("en-"))
                .collect();
            Ok(format!(
                "{} voices; of ours {}",
                voices.len(),
                ours.join(" ")
            ))
        })
    }
}
