//! The checks over a whole article, as far as rules of both languages are known. Pure.

use masthead_text::Lang;
use masthead_text::checks::{Check, Found, Measure, Report, Term, Translated, check};
use masthead_text::names::Entity;
use masthead_text::placeholders::Marked;

use super::Order;
use super::gather::Gathered;
use super::recall::Known;
use super::say::Said;

/// The words of the house for this pair of languages.
pub(super) struct Words<'a> {
    /// The glossary.
    pub(super) terms: &'a [Term],
    /// Names as terms.
    pub(super) names: &'a [Term],
    /// Names as the checks know them.
    pub(super) entities: &'a [Entity],
}

/// Checks that need no rules of a language.
const FOR_ANY_LANGUAGE: &[&str] = &[
    "placeholder",
    "term",
    "never-translated",
    "empty",
    "length",
    "untranslated",
    "loop",
];

/// Checks that say that an engine has lost its way, so that another one is asked.
const NONSENSE: &[&str] = &["empty", "length", "loop"];

/// Checks every sentence against its original, and the article as a whole. A sentence without a translation is an
/// error of its own.
pub(super) fn judge(
    order: &Order<'_>,
    gathered: &Gathered,
    known: &[Option<Known>],
    said: &Said,
    words: &Words<'_>,
) -> Report {
    let targets: Vec<String> = said
        .sentences
        .iter()
        .map(|it| {
            it.as_ref()
                .map_or_else(String::new, masthead_text::Inline::text)
        })
        .collect();
    let pairs: Vec<Translated<'_>> = gathered
        .sentences
        .iter()
        .zip(&targets)
        .enumerate()
        .map(|(nth, (sentence, target))| Translated {
            unknown_share: unknown_share(known[nth].as_ref(), target),
            ..Translated::of(sentence.marked.plain(), target)
        })
        .collect();
    let (from, to) = order.both_rules().unwrap_or((Lang::En, Lang::De));
    let measure = Measure {
        from,
        to,
        terms: words.terms,
        entities: words.entities,
        profane: &[],
    };
    let mut report = check(&pairs, &measure);
    if order.both_rules().is_none() {
        let is_for_any = |found: &Found| FOR_ANY_LANGUAGE.contains(&found.check.code());
        report.found.retain(is_for_any);
    }
    report
}

#[expect(clippy::cast_precision_loss, reason = "a sentence has some words")]
fn unknown_share(known: Option<&Known>, target: &str) -> Option<f32> {
    let Some(Known::Machine(answer)) = known else {
        return None;
    };
    let words = target.split_whitespace().count().max(1) as f32;
    (answer.unknown_words > 0).then(|| answer.unknown_words as f32 / words)
}

/// Whether what is known is nothing, the same over and over, or of a length that no translation has.
pub(super) fn is_nonsense(marked: &Marked, known: &Option<Known>) -> bool {
    let target = match known {
        Some(known) => known.settled(marked).0.text(),
        None => return true,
    };
    let measure = Measure {
        from: Lang::En,
        to: Lang::En,
        terms: &[],
        entities: &[],
        profane: &[],
    };
    let report = check(&[Translated::of(marked.plain(), &target)], &measure);
    let is_nonsense = |check: &Check| NONSENSE.contains(&check.code());
    report.found.iter().any(|found| is_nonsense(&found.check))
}
