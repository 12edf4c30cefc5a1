//! Every translator over HTTP: how it is made, and what a polite server of its kind answers.

use std::sync::Arc;

use masthead_engines::asking::{Endpoint, Key, Pace};
use masthead_engines::translation::{
    Azure, Chat, DeepL, Google, HttpTranslator, LibreTranslate, Translator,
};
use serde_json::{Value, json};

use crate::rude_server::Asked;

/// A kind of translator.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// One of it, at this endpoint.
    pub(crate) make: fn(Endpoint, Arc<dyn Pace>) -> Box<dyn Translator>,
    /// The texts of a question, with their numbers.
    pub(crate) texts: fn(&Asked) -> Vec<(u64, String)>,
    /// An answer with these texts.
    pub(crate) answer: fn(&[(u64, String)]) -> Value,
    /// The server of its kind that turns every small letter into a large one.
    pub(crate) polite: fn(&Asked) -> (u16, String),
}

pub(crate) const KEY: &str = "test-key-0123456789abcdef";

pub(crate) const KINDS: &[Kind] = &[
    Kind {
        name: "libretranslate",
        make: |endpoint, pace| {
            Box::new(HttpTranslator::new(
                LibreTranslate::new(Some(key())),
                endpoint,
                pace,
            ))
        },
        texts: |asked| numbered(asked.json()["q"].as_array()),
        answer: |texts| json!({"translatedText": words(texts)}),
        polite: |asked| shouting(0, asked),
    },
    Kind {
        name: "deepl",
        make: |endpoint, pace| {
            Box::new(HttpTranslator::new(DeepL::new(key(), None), endpoint, pace))
        },
        texts: |asked| numbered(asked.json()["text"].as_array()),
        answer: |texts| {
            let one = |(_, text): &(u64, String)| {
                json!({"detected_source_language": "DE", "text": text,
                    "billed_characters": text.chars().count(), "model_type_used": "quality_optimized"})
            };
            json!({"translations": texts.iter().map(one).collect::<Vec<_>>()})
        },
        polite: |asked| shouting(1, asked),
    },
    Kind {
        name: "google",
        make: |endpoint, pace| {
            let google = Google::new(key(), "our-project", "global", None).expect("names");
            Box::new(HttpTranslator::new(google, endpoint, pace))
        },
        texts: |asked| numbered(asked.json()["contents"].as_array()),
        answer: |texts| {
            let one = |(_, text): &(u64, String)| json!({"translatedText": text});
            json!({"translations": texts.iter().map(one).collect::<Vec<_>>(), "glossaryTranslations": []})
        },
        polite: |asked| shouting(2, asked),
    },
    Kind {
        name: "azure",
        make: |endpoint, pace| {
            let azure = Azure::new(key(), Some("westeurope".into()));
            Box::new(HttpTranslator::new(azure, endpoint, pace))
        },
        texts: |asked| {
            let asked = asked.json();
            let texts = asked.as_array().expect("a list").iter();
            let texts: Vec<Value> = texts.map(|one| one["Text"].clone()).collect();
            numbered(Some(&texts))
        },
        answer: |texts| {
            let one = |(_, text): &(u64, String)| json!({"translations": [{"text": text, "to": "en", "alignment": {"proj": "0:0-0:0"}}]});
            texts.iter().map(one).collect()
        },
        polite: |asked| shouting(3, asked),
    },
    Kind {
        name: "openai_chat",
        make: |endpoint, pace| {
            let chat = Chat::new("test-model", Some(key()));
            Box::new(HttpTranslator::new(chat, endpoint, pace))
        },
        texts: |asked| {
            let asked = asked.json();
            let said = asked["messages"][1]["content"].as_str().expect("words");
            let said: Value = serde_json::from_str(said).expect("JSON in words");
            let segments = said["segments"].as_array().expect("segments").iter();
            segments
                .map(|it| {
                    let id = it["id"].as_u64().expect("a number");
                    (id, it["text"].as_str().expect("a text").to_owned())
                })
                .collect()
        },
        answer: |texts| {
            let one = |(id, text): &(u64, String)| json!({"id": id, "text": text});
            let segments: Vec<Value> = texts.iter().map(one).collect();
            chat_answer(&json!({"segments": segments}).to_string())
        },
        polite: |asked| shouting(4, asked),
    },
];

pub(crate) fn key() -> Key {
    Key::new(KEY, "here").expect("a key")
}

/// The answer of the polite server of that kind.
fn shouting(kind: usize, asked: &Asked) -> (u16, String) {
    let kind = &KINDS[kind];
    let texts: Vec<(u64, String)> = (kind.texts)(asked)
        .into_iter()
        .map(|(number, text)| (number, text.to_uppercase()))
        .collect();
    (200, (kind.answer)(&texts).to_string())
}

fn numbered(texts: Option<&Vec<Value>>) -> Vec<(u64, String)> {
    let texts = texts.expect("a list of texts").iter();
    (0..)
        .zip(texts.map(|text| text.as_str().expect("a text").to_owned()))
        .collect()
}

pub(crate) fn words(texts: &[(u64, String)]) -> Vec<&str> {
    texts.iter().map(|(_, text)| text.as_str()).collect()
}

/// What a language model's server says when the model wrote this.
pub(crate) fn chat_answer(content: &str) -> Value {
    json!({"id": "x", "object": "chat.completion", "model": "test-model-1",
        "choices": [{"index": 0, "finish_reason": "stop",
            "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20}})
}
