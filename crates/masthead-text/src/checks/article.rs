//! The checks of a whole article.

use super::{Check, Found, Measure, Report, Translated, sentence};
use crate::names::{Aligned, clusters_of, unsettled};
use crate::sentences::split;

/// Checks a translation, sentence by sentence and as a whole. Title, lede, captions and tags are pairs like any other.
///
/// Names should be settled before ([`crate::names::settle`]): what is still spelled in several ways is an error.
#[must_use]
pub fn check(pairs: &[Translated<'_>], measure: &Measure<'_>) -> Report {
    let mut report = Report::default();
    for (at, pair) in pairs.iter().enumerate() {
        let found = sentence::check(pair, measure).into_iter();
        report.found.extend(found.map(|check| Found {
            at: Some(at),
            check,
        }));
    }
    let whole = |check| Found { at: None, check };
    let aligned: Vec<Aligned<'_>> = pairs
        .iter()
        .map(|pair| Aligned {
            source: pair.source,
            target: pair.target,
        })
        .collect();
    let clusters = clusters_of(&aligned, measure.from, measure.to);
    let targets: Vec<&str> = pairs.iter().map(|pair| pair.target).collect();
    let names = unsettled(&targets, &clusters, measure.to)
        .into_iter()
        .cloned();
    report.found.extend(names.map(Check::Name).map(whole));

    let count = |text, lang| split(text, lang).len();
    let from: usize = pairs
        .iter()
        .map(|pair| count(pair.source, measure.from))
        .sum();
    let to: usize = pairs
        .iter()
        .map(|pair| count(pair.target, measure.to))
        .sum();
    if from != to {
        report.found.push(whole(Check::Sentences(from, to)));
    }
    report
}
