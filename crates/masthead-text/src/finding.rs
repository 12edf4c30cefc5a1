//! What a reader of foreign text noticed: what was doubtful, what was lost, and where.

use std::fmt;

/// How much a [`Finding`] matters to somebody who checks an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Changed in form, nothing lost: an alignment, a comment for machines.
    Note,
    /// Kept, but perhaps not as it was meant: an unknown shortcode left as text.
    Doubt,
    /// Not kept: an address with a dangerous scheme, a script.
    Loss,
}

impl Severity {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Doubt => "doubt",
            Self::Loss => "loss",
        }
    }
}

/// One thing that was noticed while reading, with its place in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Where, in words of the source: a line, a tag, an item.
    pub place: String,
    /// What was found and what became of it, as a sentence without a full stop.
    pub what: String,
}

impl Finding {
    /// A finding from its three parts.
    pub fn new(severity: Severity, place: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            severity,
            place: place.into(),
            what: what.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}: {}: {}",
            self.severity.word(),
            self.place,
            self.what
        )
    }
}
