//! Times in every notation that exports, feeds and wires write, to one.

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::model::{Finding, Place};

/// Reads a time; what names no zone is in `zone`. `None` for nothing and for zeros, which say the same.
pub(crate) fn in_zone(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || is_zero(text) || text.len() > 80 {
        return None;
    }
    let zoned = || text.parse::<Timestamp>().ok();
    let local = || {
        // An offset that is not understood must not be passed over.
        let names_an_offset = text
            .get(10..)
            .is_none_or(|clock| clock.contains(['+', '-']));
        if names_an_offset && text.len() > 10 {
            return None;
        }
        let civil = text
            .parse::<DateTime>()
            .or_else(|_| text.parse::<Date>().map(|date| date.at(0, 0, 0, 0)));
        at(civil.ok()?, zone)
    };
    let mail = || {
        jiff::fmt::rfc2822::parse(text)
            .ok()
            .map(|time| time.timestamp())
    };
    zoned()
        .or_else(|| number(text))
        .or_else(local)
        .or_else(|| mail_with_a_name_for_the_zone(text))
        .or_else(mail)
        .or_else(|| by_pattern(text))
        .or_else(|| wire(text, zone))
}

/// Reads a time; what names no zone is in UTC.
pub(crate) fn read(text: &str) -> Option<Timestamp> {
    in_zone(text, &TimeZone::UTC)
}

/// Reads a time in UTC; what is there and is no time is told.
pub(crate) fn told(text: &str, place: Place, findings: &mut Vec<Finding>) -> Option<Timestamp> {
    let text = text.trim();
    let time = read(text);
    if time.is_none() && !text.is_empty() && !is_zero(text) {
        let short: String = text.chars().take(60).collect();
        let what = format!("`{short}` is no time that is known here");
        findings.push(Finding::lossy(place, what));
    }
    time
}

/// What databases and programs write when they have no time.
fn is_zero(text: &str) -> bool {
    text == "0"
        || text.starts_with("0000-00-00")
        || text.starts_with("0001-01-01")
        || matches!(text, "null" | "None" | "false")
}

fn at(civil: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let zoned: Zoned = civil.to_zoned(zone.clone()).ok()?;
    Some(zoned.timestamp())
}

/// Seconds or milliseconds since 1970, perhaps with a fraction.
fn number(text: &str) -> Option<Timestamp> {
    if !text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
    {
        return None;
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.len() < 9 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let micros = match whole.abs() {
        0..100_000_000_000 => {
            let fraction: String = fraction.chars().chain("000000".chars()).take(6).collect();
            whole
                .checked_mul(1_000_000)?
                .checked_add(fraction.parse().ok()?)?
        }
        100_000_000_000..100_000_000_000_000 => whole.checked_mul(1_000)?,
        _ => whole,
    };
    Timestamp::from_microsecond(micros).ok()
}

const PATTERNS: &[&str] = &[
    "%Y-%m-%d %H:%M:%S%.f %z",
    "%Y-%m-%d %H:%M:%S%.f %:z",
    "%Y-%m-%dT%H:%M:%S%.f%z",
    "%Y-%m-%d %H:%M:%S%.f%:z",
    "%Y-%m-%dT%H:%M%:z",
    "%Y-%m-%dT%H:%M%z",
    "%Y%m%dT%H%M%S%z",
    "%Y%m%dT%H%M%S%:z",
    "%a %b %d %H:%M:%S %z %Y",
];

fn by_pattern(text: &str) -> Option<Timestamp> {
    // Go prints the zone's name behind its offset.
    let text = match text.rsplit_once(' ') {
        Some((rest, name))
            if name.len() <= 5 && name.bytes().all(|byte| byte.is_ascii_uppercase()) =>
        {
            rest
        }
        _ => text,
    };
    let ended = text.strip_suffix('Z').map(|rest| format!("{rest}+0000"));
    let candidates = [Some(text), ended.as_deref()];
    candidates.into_iter().flatten().find_map(|text| {
        PATTERNS
            .iter()
            .find_map(|pattern| Timestamp::strptime(pattern, text).ok())
    })
}

/// `20261122T0930`, `20261122T093000+01`, `20261122`: as NITF writes them.
fn wire(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let (day, rest) = text.split_at_checked(8)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(day) {
        return None;
    }
    let date = Date::new(
        day[..4].parse().ok()?,
        day[4..6].parse().ok()?,
        day[6..].parse().ok()?,
    )
    .ok()?;
    let rest = rest.strip_prefix('T').unwrap_or(rest);
    let clock = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (clock, offset) = rest.split_at(clock);
    let part = |from: usize| {
        clock
            .get(from..from + 2)
            .map_or(Ok(0), str::parse::<i8>)
            .ok()
    };
    let civil = date
        .at(0, 0, 0, 0)
        .with()
        .hour(part(0)?)
        .minute(part(2)?)
        .second(part(4)?);
    let civil = civil.build().ok()?;
    match offset.chars().next() {
        None => at(civil, zone),
        Some('Z') => at(civil, &TimeZone::UTC),
        Some(sign @ ('+' | '-')) => {
            let digits: String = offset[1..].chars().filter(char::is_ascii_digit).collect();
            let hours: i32 = digits.get(..2)?.parse().ok()?;
            let minutes: i32 = digits.get(2..4).map_or(Ok(0), str::parse).ok()?;
            let seconds = (hours * 60 + minutes) * 60 * if sign == '-' { -1 } else { 1 };
            at(civil, &TimeZone::fixed(Offset::from_seconds(seconds).ok()?))
        }
        Some(_) => None,
    }
}

/// Feeds write `Sun, 22 Nov 2026 09:30:00 CET`, and English or German names of months in the wrong places.
fn mail_with_a_name_for_the_zone(text: &str) -> Option<Timestamp> {
    let (rest, zone) = text.rsplit_once(' ')?;
    let offset = match zone {
        "CET" | "MEZ" | "WEST" | "BST" => "+0100",
        "CEST" | "MESZ" | "EET" => "+0200",
        "EEST" | "MSK" => "+0300",
        "WET" | "UTC" | "GMT" | "Z" => "+0000",
        _ => return None,
    };
    jiff::fmt::rfc2822::parse(&format!("{rest} {offset}"))
        .ok()
        .map(|time| time.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notations_of_many_systems_are_one_time() {
        for notation in [
            "2026-11-22T08:30:00Z",
            "2026-11-22T09:30:00+01:00",
            "2026-11-22T08:30:00.000Z",
            "2026-11-22T08:30:00+0000",
            "2026-11-22 08:30:00",
            "2026-11-22 09:30:00 +0100",
            "2026-11-22 09:30:00 +0100 CET",
            "2026-11-22T08:30Z",
            "1795336200",
            "1795336200.0",
            "1795336200000",
            "Sun, 22 Nov 2026 09:30:00 +0100",
            "Sun, 22 Nov 2026 08:30:00 GMT",
            "Sun, 22 Nov 2026 09:30:00 CET",
            "20261122T083000Z",
            "20261122T093000+0100",
            "20261122T0830",
            "20261122T093000+01",
        ] {
            let read = read(notation).map(|time| time.to_string());
            assert_eq!(read.as_deref(), Some("2026-11-22T08:30:00Z"), "{notation}");
        }
    }

    #[test]
    fn zeros_are_no_time_and_nonsense_is_told() {
        let mut findings = Vec::new();
        for nothing in ["", "0000-00-00 00:00:00", "0001-01-01T00:00:00Z", "0"] {
            assert_eq!(told(nothing, Place::default(), &mut findings), None);
        }
        assert!(findings.is_empty());
        for nonsense in [
            "gestern",
            "2026-13-40",
            "99999999999999999999",
            "2026112",
            "1",
        ] {
            assert_eq!(
                told(nonsense, Place::path("date"), &mut findings),
                None,
                "{nonsense}"
            );
        }
        assert_eq!(findings.len(), 5);
    }
}
