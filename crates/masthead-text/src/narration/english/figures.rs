//! English figures: sums, scores, ranges, units, decades.

use super::calendar::ordinal_end;
use super::numbers::{below_hundred, cardinal, decade, ordinal, year};
use super::words::{CURRENCIES, REGNAL, SCALES, UNITS};
use super::written::{Number, begins_word};
use crate::narration::shared::{one_by_one, roman};
use crate::narration::voice::{Said, Voice, digits, word, word_behind};

/// `$3bn`, `€2.4 million`, `£2.50`: the currency is said behind the number.
pub(super) fn sums(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let rest = voice.rest();
    let (sign, one, many) = CURRENCIES
        .iter()
        .find(|(sign, ..)| rest.starts_with(sign))?;
    let space = usize::from(rest[sign.len()..].starts_with(' '));
    let number = Number::at(&rest[sign.len() + space..])?;
    let length = sign.len() + space + number.length;
    if let Some((scale, more)) = scale(&rest[length..], true) {
        let is_attribute =
            rest[length..].starts_with('-') || rest[length + more..].starts_with('-');
        let name = if is_attribute { one } else { many };
        return Some(Said::new(
            length + more,
            format!("{} {scale} {name}", number.words()),
        ));
    }
    let is_attribute = rest[length..].starts_with("-a-") || begins_word(&rest[length..], "-note");
    let name = if number.is_one() || is_attribute {
        one
    } else {
        many
    };
    Some(Said::new(length, money(&number, name)))
}

/// `2.50` is said as `two dollars fifty`.
fn money(number: &Number<'_>, name: &str) -> String {
    match (number.whole, number.decimals.len()) {
        (Some(whole), 2) if number.decimals == "00" => format!("{} {name}", cardinal(whole)),
        (Some(whole), 2) if whole > 0 => {
            let cents: u64 = number.decimals.parse().unwrap_or(0);
            format!("{} {name} {}", cardinal(whole), cardinal(cents))
        }
        _ => format!("{} {name}", number.words()),
    }
}

/// A word that multiplies, and how long it is. The letters alone only behind a currency.
fn scale(behind: &str, is_money: bool) -> Option<(&'static str, usize)> {
    let gap = usize::from(behind.starts_with([' ', '-']));
    let text = &behind[gap..];
    let (short, long) = SCALES.iter().find(|(short, _)| begins_word(text, short))?;
    let is_letter = short.len() == 1;
    let allowed =
        !is_letter || gap == 0 && is_money || gap == 0 && matches!(*short, "k" | "K" | "M" | "B");
    allowed.then_some((*long, gap + short.len()))
}

/// Words that make two numbers a score.
const SCORED: &[&str] = &[
    "won", "win", "wins", "beat", "beats", "lost", "lose", "drew", "draw", "lead", "leads", "led",
    "victory", "defeat", "score", "level", "ahead", "trailing", "trailed", "down", "up",
];

/// `2-1`, `5–10`, `24/7`, `1/2`, `2023/24`, `2019–2021`.
pub(super) fn pairs(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let rest = voice.rest();
    let first = Number::at(rest)?;
    let behind = &rest[first.length..];
    let sign = behind
        .chars()
        .next()
        .filter(|c| matches!(c, '/' | '-' | '–' | ':'))?;
    let second = Number::at(&behind[sign.len_utf8()..])?;
    let length = first.length + sign.len_utf8() + second.length;
    if rest[length..].starts_with(sign) || first.digits.len() > 1 && first.digits.starts_with('0') {
        return None;
    }
    let (a, b) = (first.whole?, second.whole?);
    let words = match (sign, a, b) {
        ('/', 1, 2) if rest[length..].starts_with(" a ") => "half".to_owned(),
        ('/', 1, 2) => "one half".to_owned(),
        ('/', over @ 1..=9, under @ (3 | 4 | 5 | 8 | 10)) if over < under => fraction(over, under),
        ('/', 1900..=2100, 0..=99) => format!("{} {}", year(a), below_hundred(b)),
        ('/' | ':', ..) => format!("{} {}", first.words(), second.words()),
        (_, 1000..=2100, 1000..=2100) => format!("{} to {}", year(a), year(b)),
        (_, 1900..=2100, 0..=99) if second.digits.len() == 2 => {
            format!("{} to {}", year(a), below_hundred(b))
        }
        _ if is_score(voice, a, b) => format!("{} {}", nil(a), nil(b)),
        // The second is read with its unit: only the first is said here.
        _ => {
            return Some(Said::new(
                first.length + sign.len_utf8(),
                format!("{} to ", first.words()),
            ));
        }
    };
    Some(Said::new(length, words))
}

fn is_score(voice: &Voice<'_>, a: u64, b: u64) -> bool {
    let is_small = a < 200 && b < 200;
    let is_told = voice
        .last_words()
        .take(4)
        .any(|word| SCORED.contains(&word));
    let in_brackets = voice.before().ends_with('(');
    is_small && (is_told || in_brackets || a >= b)
}

/// In a score nought is nil.
fn nil(number: u64) -> String {
    if number == 0 {
        "nil".to_owned()
    } else {
        cardinal(number)
    }
}

fn fraction(over: u64, under: u64) -> String {
    let part = if under == 4 {
        "quarter".to_owned()
    } else {
        ordinal(under)
    };
    let many = if over == 1 { "" } else { "s" };
    format!("{} {part}{many}", cardinal(over))
}

/// `1990s`, `'90s`, `14th`.
pub(super) fn endings(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let rest = voice.rest();
    let quote = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '\'' | '’'))
        .map_or(0, char::len_utf8);
    let number = Number::at(&rest[quote..])?;
    let end = quote + number.length;
    let behind = &rest[end..];
    let whole = number.whole.filter(|_| number.decimals.is_empty())?;
    let is_decade = begins_word(behind, "s")
        && whole.is_multiple_of(10)
        && matches!(number.digits.len(), 2 | 4);
    if is_decade {
        return Some(Said::new(end + 1, decade(whole)));
    }
    let more = ordinal_end(behind);
    (more > 0 && quote == 0).then(|| Said::new(end + more, ordinal(whole)))
}

/// `Leo XIV`, `World War II`, `Chapter IV`.
pub(super) fn numerals(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() || voice.is_shouted {
        return None;
    }
    let numeral = word(voice.rest());
    let number = roman(numeral)?;
    let last = voice.last_word();
    if REGNAL.contains(&last) && (numeral.len() > 1 || numeral == "I" || numeral == "V") {
        // `George I` is a king, `when George I met` is not English.
        return Some(Said::new(numeral.len(), format!("the {}", ordinal(number))));
    }
    let is_after_name = last.chars().next().is_some_and(char::is_uppercase) && last != "I";
    let is_plain =
        numeral.len() > 1 && numeral.bytes().all(|byte| b"IVX".contains(&byte)) || last == "Bowl";
    (is_after_name && is_plain).then(|| Said::new(numeral.len(), cardinal(number)))
}

/// Any other number, with what stands behind it.
pub(super) fn numbers(voice: &mut Voice<'_>) -> Option<Said> {
    let rest = voice.rest();
    let number = Number::at(rest)?;
    if !voice.begins() {
        let length = digits(rest);
        let words = rest[..length]
            .parse()
            .map_or_else(|_| one_by_one(&rest[..length], cardinal), cardinal);
        return Some(Said::new(length, words));
    }
    if is_phone(voice, &number) {
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && !" -".contains(c))
            .unwrap_or(rest.len());
        let phone = rest[..end].trim_end_matches([' ', '-']);
        return Some(Said::new(phone.len(), one_by_one(phone, cardinal)));
    }
    let before = voice.before();
    let bare = before.strip_suffix(['−', '-']);
    let is_below_zero =
        bare.is_some_and(|before| before.is_empty() || before.ends_with([' ', '(']));
    let minus = if is_below_zero { "minus " } else { "" };
    let (words, length) = with_unit(voice, &number, &rest[number.length..]);
    Some(Said::new(number.length + length, format!("{minus}{words}")))
}

fn is_phone(voice: &Voice<'_>, number: &Number<'_>) -> bool {
    let is_called = matches!(
        voice.last_word(),
        "tel" | "Tel" | "phone" | "Phone" | "call" | "Call"
    );
    let row = voice
        .rest()
        .chars()
        .take(30)
        .take_while(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    let is_long = row.filter(char::is_ascii_digit).count() >= 6;
    is_called && is_long || number.digits.starts_with('0') && number.digits.len() > 1
}

fn with_unit(voice: &Voice<'_>, number: &Number<'_>, behind: &str) -> (String, usize) {
    if let Some((scale, more)) = scale(behind, false) {
        let (name, length) = currency_behind(&behind[more..], false);
        return (format!("{} {scale}{name}", number.words()), more + length);
    }
    let (name, length) = currency_behind(behind, number.is_one());
    if length > 0 {
        return (money(number, name.trim()), length);
    }
    let space = usize::from(behind.starts_with(' '));
    let found = UNITS.iter().find(|(sign, ..)| {
        // Letters that are words, or names, are units only right behind the number.
        let is_loose = !matches!(*sign, "in" | "C" | "F" | "t" | "l" | "g") || space == 0;
        is_loose && *sign != "in" && begins_word(&behind[space..], sign)
    });
    if let Some((sign, one, many)) = found {
        let unit = if number.is_one() { one } else { many };
        return (format!("{} {unit}", number.words()), space + sign.len());
    }
    (bare(voice, number, behind), 0)
}

fn currency_behind(behind: &str, is_one: bool) -> (String, usize) {
    let space = usize::from(behind.starts_with(' '));
    let found = CURRENCIES
        .iter()
        .find(|(sign, ..)| begins_word(&behind[space..], sign));
    found.map_or((String::new(), 0), |(sign, one, many)| {
        (
            format!(" {}", if is_one { one } else { many }),
            space + sign.len(),
        )
    })
}

/// Four digits without a comma are a year; the English write all other thousands with one.
fn bare(voice: &Voice<'_>, number: &Number<'_>, behind: &str) -> String {
    let is_plain = number.digits.len() == 4 && number.decimals.is_empty();
    let noun = word_behind(behind);
    let is_dated = matches!(
        voice.last_word(),
        "in" | "In" | "since" | "Since" | "the" | "of" | "until" | "by" | "from"
    );
    let is_counted = noun.len() > 3 && noun.ends_with('s');
    match number
        .whole
        .filter(|it| is_plain && (1000..2100).contains(it))
    {
        Some(whole) if is_dated || !is_counted && whole >= 1100 => year(whole),
        _ => number.words(),
    }
}
