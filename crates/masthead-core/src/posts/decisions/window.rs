//! Until when somebody may complain. Pure: a day goes in, a moment comes out.

use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use masthead_db::Time;

/// Months that the law gives, at least (DSA Art. 20(1)).
const MONTHS: i32 = 6;

/// The first moment that is too late to complain about a decision of which somebody was informed at `informed_at`.
///
/// The window ends with the day that has the same number six months later, at midnight where the site is. When that is
/// no working day it ends with the next one (Regulation 1182/71, Art. 3(4)); the rule never shortens it.
pub fn complaint_window_ends(informed_at: Time, zone: &str) -> Time {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let informed =
        Timestamp::from_microsecond(informed_at.as_micros()).unwrap_or(Timestamp::UNIX_EPOCH);
    let mut last = informed
        .to_zoned(zone.clone())
        .date()
        .saturating_add(MONTHS.months());
    while !is_working_day(last) {
        last = last.saturating_add(1.day());
    }
    let over = last
        .saturating_add(1.day())
        .to_zoned(zone)
        .map(|it| it.timestamp().as_microsecond());
    Time::from_micros(over.unwrap_or(i64::MAX))
}

fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// Public holidays of Austria (Arbeitsruhegesetz § 7).
fn is_holiday(day: Date) -> bool {
    const FIXED: [(i8, i8); 9] = [
        (1, 1),
        (1, 6),
        (5, 1),
        (8, 15),
        (10, 26),
        (11, 1),
        (12, 8),
        (12, 25),
        (12, 26),
    ];
    const AFTER_EASTER: [i32; 4] = [1, 39, 50, 60];
    let easter = easter(day.year());
    FIXED.contains(&(day.month(), day.day()))
        || AFTER_EASTER
            .iter()
            .any(|days| easter.saturating_add(days.days()) == day)
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm, Nature, 20 April 1876).
fn easter(year: i16) -> Date {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let correction = (century + 8) / 25;
    let epact = (19 * golden + century - century / 4 - (century - correction + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * shift + 114;
    date(
        year,
        i8::try_from(sum / 31).unwrap_or(4),
        i8::try_from(sum % 31 + 1).unwrap_or(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(day: Date, hour: i8, minute: i8) -> Time {
        let at = day
            .at(hour, minute, 0, 0)
            .in_tz("Europe/Vienna")
            .expect("the zone is known");
        Time::from_micros(at.timestamp().as_microsecond())
    }

    #[test]
    fn a_window_that_ends_on_a_sunday_stays_open_on_monday() {
        // 28 February 2027 is a Sunday (spec/office.md, CO-01).
        let ends = complaint_window_ends(local(date(2026, 8, 31), 9, 0), "Europe/Vienna");
        assert_eq!(ends, local(date(2027, 3, 2), 0, 0));
    }

    #[test]
    fn a_window_that_ends_on_a_working_day_ends_at_its_midnight() {
        let ends = complaint_window_ends(local(date(2026, 5, 20), 23, 59), "Europe/Vienna");
        assert_eq!(ends, local(date(2026, 11, 21), 0, 0));
    }

    #[test]
    fn holidays_prolong_it() {
        // Six months after 26 June 2026 is St. Stephen's Day, a Saturday.
        let ends = complaint_window_ends(local(date(2026, 6, 26), 12, 0), "Europe/Vienna");
        assert_eq!(ends, local(date(2026, 12, 29), 0, 0));
    }

    #[test]
    fn easter_is_where_the_calendar_has_it() {
        assert_eq!(easter(2026), date(2026, 4, 5));
        assert_eq!(easter(2027), date(2027, 3, 28));
        assert_eq!(easter(2038), date(2038, 4, 25));
    }
}
