//! The days and months of a budget, in UTC as engines count them. Pure.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use masthead_db::Time;

/// A time that a budget covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Day,
    Month,
}

impl Period {
    /// When the period began in which `now` lies.
    pub(super) fn began(self, now: Time) -> Time {
        self.bounds(now).0
    }

    /// When the next one begins.
    pub(super) fn ends(self, now: Time) -> Time {
        self.bounds(now).1
    }

    fn bounds(self, now: Time) -> (Time, Time) {
        let today = Timestamp::from_microsecond(now.as_micros())
            .unwrap_or(Timestamp::UNIX_EPOCH)
            .to_zoned(TimeZone::UTC)
            .date();
        let (first, span) = match self {
            Self::Day => (today, 1.day()),
            Self::Month => (today.first_of_month(), 1.month()),
        };
        let midnight = |date: jiff::civil::Date| {
            let at = date.to_zoned(TimeZone::UTC).map(|it| it.timestamp());
            at.map_or(now, |at| Time::from_micros(at.as_microsecond()))
        };
        let next = first.checked_add(span).unwrap_or(first);
        (midnight(first), midnight(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        let at: Timestamp = text.parse().expect("a time");
        Time::from_micros(at.as_microsecond())
    }

    #[test]
    fn a_month_begins_on_its_first_midnight_and_ends_with_the_next_one() {
        let now = at("2026-12-31T23:59:59Z");
        assert_eq!(Period::Month.began(now), at("2026-12-01T00:00:00Z"));
        assert_eq!(Period::Month.ends(now), at("2027-01-01T00:00:00Z"));
        assert_eq!(Period::Day.began(now), at("2026-12-31T00:00:00Z"));
        assert_eq!(Period::Day.ends(now), at("2027-01-01T00:00:00Z"));
    }
}
