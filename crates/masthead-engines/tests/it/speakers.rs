//! Every speaker over HTTP: how it is made, and what a polite server of its kind answers.

use std::sync::Arc;

use data_encoding::BASE64;
use masthead_engines::asking::{Endpoint, Key, Pace};
use masthead_engines::audio::{Pcm, write_wav};
use masthead_engines::speech::{
    AzureSpeech, ElevenLabs, HttpSpeaker, OpenAiSpeech, Piper, Speaker,
};
use serde_json::json;

use crate::rude_server::{Asked, Manner};

/// A kind of speaker.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// One of it, at this endpoint.
    pub(crate) make: fn(Endpoint, Arc<dyn Pace>) -> Box<dyn Speaker>,
    /// The words of a question.
    pub(crate) words: fn(&Asked) -> String,
    /// A body with this sound.
    pub(crate) sound: fn(&Pcm) -> Vec<u8>,
    /// The header that its key travels in.
    pub(crate) key_header: Option<&'static str>,
}

impl Kind {
    /// The polite server: a tone of a likely length.
    pub(crate) fn polite(&self) -> Manner {
        Manner::ok((self.sound)(&tone(24_000, 2.0)))
    }
}

pub(crate) const KEY: &str = "test-key-0123456789abcdef";

pub(crate) const KINDS: &[Kind] = &[
    Kind {
        name: "openai_speech",
        make: |endpoint, pace| {
            let contract = OpenAiSpeech::new("tts-1", Some(key()), false);
            Box::new(HttpSpeaker::new(contract, endpoint, pace))
        },
        words: |asked| text(asked, "input"),
        sound: write_wav,
        key_header: Some("authorization"),
    },
    Kind {
        name: "piper_http",
        make: |endpoint, pace| Box::new(HttpSpeaker::new(Piper::new(1.0), endpoint, pace)),
        words: |asked| text(asked, "text"),
        sound: write_wav,
        key_header: None,
    },
    Kind {
        name: "azure",
        make: |endpoint, pace| Box::new(HttpSpeaker::new(AzureSpeech::new(key()), endpoint, pace)),
        words: |asked| {
            let ssml = String::from_utf8(asked.body.clone()).expect("it is UTF-8");
            let inner = ssml.split_once("Neural\">").expect("a voice").1;
            let inner = inner.split("</voice>").next().unwrap_or_default();
            inner.replace("&quot;", "\"").replace("&amp;", "&")
        },
        sound: write_wav,
        key_header: Some("ocp-apim-subscription-key"),
    },
    Kind {
        name: "elevenlabs",
        make: |endpoint, pace| {
            let contract = ElevenLabs::new("eleven_multilingual_v2", key());
            Box::new(HttpSpeaker::new(contract, endpoint, pace))
        },
        words: |asked| text(asked, "text"),
        sound: |pcm| {
            let bytes: Vec<u8> = pcm.samples.iter().flat_map(|it| it.to_le_bytes()).collect();
            let secs = pcm.lasts().as_secs_f64();
            json!({"audio_base64": BASE64.encode(&bytes), "alignment": {
                "characters": ["a", "b"], "character_start_times_seconds": [0.0, 0.2],
                "character_end_times_seconds": [0.2, secs]}, "normalized_alignment": null})
            .to_string()
            .into_bytes()
        },
        key_header: Some("xi-api-key"),
    },
];

fn key() -> Key {
    Key::new(KEY, "here").expect("a key")
}

fn text(asked: &Asked, field: &str) -> String {
    asked.json()[field].as_str().expect("a text").to_owned()
}

/// A tone with silence around it.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a sound in a test"
)]
pub(crate) fn tone(rate: u32, secs: f32) -> Pcm {
    let silence = vec![0; rate as usize / 5];
    let count = (rate as f32 * secs) as u32;
    let tone = (0..count).map(|nth| ((nth as f32 * 0.06).sin() * 12_000.0) as i16);
    Pcm {
        rate,
        samples: silence
            .iter()
            .copied()
            .chain(tone)
            .chain(silence.iter().copied())
            .collect(),
    }
}
