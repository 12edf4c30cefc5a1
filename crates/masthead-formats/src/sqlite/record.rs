//! One row as its values.

use crate::model::ReadError;

/// A number of up to nine bytes, and how many they were.
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for (at, &byte) in bytes.iter().take(9).enumerate() {
        if at == 8 {
            return Some((value << 8 | u64::from(byte), 9));
        }
        value = value << 7 | u64::from(byte & 0x7F);
        if byte < 0x80 {
            return Some((value, at + 1));
        }
    }
    None
}

/// The values of a row, each as text: empty for nothing and for bytes that are no text.
#[derive(Debug, Default)]
pub(crate) struct Cells(Vec<Option<String>>);

impl Cells {
    pub(super) fn read(payload: &[u8], encoding: u32, byte: u64) -> Result<Self, ReadError> {
        Self::parse(payload, encoding)
            .ok_or_else(|| ReadError::malformed(byte, "a row does not hold what it says"))
    }

    fn parse(payload: &[u8], encoding: u32) -> Option<Self> {
        let (head, mut at) = varint(payload)?;
        let head = usize::try_from(head).ok()?;
        let mut from = head;
        let mut values = Vec::new();
        while at < head {
            let (kind, length) = varint(payload.get(at..head)?)?;
            at += length;
            let length = length_of(kind)?;
            let bytes = payload.get(from..from.checked_add(length)?)?;
            from += length;
            values.push(value(kind, bytes, encoding));
        }
        Some(Self(values))
    }

    /// A value by its column; none for null.
    pub(crate) fn get(&self, column: usize) -> Option<&str> {
        self.0.get(column)?.as_deref()
    }
}

fn length_of(kind: u64) -> Option<usize> {
    Some(match kind {
        0 | 8 | 9 => 0,
        1..=4 => usize::try_from(kind).ok()?,
        5 => 6,
        6 | 7 => 8,
        10 | 11 => return None,
        even_or_odd => usize::try_from((even_or_odd - 12) / 2).ok()?,
    })
}

fn value(kind: u64, bytes: &[u8], encoding: u32) -> Option<String> {
    match kind {
        0 => None,
        1..=6 => Some(integer(bytes).to_string()),
        7 => Some(f64::from_be_bytes(bytes.try_into().ok()?).to_string()),
        8 => Some("0".to_owned()),
        9 => Some("1".to_owned()),
        odd if odd % 2 == 1 => Some(text(bytes, encoding)),
        _ => Some(String::new()),
    }
}

fn integer(bytes: &[u8]) -> i64 {
    let is_negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
    let start = if is_negative { -1 } else { 0 };
    bytes
        .iter()
        .fold(start, |value, byte| value << 8 | i64::from(*byte))
}

fn text(bytes: &[u8], encoding: u32) -> String {
    let unit = |pair: &[u8]| match encoding {
        2 => u16::from_le_bytes([pair[0], pair[1]]),
        _ => u16::from_be_bytes([pair[0], pair[1]]),
    };
    match encoding {
        2 | 3 => char::decode_utf16(bytes.chunks_exact(2).map(unit))
            .map(|c| c.unwrap_or('\u{FFFD}'))
            .collect(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_all_lengths_are_read() {
        assert_eq!(varint(&[0x7F]), Some((127, 1)));
        assert_eq!(varint(&[0x81, 0x00]), Some((128, 2)));
        assert_eq!(varint(&[0xFF; 9]), Some((u64::MAX, 9)));
        assert_eq!(varint(&[0xFF; 3]), None);
        assert_eq!((integer(&[0xFF]), integer(&[0x01, 0x00])), (-1, 256));
    }
}
