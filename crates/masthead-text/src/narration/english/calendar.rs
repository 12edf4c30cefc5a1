//! English days and times of day.

use super::numbers::{cardinal, ordinal, year};
use super::words::{MONTHS, month};
use super::written::begins_word;
use crate::narration::voice::{Said, Slashes, Voice, digits, word};

/// `March 14, 2024`, `14 March 2024`, `the 14th of March`, `2026-03-06`, `06/03/2026`.
pub(super) fn days(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let rest = voice.rest();
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return month_first(rest);
    }
    numeric(rest, voice.slashes).or_else(|| day_first(voice))
}

fn month_first(rest: &str) -> Option<Said> {
    let name = word(rest);
    let month = month(name)?;
    let stop = usize::from(rest[name.len()..].starts_with('.'));
    let start = name.len() + stop;
    let behind = rest[start..].strip_prefix(' ')?;
    let length = digits(behind);
    let number: u64 = behind[..length].parse().ok().filter(|_| length <= 4)?;
    let mut end = start + 1 + length;
    if length == 4 {
        return Some(Said::new(end, format!("{month} {}", year(number))));
    }
    if !(1..=31).contains(&number)
        || rest[end..].starts_with([':', '.']) && digits(&rest[end + 1..]) > 0
    {
        return None;
    }
    end += ordinal_end(&rest[end..]);
    let (years, more) = year_behind(&rest[end..]);
    Some(Said::new(
        end + more,
        format!("{month} the {}{years}", ordinal(number)),
    ))
}

fn day_first(voice: &Voice<'_>) -> Option<Said> {
    let rest = voice.rest();
    let length = digits(rest);
    let number: u64 = rest[..length]
        .parse()
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let mut end = length + ordinal_end(&rest[length..]);
    let behind = rest[end..].strip_prefix(' ')?;
    let of = if behind.starts_with("of ") {
        "of ".len()
    } else {
        0
    };
    let name = word(&behind[of..]);
    let month = month(name).filter(|_| name != "May" || of > 0 || !rest[end..].is_empty())?;
    end += 1 + of + name.len();
    end += usize::from(name.len() < month.len() && rest[end..].starts_with('.'));
    let (years, more) = year_behind(&rest[end..]);
    let the = if voice.last_word().eq_ignore_ascii_case("the") {
        ""
    } else {
        "the "
    };
    Some(Said::new(
        end + more,
        format!("{the}{} of {month}{years}", ordinal(number)),
    ))
}

/// `, 2024` or ` 2024`; the comma behind the year goes with it.
fn year_behind(behind: &str) -> (String, usize) {
    let text = behind.strip_prefix(',').unwrap_or(behind);
    let Some(text) = text.strip_prefix(' ') else {
        return (String::new(), 0);
    };
    let number: Option<u64> = text[..digits(text)].parse().ok();
    match number.filter(|it| digits(text) == 4 && (1000..2200).contains(it)) {
        Some(number) => (format!(", {}", year(number)), behind.len() - text.len() + 4),
        None => (String::new(), 0),
    }
}

fn numeric(rest: &str, slashes: Slashes) -> Option<Said> {
    let first = digits(rest);
    let sign = rest[first..].chars().next().filter(|c| "/-".contains(*c))?;
    let behind = &rest[first + 1..];
    let second = digits(behind);
    let third_text = behind[second..].strip_prefix(sign)?;
    let third = digits(third_text);
    let (a, b): (u64, u64) = (rest[..first].parse().ok()?, behind[..second].parse().ok()?);
    let c: u64 = third_text[..third].parse().ok()?;
    let (day, month, year_said) = match (sign, first, second, third, slashes) {
        ('-', 4, 2, 2, _) => (c, b, a),
        ('/', 1..=2, 1..=2, 4, _) if b > 12 => (b, a, c),
        ('/', 1..=2, 1..=2, 4, _) if a > 12 => (a, b, c),
        ('/', 1..=2, 1..=2, 4, Slashes::DayFirst) => (a, b, c),
        ('/', 1..=2, 1..=2, 4, Slashes::MonthFirst) => (b, a, c),
        _ => return None,
    };
    let name = MONTHS.get(usize::try_from(month.checked_sub(1)?).ok()?)?;
    let words = format!("the {} of {name}, {}", ordinal(day), year(year_said));
    (1..=31)
        .contains(&day)
        .then(|| Said::new(first + second + third + 2, words))
}

pub(super) fn ordinal_end(behind: &str) -> usize {
    if ["st", "nd", "rd", "th"].contains(&word(behind)) {
        2
    } else {
        0
    }
}

/// `3:45pm`, `3 p.m.`, `15:30`, `9:05`, `10:00`.
pub(super) fn times(voice: &mut Voice<'_>) -> Option<Said> {
    if !voice.begins() {
        return None;
    }
    let rest = voice.rest();
    let length = digits(rest);
    let hour: u64 = rest[..length]
        .parse()
        .ok()
        .filter(|hour| length <= 2 && *hour < 25)?;
    let minutes = rest[length..]
        .strip_prefix([':', '.'])
        .filter(|behind| digits(behind) == 2);
    let minutes: Option<u64> = minutes
        .and_then(|behind| behind[..2].parse().ok())
        .filter(|it| *it < 60);
    let end = length + if minutes.is_some() { 3 } else { 0 };
    let is_colon = minutes.is_some() && rest[length..].starts_with(':');
    let half = half_of_day(&rest[end..]);
    if minutes.is_some() && rest[end..].starts_with(':') {
        return lasting(rest, hour, minutes?, end);
    }
    let said = match minutes {
        None => cardinal(hour),
        Some(0) if half.is_some() => cardinal(hour),
        Some(0) => format!("{} o'clock", cardinal(hour)),
        Some(few @ 1..=9) => format!("{} oh {}", cardinal(hour), cardinal(few)),
        Some(many) => format!("{} {}", cardinal(hour), cardinal(many)),
    };
    match half {
        // The full stop of `p.m.` may be that of the sentence; it is written once either way.
        Some((half, more)) => Some(Said::new(end + more, format!("{said} {half}"))),
        None => is_colon.then(|| Said::new(end, said)),
    }
}

fn lasting(rest: &str, hours: u64, minutes: u64, end: usize) -> Option<Said> {
    let behind = &rest[end + 1..];
    let seconds: u64 = behind[..digits(behind)]
        .parse()
        .ok()
        .filter(|_| digits(behind) == 2)?;
    let named = [(hours, "hour"), (minutes, "minute"), (seconds, "second")];
    let parts: Vec<String> = named
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| {
            format!(
                "{} {name}{}",
                cardinal(*count),
                if *count == 1 { "" } else { "s" }
            )
        })
        .collect();
    Some(Said::new(end + 3, parts.join(" ")))
}

fn half_of_day(behind: &str) -> Option<(&'static str, usize)> {
    let space = usize::from(behind.starts_with(' '));
    let text = &behind[space..];
    for (half, names) in [
        ("a.m.", ["a.m.", "am", "AM"]),
        ("p.m.", ["p.m.", "pm", "PM"]),
    ] {
        if let Some(name) = names.iter().find(|name| begins_word(text, name)) {
            return Some((half, space + name.len()));
        }
    }
    None
}
