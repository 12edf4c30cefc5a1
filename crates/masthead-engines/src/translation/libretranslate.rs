//! LibreTranslate, a server that people run themselves: `POST /translate` with a list of texts.
//!
//! It is asked for plain text only. For HTML it turns entities into signs again (`&lt;script&gt;` becomes a tag), and
//! it splits nested marks into sentences of their own.

use std::time::SystemTime;

use http::StatusCode;
use masthead_text::placeholders::Style;
use serde::{Deserialize, Serialize};

use super::contract::{Contract, ReadHealth, in_order};
use super::{Abilities, Given, Glossary, Pairs, Quality, Segment, Unit, Wanted};
use crate::asking::{EngineError, Key, Question, Reply, read_json};

/// The contract with a LibreTranslate server.
pub struct LibreTranslate {
    key: Option<Key>,
    /// What it can do, by our own word; the operator may know better.
    pub abilities: Abilities,
}

impl LibreTranslate {
    /// With a key, if the server wants one.
    pub fn new(key: Option<Key>) -> Self {
        Self {
            key,
            abilities: abilities(),
        }
    }
}

/// The server's own limits are not told; it refuses what is too much and we halve. These keep one answer from taking
/// longer than we wait.
fn abilities() -> Abilities {
    Abilities {
        pairs: Pairs::Any,
        unit: Unit::Sentence,
        style: Style::Brackets,
        glossary: Glossary::None,
        has_context: false,
        has_tone: false,
        max_items: 50,
        max_chars: 5_000,
        max_bytes: 20_000,
        concurrency: 2,
        is_billed: false,
        is_remote: true,
        is_erratic: false,
        quality: Quality::Draft,
    }
}

#[derive(Serialize)]
struct Ask<'a> {
    q: Vec<&'a str>,
    source: &'a str,
    target: &'a str,
    format: &'static str,
    alternatives: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_key: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    translated_text: Vec<String>,
}

#[derive(Deserialize)]
struct Refused {
    error: String,
}

#[derive(Deserialize)]
struct Language {
    code: String,
}

impl Contract for LibreTranslate {
    fn id(&self) -> &'static str {
        "libretranslate"
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn question(&self, wanted: &Wanted<'_>) -> Result<Question, EngineError> {
        let ask = Ask {
            q: wanted.segments.iter().map(Segment::text).collect(),
            source: wanted.from.language(),
            target: wanted.to.language(),
            format: "text",
            alternatives: 0,
            api_key: self.key.as_ref().map(|key| key.secret().reveal()),
        };
        let question = Question::post("/translate").json(&ask);
        Ok(match &self.key {
            Some(key) => question.hiding(key),
            None => question,
        })
    }

    fn answer(&self, wanted: &Wanted<'_>, body: &[u8]) -> Result<Given, EngineError> {
        let answer: Answer = read_json(body)?;
        let texts = answer.translated_text.iter().map(String::as_str);
        Ok(Given {
            segments: in_order(wanted.segments, texts)?,
            billed_chars: None,
            model: "libretranslate".to_owned(),
        })
    }

    /// A bad pair, a missing field and too much text are all 400 with a sentence; only the sentence tells them apart.
    fn refusal(&self, reply: &Reply, now: SystemTime) -> EngineError {
        let said = reply
            .json::<Refused>()
            .map(|it| it.error.to_lowercase())
            .unwrap_or_default();
        match reply.status {
            StatusCode::BAD_REQUEST if said.contains("exceeds") || said.contains("limit") => {
                EngineError::TooLarge
            }
            StatusCode::BAD_REQUEST
                if said.contains("not supported") || said.contains("not available") =>
            {
                EngineError::Unsupported
            }
            StatusCode::BAD_REQUEST if said.contains("api key") => EngineError::Auth,
            _ => reply.refusal(now),
        }
    }

    fn health(&self) -> (Question, ReadHealth) {
        (Question::get("/languages"), |body| {
            let languages: Vec<Language> = read_json(body)?;
            let codes: Vec<&str> = languages.iter().map(|it| it.code.as_str()).collect();
            Ok(format!("{} languages: {}", codes.len(), codes.join(" ")))
        })
    }
}
