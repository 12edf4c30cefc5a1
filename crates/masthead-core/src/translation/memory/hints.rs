//! What helps to mend an answer, kept beside it: which words come from which, and how the words of links are translated.

use masthead_text::placeholders::{Hints, Pairing};
use serde::{Deserialize, Serialize};

/// Hints as they are stored; empty for most sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::translation) struct Kept {
    /// Where a word begins and ends in the source and in the target, in bytes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aligned: Vec<[usize; 4]>,
    /// Numbers of links with their translated words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    anchors: Vec<(u32, String)>,
}

impl Kept {
    pub(in crate::translation) fn of(aligned: &[Pairing], anchors: Vec<(u32, String)>) -> Self {
        let places = |it: &Pairing| {
            let (source, target) = (&it.source, &it.target);
            [source.start, source.end, target.start, target.end]
        };
        Self {
            aligned: aligned.iter().map(places).collect(),
            anchors,
        }
    }

    /// The same with the words of links, translated on their own.
    pub(in crate::translation) fn and_anchors(self, anchors: Vec<(u32, String)>) -> Self {
        Self { anchors, ..self }
    }

    /// As a column: JSON, or nothing.
    pub(in crate::translation) fn written(&self) -> String {
        match self == &Self::default() {
            true => String::new(),
            false => serde_json::to_string(self).unwrap_or_default(),
        }
    }

    /// From a column. What cannot be read helps nobody and harms nobody.
    pub(in crate::translation) fn read(column: &str) -> Self {
        serde_json::from_str(column).unwrap_or_default()
    }

    /// Calls with the hints as the mender takes them.
    pub(in crate::translation) fn with<T>(&self, mend: impl FnOnce(Hints<'_>) -> T) -> T {
        let aligned: Vec<Pairing> = self
            .aligned
            .iter()
            .map(|[a, b, c, d]| Pairing {
                source: *a..*b,
                target: *c..*d,
            })
            .collect();
        let anchors: Vec<(u32, &str)> = self
            .anchors
            .iter()
            .map(|(number, words)| (*number, words.as_str()))
            .collect();
        mend(Hints {
            aligned: &aligned,
            anchors: &anchors,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_read_as_they_were_written() {
        let pairing = Pairing {
            source: 0..3,
            target: 4..9,
        };
        let kept = Kept::of(&[pairing], vec![(2, "the report".to_owned())]);
        assert_eq!(Kept::read(&kept.written()), kept);
        assert_eq!(Kept::default().written(), "");
        assert_eq!(Kept::read("{damaged"), Kept::default());
    }
}
