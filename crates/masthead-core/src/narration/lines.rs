//! What is read of a manuscript: the opening, then the article, each line printed and said.

use std::collections::HashMap;

use masthead_text::Document;
use masthead_text::narration::{Masthead, Origin, opening, script};
use masthead_text::sentences::{SentenceId, tell};

use super::Sound;

/// An article, as it is given to a voice.
#[derive(Clone, Debug, Default)]
pub struct Manuscript {
    /// The headline.
    pub headline: String,
    /// Who wrote it.
    pub writers: Vec<String>,
    /// The lede.
    pub lede: String,
    /// How its words came into its language.
    pub origin: Origin,
    /// Its text.
    pub document: Document,
    /// Its address; may be empty.
    pub address: String,
    /// Its name for the budget: each article has an allowance.
    pub article: String,
}

/// A sentence to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which part of the article it is: `announcement`, `headline`, `byline`, `lede` or `text`.
    pub part: &'static str,
    /// Its id in the article, if it stands in the text.
    pub id: Option<SentenceId>,
    /// As it is printed.
    pub printed: String,
    /// As it is said.
    pub said: String,
    /// Silence behind it, in milliseconds.
    pub pause_ms: u32,
}

pub(super) fn lines(manuscript: &Manuscript, sound: &Sound) -> Vec<Line> {
    let above = Masthead {
        headline: &manuscript.headline,
        writers: &manuscript.writers,
        lede: &manuscript.lede,
        origin: manuscript.origin,
    };
    let above = opening(above, sound.manner, &sound.lexicon);
    let mut lines: Vec<Line> = above
        .into_iter()
        .map(|line| Line {
            part: line.part.word(),
            id: None,
            printed: line.printed,
            said: line.said,
            pause_ms: line.pause_ms,
        })
        .collect();
    let mut printed = printed(manuscript, sound);
    let below = script(&manuscript.document, sound.manner, &sound.lexicon);
    lines.extend(below.into_iter().map(|spoken| {
        Line {
            part: "text",
            printed: spoken
                .id
                .as_ref()
                .and_then(|id| printed.remove(id))
                .unwrap_or_else(|| spoken.text.clone()),
            id: spoken.id,
            said: spoken.text,
            pause_ms: spoken.pause_ms,
        }
    }));
    lines
}

fn printed(manuscript: &Manuscript, sound: &Sound) -> HashMap<SentenceId, String> {
    let told = tell(&manuscript.document, sound.manner.lang);
    let sentences = told.into_iter().flat_map(|told| told.sentences);
    sentences
        .map(|sentence| (sentence.id, sentence.text))
        .collect()
}
