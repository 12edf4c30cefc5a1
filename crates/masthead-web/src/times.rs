//! Times as people read them, in the site's zone: “22. November 2026, 14:05 Uhr”, “22 November 2026, 14:05”.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use masthead_core::kernel::{Lang, Time};

use crate::words::{Words, words};

/// Writes times for one reader.
#[derive(Clone)]
pub struct Times {
    zone: TimeZone,
    words: &'static Words,
}

/// A moment, ready for the page: what a person reads and what a program reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Day and time in the site's zone.
    pub shown: String,
    /// RFC 3339 in UTC, for `datetime`.
    pub machine: String,
}

/// A moment in little room: the day without what goes without saying, and the whole of it for whoever asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// “22. Nov., 14:05”, or the day with its year when it is not this one.
    pub shown: String,
    /// “22. November 2026, 14:05 Uhr”.
    pub full: String,
    /// RFC 3339 in UTC, for `datetime`.
    pub machine: String,
    /// The site's zone, for `times.js`.
    pub zone: String,
}

impl Times {
    /// In a language and a zone (IANA name). An unknown zone is UTC; `masthead doctor` names it.
    pub fn new(lang: Lang, zone: &str) -> Self {
        Self {
            zone: TimeZone::get(zone).unwrap_or(TimeZone::UTC),
            words: words(lang),
        }
    }

    /// Day and time: “22. November 2026, 14:05 Uhr”.
    pub fn moment(&self, time: Time) -> Moment {
        let at = self.zoned(time);
        let day = self.day_of(&at);
        let shown = match self.words.lang() {
            Lang::De => format!("{day}, {:02}:{:02} Uhr", at.hour(), at.minute()),
            Lang::En => format!("{day}, {}:{:02}", at.hour(), at.minute()),
        };
        Moment {
            shown,
            machine: machine(time),
        }
    }

    /// Day and time in little room, as beside a teaser. It says nothing that is wrong an hour later, because a page may
    /// be kept that long; `times.js` says “12 minutes ago” where there is a script.
    pub fn brief(&self, time: Time, now: Time) -> Brief {
        let (at, today) = (self.zoned(time), self.zoned(now));
        let month = self
            .words
            .say(&format!("month-short-{}", at.month()))
            .into_owned();
        let day = match self.words.lang() {
            Lang::De => format!("{}. {month}", at.day()),
            Lang::En => format!("{} {month}", at.day()),
        };
        let shown = if at.year() == today.year() {
            format!("{day}, {}:{:02}", at.hour(), at.minute())
        } else {
            format!("{day} {}", at.year())
        };
        let Moment {
            shown: full,
            machine,
        } = self.moment(time);
        let zone = self.zone.iana_name().unwrap_or("UTC").to_owned();
        Brief {
            shown,
            full,
            machine,
            zone,
        }
    }

    /// The day alone: “22. November 2026”.
    pub fn day(&self, time: Time) -> Moment {
        Moment {
            shown: self.day_of(&self.zoned(time)),
            machine: machine(time),
        }
    }

    /// Weekday and day, as a newspaper has it under its name: “Sonntag, 22. November 2026”.
    pub fn weekday(&self, time: Time) -> String {
        let at = self.zoned(time);
        let weekday = format!("weekday-{}", at.weekday().to_monday_one_offset());
        format!("{}, {}", self.words.say(&weekday), self.day_of(&at))
    }

    /// Day and time in figures, to the minute, for tables of the newsroom: “22.11.2026 14:05”.
    pub fn figures(&self, time: Time) -> Moment {
        let at = self.zoned(time);
        let shown = match self.words.lang() {
            Lang::De => at.strftime("%d.%m.%Y %H:%M").to_string(),
            Lang::En => at.strftime("%d/%m/%Y %H:%M").to_string(),
        };
        Moment {
            shown,
            machine: machine(time),
        }
    }

    /// How long something takes, in its largest unit: “12 Minuten”.
    pub fn duration(&self, secs: i64) -> String {
        match secs {
            ..60 => self.words.say("duration-under-a-minute").into_owned(),
            60..5_400 => self.words.count("duration-minutes", (secs + 30) / 60),
            5_400..129_600 => self.words.count("duration-hours", (secs + 1_800) / 3_600),
            _ => self.words.count("duration-days", (secs + 43_200) / 86_400),
        }
    }

    /// The site's zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    fn zoned(&self, time: Time) -> jiff::Zoned {
        timestamp(time).to_zoned(self.zone.clone())
    }

    fn day_of(&self, at: &jiff::Zoned) -> String {
        let month = format!("month-{}", at.month());
        let month = self.words.say(&month);
        match self.words.lang() {
            Lang::De => format!("{}. {month} {}", at.day(), at.year()),
            Lang::En => format!("{} {month} {}", at.day(), at.year()),
        }
    }
}

/// RFC 3339 in UTC, to the second.
pub fn machine(time: Time) -> String {
    timestamp(time).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The same moment for those who write it in their own way. What no calendar has is the beginning of 1970.
pub(crate) fn timestamp(time: Time) -> Timestamp {
    Timestamp::from_microsecond(time.as_micros()).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A_SUNDAY: Time = Time::from_micros(1_795_349_100_000_000);

    #[test]
    fn a_time_is_told_in_the_zone_of_the_site() {
        let german = Times::new(Lang::De, "Europe/Vienna");
        assert_eq!(
            german.moment(A_SUNDAY).shown,
            "22. November 2026, 13:05 Uhr"
        );
        assert_eq!(german.moment(A_SUNDAY).machine, "2026-11-22T12:05:00Z");
        assert_eq!(
            Times::new(Lang::En, "UTC").weekday(A_SUNDAY),
            "Sunday, 22 November 2026"
        );
    }

    #[test]
    fn in_little_room_the_year_is_told_only_when_it_is_another() {
        let german = Times::new(Lang::De, "Europe/Vienna");
        let brief = german.brief(A_SUNDAY, A_SUNDAY);
        assert_eq!(brief.shown, "22. Nov., 13:05");
        assert_eq!(brief.full, "22. November 2026, 13:05 Uhr");
        let year = std::time::Duration::from_secs(366 * 24 * 60 * 60);
        assert_eq!(
            german.brief(A_SUNDAY, A_SUNDAY.after(year)).shown,
            "22. Nov. 2026"
        );
        assert_eq!(
            Times::new(Lang::En, "UTC").brief(A_SUNDAY, A_SUNDAY).shown,
            "22 Nov, 12:05"
        );
    }

    #[test]
    fn a_duration_is_told_in_one_unit() {
        let english = Times::new(Lang::En, "UTC");
        assert_eq!(english.duration(20), "less than a minute");
        assert_eq!(english.duration(61), "one minute");
        assert_eq!(english.duration(720), "12 minutes");
        assert_eq!(english.duration(7_200), "2 hours");
    }
}
