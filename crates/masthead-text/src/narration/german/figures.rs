//! German figures: sums, scores, ranges, units, decades.

use super::numbers::{before_noun, cardinal, ordinal, year};
use super::ordinals::capitalised;
use super::words::{CURRENCIES, Gender, SCALES, UNITS, gender, is_month};
use super::written::{Number, begins_word};
use crate::narration::shared::one_by_one;
use crate::narration::voice::{Said, Voice, digits, word, word_behind};

/// `€ 30`, `$3bn`: the currency is said behind the number.
pub(super) fn sums(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let rest = voice.rest();
    let (sign, name) = CURRENCIES
        .iter()
        .find(|(sign, _)| rest.starts_with(*sign))?;
    let behind = &rest[sign.len()..];
    let space = usize::from(behind.starts_with(' '));
    let number = Number::at(&behind[space..])?;
    let length = sign.len() + space + number.length;
    if let Some((scale, more)) = scale(&rest[length..], number.is_one()) {
        return Some(Said::new(
            length + more,
            format!("{} {scale} {name}", number.words("eine")),
        ));
    }
    Some(Said::new(length, money(&number, name)))
}

/// `2,50` is said as `zwei Euro fünfzig`; three decimals are the price of petrol.
fn money(number: &Number<'_>, name: &str) -> String {
    match (number.whole, number.decimals.len()) {
        (Some(whole), 2) if number.decimals != "00" => {
            let cents: u64 = number.decimals.parse().unwrap_or(0);
            format!("{} {name} {}", before_noun(whole, false), cardinal(cents))
        }
        (Some(whole), 2) => format!("{} {name}", before_noun(whole, false)),
        _ => format!("{} {name}", number.words("ein")),
    }
}

fn scale(behind: &str, is_one: bool) -> Option<(&'static str, usize)> {
    let space = usize::from(behind.starts_with(' '));
    let text = &behind[space..];
    let (short, one, many) = SCALES.iter().find(|(short, ..)| begins_word(text, short))?;
    if *short == "m" && space == 1 {
        return None;
    }
    Some((if is_one { one } else { many }, space + short.len()))
}

/// `2:1`, `24/7`, `1/2`, `5–10`, `2023/24`.
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
        .filter(|c| matches!(c, ':' | '/' | '-' | '–'))?;
    let second = Number::at(&behind[sign.len_utf8()..])?;
    let length = first.length + sign.len_utf8() + second.length;
    if rest[length..].starts_with(sign) || first.digits.len() > 1 && first.digits.starts_with('0') {
        return None;
    }
    let (a, b) = (first.words("eins"), second.words("eins"));
    let words = match (sign, first.whole?, second.whole?) {
        (':', ..) => format!("{a} zu {b}"),
        ('/', 1, 2) => half_of(&rest[length..]).to_owned(),
        ('/', over @ 1..=9, under @ (3 | 4 | 5 | 8 | 10)) if over < under => fraction(over, under),
        ('/', 1900..=2100, next @ 0..=99) => format!("{} {}", year(first.whole?), cardinal(next)),
        ('/', ..) => format!("{a} {b}"),
        (_, from @ 1000..=2100, to @ 1000..=2100) => format!("{} bis {}", year(from), year(to)),
        _ => {
            // The second is read with its unit: only the first is said here.
            return Some(Said::new(
                first.length + sign.len_utf8(),
                format!("{a} bis "),
            ));
        }
    };
    Some(Said::new(length, words))
}

/// `1/2 Liter` is half a litre, and agrees with it.
fn half_of(behind: &str) -> &'static str {
    let noun = word_behind(behind);
    if !behind.starts_with(' ') || !noun.starts_with(char::is_uppercase) {
        return "ein halb";
    }
    match gender(noun) {
        Gender::Masculine => "ein halber",
        Gender::Feminine => "eine halbe",
        Gender::Neuter => "ein halbes",
    }
}

fn fraction(over: u64, under: u64) -> String {
    let part = match under {
        3 => "Drittel".to_owned(),
        4 => "Viertel".to_owned(),
        _ => format!("{}el", capitalised(&ordinal(under))),
    };
    format!("{} {part}", before_noun(over, false))
}

/// `90er-Jahre`, `18-jährig`, `3-mal`, `5-fach`, `100-prozentig`.
pub(super) fn joined(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let rest = voice.rest();
    let length = digits(rest);
    let number: u64 = rest[..length].parse().ok().filter(|_| length <= 4)?;
    let behind = &rest[length..];
    if let Some(after) = behind
        .strip_prefix("er")
        .filter(|after| !after.starts_with(char::is_alphabetic))
    {
        let is_decade = number.is_multiple_of(10) && number > 10;
        let words = if number >= 1_000 {
            year(number)
        } else {
            cardinal(number)
        };
        let words = if is_decade {
            format!("{words}er")
        } else {
            capitalised(&format!("{words}er"))
        };
        let years = after.starts_with("-Jahre");
        return Some(Said::new(
            length + 2 + usize::from(years),
            format!("{words}{}", if years { " " } else { "" }),
        ));
    }
    let hyphen = usize::from(behind.starts_with('-'));
    let end = word(&behind[hyphen..]);
    let is_large = end.starts_with(char::is_uppercase);
    let known = [
        "jährig",
        "mal",
        "fach",
        "prozentig",
        "köpfig",
        "stündig",
        "tägig",
        "monatig",
        "minütig",
        "stellig",
        "teilig",
        "wöchig",
        "seitig",
        "stöckig",
    ];
    if !known
        .iter()
        .any(|stem| end.to_lowercase().starts_with(stem))
    {
        return None;
    }
    let words = format!("{}{}", before_noun(number, false), end.to_lowercase());
    let words = if is_large { capitalised(&words) } else { words };
    Some(Said::new(length + hyphen + end.len(), words))
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
    let is_phone = matches!(
        voice.last_word(),
        "Tel" | "Telefon" | "Telefonnummer" | "Fax"
    ) || number.digits.starts_with('0') && number.digits.len() > 1;
    if is_phone {
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && !" /-".contains(c))
            .unwrap_or(rest.len());
        let phone = rest[..end].trim_end_matches([' ', '/', '-']);
        return Some(Said::new(phone.len(), one_by_one(phone, cardinal)));
    }
    let below_zero = if is_below_zero(voice.before()) {
        "minus "
    } else {
        ""
    };
    let behind = &rest[number.length..];
    if let Some((scale, more)) = scale(behind, number.is_one()).filter(|(_, more)| *more > 1) {
        let (currency, length) = currency_behind(&behind[more..]);
        let words = format!("{below_zero}{} {scale}{currency}", number.words("eine"));
        return Some(Said::new(number.length + more + length, words));
    }
    let (currency, length) = currency_behind(behind);
    if !currency.is_empty() {
        return Some(Said::new(
            number.length + length,
            format!("{below_zero}{}", money(&number, currency.trim())),
        ));
    }
    if begins_word(behind, " Euro") {
        return Some(Said::new(
            number.length + " Euro".len(),
            format!("{below_zero}{}", money(&number, "Euro")),
        ));
    }
    if let Some((unit, one, length)) = unit(behind, number.is_one()) {
        return Some(Said::new(
            number.length + length,
            format!("{below_zero}{} {unit}", number.words(one)),
        ));
    }
    Some(Said::new(
        number.length,
        format!("{below_zero}{}", bare(voice, &number, behind)),
    ))
}

fn is_below_zero(before: &str) -> bool {
    let bare = before.strip_suffix(['−', '-']);
    bare.is_some_and(|before| before.is_empty() || before.ends_with([' ', '(']))
}

fn currency_behind(behind: &str) -> (String, usize) {
    let space = usize::from(behind.starts_with(' '));
    let found = CURRENCIES
        .iter()
        .find(|(sign, _)| begins_word(&behind[space..], sign));
    found.map_or((String::new(), 0), |(sign, name)| {
        (format!(" {name}"), space + sign.len())
    })
}

fn unit(behind: &str, is_one: bool) -> Option<(&'static str, &'static str, usize)> {
    let space = usize::from(behind.starts_with(' '));
    let text = &behind[space..];
    let (sign, one, many, is_feminine) = UNITS.iter().find(|(sign, ..)| begins_word(text, sign))?;
    let said = if *is_feminine { "eine" } else { "ein" };
    Some((if is_one { one } else { many }, said, space + sign.len()))
}

/// A year where years stand, otherwise a number; one agrees with its noun.
fn bare(voice: &Voice<'_>, number: &Number<'_>, behind: &str) -> String {
    let noun = word_behind(behind);
    let is_counted =
        behind.starts_with(' ') && noun.starts_with(char::is_uppercase) && !is_month(noun);
    let plain = number.digits.len() == 4 && number.decimals.is_empty();
    let last = voice.last_word();
    let is_dated = is_month(last)
        || matches!(
            last,
            "Jahr"
                | "Jahre"
                | "Jahres"
                | "seit"
                | "Seit"
                | "anno"
                | "Ende"
                | "Anfang"
                | "Mitte"
                | "Sommer"
                | "Herbst"
                | "Frühjahr"
                | "Winter"
                | "Frühling"
        );
    let years = number.whole.filter(|it| plain && (1100..2100).contains(it));
    if let Some(whole) = years.filter(|it| is_dated || !is_counted && *it >= 1500) {
        return year(whole);
    }
    let one = match gender(noun) {
        _ if !is_counted => "eins",
        Gender::Feminine => "eine",
        _ => "ein",
    };
    number.words(one)
}
