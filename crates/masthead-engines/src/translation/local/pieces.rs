//! Pieces of words that are single bytes: a vocabulary has them for signs that it has not. Pure.
//!
//! The engine underneath writes them as they are named, `<0xF0><0x9F>…`; the original one writes the sign.

/// The text with its bytes put together. A byte that belongs to no character becomes the sign for that.
pub(super) fn put_together(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (bytes, length) = run(rest);
        if length > 0 {
            for chunk in bytes.utf8_chunks() {
                out.push_str(chunk.valid());
                out.extend(std::iter::repeat_n('\u{fffd}', chunk.invalid().len()));
            }
            rest = &rest[length..];
        } else {
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let end = rest[first..]
                .find("<0x")
                .map_or(rest.len(), |at| at + first);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    out
}

/// The bytes named one after the other at the beginning, and the length of their names.
fn run(text: &str) -> (Vec<u8>, usize) {
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(byte) = text[length..].get(..6).and_then(byte) {
        bytes.push(byte);
        length += 6;
    }
    (bytes, length)
}

fn byte(piece: &str) -> Option<u8> {
    let digits = piece.strip_prefix("<0x")?.strip_suffix('>')?;
    let is_hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
    u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_signs_and_everything_else_stays() {
        for (text, whole) in [
            ("", ""),
            ("Das Haus", "Das Haus"),
            ("w<0x43>w", "wCw"),
            ("<0xF0><0x9F><0x8F><0xA0> Haus", "🏠 Haus"),
            ("a<0xC3>", "a\u{fffd}"),
            ("<0xC9> <0xC9><0xC9>", "\u{fffd} \u{fffd}\u{fffd}"),
            ("ä<0x4", "ä<0x4"),
            ("<0x+1>", "<0x+1>"),
            ("ö <b> <0xg0>", "ö <b> <0xg0>"),
        ] {
            assert_eq!(put_together(text), whole, "{text}");
        }
    }
}
