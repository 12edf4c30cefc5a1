//! DeepL, version 2 of its interface: at most fifty texts and 128 KiB in a question, with context that is not billed.
//!
//! Sentences are sent as XML with numbered tags (`<g id="1">…</g>`, `<x id="2"/>`), everything else escaped.

use masthead_text::placeholders::Style;
use serde::{Deserialize, Serialize};

use super::contract::{Contract, ReadHealth, in_order};
use super::{Abilities, Given, Glossary, LanguageTag, Pairs, Quality, Segment, Tone, Unit, Wanted};
use crate::asking::{EngineError, Key, Question, read_json};

/// Where keys of paying customers are asked.
pub const DEEPL: &str = "https://api.deepl.com";
/// Where free keys (they end in `:fx`) are asked.
pub const DEEPL_FREE: &str = "https://api-free.deepl.com";

/// The contract with DeepL.
pub struct DeepL {
    key: Key,
    glossary: Option<String>,
    /// What it can do, by our own word; the operator may know better.
    pub abilities: Abilities,
}

impl DeepL {
    /// With this key, and a glossary that was set up there, by its number.
    pub fn new(key: Key, glossary: Option<String>) -> Self {
        Self {
            key,
            glossary,
            abilities: abilities(),
        }
    }

    /// Where this key is asked.
    pub fn address(key: &Key) -> &'static str {
        match key.secret().reveal().ends_with(":fx") {
            true => DEEPL_FREE,
            false => DEEPL,
        }
    }
}

/// The body may have 128 KiB; what is not text, and quotes that JSON escapes, need room in it too.
fn abilities() -> Abilities {
    Abilities {
        pairs: Pairs::Any,
        unit: Unit::Paragraph,
        style: Style::Xml,
        glossary: Glossary::Native,
        has_context: true,
        has_tone: true,
        max_items: 50,
        max_chars: 50_000,
        max_bytes: 56 * 1024,
        concurrency: 4,
        is_billed: true,
        is_remote: true,
        is_erratic: false,
        quality: Quality::Best,
    }
}

#[derive(Serialize)]
struct Ask<'a> {
    text: Vec<&'a str>,
    source_lang: String,
    target_lang: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<&'a str>,
    split_sentences: &'static str,
    preserve_formatting: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    formality: Option<&'static str>,
    model_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    glossary_id: Option<&'a str>,
    tag_handling: &'static str,
    tag_handling_version: &'static str,
    outline_detection: bool,
    non_splitting_tags: [&'static str; 1],
    ignore_tags: [&'static str; 1],
    show_billed_characters: bool,
}

#[derive(Deserialize)]
struct Answer {
    translations: Vec<Translation>,
}

#[derive(Deserialize)]
struct Translation {
    text: String,
    billed_characters: Option<u64>,
    model_type_used: Option<String>,
}

#[derive(Deserialize)]
struct Usage {
    character_count: u64,
    character_limit: u64,
}

impl Contract for DeepL {
    fn id(&self) -> &'static str {
        "deepl"
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn question(&self, wanted: &Wanted<'_>) -> Result<Question, EngineError> {
        let ask = Ask {
            text: wanted.segments.iter().map(Segment::text).collect(),
            source_lang: wanted.from.language().to_uppercase(),
            target_lang: target(wanted.to),
            context: wanted.context,
            split_sentences: "0",
            preserve_formatting: true,
            formality: match wanted.tone {
                Tone::AsItComes => None,
                Tone::Polite => Some("prefer_more"),
                Tone::Familiar => Some("prefer_less"),
            },
            model_type: "prefer_quality_optimized",
            glossary_id: self.glossary.as_deref(),
            tag_handling: "xml",
            tag_handling_version: "v2",
            outline_detection: false,
            non_splitting_tags: ["g"],
            ignore_tags: ["x"],
            show_billed_characters: true,
        };
        let question = Question::post("/v2/translate").json(&ask);
        Ok(question.key(http::header::AUTHORIZATION, "DeepL-Auth-Key ", &self.key))
    }

    fn answer(&self, wanted: &Wanted<'_>, body: &[u8]) -> Result<Given, EngineError> {
        let answer: Answer = read_json(body)?;
        let texts = answer.translations.iter().map(|it| it.text.as_str());
        let billed = answer.translations.iter().map(|it| it.billed_characters);
        let model = answer
            .translations
            .iter()
            .find_map(|it| it.model_type_used.as_deref());
        Ok(Given {
            segments: in_order(wanted.segments, texts)?,
            billed_chars: billed.reduce(add).flatten(),
            model: model.map_or("deepl".to_owned(), |model| {
                format!("deepl {}", model.chars().take(40).collect::<String>())
            }),
        })
    }

    fn health(&self) -> (Question, ReadHealth) {
        let question = Question::get("/v2/usage");
        let question = question.key(http::header::AUTHORIZATION, "DeepL-Auth-Key ", &self.key);
        (question, |body| {
            let usage: Usage = read_json(body)?;
            let (used, limit) = (usage.character_count, usage.character_limit);
            Ok(format!("{used} of {limit} characters used"))
        })
    }
}

fn add(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    a?.checked_add(b?)
}

/// English and Portuguese are wanted with a region; British and European where none is said.
fn target(tag: &LanguageTag) -> String {
    match tag.as_str() {
        "en" => "EN-GB".to_owned(),
        "pt" => "PT-PT".to_owned(),
        tag => tag.to_uppercase(),
    }
}
