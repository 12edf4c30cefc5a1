//! Where a page of a thread begins, as it stands in an address. Pure.

use std::fmt;
use std::str::FromStr;

use masthead_db::{Time, Uuid};

use crate::kernel::PostId;

/// The order in which conversations are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// Those with the most answers first.
    Discussed,
}

impl Order {
    /// All of them, as they are offered.
    pub const ALL: [Order; 3] = [Order::Newest, Order::Oldest, Order::Discussed];

    /// The word in addresses and locales.
    pub fn word(self) -> &'static str {
        match self {
            Order::Newest => "newest",
            Order::Oldest => "oldest",
            Order::Discussed => "discussed",
        }
    }

    /// The order of this word; the usual one for a word that is none.
    pub fn from_word(word: &str) -> Order {
        Order::ALL
            .into_iter()
            .find(|order| order.word() == word)
            .unwrap_or_default()
    }

    /// A place before everything.
    pub(super) fn beginning(self) -> Cursor {
        match self {
            Order::Newest | Order::Discussed => Cursor {
                replies: i64::MAX,
                at: Time::from_micros(i64::MAX),
                id: PostId::from(Uuid::max()),
            },
            Order::Oldest => Cursor {
                replies: 0,
                at: Time::from_micros(i64::MIN),
                id: PostId::from(Uuid::nil()),
            },
        }
    }
}

/// The last conversation of the page before: the next page begins behind it, whatever was published meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(super) replies: i64,
    pub(super) at: Time,
    pub(super) id: PostId,
}

/// What stands in the address is no place in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no place in a thread")]
pub struct BadCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}-{}", self.replies, self.at.as_micros(), self.id)
    }
}

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, BadCursor> {
        let mut parts = text.splitn(3, '-');
        let mut number = || {
            parts
                .next()
                .and_then(|part| part.parse::<i64>().ok())
                .ok_or(BadCursor)
        };
        let (replies, at) = (number()?, number()?);
        let id = parts
            .next()
            .and_then(|part| part.parse().ok())
            .ok_or(BadCursor)?;
        Ok(Self {
            replies,
            at: Time::from_micros(at),
            id,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_standing_in_an_address() {
        let id = PostId::from(Uuid::from_u128(7));
        let cursor = Cursor {
            replies: 3,
            at: Time::from_micros(1_700_000_000_000_000),
            id,
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
    }

    #[test]
    fn what_somebody_made_up_is_no_place() {
        for text in ["", "1-2", "x-1-2", "1-1-zz", "9999999999999999999999-1-1"] {
            assert_eq!(text.parse::<Cursor>(), Err(BadCursor), "{text}");
        }
    }
}
