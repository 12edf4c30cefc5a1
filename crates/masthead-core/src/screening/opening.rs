//! Whether somebody may write below an article just now. Pure: told what time it is.

use std::time::Duration;

use masthead_db::Time;

use crate::kernel::Posting;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Whether a thread takes posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It does, by this rule, until then.
    Open {
        /// Who waits.
        posting: Posting,
        /// When it will close by its age.
        closes_at: Option<Time>,
    },
    /// It does not, and readers are told why.
    Closed(ClosedBecause),
}

impl Opening {
    /// Whether posts are taken.
    pub fn is_open(&self) -> bool {
        matches!(self, Opening::Open { .. })
    }
}

/// Why nobody can write any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosedBecause {
    /// Somebody of the house closed it and said why.
    ByTheHouse(String),
    /// It has been open for as many days as threads here are.
    ByAge {
        /// How many days that is.
        days: u16,
    },
    /// Nobody writes below articles of this kind.
    NoThread,
    /// The article is not published.
    NoArticle,
}

/// What is known about the place where somebody wants to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Who waits: the nearest of thread, article, section and site that says so.
    pub posting: Posting,
    /// Why the house closed it, if it did.
    pub closed_because: Option<String>,
    /// When the article was first published.
    pub published_at: Option<Time>,
    /// Days after that until threads close.
    pub closes_after_days: Option<u16>,
}

/// Says whether posts are taken at `now`. The house's own word comes before the calendar's.
pub fn opening(place: &Place, now: Time) -> Opening {
    let Some(published_at) = place.published_at.filter(|it| *it <= now) else {
        return Opening::Closed(ClosedBecause::NoArticle);
    };
    if let Some(because) = &place.closed_because {
        return Opening::Closed(ClosedBecause::ByTheHouse(because.clone()));
    }
    if place.posting == Posting::Closed {
        return Opening::Closed(ClosedBecause::NoThread);
    }
    let closes_at = place
        .closes_after_days
        .map(|days| published_at.after(DAY * u32::from(days)));
    match (closes_at, place.closes_after_days) {
        (Some(at), Some(days)) if at <= now => Opening::Closed(ClosedBecause::ByAge { days }),
        _ => Opening::Open {
            posting: place.posting,
            closes_at,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place {
            posting: Posting::Pre,
            closed_because: None,
            published_at: Some(Time::from_micros(0)),
            closes_after_days: Some(14),
        }
    }

    fn days_later(days: u32) -> Time {
        Time::from_micros(0).after(DAY * days)
    }

    #[test]
    fn a_thread_closes_on_the_day_it_is_old_enough() {
        let almost = Time::from_micros(days_later(14).as_micros() - 1);
        assert_eq!(
            opening(&place(), almost),
            Opening::Open {
                posting: Posting::Pre,
                closes_at: Some(days_later(14))
            }
        );
        assert_eq!(
            opening(&place(), days_later(14)),
            Opening::Closed(ClosedBecause::ByAge { days: 14 })
        );
    }

    #[test]
    fn the_word_of_the_house_comes_before_the_calendar() {
        let closed = Place {
            closed_because: Some("Nachtruhe".to_owned()),
            ..place()
        };
        assert_eq!(
            opening(&closed, days_later(99)),
            Opening::Closed(ClosedBecause::ByTheHouse("Nachtruhe".to_owned()))
        );
    }

    #[test]
    fn nobody_writes_below_what_is_not_published() {
        let draft = Place {
            published_at: None,
            ..place()
        };
        assert_eq!(
            opening(&draft, days_later(1)),
            Opening::Closed(ClosedBecause::NoArticle)
        );
    }
}
