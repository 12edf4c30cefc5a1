//! Times as each format wants them.

use jiff::Timestamp;

/// RFC 3339, to the second: `2026-11-22T12:05:00Z`.
pub(super) fn rfc3339(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// RFC 822 as RSS wants it, with a year of four digits: `Sun, 22 Nov 2026 12:05:00 +0000`.
pub(super) fn rfc822(time: Timestamp) -> String {
    time.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

/// The same as [`rfc3339`]; nothing if there is none.
pub(super) fn maybe(time: Option<Timestamp>) -> String {
    time.map(rfc3339).unwrap_or_default()
}
