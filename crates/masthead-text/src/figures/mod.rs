//! The figures of a text, so that two languages can be compared: numbers, dates, money, percentages.
//!
//! A figure is what is meant, not how it is written: `2,4 Mio.` and `2.4 million` are one number, `18 Mrd. Euro` and
//! `€18bn` one sum. Everything is read from front to back once, with a short look ahead.

mod amount;
mod compare;
mod read;
mod spelled;
mod units;
mod written;

use std::fmt;
use std::ops::Range;

pub use amount::Amount;
pub use compare::{Difference, compare};
pub use read::figures;

/// Something that a translation must not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// A number; times of day and scores are two of them.
    Number(Amount),
    /// A share of a hundred.
    Percent(Amount),
    /// A sum, with the code of its currency.
    Money(&'static str, Amount),
    /// A day or a month of the calendar; zero is what is not said.
    Date {
        /// As it is written; two digits are of this century.
        year: u16,
        /// From 1.
        month: u8,
        /// From 1.
        day: u8,
    },
    /// A date as `06/03/2026`, which the one reads as June and the other as March.
    Slashed(u8, u8, u16),
    /// The nineties: 90.
    Decade(u8),
    /// A day of the week, Monday is 1.
    Weekday(u8),
}

impl fmt::Display for Figure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(amount) => write!(out, "{amount}"),
            Self::Percent(amount) => write!(out, "{amount} %"),
            Self::Money(currency, amount) => write!(out, "{amount} {currency}"),
            Self::Date { year, month, day } => write!(out, "{year:04}-{month:02}-{day:02}"),
            Self::Slashed(first, second, year) => write!(out, "{first}/{second}/{year}"),
            Self::Decade(decade) => write!(out, "the {decade}s"),
            Self::Weekday(day) => write!(out, "day {day} of the week"),
        }
    }
}

/// A figure with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What is meant.
    pub figure: Figure,
    /// What can be meant as well: `3 p.m.` is 15 and 3, `30m` thirty metres or millions.
    pub or: Option<Figure>,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// How it is written.
    pub how: How,
}

/// How a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum How {
    /// With digits: it must be in the other language.
    Digits,
    /// As a word that counts something: it should be.
    Words,
    /// As a word that need not mean a number: `a`, `first`, `noon`. It answers for digits in the other language.
    Maybe,
}
