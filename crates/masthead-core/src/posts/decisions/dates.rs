//! Moments in words, for letters and statements.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use masthead_db::Time;

use crate::kernel::Lang;

const GERMAN_MONTHS: [&str; 12] = [
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Day and hour, where the site is.
pub(crate) fn moment(time: Time, lang: Lang, zone: &str) -> String {
    let at = zoned(time, zone);
    let day = day_of(&at, lang);
    match lang {
        Lang::De => format!("{day}, {:02}:{:02} Uhr", at.hour(), at.minute()),
        Lang::En => format!("{day}, {:02}:{:02}", at.hour(), at.minute()),
    }
}

/// The last day before a moment that is too late.
pub(crate) fn last_day_before(too_late: Time, lang: Lang, zone: &str) -> String {
    day_of(
        &zoned(Time::from_micros(too_late.as_micros() - 1), zone),
        lang,
    )
}

fn zoned(time: Time, zone: &str) -> jiff::Zoned {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Timestamp::from_microsecond(time.as_micros())
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned(zone)
}

fn day_of(at: &jiff::Zoned, lang: Lang) -> String {
    let month = usize::try_from(at.month() - 1).unwrap_or(0);
    match lang {
        Lang::De => format!("{}. {} {}", at.day(), GERMAN_MONTHS[month], at.year()),
        Lang::En => format!("{} {} {}", at.day(), ENGLISH_MONTHS[month], at.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_where_the_site_is() {
        let time = Time::from_micros(1_767_222_000_000_000);
        assert_eq!(
            moment(time, Lang::De, "Europe/Vienna"),
            "1. Jänner 2026, 00:00 Uhr"
        );
        assert_eq!(
            last_day_before(time, Lang::En, "Europe/Vienna"),
            "31 December 2025"
        );
    }
}
