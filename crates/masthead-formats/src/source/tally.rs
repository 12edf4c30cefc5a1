//! Counts what a source has and the model does not, so that it is told once and not a million times.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::{Finding, Place};

/// Different things that are counted; a file that has more is told so.
const MOST: usize = 1_000;

/// What was left out, how often, and where it was met first.
#[derive(Default)]
pub(crate) struct Tally {
    counts: BTreeMap<String, (u64, Place)>,
    is_full: bool,
}

impl Tally {
    /// Counts something; `what` says what became of it, as a sentence without a full stop.
    pub(crate) fn count(&mut self, what: &str, place: impl FnOnce() -> Place) {
        if let Some((count, _)) = self.counts.get_mut(what) {
            *count += 1;
        } else if self.counts.len() < MOST {
            self.counts.insert(what.to_owned(), (1, place()));
        } else {
            self.is_full = true;
        }
    }

    /// Counts the members of an object that nobody reads and that say something.
    pub(crate) fn left(&mut self, of: &str, map: &Map<String, Value>, read: &[&str], item: &str) {
        for (key, value) in map {
            if read.contains(&key.as_str()) || says_nothing(value) {
                continue;
            }
            let key = key.chars().take(80).collect::<String>();
            self.count(&format!("`{key}` of {of} was left out"), || {
                Place::path(key.clone()).of(item)
            });
        }
    }

    /// What is told at the end of the source.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let told = self.counts.iter().map(|(what, (count, place))| {
            let times = match count {
                1 => String::new(),
                count => format!(", {count} times, here first"),
            };
            Finding::lossy(place.clone(), format!("{what}{times}"))
        });
        let full = self
            .is_full
            .then(|| Finding::lossy("", "more than a thousand kinds of things were left out"));
        told.chain(full).collect()
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::Bool(true) => false,
    }
}
