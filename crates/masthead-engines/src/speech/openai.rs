//! A speech endpoint as OpenAI's: `POST /v1/audio/speech`. Many servers on one's own machine speak it too.

use serde::{Deserialize, Serialize};

use super::contract::{ReadHealth, VoiceContract, unheard};
use super::{Abilities, Recording, Said};
use crate::asking::{EngineError, Key, Question, Reply, read_json};
use crate::audio::{DigitalSource, read_wav};

/// The contract with such an endpoint.
pub struct OpenAiSpeech {
    key: Option<Key>,
    model: String,
    make: String,
    abilities: Abilities,
}

impl OpenAiSpeech {
    /// With this model, and a key if the server wants one. A server in the house costs nothing.
    pub fn new(model: &str, key: Option<Key>, is_local: bool) -> Self {
        Self {
            key,
            model: model.to_owned(),
            make: format!("openai_speech {model}"),
            abilities: Abilities {
                max_chars: 4_096,
                concurrency: if is_local { 1 } else { 4 },
                is_billed: !is_local,
                is_remote: !is_local,
                has_context: false,
                source: DigitalSource::Trained,
            },
        }
    }
}

#[derive(Serialize)]
struct Ask<'a> {
    model: &'a str,
    input: &'a str,
    voice: &'a str,
    response_format: &'static str,
}

#[derive(Deserialize)]
struct Models {
    data: Vec<Model>,
}

#[derive(Deserialize)]
struct Model {
    id: String,
}

impl VoiceContract for OpenAiSpeech {
    fn id(&self) -> &'static str {
        "openai_speech"
    }

    fn make(&self) -> &str {
        &self.make
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn question(&self, said: &Said<'_>) -> Result<Question, EngineError> {
        let question = Question::post("/v1/audio/speech").json(&Ask {
            model: &self.model,
            input: said.text,
            voice: said.voice,
            response_format: "wav",
        });
        Ok(match &self.key {
            Some(key) => question.bearer(key),
            None => question,
        })
    }

    fn recording(&self, _: &Said<'_>, reply: &Reply) -> Result<Recording, EngineError> {
        let pcm = read_wav(&reply.body).map_err(|error| unheard(&error))?;
        Ok(Recording {
            pcm,
            billed_chars: None,
        })
    }

    fn health(&self) -> (Question, ReadHealth) {
        let question = Question::get("/v1/models");
        let question = match &self.key {
            Some(key) => question.bearer(key),
            None => question,
        };
        (question, |body| {
            let models: Models = read_json(body)?;
            let names: Vec<&str> = models.data.iter().map(|it| it.id.as_str()).collect();
            Ok(format!("{} models: {}", names.len(), names.join(" ")))
        })
    }
}
