//! How a time stands in JSON: as text in UTC, like `2026-11-22T08:30:00Z`; nothing when it is not known.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

#[expect(clippy::ref_option, reason = "serde hands fields over like this")]
pub(super) fn serialize<S: Serializer>(
    time: &Option<Timestamp>,
    out: S,
) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => out.collect_str(time),
        None => out.serialize_none(),
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Timestamp>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    let time = text.map(|text| text.parse().map_err(D::Error::custom));
    time.transpose()
}
