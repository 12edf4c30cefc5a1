//! Every translator over HTTP: how it is made, and what a polite server of its kind answers.

use std::sync::Arc;

use masthead_engines::asking::{Endpoint, Key, Pace};
use masthead_engines::translation::{DeepL, HttpTranslator, LibreTranslate, Translator};
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
