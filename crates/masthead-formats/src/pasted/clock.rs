//! Dates and times as pages print them, in both languages: `22. November 2026, 09:30 Uhr`, `Nov 22, 2026 9:30 AM ET`.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

use super::days::{is_weekday, month};

/// Words that stand before a time of change.
const UPDATE: &[&str] = &[
    "aktualisiert",
    "aktualisiert:",
    "update",
    "update:",
    "updated",
    "updated:",
    "zuletzt",
    "geändert",
    "last",
    "modified",
    "stand:",
    "letztes",
    "bearbeitet",
];
/// Words that stand around a time and say nothing more.
const AROUND: &[&str] = &[
    "am",
    "um",
    "uhr",
    "den",
    "der",
    "vom",
    "the",
    "of",
    "on",
    "at",
    "h",
    "veröffentlicht",
    "veröffentlicht:",
    "erschienen",
    "erschienen:",
    "publiziert",
    "published",
    "published:",
    "posted",
    "datum:",
    "date:",
    "erstellt",
    "erstellt:",
    "online",
    "seit",
    "first",
    "dated",
];
/// Offsets of zones that pages name, in minutes.
const ZONES: &[(&str, i32)] = &[
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("gmt", 0),
    ("utc", 0),
    ("bst", 60),
    ("et", -300),
    ("est", -300),
    ("edt", -240),
    ("pt", -480),
    ("pst", -480),
    ("pdt", -420),
];

/// A time on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    /// When; none when it names no day.
    pub(super) at: Option<Timestamp>,
    /// Whether it is the time of a change.
    pub(super) is_update: bool,
    /// Why somebody should look at it.
    pub(super) doubt: Option<&'static str>,
}

/// The times in a line that has nothing but times; none when it says anything else.
pub(super) fn stamps(line: &str, zone: &TimeZone) -> Vec<Stamp> {
    if line.chars().count() > 140 {
        return Vec::new();
    }
    let words: Vec<String> = spaced(line).split_whitespace().map(str::to_owned).collect();
    let begins_update = |word: &String| UPDATE.contains(&word.as_str());
    let cut = words.iter().skip(1).position(begins_update);
    let (first, second) = words.split_at(cut.map_or(words.len(), |at| at + 1));
    let mut stamps = Vec::new();
    for half in [first, second].into_iter().filter(|half| !half.is_empty()) {
        match Found::of(half).and_then(|found| found.stamp(zone)) {
            Some(stamp) => stamps.push(stamp),
            // `Veröffentlicht` alone before an update says nothing, anything else is no line of times.
            None if half.iter().all(|word| AROUND.contains(&word.as_str())) => {}
            None => return Vec::new(),
        }
    }
    stamps
}

/// Small letters, and everything that parts words as a space.
fn spaced(line: &str) -> String {
    let line = line
        .to_lowercase()
        .replace("a.m.", "am")
        .replace("p.m.", "pm");
    line.replace([',', '|', '·', '•', '–', '—', '(', ')', '⋅', '∙'], " ")
        .replace(" - ", " ")
}

/// What the words of a line are.
#[derive(Default)]
struct Found {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    clock: Option<Time>,
    offset: Option<i32>,
    is_update: bool,
    is_relative: bool,
    doubt: Option<&'static str>,
}

impl Found {
    fn of(words: &[String]) -> Option<Self> {
        let mut found = Self::default();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let next = words.get(at + 1).map(String::as_str);
            at += found.take(word, next)?;
        }
        Some(found)
    }

    /// Takes a word, perhaps with the next, and says how many they were; none when it is no word of times.
    fn take(&mut self, word: &str, next: Option<&str>) -> Option<usize> {
        if let Some(clock) = clock(word, next) {
            self.clock = Some(clock.0);
            return Some(clock.1);
        }
        if UPDATE.contains(&word) {
            self.is_update = true;
            return Some(1);
        }
        if self.whole_date(word) {
            return Some(1);
        }
        let bare = word.trim_end_matches('.');
        if let Some(month) = month(bare) {
            self.month = Some(month);
            return Some(1);
        }
        if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == bare) {
            self.offset = Some(*minutes);
            return Some(1);
        }
        if matches!(bare, "heute" | "gestern" | "today" | "yesterday") {
            self.is_relative = true;
            return Some(1);
        }
        if AROUND.contains(&word) || is_weekday(bare.trim_end_matches(':')) {
            return Some(1);
        }
        self.number(bare)
    }

    /// `22.`, `22nd`, `2026`.
    fn number(&mut self, word: &str) -> Option<usize> {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if !matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th") {
            return None;
        }
        let number: i16 = digits.parse().ok()?;
        match number {
            1..=31 if self.day.is_none() => self.day = i8::try_from(number).ok(),
            1900..=2100 if self.year.is_none() => self.year = Some(number),
            _ => return None,
        }
        Some(1)
    }

    /// `22.11.2026`, `22.11.26`, `2026-11-22`, `11/22/2026`.
    fn whole_date(&mut self, word: &str) -> bool {
        let mark = ['.', '-', '/']
            .into_iter()
            .find(|mark| word.contains(*mark));
        let Some(mark) = mark else { return false };
        let parts: Vec<i16> = match word
            .trim_end_matches('.')
            .split(mark)
            .map(str::parse)
            .collect()
        {
            Ok(parts) => parts,
            Err(_) => return false,
        };
        let [first, second, third] = parts[..] else {
            return false;
        };
        let (year, month, day) = match mark {
            '-' if first > 31 => (first, second, third),
            '/' if second > 12 => (third, first, second),
            '/' if first <= 12 => {
                self.doubt = Some("the day or the month may stand first: 3/4 was read as 3 April");
                (third, second, first)
            }
            _ => (third, second, first),
        };
        let year = if year < 100 { 2000 + year } else { year };
        if Date::new(
            year,
            i8::try_from(month).unwrap_or(0),
            i8::try_from(day).unwrap_or(0),
        )
        .is_err()
        {
            return false;
        }
        (self.year, self.month, self.day) =
            (Some(year), i8::try_from(month).ok(), i8::try_from(day).ok());
        true
    }

    fn stamp(&self, zone: &TimeZone) -> Option<Stamp> {
        if self.is_relative {
            return Some(Stamp {
                at: None,
                is_update: self.is_update,
                doubt: Some("it names no day, only today or yesterday"),
            });
        }
        let (day, month) = (self.day?, self.month?);
        let Some(year) = self.year else {
            return self.clock.map(|_| Stamp {
                at: None,
                is_update: self.is_update,
                doubt: Some("it names no year"),
            });
        };
        let date = Date::new(year, month, day).ok()?;
        let civil = date.to_datetime(self.clock.unwrap_or(Time::midnight()));
        let zone = match self.offset {
            Some(minutes) => TimeZone::fixed(Offset::from_seconds(minutes * 60).ok()?),
            None => zone.clone(),
        };
        let at = civil.to_zoned(zone).ok()?.timestamp();
        Some(Stamp {
            at: Some(at),
            is_update: self.is_update,
            doubt: self.doubt,
        })
    }
}

/// `09:30`, `9.30` before `uhr`, `9` before `uhr`, `9:30pm`, `9` before `pm`; with how many words it took.
fn clock(word: &str, next: Option<&str>) -> Option<(Time, usize)> {
    let half = |text: &str| match text {
        "am" => Some(0),
        "pm" => Some(12),
        _ => None,
    };
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let attached = half(&word[digits.len()..]);
    if attached.is_none() && digits.len() < word.len() && &word[digits.len()..] != "h" {
        return None;
    }
    let is_hour = next == Some("uhr")
        || attached.is_some()
        || matches!(next, Some("am" | "pm") if digits.len() <= 2 && next == Some("pm"));
    let mark = match digits {
        text if text.contains(':') => ':',
        text if text.contains('.') && next == Some("uhr") => '.',
        _ if is_hour => ':',
        _ => return None,
    };
    let mut parts = digits.split(mark).map(str::parse::<i8>);
    let hour = parts.next()?.ok()?;
    let minute = parts.next().unwrap_or(Ok(0)).ok()?;
    let second = parts.next().unwrap_or(Ok(0)).ok()?;
    // `am` behind a time with a colon is the half of the day; behind a bare number it is German.
    let follows = next
        .and_then(half)
        .filter(|_| attached.is_none() && hour <= 12 && digits.contains(':') || next == Some("pm"));
    let hour = match attached.or(follows) {
        Some(12) if hour < 12 => hour + 12,
        Some(0) if hour == 12 => 0,
        _ => hour,
    };
    let time = Time::new(hour, minute, second, 0).ok()?;
    Some((
        time,
        1 + usize::from(attached.is_none() && follows.is_some()),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<String> {
        let vienna = TimeZone::fixed(Offset::constant(1));
        let stamps = stamps(line, &vienna).into_iter();
        stamps
            .map(|stamp| {
                let at = stamp.at.map_or("?".to_owned(), |at| at.to_string());
                format!("{}{at}", if stamp.is_update { "u " } else { "" })
            })
            .collect()
    }

    #[test]
    fn the_notations_of_both_languages_are_one_time() {
        for line in [
            "22. November 2026, 09:30",
            "Sonntag, 22. November 2026, 9.30 Uhr",
            "So., 22.11.2026 | 09:30 Uhr",
            "22.11.26, 09:30",
            "Veröffentlicht am 22. November 2026 um 09:30 Uhr",
            "2026-11-22 09:30",
            "November 22, 2026 at 9:30 a.m.",
            "Nov. 22, 2026 9:30 AM CET",
            "Published 22nd November 2026, 08:30 GMT",
            "Sun, 22 Nov 2026 08:30 UTC",
            "11/22/2026 9:30am",
        ] {
            assert_eq!(read(line), ["2026-11-22T08:30:00Z"], "{line}");
        }
        assert_eq!(read("22. Jänner 2026"), ["2026-01-21T23:00:00Z"]);
        assert_eq!(read("22 November 2026 9:30 pm"), ["2026-11-22T20:30:00Z"]);
    }

    #[test]
    fn a_change_is_told_from_the_first_time() {
        assert_eq!(
            read("22. November 2026, 09:30 (aktualisiert: 22. November 2026, 10:12)"),
            ["2026-11-22T08:30:00Z", "u 2026-11-22T09:12:00Z"]
        );
        assert_eq!(
            read("Updated November 22, 2026 10:12 am"),
            ["u 2026-11-22T09:12:00Z"]
        );
        assert_eq!(
            read("Stand: 22.11.2026, 10:12 Uhr"),
            ["u 2026-11-22T09:12:00Z"]
        );
    }

    #[test]
    fn what_is_no_date_is_none() {
        for line in [
            "Im November 2026 wurde die Brücke gesperrt",
            "22 Postings",
            "Mai",
            "Am Sonntag um 9",
            "9:30",
            "2026",
            "31. Februar 2026",
            "3.500",
            "1. November",
            "So",
        ] {
            assert_eq!(read(line), Vec::<String>::new(), "{line}");
        }
        assert_eq!(read("Heute, 09:30"), ["?"]);
    }
}
