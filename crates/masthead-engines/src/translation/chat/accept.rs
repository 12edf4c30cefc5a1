//! What of a model's answer is accepted: its numbers, placeholders, lengths and addresses must fit the question. Pure.

use std::collections::BTreeMap;

use super::form::Said;
use crate::asking::EngineError;
use crate::translation::{Segment, Translated, Wanted};

/// How much shorter and longer than its source a translation between languages that we know may be.
const LENGTH: std::ops::RangeInclusive<f64> = 0.5..=2.2;
/// The same for any other languages: some write in few signs what others need many for.
const ANY_LENGTH: std::ops::RangeInclusive<f64> = 0.15..=6.0;
/// Below this many characters lengths say nothing.
const SHORT: usize = 20;

/// The sentences in the order in which they were asked for.
///
/// # Errors
/// [`EngineError::Invalid`] with the first thing that does not fit.
pub(super) fn accept(wanted: &Wanted<'_>, said: Vec<Said>) -> Result<Vec<Translated>, EngineError> {
    let invalid = |said: String| Err(EngineError::Invalid(said));
    let count = said.len();
    let mut by_id: BTreeMap<u32, String> =
        said.into_iter().map(|said| (said.id, said.text)).collect();
    if by_id.len() != count || count != wanted.segments.len() {
        let asked = wanted.segments.len();
        return invalid(format!(
            "{count} sentences for {asked}, {} different",
            by_id.len()
        ));
    }
    let are_known = wanted.from.lang().is_some() && wanted.to.lang().is_some();
    let lengths = if are_known { LENGTH } else { ANY_LENGTH };
    let mut accepted = Vec::with_capacity(count);
    for segment in wanted.segments {
        let Some(text) = by_id.remove(&segment.id) else {
            return invalid(format!("sentence {} is not there", segment.id));
        };
        let translated = Translated::new(segment.id, &text);
        if let Some(fault) = fault(segment, &translated, &lengths) {
            return invalid(format!("sentence {}: {fault}", segment.id));
        }
        accepted.push(translated);
    }
    Ok(accepted)
}

fn fault(
    segment: &Segment,
    translated: &Translated,
    lengths: &std::ops::RangeInclusive<f64>,
) -> Option<&'static str> {
    let (source, source_marks) = parted(segment.text());
    let (target, target_marks) = parted(&translated.text);
    if source_marks != target_marks {
        return Some("other placeholders");
    }
    let (before, after) = (source.chars().count(), target.chars().count());
    if before > 0 && target.trim().is_empty() {
        return Some("no words");
    }
    #[expect(clippy::cast_precision_loss, reason = "lengths of sentences")]
    let ratio = after as f64 / before.max(1) as f64;
    if before.max(after) > SHORT && !lengths.contains(&ratio) {
        return Some("much shorter or longer than its source");
    }
    let is_new = |address: &str| !source.to_lowercase().contains(address);
    addresses(&target.to_lowercase())
        .any(is_new)
        .then_some("an address that was not there")
}

/// The words without their placeholders, and the placeholders in the order of the alphabet.
fn parted(text: &str) -> (String, Vec<&str>) {
    let (mut words, mut marks) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find("[[") {
        let (before, bracket) = rest.split_at(at);
        words.push_str(before);
        let end = bracket.find("]]").map(|end| end + 2);
        match end.filter(|end| is_mark(&bracket[2..end - 2])) {
            Some(end) => {
                marks.push(&bracket[..end]);
                rest = &bracket[end..];
            }
            None => {
                words.push_str("[[");
                rest = &bracket[2..];
            }
        }
    }
    words.push_str(rest);
    marks.sort_unstable();
    (words, marks)
}

/// `1`, `/1` and `1/`.
fn is_mark(inside: &str) -> bool {
    let number = inside
        .strip_prefix('/')
        .or_else(|| inside.strip_suffix('/'))
        .unwrap_or(inside);
    matches!(number.len(), 1..=6) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a reader, or a program, could take for an address. The text is in small letters.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | ',' | ';'))
        .map(|word| word.trim_matches(['.', '!', '?', '…', '“', '”', '„', '\'']))
        .filter(|word| word.contains("://") || word.starts_with("www.") || word.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translation::LanguageTag;
    use masthead_text::Lang;

    fn try_one(source: &str, target: &str) -> Result<String, EngineError> {
        let (from, to): (LanguageTag, LanguageTag) = (Lang::De.into(), Lang::En.into());
        let asked = [Segment::new(7, source)];
        let said = vec![Said {
            id: 7,
            text: target.to_owned(),
        }];
        let accepted = accept(&Wanted::plain(&from, &to, &asked), said)?;
        Ok(accepted[0].text.clone())
    }

    #[test]
    fn a_translation_that_fits_is_accepted() {
        for (source, target) in [
            ("Ja.", "Yes, indeed."),
            (
                "Der [[1]]Kanzler[[/1]] kam mit [[2/]].",
                "With [[2/]] came the [[1]]chancellor[[/1]].",
            ),
            (
                "Mehr auf www.zeitung.example.",
                "More at www.zeitung.example!",
            ),
            ("Ein [[Wort]] in Klammern", "A [[word]] in brackets"),
        ] {
            assert_eq!(try_one(source, target), Ok(target.to_owned()));
        }
    }

    #[test]
    fn one_that_does_not_is_not() {
        let long = "Das ist ein ganz gewöhnlicher Satz.";
        for (source, target) in [
            ("Der [[1]]Kanzler[[/1]].", "The chancellor."),
            (
                "Der [[1]]Kanzler[[/1]].",
                "The [[1]]chan[[/1]][[1]]cellor[[/1]].",
            ),
            ("Der Kanzler.", "The [[1]]chancellor[[/1]]."),
            (long, "That."),
            (long, &"That is a sentence. ".repeat(8)),
            (long, "That is quite usual https://evil.example/"),
            (long, "That is quite (www.evil.example) usual"),
            (long, "That is quite usual: ask me@evil.example"),
            (long, "  "),
            ("Ja.", "\u{0}"),
        ] {
            let accepted = try_one(source, target);
            assert!(accepted.is_err(), "{source} → {target}");
        }
    }

    #[test]
    fn every_number_comes_back_once() {
        let (from, to): (LanguageTag, LanguageTag) = (Lang::De.into(), Lang::En.into());
        let asked = [Segment::new(1, "Eins"), Segment::new(2, "Zwei")];
        let wanted = Wanted::plain(&from, &to, &asked);
        let said = |ids: &[u32]| -> Vec<Said> {
            let one = |id: &u32| Said {
                id: *id,
                text: format!("N{id}"),
            };
            ids.iter().map(one).collect()
        };
        let order = accept(&wanted, said(&[2, 1])).expect("only the order is another");
        assert_eq!(order.iter().map(|it| it.id).collect::<Vec<_>>(), [1, 2]);
        for ids in [&[1, 1][..], &[1], &[1, 3], &[1, 2, 3], &[1, 2, 2], &[]] {
            assert!(accept(&wanted, said(ids)).is_err(), "{ids:?}");
        }
    }
}
