//! Piper's own web server: `POST /` with a text, a WAV file as the answer. It runs on one's own machine.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::IgnoredAny;

use super::contract::{ReadHealth, VoiceContract, unheard};
use super::{Abilities, Recording, Said};
use crate::asking::{EngineError, Question, Reply, read_json};
use crate::audio::{DigitalSource, read_wav};

/// The contract with a Piper server.
pub struct Piper {
    length_scale: f32,
    make: String,
    abilities: Abilities,
}

impl Piper {
    /// With voices as fast as they are trained (1.0), or slower (more) or faster (less).
    pub fn new(length_scale: f32) -> Self {
        Self {
            length_scale,
            make: format!("piper, length {length_scale}"),
            abilities: Abilities {
                max_chars: 2_000,
                // The server computes one sentence after the other.
                concurrency: 1,
                is_billed: false,
                is_remote: false,
                has_context: false,
                source: DigitalSource::Trained,
            },
        }
    }
}

#[derive(Serialize)]
struct Ask<'a> {
    text: &'a str,
    voice: &'a str,
    length_scale: f32,
}

impl VoiceContract for Piper {
    fn id(&self) -> &'static str {
        "piper_http"
    }

    fn make(&self) -> &str {
        &self.make
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn question(&self, said: &Said<'_>) -> Result<Question, EngineError> {
        Ok(Question::post("/").json(&Ask {
            text: said.text,
            voice: said.voice,
            length_scale: self.length_scale,
        }))
    }

    fn recording(&self, _: &Said<'_>, reply: &Reply) -> Result<Recording, EngineError> {
        let pcm = read_wav(&reply.body).map_err(|error| unheard(&error))?;
        Ok(Recording {
            pcm,
            billed_chars: None,
        })
    }

    fn health(&self) -> (Question, ReadHealth) {
        (Question::get("/voices"), |body| {
            let voices: BTreeMap<String, IgnoredAny> = read_json(body)?;
            let names: Vec<&str> = voices.keys().map(String::as_str).collect();
            Ok(format!("{} voices: {}", names.len(), names.join(" ")))
        })
    }
}
