//! The lines of the data sets, and an assistant led through them.

use std::path::Path;

use anyhow::{Context, Result};
use masthead_assistant::{Assistant, Post, Prediction, Reading, Verdict};
use serde_json::Value;

/// One line of a set.
pub(super) struct Line {
    fields: Value,
}

/// Reads a whole set.
pub(super) fn lines(folder: &Path, set: &str) -> Result<Vec<Line>> {
    let file = folder.join(set).with_extension("jsonl");
    let bytes = std::fs::read(&file).with_context(|| format!("{} is not there", file.display()))?;
    let lines = bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let fields = serde_json::from_slice(line).with_context(|| set.to_owned())?;
            Ok(Line { fields })
        })
        .collect()
}

impl Line {
    pub(super) fn get(&self, field: &str) -> &Value {
        &self.fields[field]
    }

    pub(super) fn text(&self, field: &str) -> &str {
        self.get(field).as_str().unwrap_or_default()
    }

    /// Whether the label is 1.
    pub(super) fn is_refused(&self) -> bool {
        self.is("label")
    }

    pub(super) fn is(&self, field: &str) -> bool {
        self.get(field).as_i64() == Some(1)
    }

    /// Whether the line belongs to this part of its set.
    pub(super) fn is_of(&self, split: &str) -> bool {
        self.text("split") == split
    }

    /// The post by its text alone.
    pub(super) fn post(&self) -> Post<'_> {
        Post::of_text(self.text("text"))
    }

    /// The post with author, section and article.
    pub(super) fn post_in_context(&self) -> Post<'_> {
        Post {
            author: self.get("author").as_str(),
            section: self.get("section").as_str(),
            article: self.get("article").as_str(),
            ..self.post()
        }
    }
}

/// An assistant at work on a set.
#[derive(Default)]
pub(super) struct Pupil {
    pub(super) assistant: Assistant,
    pub(super) reading: Reading,
}

impl Pupil {
    /// Predicts a post and learns its decision.
    pub(super) fn learn(&mut self, post: &Post<'_>, is_refused: bool) -> Prediction {
        let verdict = Verdict {
            is_refused,
            grounds: &[],
        };
        self.assistant
            .arrive_decided(post, &verdict, &mut self.reading)
    }

    /// Predicts a post by its text.
    pub(super) fn predict(&mut self, text: &str) -> f64 {
        self.assistant
            .predict(&Post::of_text(text), &mut self.reading)
            .probability
    }

    /// One that has learned these lines by their texts.
    pub(super) fn of<'a>(lines: impl Iterator<Item = &'a Line>) -> Self {
        let mut pupil = Self::default();
        for line in lines {
            pupil.learn(&line.post(), line.is_refused());
        }
        pupil
    }
}
