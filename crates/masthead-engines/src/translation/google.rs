//! Google Cloud Translation, version 3: `translateText` below a project and a location.
//!
//! A quota that is used up is answered with 403, like a wrong key; only the words tell them apart.

use std::time::SystemTime;

use http::StatusCode;
use masthead_text::placeholders::Style;
use serde::{Deserialize, Serialize};

use super::contract::{Contract, ReadHealth, in_order};
use super::{Abilities, Given, Glossary, Pairs, Quality, Segment, Unit, Wanted};
use crate::asking::{EngineError, Key, Question, Reply, read_json};

/// Where Google is asked.
pub const GOOGLE: &str = "https://translation.googleapis.com";

/// The contract with Google.
pub struct Google {
    /// An access token (OAuth 2), which whoever runs us keeps fresh.
    token: Key,
    project: String,
    location: String,
    glossary: Option<String>,
    /// What it can do, by our own word; the operator may know better.
    pub abilities: Abilities,
}

impl Google {
    /// For this project at this location (`global`, or a region where a glossary is used).
    ///
    /// # Errors
    /// A name that is none: it says which.
    pub fn new(
        token: Key,
        project: &str,
        location: &str,
        glossary: Option<&str>,
    ) -> Result<Self, String> {
        let names = [Some(project), Some(location), glossary];
        if let Some(bad) = names.into_iter().flatten().find(|name| !is_name(name)) {
            return Err(format!(
                "“{bad}” is not the name of a project, location or glossary"
            ));
        }
        Ok(Self {
            token,
            project: project.to_owned(),
            location: location.to_owned(),
            glossary: glossary.map(str::to_owned),
            abilities: abilities(),
        })
    }

    fn parent(&self) -> String {
        format!("projects/{}/locations/{}", self.project, self.location)
    }
}

/// It goes into an address as it is.
fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    !text.is_empty() && text.len() <= 100 && text.bytes().all(fits)
}

/// 1024 texts and about thirty thousand code points; a little less, because it says “about”.
fn abilities() -> Abilities {
    Abilities {
        pairs: Pairs::Any,
        unit: Unit::Sentence,
        style: Style::Brackets,
        glossary: Glossary::Native,
        has_context: false,
        has_tone: false,
        max_items: 1024,
        max_chars: 28_000,
        max_bytes: 112_000,
        concurrency: 4,
        is_billed: true,
        is_remote: true,
        is_erratic: false,
        quality: Quality::Good,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ask<'a> {
    contents: Vec<&'a str>,
    mime_type: &'static str,
    source_language_code: &'a str,
    target_language_code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    glossary_config: Option<GlossaryConfig>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GlossaryConfig {
    glossary: String,
    ignore_case: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    translations: Vec<Translation>,
    #[serde(default)]
    glossary_translations: Vec<Translation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Translation {
    translated_text: String,
}

#[derive(Deserialize)]
struct Refused {
    error: Reason,
}

#[derive(Deserialize)]
struct Reason {
    #[serde(default)]
    message: String,
    #[serde(default)]
    status: String,
}

#[derive(Deserialize)]
struct Languages {
    languages: Vec<serde::de::IgnoredAny>,
}

impl Contract for Google {
    fn id(&self) -> &'static str {
        "google"
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn question(&self, wanted: &Wanted<'_>) -> Result<Question, EngineError> {
        let parent = self.parent();
        let ask = Ask {
            contents: wanted.segments.iter().map(Segment::text).collect(),
            mime_type: "text/plain",
            source_language_code: wanted.from.as_str(),
            target_language_code: wanted.to.as_str(),
            glossary_config: self.glossary.as_ref().map(|name| GlossaryConfig {
                glossary: format!("{parent}/glossaries/{name}"),
                ignore_case: true,
            }),
        };
        let question = Question::post(format!("/v3/{parent}:translateText")).json(&ask);
        Ok(question.bearer(&self.token))
    }

    /// With a glossary the answer holds both; the one with the glossary is meant.
    fn answer(&self, wanted: &Wanted<'_>, body: &[u8]) -> Result<Given, EngineError> {
        let answer: Answer = read_json(body)?;
        let translations = match self.glossary.is_some() && !answer.glossary_translations.is_empty()
        {
            true => &answer.glossary_translations,
            false => &answer.translations,
        };
        let texts = translations.iter().map(|it| it.translated_text.as_str());
        Ok(Given {
            segments: in_order(wanted.segments, texts)?,
            billed_chars: None,
            model: "google".to_owned(),
        })
    }

    fn refusal(&self, reply: &Reply, now: SystemTime) -> EngineError {
        let reason = reply.json::<Refused>().map(|it| it.error).ok();
        let (message, status) = reason
            .map(|it| (it.message.to_lowercase(), it.status))
            .unwrap_or_default();
        match reply.status {
            StatusCode::FORBIDDEN if message.contains("daily limit") => {
                EngineError::Quota { until: None }
            }
            StatusCode::FORBIDDEN
                if message.contains("rate limit") || message.contains("quota") =>
            {
                EngineError::RateLimited { after: None }
            }
            StatusCode::BAD_REQUEST
                if message.contains("too long") || message.contains("too large") =>
            {
                EngineError::TooLarge
            }
            StatusCode::BAD_REQUEST
                if message.contains("language") && status == "INVALID_ARGUMENT" =>
            {
                EngineError::Unsupported
            }
            _ => reply.refusal(now),
        }
    }

    fn health(&self) -> (Question, ReadHealth) {
        let path = format!("/v3/{}/supportedLanguages", self.parent());
        (Question::get(path).bearer(&self.token), |body| {
            let languages: Languages = read_json(body)?;
            Ok(format!("{} languages", languages.languages.len()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn google(glossary: Option<&str>) -> Google {
        let token = Key::new("ya29.token", "here").expect("a key");
        Google::new(token, "my-project", "europe-west1", glossary).expect("names")
    }

    fn meant(status: u16, body: &str) -> EngineError {
        google(None).refusal(&Reply::of(status, body.to_owned()), SystemTime::UNIX_EPOCH)
    }

    #[test]
    fn a_used_up_quota_is_not_a_wrong_key() {
        let said =
            |message: &str| format!("{{\"error\":{{\"code\":403,\"message\":\"{message}\"}}}}");
        assert_eq!(
            meant(403, &said("Daily Limit Exceeded")),
            EngineError::Quota { until: None }
        );
        assert_eq!(
            meant(403, &said("User Rate Limit Exceeded")),
            EngineError::RateLimited { after: None }
        );
        assert_eq!(
            meant(403, &said("Cloud Translation API has not been used")),
            EngineError::Auth
        );
        assert_eq!(meant(403, "<html>"), EngineError::Auth);
    }

    #[test]
    fn the_translation_with_the_glossary_is_the_one_meant() {
        let (from, to) = (
            masthead_text::Lang::De.into(),
            masthead_text::Lang::En.into(),
        );
        let asked = [Segment::new(1, "Klub")];
        let body = br#"{"translations":[{"translatedText":"club"}],
            "glossaryTranslations":[{"translatedText":"parliamentary group","glossaryConfig":{}}]}"#;
        let wanted = Wanted::plain(&from, &to, &asked);
        let text = |google: Google| {
            google.answer(&wanted, body).expect("it fits").segments[0]
                .text
                .clone()
        };
        assert_eq!(text(google(Some("house"))), "parliamentary group");
        assert_eq!(text(google(None)), "club");
    }

    #[test]
    fn a_name_cannot_lead_elsewhere() {
        let token = Key::new("t", "here").expect("a key");
        for bad in ["", "a/b", "..?x", "a b"] {
            assert!(
                Google::new(token.clone(), bad, "global", None).is_err(),
                "{bad}"
            );
        }
    }
}
