//! Numbers and what stands beside them, as each language writes them.

use super::units::{currency, power};
use super::{Amount, Figure};
use crate::lang::Lang;

/// A number as it is written: its amount, its length, whether signs part its thousands or decimals.
pub(super) struct Written {
    pub(super) amount: Amount,
    pub(super) length: usize,
    pub(super) is_plain: bool,
}

/// Which half of the day is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    /// As the hour says.
    AsSaid,
    Morning,
    Afternoon,
    /// `um 3 Uhr nachmittags`
    Maybe,
}

impl Half {
    pub(super) fn hour(self, hour: u64) -> u64 {
        match (self, hour) {
            (Self::Morning, 12) => 0,
            (Self::Afternoon, 1..=11) => hour + 12,
            _ => hour,
        }
    }
}

/// What makes a number a time of day, and how long that is.
pub(super) fn daytime(behind: &str, lang: Lang, has_colon: bool) -> Option<(Half, usize)> {
    let space = spaces(behind);
    let word = &behind[space..];
    if lang == Lang::De {
        let Some(after) = word.strip_prefix("Uhr") else {
            return has_colon.then_some((Half::AsSaid, 0));
        };
        let said = after.trim_start();
        let is_late = ["nachmittag", "abend", "am Nachmittag", "am Abend"]
            .iter()
            .any(|it| said.starts_with(it));
        return Some((if is_late { Half::Maybe } else { Half::AsSaid }, space + 3));
    }
    for (half, names) in [
        (Half::Morning, ["a.m.", "am", "a.m", "AM"]),
        (Half::Afternoon, ["p.m.", "pm", "p.m", "PM"]),
    ] {
        let found = names.iter().find(|name| {
            word.strip_prefix(**name)
                .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        });
        if let Some(name) = found {
            return Some((half, space + name.len()));
        }
    }
    has_colon.then_some((Half::AsSaid, 0))
}

pub(super) fn date_of(year: u16, month: u8, day: u8) -> Option<Figure> {
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date.then_some(Figure::Date { year, month, day })
}

/// Where one of the two cannot be a month there is nothing to doubt.
pub(super) fn slashed(first: u8, second: u8, year: u16) -> Option<Figure> {
    match (first, second) {
        (13..=31, 1..=12) => date_of(year, second, first),
        (1..=12, 13..=31) => date_of(year, first, second),
        (1..=12, 1..=12) => Some(Figure::Slashed(first, second, year)),
        _ => None,
    }
}

pub(super) fn century(year: u16, digits: usize) -> u16 {
    if digits == 2 { year + 2000 } else { year }
}

/// The number that a text begins with, as its language writes numbers.
pub(super) fn number(text: &str, lang: Lang) -> Written {
    let (decimal, groups): (char, &[char]) = match lang {
        Lang::De => (
            ',',
            &['.', ' ', '\u{A0}', '\u{202F}', '\u{2009}', '\'', '’'],
        ),
        Lang::En => ('.', &[',', '\u{A0}', '\u{202F}', '\u{2009}']),
    };
    let mut end = digits_at(text);
    let first = end;
    if (1..=3).contains(&first) {
        while let Some(sign) = text[end..].chars().next().filter(|c| groups.contains(c)) {
            if digits_at(&text[end + sign.len_utf8()..]) != 3 {
                break;
            }
            end += sign.len_utf8() + 3;
        }
    }
    let whole = &text[..end];
    let mut decimals = "";
    let behind = &text[end..];
    // German texts write versions and foreign figures with a point: `Android 4.4`.
    let is_decimal = |c: char| c == decimal || c == '.' && whole.len() == first;
    if let Some(sign) = behind.chars().next().filter(|c| is_decimal(*c)) {
        let length = digits_at(&behind[sign.len_utf8()..]);
        decimals = &behind[sign.len_utf8()..sign.len_utf8() + length];
        end += usize::from(length > 0) * (sign.len_utf8() + length);
    }
    Written {
        amount: Amount::of_digits(whole, decimals),
        length: end,
        is_plain: end == first,
    }
}

/// A million times as much, if the words behind say so: ` Mio.`, ` billion`, `bn`; `m` only behind a currency.
pub(super) fn multiplied(
    amount: Amount,
    behind: &str,
    lang: Lang,
    is_money: bool,
) -> (Amount, usize) {
    let space = spaces(behind) + usize::from(behind.starts_with('-'));
    let word = word_at(&behind[space..]);
    let power = match word {
        // Headlines abbreviate as the English do, in German too.
        "m" | "M" if is_money => Some(6),
        "bn" if is_money => Some(9),
        _ => power(word, lang),
    };
    let Some(power) = power else {
        return (amount, 0);
    };
    let full_stop = word.chars().count() <= 3 && behind[space + word.len()..].starts_with('.');
    let length = space + word.len() + usize::from(full_stop && lang == Lang::De);
    (amount.times_ten_to(power), length)
}

/// The amount with the percent sign or currency behind it, and how long that is.
pub(super) fn with_unit(amount: Amount, behind: &str) -> (Figure, usize) {
    let space = spaces(behind) + usize::from(behind.starts_with('-'));
    let unit = &behind[space..];
    if let Some(sign) = unit.chars().next() {
        let length = space + sign.len_utf8();
        if sign == '%' {
            return (Figure::Percent(amount), length);
        }
        if let Some(code) = currency(sign.encode_utf8(&mut [0; 4])) {
            return (Figure::Money(code, amount), length);
        }
    }
    let word = word_at(unit);
    let is_percent = ["prozent", "percent", "percentage", "pc"]
        .contains(&word.to_lowercase().as_str())
        || word.starts_with("Prozent")
        || word == "per" && unit.starts_with("per cent");
    if is_percent {
        return (Figure::Percent(amount), space + word.len());
    }
    let shown = word.trim_start_matches("US-").trim_start_matches("US ");
    let us = unit
        .strip_prefix("US ")
        .map(word_at)
        .filter(|word| currency(word) == Some("USD"));
    if us.is_some() {
        return (Figure::Money("USD", amount), space + 2);
    }
    match currency(shown) {
        Some(code) => (Figure::Money(code, amount), space + word.len()),
        None => (Figure::Number(amount), 0),
    }
}

/// `1990s`, `90s`, `90er`: the tens of the decade, and how long its end is.
pub(super) fn decade(digits: &str, behind: &str, lang: Lang) -> Option<(u8, usize)> {
    let end = match lang {
        Lang::De => "er",
        Lang::En => "s",
    };
    let after = behind.strip_prefix(end)?;
    let is_round = matches!(digits.len(), 2 | 4) && digits.ends_with('0');
    if !is_round || after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let tens = digits[digits.len() - 2..].parse().ok()?;
    Some((tens, end.len()))
}

/// `st`, `nd`, `rd`, `th` behind a number.
pub(super) fn ordinal_end(behind: &str) -> usize {
    let word = word_at(behind);
    if ["st", "nd", "rd", "th"].contains(&word) {
        2
    } else {
        0
    }
}

pub(super) fn is_below_zero(before: &str) -> bool {
    if before.ends_with("minus ") || before.ends_with("Minus ") {
        return true;
    }
    let Some(before) = before.strip_suffix(['-', '−']) else {
        return false;
    };
    before.is_empty() || before.ends_with([' ', '(', '\u{A0}'])
}

pub(super) fn is_word(behind: &str, word: &str) -> bool {
    word_at(behind) == word
}

/// A number of at most four digits that stands at `from`, behind spaces at most; where it ends.
pub(super) fn short_number(text: &str, from: usize) -> Option<(u64, usize)> {
    let start = from + spaces(&text[from..]);
    let length = digits_at(&text[start..]);
    let end = start + length;
    let goes_on = text[end..].starts_with([':', '.', ',', '%'])
        && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    let number = text[start..end].parse().ok()?;
    ((1..=4).contains(&length) && !goes_on).then_some((number, end))
}

pub(super) fn digits_at(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

pub(super) fn spaces(text: &str) -> usize {
    let space = |c: &char| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}');
    text.chars()
        .take(2)
        .take_while(space)
        .map(char::len_utf8)
        .sum()
}

/// Letters, with hyphens between letters: `US-Dollar`, `twenty-one`.
pub(super) fn word_at(text: &str) -> &str {
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let is_joint = c == '-' && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(c.is_alphabetic() || is_joint && at > 0) {
            break;
        }
        end = at + c.len_utf8();
    }
    &text[..end]
}
