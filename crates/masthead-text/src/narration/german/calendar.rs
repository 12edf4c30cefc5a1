//! German days and times of day.

use super::numbers::{before_noun, cardinal, ordinal, year};
use super::ordinals::ending;
use super::words::MONTHS;
use super::written::begins_word;
use crate::narration::shared::ends_here;
use crate::narration::voice::{Said, Slashes, Voice, digits};

/// `31.12.2025`, `2026-03-06`, `06/03/2026`.
pub(super) fn days(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let rest = voice.rest();
    let first = digits(rest);
    let sign = rest[first..]
        .chars()
        .next()
        .filter(|c| "./-".contains(*c))?;
    let space = usize::from(sign == '.' && rest[first + 1..].starts_with(' '));
    let from = first + 1 + space;
    let second = digits(&rest[from..]);
    let behind = rest[from + second..].strip_prefix(sign)?;
    let gap = usize::from(sign == '.' && behind.starts_with(' ') && digits(&behind[1..]) == 4);
    let third = digits(&behind[gap..]);
    let last = from + second + 1 + gap;
    let part = |start: usize, length: usize| rest[start..start + length].parse::<u64>().ok();
    let (a, b) = (part(0, first)?, part(from, second)?);
    let c = part(last, third).unwrap_or(0);
    let (day, month, year_said, length) = match (sign, first, second, third) {
        ('-', 4, 2, 2) => (c, b, Some(a), last + third),
        ('.', 1..=2, 1..=2, 4) => (a, b, Some(c), last + third),
        ('.', 1..=2, 1..=2, 2) => (a, b, Some(c + 2000), last + third),
        ('.', 1..=2, 1..=2, 0) => (a, b, None, from + second + usize::from(!ends_here(behind))),
        ('/', 1..=2, 1..=2, 4) if voice.slashes == Slashes::MonthFirst => {
            (b, a, Some(c), last + third)
        }
        ('/', 1..=2, 1..=2, 4) => (a, b, Some(c), last + third),
        _ => return None,
    };
    let name = MONTHS.get(usize::try_from(month.checked_sub(1)?).ok()?)?;
    if !(1..=31).contains(&day) {
        return None;
    }
    let ending = ending(voice, name);
    voice.last_ending = Some(ending);
    let year_said = year_said.map_or(String::new(), |it| format!(" {}", year(it)));
    Some(Said::new(
        length,
        format!("{}{ending} {name}{year_said}", ordinal(day)),
    ))
}

/// `3:45 Uhr`, `20.15 Uhr`, `15 Uhr`, `um 6.02`, `2:31:05 Stunden`.
pub(super) fn times(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let rest = voice.rest();
    let length = digits(rest);
    let hour: u64 = rest[..length].parse().ok().filter(|_| length <= 2)?;
    let said = |hour: u64| {
        if hour == 1 {
            "ein".to_owned()
        } else {
            cardinal(hour)
        }
    };
    if let Some(behind) = rest[length..]
        .strip_prefix(' ')
        .filter(|behind| begins_word(behind, "Uhr"))
    {
        let _ = behind;
        return Some(Said::new(
            length + " Uhr".len(),
            format!("{} Uhr", said(hour)),
        ));
    }
    let behind = rest[length..].strip_prefix([':', '.'])?;
    let minutes: u64 = behind[..digits(behind)].parse().ok()?;
    if digits(behind) != 2 || minutes > 59 {
        return None;
    }
    let after = &behind[2..];
    if let Some(seconds) = after.strip_prefix(':').filter(|it| digits(it) == 2) {
        let seconds: u64 = seconds[..2].parse().ok()?;
        let hours = if begins_word(&after[3..], " Stunden") {
            " Stunden".len()
        } else {
            0
        };
        return Some(Said::new(
            length + 6 + hours,
            lasting(hour, minutes, seconds),
        ));
    }
    if begins_word(after, " Stunden") {
        return Some(Said::new(
            length + 3 + " Stunden".len(),
            lasting(hour, minutes, 0),
        ));
    }
    let has_hour = begins_word(after, " Uhr");
    let is_asked = matches!(
        voice.last_word(),
        "um" | "gegen" | "Um" | "Gegen" | "ab" | "bis" | "Ab"
    );
    let is_colon = rest[length..].starts_with(':');
    let is_alone = !after.starts_with(['.', ',', ' ']);
    let is_time =
        has_hour || hour < 25 && (is_asked || is_colon && behind.starts_with('0') && is_alone);
    if !is_time {
        return None;
    }
    let more = if has_hour { " Uhr".len() } else { 0 };
    let minutes = if minutes == 0 {
        String::new()
    } else {
        format!(" {}", cardinal(minutes))
    };
    Some(Said::new(
        length + 3 + more,
        format!("{} Uhr{minutes}", said(hour)),
    ))
}

/// How long something took.
fn lasting(hours: u64, minutes: u64, seconds: u64) -> String {
    let named = [(hours, "Stunde"), (minutes, "Minute"), (seconds, "Sekunde")];
    let parts: Vec<String> = named
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| {
            let many = if *count == 1 { "" } else { "n" };
            format!("{} {name}{many}", before_noun(*count, true))
        })
        .collect();
    parts.join(" ")
}
