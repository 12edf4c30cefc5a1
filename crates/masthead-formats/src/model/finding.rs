//! What a reader noticed: what was doubtful, lost or refused, and where in the source.

use std::fmt;

use masthead_text::Severity;
use serde::{Deserialize, Serialize};

/// How much a [`Finding`] matters to somebody who checks what came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Changed in form, nothing lost.
    Note,
    /// Kept, but perhaps not as it was meant.
    Doubtful,
    /// Not kept, because the model has no place for it.
    Lossy,
    /// Not kept, because it would harm or cannot be understood.
    Refused,
}

impl Kind {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Doubtful => "doubt",
            Self::Lossy => "loss",
            Self::Refused => "refused",
        }
    }
}

/// A place in a source, as exactly as its reader knows it; everything may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The source's number or name for the item.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub item: String,
    /// The way to it in words of the source: a tag, a key, a field (`posts[3].published_at`).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// The line, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The byte, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
}

impl Place {
    /// A field or tag of the item that the finding stands beside.
    pub fn path(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            ..Self::default()
        }
    }

    /// A line, counted from 1.
    #[must_use]
    pub fn line(line: u64) -> Self {
        Self {
            line: Some(line),
            ..Self::default()
        }
    }

    /// A byte, counted from 0.
    #[must_use]
    pub fn byte(byte: u64) -> Self {
        Self {
            byte: Some(byte),
            ..Self::default()
        }
    }

    /// The same place, in an item of the source.
    #[must_use]
    pub fn of(mut self, item: impl Into<String>) -> Self {
        self.item = item.into();
        self
    }

    /// The same place, at a line.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }
}

impl From<&str> for Place {
    fn from(path: &str) -> Self {
        Self::path(path)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if !self.item.is_empty() {
            parts.push(self.item.clone());
        }
        if !self.path.is_empty() {
            parts.push(self.path.clone());
        }
        parts.extend(self.line.map(|line| format!("line {line}")));
        parts.extend(self.byte.map(|byte| format!("byte {byte}")));
        out.write_str(&parts.join(", "))
    }
}

/// One thing that was noticed while reading or writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How much it matters.
    pub kind: Kind,
    /// Where it stands in the source.
    pub place: Place,
    /// What was found and what became of it, as a sentence without a full stop.
    pub what: String,
}

impl Finding {
    /// A finding from its three parts.
    pub fn new(kind: Kind, place: impl Into<Place>, what: impl Into<String>) -> Self {
        Self {
            kind,
            place: place.into(),
            what: what.into(),
        }
    }

    /// Changed in form, nothing lost.
    pub fn note(place: impl Into<Place>, what: impl Into<String>) -> Self {
        Self::new(Kind::Note, place, what)
    }

    /// Kept, but perhaps not as it was meant.
    pub fn doubtful(place: impl Into<Place>, what: impl Into<String>) -> Self {
        Self::new(Kind::Doubtful, place, what)
    }

    /// Not kept: there is no place for it.
    pub fn lossy(place: impl Into<Place>, what: impl Into<String>) -> Self {
        Self::new(Kind::Lossy, place, what)
    }

    /// Not kept: it would harm or cannot be understood.
    pub fn refused(place: impl Into<Place>, what: impl Into<String>) -> Self {
        Self::new(Kind::Refused, place, what)
    }
}

impl From<masthead_text::Finding> for Finding {
    fn from(found: masthead_text::Finding) -> Self {
        let kind = match found.severity {
            Severity::Note => Kind::Note,
            Severity::Doubt => Kind::Doubtful,
            Severity::Loss => Kind::Lossy,
        };
        let line = found
            .place
            .strip_prefix("line ")
            .and_then(|line| line.parse().ok());
        let place = match line {
            Some(line) => Place::line(line),
            None => Place::path(found.place),
        };
        Self::new(kind, place, found.what)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}: {}", self.kind.word(), self.place, self.what)
    }
}
