//! One line of evaluation: a post with what is known of it, as JSON. Pure; whatever it cannot read it says why.

use std::borrow::Cow;

use masthead_assistant::Post;
use serde_json::{Map, Value};

/// A line that was understood.
#[derive(Debug, PartialEq)]
pub(crate) struct Line {
    /// Its id as it was given, a text or a number; null if none was.
    pub(crate) id: Value,
    /// The post's text.
    pub(crate) text: String,
    /// Whether it was refused, if that was decided.
    pub(crate) label: Option<bool>,
    /// For each ground that was looked at, whether it applied.
    pub(crate) labels: Vec<(String, bool)>,
    author: Option<String>,
    section: Option<String>,
    article: Option<String>,
    is_reply: bool,
    is_reported: bool,
}

impl Line {
    /// The post as the assistant meets it.
    pub(crate) fn post(&self) -> Post<'_> {
        Post {
            text: &self.text,
            author: self.author.as_deref(),
            section: self.section.as_deref(),
            article: self.article.as_deref(),
            is_reply: self.is_reply,
            is_reported: self.is_reported,
        }
    }

    /// The grounds as a verdict names them.
    pub(crate) fn grounds(&self) -> Vec<(&str, bool)> {
        self.labels
            .iter()
            .map(|(name, applies)| (name.as_str(), *applies))
            .collect()
    }
}

/// Understands a line.
///
/// # Errors
/// In words: what about it is not as it should be.
pub(crate) fn read_line(bytes: &[u8]) -> Result<Line, Cow<'static, str>> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|fault| Cow::Owned(format!("it is no JSON: {fault}")))?;
    let Value::Object(mut fields) = value else {
        return Err("it is no JSON object".into());
    };
    let Some(Value::String(text)) = fields.remove("text") else {
        return Err("it has no `text`".into());
    };
    let id = match fields.remove("id") {
        Some(id @ (Value::String(_) | Value::Number(_))) => id,
        None | Some(Value::Null) => Value::Null,
        Some(_) => return Err("its `id` is neither text nor number".into()),
    };
    Ok(Line {
        id,
        text,
        label: label(fields.get("label"))?,
        labels: labels(fields.get("labels"))?,
        author: name(&fields, "author"),
        section: name(&fields, "section"),
        article: name(&fields, "article"),
        is_reply: says_yes(&fields, &["reply", "is_reply", "reply_to", "parent"]),
        is_reported: says_yes(&fields, &["reported", "is_reported", "reports"]),
    })
}

fn label(value: Option<&Value>) -> Result<Option<bool>, Cow<'static, str>> {
    match value.map(yes_or_no) {
        None => Ok(None),
        Some(Some(answer)) => Ok(answer),
        Some(None) => Err("its `label` is neither 0 nor 1".into()),
    }
}

fn labels(value: Option<&Value>) -> Result<Vec<(String, bool)>, Cow<'static, str>> {
    let map = match value {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Object(map)) => map,
        Some(_) => return Err("its `labels` are no map of names".into()),
    };
    let mut labels = Vec::with_capacity(map.len());
    for (name, value) in map {
        match yes_or_no(value) {
            Some(Some(applies)) => labels.push((name.clone(), applies)),
            Some(None) => {}
            None => return Err(format!("its label `{name}` is neither 0 nor 1").into()),
        }
    }
    Ok(labels)
}

/// Yes, no, or not said; nothing where it is none of these.
#[expect(clippy::option_option, reason = "three answers and a fault")]
fn yes_or_no(value: &Value) -> Option<Option<bool>> {
    match value {
        Value::Null => Some(None),
        Value::Bool(answer) => Some(Some(*answer)),
        Value::Number(number) => match number.as_f64() {
            Some(share) if (0.0..=1.0).contains(&share) => Some(Some(share >= 0.5)),
            _ => None,
        },
        _ => None,
    }
}

/// A text, or a number as text.
fn name(fields: &Map<String, Value>, field: &str) -> Option<String> {
    match fields.get(field)? {
        Value::String(name) if !name.is_empty() => Some(name.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether one of the fields is there and says more than no.
fn says_yes(fields: &Map<String, Value>, names: &[&str]) -> bool {
    names
        .iter()
        .filter_map(|name| fields.get(*name))
        .any(|value| match value {
            Value::Bool(answer) => *answer,
            Value::Number(number) => number.as_f64().is_some_and(|number| number > 0.0),
            Value::String(text) => !text.is_empty(),
            _ => false,
        })
}
