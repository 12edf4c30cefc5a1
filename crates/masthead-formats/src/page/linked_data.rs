//! JSON-LD in a page: the object that says it is an article, with what schema.org calls its members.

use masthead_text::HtmlNode;
use serde_json::Value;

use super::walk;
use crate::model::{Finding, Place};
use crate::source::json::{Look, text};
use crate::source::words::plain;

/// Objects within objects that are looked through.
const DEEPEST: usize = 8;

/// A picture as JSON-LD describes it.
#[derive(Default)]
pub(super) struct Pictured {
    pub(super) address: String,
    pub(super) caption: String,
    pub(super) credit: String,
}

/// The article's object; empty when the page has none.
#[derive(Default)]
pub(super) struct JsonLd(Value);

impl JsonLd {
    pub(super) fn of(nodes: &[HtmlNode], findings: &mut Vec<Finding>) -> Self {
        let mut found = None;
        walk(nodes, &mut |element| {
            let kind = element.attribute("type").unwrap_or_default();
            if element.name != "script"
                || !kind.starts_with("application/ld+json")
                || found.is_some()
            {
                return;
            }
            match serde_json::from_str::<Value>(element.text().trim()) {
                Ok(value) => found = article_in(&value, 0).cloned(),
                Err(error) => {
                    let place = Place::path("application/ld+json").at_line(element.line);
                    let what = format!("it is no JSON and was left out: {error}");
                    findings.push(Finding::refused(place, what));
                }
            }
        });
        Self(found.unwrap_or_default())
    }

    /// The text of a member, or the name of what stands there.
    pub(super) fn text(&self, key: &str) -> String {
        self.0.member(key).map(name).unwrap_or_default()
    }

    /// The names of a member that may be a list; a text is parted at its commas only for keywords.
    pub(super) fn names(&self, key: &str) -> Vec<String> {
        let Some(value) = self.0.member(key) else {
            return Vec::new();
        };
        let names: Vec<String> = match value {
            Value::Array(list) => list.iter().map(name).collect(),
            Value::String(words) if key == "keywords" => {
                words.split(',').map(str::to_owned).collect()
            }
            other => vec![name(other)],
        };
        let names = names.into_iter().map(|name| plain(&name));
        names.filter(|name| !name.is_empty()).collect()
    }

    /// The first picture.
    pub(super) fn image(&self) -> Option<Pictured> {
        let value = match self.0.member("image")? {
            Value::Array(list) => list.first()?,
            other => other,
        };
        Some(match value {
            Value::String(address) => Pictured {
                address: address.clone(),
                ..Pictured::default()
            },
            image => Pictured {
                address: image.first(&["contentUrl", "url", "@id"]),
                caption: plain(&image.first(&["caption", "description"])),
                credit: plain(&[image.text("creditText"), self_named(image)].concat()),
            },
        })
    }
}

/// The creator of a picture, where it has no line of credit.
fn self_named(image: &Value) -> String {
    match image.text("creditText").is_empty() {
        true => image.member("creator").map(name).unwrap_or_default(),
        false => String::new(),
    }
}

fn name(value: &Value) -> String {
    match value {
        Value::Object(_) => value.first(&["name", "headline", "value", "@id", "url"]),
        Value::Array(list) => list.first().map(name).unwrap_or_default(),
        other => text(other),
    }
}

fn article_in(value: &Value, depth: usize) -> Option<&Value> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(list) => list.iter().find_map(|one| article_in(one, depth + 1)),
        Value::Object(_) if is_article(value) => Some(value),
        Value::Object(_) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .filter_map(|key| value.member(key))
            .find_map(|inner| article_in(inner, depth + 1)),
        _ => None,
    }
}

fn is_article(value: &Value) -> bool {
    let is_one = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
        })
    };
    match value.member("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_one),
        Some(kind) => is_one(kind),
        None => false,
    }
}
