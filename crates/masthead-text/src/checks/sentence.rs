//! The checks of one sentence and its translation.

use std::borrow::Cow;

use super::words::{No, negations, profane, quotes};
use super::{Check, Measure, Translated};
use crate::detection::{is_foreign, lower};
use crate::figures::compare;

/// A translation longer or shorter than this, in hundredths of the original, has lost or invented something.
const LONGEST: usize = 220;
const SHORTEST: usize = 45;

/// Below this many characters every length is right: `Ja.`
const TOO_SHORT_TO_MEASURE: usize = 25;

/// Copies of so many words are names and titles, not sentences.
const WORDS_OF_A_NAME: usize = 5;

/// So often a group of words may follow itself.
const REPEATS: usize = 4;

/// Longer groups are not looked for.
const LONGEST_GROUP: usize = 6;

/// From here on a share of unknown words is told, in hundredths.
const UNKNOWN: f32 = 15.0;

/// All that is found in one pair.
pub(super) fn check(pair: &Translated<'_>, measure: &Measure<'_>) -> Vec<Check> {
    let mut found: Vec<Check> = pair
        .faults
        .iter()
        .cloned()
        .map(Check::Placeholder)
        .collect();
    if pair.source.trim().is_empty() {
        return found;
    }
    if pair.target.trim().is_empty() {
        found.push(Check::Empty);
        return found;
    }
    let differences = compare(pair.source, measure.from, pair.target, measure.to);
    found.extend(differences.into_iter().map(Check::Figure));
    found.extend(length(pair));
    found.extend(untranslated(pair, measure));
    found.extend(looped(pair));
    found.extend(glossary(pair, measure));
    found.extend(kept_names(pair, measure));
    found.extend(punctuation(pair, measure));
    found.extend(coarse(pair, measure));
    found.extend(pair.unknown_share.and_then(unknown));
    found
}

fn length(pair: &Translated<'_>) -> Option<Check> {
    let (source, target) = (pair.source.chars().count(), pair.target.chars().count());
    let share = target * 100 / source.max(1);
    let is_odd = !(SHORTEST..=LONGEST).contains(&share);
    let is_measured = source.max(target) >= TOO_SHORT_TO_MEASURE;
    (is_odd && is_measured).then(|| Check::Length(u32::try_from(share).unwrap_or(u32::MAX)))
}

fn untranslated(pair: &Translated<'_>, measure: &Measure<'_>) -> Option<Check> {
    if measure.from == measure.to {
        return None;
    }
    if count_words(pair.target) > WORDS_OF_A_NAME && words(pair.source).eq(words(pair.target)) {
        return Some(Check::Untranslated);
    }
    is_foreign(pair.target, measure.to).map(|found| Check::WrongLanguage(found.tag))
}

/// The words of a text in small letters.
fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(lower)
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Machines that lose their way say the same again and again.
fn looped(pair: &Translated<'_>) -> Option<Check> {
    let (words, times) = longest_loop(pair.target)?;
    let in_source = longest_loop(pair.source).map_or(0, |(_, times)| times);
    (times > in_source).then_some(Check::Loop(words, times))
}

/// The group of words that follows itself most often, at least [`REPEATS`] times.
fn longest_loop(text: &str) -> Option<(String, usize)> {
    let words: Vec<Cow<'_, str>> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(lower)
        .collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for size in 1..=LONGEST_GROUP.min(words.len() / REPEATS) {
        let mut same = 0;
        for at in size..words.len() {
            same = if words[at] == words[at - size] {
                same + 1
            } else {
                0
            };
            let times = same / size + 1;
            if times >= REPEATS && best.is_none_or(|(most, ..)| times > most) {
                best = Some((times, at + 1 - size, size));
            }
        }
    }
    best.map(|(times, at, size)| (words[at..at + size].join(" "), times))
}

fn glossary(pair: &Translated<'_>, measure: &Measure<'_>) -> Vec<Check> {
    if measure.terms.is_empty() {
        return Vec::new();
    }
    let target = pair.target.to_lowercase();
    let is_missed = |term: &&super::Term| {
        has_word(pair.source, &term.source) && !target.contains(&term.target.to_lowercase())
    };
    let missed = measure.terms.iter().filter(is_missed);
    missed.cloned().map(Check::Term).collect()
}

fn kept_names(pair: &Translated<'_>, measure: &Measure<'_>) -> Vec<Check> {
    let kept = measure
        .entities
        .iter()
        .filter(|entity| entity.never_translated);
    kept.filter_map(|entity| entity.form(measure.from))
        .filter(|name| has_word(pair.source, name) && !has_word(pair.target, name))
        .map(|name| Check::NeverTranslated(name.to_owned()))
        .collect()
}

/// Whether the words stand in the text and are not the middle of a longer word. An `s` may follow.
fn has_word(text: &str, word: &str) -> bool {
    if word.is_empty() {
        return false;
    }
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..]
            .trim_start_matches('s')
            .chars()
            .next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn punctuation(pair: &Translated<'_>, measure: &Measure<'_>) -> Vec<Check> {
    let mut found = Vec::new();
    let (source, target) = (quotes(pair.source), quotes(pair.target));
    // A quote may run over several sentences: then neither side pairs.
    if source.pairs().is_some() && source.pairs() != target.pairs() {
        found.push(Check::Quotes);
    }
    let (no, other_no) = (
        negations(pair.source, measure.from),
        negations(pair.target, measure.to),
    );
    if matches!(
        (no, other_no),
        (No::Plainly, No::Nowhere) | (No::Nowhere, No::Plainly)
    ) {
        found.push(Check::Negation);
    }
    found
}

fn coarse(pair: &Translated<'_>, measure: &Measure<'_>) -> Option<Check> {
    let word = profane(pair.target, measure.to, measure.profane)?;
    profane(pair.source, measure.from, &[])
        .is_none()
        .then_some(Check::Profanity(word))
}

fn unknown(share: f32) -> Option<Check> {
    let hundredths = (share * 100.0).clamp(0.0, 100.0).round();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // It is between 0 and 100.
    (hundredths >= UNKNOWN).then_some(Check::UnknownWords(hundredths as u32))
}
