//! Azure Translator, version 3: at most a hundred texts and fifty thousand characters, with the alignment of words.
//!
//! Words are sent plain; where marks and links belong is read from the alignment. Terms of the house are not sent
//! along: its dictionary is markup inside of the text.

use std::time::SystemTime;

use http::{HeaderName, StatusCode};
use masthead_text::placeholders::{Pairing, Style};
use serde::{Deserialize, Serialize};

use super::contract::{Contract, ReadHealth, in_order};
use super::places::places;
use super::{Abilities, Given, Glossary, Pairs, Quality, Segment, Translated, Unit, Wanted};
use crate::asking::{EngineError, Key, Question, Reply, read_json};

/// Where Azure is asked.
pub const AZURE: &str = "https://api.cognitive.microsofttranslator.com";

const KEY: HeaderName = HeaderName::from_static("ocp-apim-subscription-key");

/// The contract with Azure.
pub struct Azure {
    key: Key,
    region: Option<String>,
    /// What it can do, by our own word; the operator may know better.
    pub abilities: Abilities,
}

impl Azure {
    /// With this key; a regional one needs its region.
    pub fn new(key: Key, region: Option<String>) -> Self {
        Self {
            key,
            region,
            abilities: abilities(),
        }
    }
}

fn abilities() -> Abilities {
    Abilities {
        pairs: Pairs::Any,
        unit: Unit::Sentence,
        style: Style::Plain,
        glossary: Glossary::None,
        has_context: false,
        has_tone: false,
        max_items: 100,
        max_chars: 49_000,
        max_bytes: 200_000,
        concurrency: 4,
        is_billed: true,
        is_remote: true,
        is_erratic: false,
        quality: Quality::Good,
    }
}

#[derive(Serialize)]
struct Ask<'a> {
    #[serde(rename = "Text")]
    text: &'a str,
}

#[derive(Deserialize)]
struct Answer {
    translations: Vec<Translation>,
}

#[derive(Deserialize)]
struct Translation {
    text: String,
    alignment: Option<Alignment>,
}

#[derive(Deserialize)]
struct Alignment {
    #[serde(default)]
    proj: String,
}

#[derive(Deserialize)]
struct Refused {
    error: Reason,
}

#[derive(Deserialize)]
struct Reason {
    code: u64,
}

#[derive(Deserialize)]
struct Languages {
    translation: serde_json::Map<String, serde_json::Value>,
}

impl Contract for Azure {
    fn id(&self) -> &'static str {
        "azure"
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn question(&self, wanted: &Wanted<'_>) -> Result<Question, EngineError> {
        let texts = wanted.segments.iter().map(Segment::text);
        let ask: Vec<Ask<'_>> = texts.map(|text| Ask { text }).collect();
        let question = Question::post(format!(
            "/translate?api-version=3.0&from={}&to={}&textType=plain&includeAlignment=true",
            wanted.from, wanted.to
        ));
        let question = question.json(&ask).key(KEY, "", &self.key);
        Ok(match &self.region {
            Some(region) => question.header("ocp-apim-subscription-region", region),
            None => question,
        })
    }

    fn answer(&self, wanted: &Wanted<'_>, body: &[u8]) -> Result<Given, EngineError> {
        let answers: Vec<Answer> = read_json(body)?;
        let one = |answer: &Answer| answer.translations.len() == 1;
        if !answers.iter().all(one) {
            let said = "a text in more languages than one, or in none";
            return Err(EngineError::Invalid(said.to_owned()));
        }
        let all = answers.iter().flat_map(|answer| &answer.translations);
        let all: Vec<&Translation> = all.collect();
        let mut segments = in_order(wanted.segments, all.iter().map(|it| it.text.as_str()))?;
        for ((given, translation), asked) in segments.iter_mut().zip(all).zip(wanted.segments) {
            if let Some(alignment) = &translation.alignment {
                align(given, asked.text(), &translation.text, &alignment.proj);
            }
        }
        Ok(Given {
            segments,
            billed_chars: None,
            model: "azure".to_owned(),
        })
    }

    fn refusal(&self, reply: &Reply, now: SystemTime) -> EngineError {
        let code = reply.json::<Refused>().map_or(0, |it| it.error.code);
        match (reply.status, code) {
            (StatusCode::FORBIDDEN, 403_001) => EngineError::Quota { until: None },
            (StatusCode::BAD_REQUEST, 400_050 | 400_077) => EngineError::TooLarge,
            (StatusCode::BAD_REQUEST, 400_023 | 400_035 | 400_036) => EngineError::Unsupported,
            _ => reply.refusal(now),
        }
    }

    fn health(&self) -> (Question, ReadHealth) {
        let path = "/languages?api-version=3.0&scope=translation";
        (Question::get(path).key(KEY, "", &self.key), |body| {
            let languages: Languages = read_json(body)?;
            Ok(format!("{} languages", languages.translation.len()))
        })
    }
}

/// Takes over an alignment, if it is about the very words that we have: cleaning may have moved them.
fn align(given: &mut Translated, source: &str, target: &str, projection: &str) {
    if given.text == target {
        given.aligned = pairings(source, target, projection);
    }
}

/// `0:3-0:4 5:8-6:9`: places of first and last letter in source and target, counted in UTF-16 units. What does not
/// fit the texts is left out.
fn pairings(source: &str, target: &str, projection: &str) -> Vec<Pairing> {
    let (source, target) = (places(source), places(target));
    let mut pairings: Vec<Pairing> = projection
        .split_ascii_whitespace()
        .filter_map(|pair| {
            let (from, to) = pair.split_once('-')?;
            Some(Pairing {
                source: range(from, &source)?,
                target: range(to, &target)?,
            })
        })
        .collect();
    pairings.sort_by_key(|pairing| (pairing.target.start, pairing.source.start));
    pairings
}

fn range(pair: &str, places: &[usize]) -> Option<std::ops::Range<usize>> {
    let (first, last) = pair.split_once(':')?;
    let start = *places.get(first.parse::<usize>().ok()?)?;
    let end = *places.get(last.parse::<usize>().ok()?.checked_add(1)?)?;
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<'a>(source: &'a str, target: &'a str, projection: &str) -> Vec<(&'a str, &'a str)> {
        pairings(source, target, projection)
            .into_iter()
            .map(|it| (&source[it.source], &target[it.target]))
            .collect()
    }

    #[test]
    fn an_alignment_is_read_in_utf_16_and_told_in_bytes() {
        assert_eq!(
            words("Das 🏠 früh", "The 🏠 early", "0:2-0:2 4:5-4:5 7:10-7:11"),
            [("Das", "The"), ("🏠", "🏠"), ("früh", "early")]
        );
        assert_eq!(
            words("rotes Haus", "casa roja", "0:4-5:8 6:9-0:3"),
            [("Haus", "casa"), ("rotes", "roja")]
        );
    }

    #[test]
    fn an_alignment_that_does_not_fit_is_left_out() {
        for odd in [
            "",
            "0:2",
            "0:99-0:2",
            "2:0-0:2",
            "a:b-c:d",
            "0:1-0:18446744073709551615",
            "-1:2-0:1",
        ] {
            assert_eq!(words("Das Haus", "The house", odd), [], "{odd}");
        }
    }

    #[test]
    fn a_free_quota_that_is_used_up_is_not_a_wrong_key() {
        let azure = Azure::new(Key::new("k", "here").expect("a key"), None);
        let meant = |status, code: u64| {
            let body = format!("{{\"error\":{{\"code\":{code},\"message\":\"x\"}}}}");
            azure.refusal(&Reply::of(status, body), SystemTime::UNIX_EPOCH)
        };
        assert_eq!(meant(403, 403_001), EngineError::Quota { until: None });
        assert_eq!(meant(403, 403_000), EngineError::Auth);
        assert_eq!(meant(400, 400_050), EngineError::TooLarge);
        assert_eq!(meant(400, 400_036), EngineError::Unsupported);
        assert_eq!(
            meant(429, 429_001),
            EngineError::RateLimited { after: None }
        );
    }
}
