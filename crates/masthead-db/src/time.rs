//! A moment, as it stands in a column: microseconds since 1970 in UTC.

use std::time::Duration;

/// A moment in UTC with a resolution of one microsecond.
///
/// Databases disagree about timestamps (zones, ranges, resolution) and agree about whole numbers, so a moment is a
/// `bigint` everywhere. What a reader sees is made from it elsewhere; this type only orders, stores and adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Time(i64);

impl Time {
    /// The first moment of 1970.
    pub const EPOCH: Self = Self(0);

    /// The moment `micros` microseconds after the beginning of 1970 (before it, when negative).
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the beginning of 1970.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since the beginning of 1970, rounded towards the past.
    pub const fn as_secs(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// The moment `span` later; the last moment that can be told when there is none so late.
    pub fn after(self, span: Duration) -> Self {
        Self(self.0.saturating_add(micros(span)))
    }

    /// The moment `span` earlier; the first moment that can be told when there is none so early.
    pub fn before(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(micros(span)))
    }

    /// How long it has been since `earlier`; nothing when `earlier` is in fact later.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

crate::impl_column_via!(Time(i64));
