//! The article in the other language: the same blocks with the same ids, and what could not be translated marked. Pure.

use std::ops::Range;

use masthead_text::checks::Report;
use masthead_text::{Document, Inline, Span};

use super::gather::{Gathered, Place, Spot};
use super::say::Said;
use super::{Broken, Line, Order, Untranslated};

/// The article as it is told.
pub(super) struct Retold {
    pub(super) lines: Vec<Line>,
    pub(super) document: Document,
    pub(super) untranslated: Vec<Untranslated>,
}

pub(super) fn retell(
    order: &Order<'_>,
    gathered: &Gathered,
    said: &Said,
    report: &Report,
) -> Retold {
    let broken = match order.broken {
        Broken::Kept => Vec::new(),
        Broken::InOriginal => report.broken(),
    };
    let mut untranslated = Vec::new();
    let mut told: Vec<Inline> = Vec::with_capacity(gathered.places.len());
    for (nth, place) in gathered.places.iter().enumerate() {
        let words = match (&said.names[nth], place.twin) {
            (Some(name), _) => Inline::plain(name),
            // A twin stands behind the place that it is the twin of, or before it: see below.
            (None, Some(_)) => place.words.clone(),
            (None, None) => place_words(order, gathered, place, said, &broken, &mut untranslated),
        };
        told.push(words);
    }
    for (nth, place) in gathered.places.iter().enumerate() {
        if let Some(twin) = place.twin {
            told[nth] = told[twin].clone();
        }
    }
    let mut lines = order.article.lines.to_vec();
    for (place, words) in gathered.places.iter().zip(&told) {
        if let Spot::Line(at) = place.spot {
            lines[at].words = words.clone();
        }
    }
    let document = order.article.document.retold(|passage| {
        let spot = Spot::Block(passage.block.clone(), passage.part.clone());
        let at = gathered
            .places
            .iter()
            .position(|place| place.spot == spot)?;
        Some(told[at].clone())
    });
    Retold {
        lines,
        document,
        untranslated,
    }
}

/// The words of a place: its sentences in the other language, with what stood between them.
fn place_words(
    order: &Order<'_>,
    gathered: &Gathered,
    place: &Place,
    said: &Said,
    broken: &[usize],
    untranslated: &mut Vec<Untranslated>,
) -> Inline {
    let text = place.words.text();
    let mut spans: Vec<Span> = Vec::new();
    let (mut length, mut end) = (0, 0);
    for nth in place.sentences.clone() {
        let sentence = &gathered.sentences[nth];
        let gap = &text[end..sentence.range.start];
        end = sentence.range.end;
        length += gap.len();
        spans.push(Span::plain(gap));
        let words = said.sentences[nth]
            .as_ref()
            .filter(|_| !broken.contains(&nth));
        let own = words
            .is_none()
            .then(|| original(&place.words, &sentence.range));
        let words = words.or(own.as_ref()).cloned().unwrap_or_default();
        let is_signed = own.is_some() && order.has_signs;
        if is_signed {
            let sign = format!("[{}: ", order.from);
            length += sign.len();
            spans.push(Span::plain(sign));
        }
        let range = length..length + words.text().len();
        length = range.end;
        if own.is_some() {
            untranslated.push(Untranslated {
                place: place.name.clone(),
                sentence: sentence.id.clone(),
                range,
            });
        }
        spans.extend(words.into_spans());
        if is_signed {
            length += 1;
            spans.push(Span::plain("]"));
        }
    }
    Inline::new(spans)
}

/// A part of a running text with its marks and links.
fn original(words: &Inline, range: &Range<usize>) -> Inline {
    let mut at = 0;
    let mut spans = Vec::new();
    for span in words.spans() {
        let (start, end) = (range.start.max(at), range.end.min(at + span.text.len()));
        if start < end {
            let text = span.text[start - at..end - at].to_owned();
            spans.push(Span {
                text,
                ..span.clone()
            });
        }
        at += span.text.len();
    }
    Inline::new(spans)
}
