//! Front matter as keys and values, whatever it was written in.

use crate::model::{Finding, Place};

use super::yaml;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    List(Vec<String>),
    Map(Vec<(String, String)>),
}

/// The front matter of a file, and what follows it.
pub(super) struct Parted<'a> {
    pub(super) fields: Fields,
    pub(super) text: &'a str,
    pub(super) findings: Vec<Finding>,
}

/// Keys with their values; a key is taken once, what is left was not understood.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, Value)>);

impl Fields {
    pub(super) fn of(entries: Vec<(String, Value)>) -> Self {
        Self(
            entries
                .into_iter()
                .map(|(key, value)| (key.to_ascii_lowercase(), value))
                .collect(),
        )
    }

    /// The value of the first of these keys that is there.
    pub(super) fn take(&mut self, names: &[&str]) -> Option<Value> {
        let at = names
            .iter()
            .find_map(|name| self.0.iter().position(|(key, _)| key == name))?;
        Some(self.0.remove(at).1)
    }

    pub(super) fn text(&mut self, names: &[&str]) -> String {
        match self.take(names) {
            Some(Value::Text(text)) => text,
            Some(Value::List(texts)) => texts.join(", "),
            Some(Value::Map(_)) | None => String::new(),
        }
    }

    pub(super) fn list(&mut self, names: &[&str]) -> Vec<String> {
        let texts = match self.take(names) {
            Some(Value::Text(text)) => text.split(',').map(str::to_owned).collect(),
            Some(Value::List(texts)) => texts,
            Some(Value::Map(_)) | None => Vec::new(),
        };
        texts
            .iter()
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// The keys that nobody took.
    pub(super) fn left(&self) -> Vec<&str> {
        self.0.iter().map(|(key, _)| key.as_str()).collect()
    }
}

/// Parts a file into front matter and text. Without a fence in its first line all of it is text.
pub(super) fn part(file: &str) -> Parted<'_> {
    let file = file.trim_start_matches('\u{FEFF}');
    let (fence, rest) = match file.split_once('\n') {
        Some((line, rest)) if matches!(line.trim_end(), "---" | "+++") => (line.trim_end(), rest),
        _ => {
            return Parted {
                fields: Fields::default(),
                text: file,
                findings: Vec::new(),
            };
        }
    };
    let Some((matter, text)) = up_to_fence(rest, fence) else {
        let what = format!(
            "the front matter does not end: a line `{fence}` is missing; all of it is shown as text"
        );
        return Parted {
            fields: Fields::default(),
            text: file,
            findings: vec![Finding::doubtful(Place::line(1), what)],
        };
    };
    let (fields, findings) = if fence == "---" {
        yaml::read(matter)
    } else {
        toml_fields(matter)
    };
    Parted {
        fields: Fields::of(fields),
        text,
        findings,
    }
}

fn up_to_fence<'a>(rest: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn toml_fields(matter: &str) -> (Vec<(String, Value)>, Vec<Finding>) {
    match matter.parse::<toml::Table>() {
        Ok(table) => (
            table
                .into_iter()
                .map(|(key, value)| (key, of_toml(value)))
                .collect(),
            Vec::new(),
        ),
        Err(error) => {
            let what = format!(
                "the front matter is no TOML and was left out: {}",
                error.message()
            );
            (Vec::new(), vec![Finding::lossy(Place::line(1), what)])
        }
    }
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::Array(values) => Value::List(values.into_iter().map(plain).collect()),
        toml::Value::Table(table) => Value::Map(
            table
                .into_iter()
                .map(|(key, value)| (key, plain(value)))
                .collect(),
        ),
        other => Value::Text(plain(other)),
    }
}

fn plain(value: toml::Value) -> String {
    match value {
        toml::Value::String(text) => text,
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(truth) => truth.to_string(),
        toml::Value::Datetime(time) => time.to_string(),
        toml::Value::Array(values) => values.into_iter().map(plain).collect::<Vec<_>>().join(", "),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(_, value)| plain(value))
            .collect::<Vec<_>>()
            .join(", "),
    }
}
