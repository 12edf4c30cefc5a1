//! Bytes of any of the encodings that newsrooms still meet, as UTF-8: what is no character becomes a mark, and is counted.

use std::io::{BufRead, Read, Result};

/// Bytes decoded at a time.
const PIECE: usize = 16 * 1024;
/// Enough of a file to find its declaration.
const DECLARATION: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16 { is_big: bool },
    Windows1252,
}

/// A source as UTF-8. Every byte sequence that is no character becomes U+FFFD.
pub(crate) struct Utf8<R> {
    source: R,
    encoding: Option<Encoding>,
    /// Bytes of a character that is not whole yet.
    rest: Vec<u8>,
    ready: Vec<u8>,
    at: usize,
    is_over: bool,
}

impl<R: BufRead> Utf8<R> {
    pub(crate) fn of(source: R) -> Self {
        Self {
            source,
            encoding: None,
            rest: Vec::new(),
            ready: Vec::new(),
            at: 0,
            is_over: false,
        }
    }

    fn refill(&mut self) -> Result<()> {
        self.ready.clear();
        self.at = 0;
        while self.ready.is_empty() && !self.is_over {
            let taken = self.source.fill_buf()?;
            let length = taken.len().min(PIECE);
            self.is_over = length == 0;
            self.rest.extend_from_slice(&taken[..length]);
            self.source.consume(length);
            if self.encoding.is_none() && self.rest.len() < DECLARATION && !self.is_over {
                continue;
            }
            let encoding = *self.encoding.get_or_insert_with(|| encoding_of(&self.rest));
            let used = match encoding {
                Encoding::Utf8 => utf8(&self.rest, self.is_over, &mut self.ready),
                Encoding::Windows1252 => windows_1252(&self.rest, &mut self.ready),
                Encoding::Utf16 { is_big } => {
                    utf16(&self.rest, is_big, self.is_over, &mut self.ready)
                }
            };
            self.rest.drain(..used);
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Utf8<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let ready = self.fill_buf()?;
        let length = ready.len().min(into.len());
        into[..length].copy_from_slice(&ready[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.at == self.ready.len() {
            self.refill()?;
        }
        Ok(&self.ready[self.at..])
    }

    fn consume(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.ready.len());
    }
}

/// A whole file as text, as [`Utf8`] reads it.
pub(crate) fn text(bytes: &[u8]) -> String {
    let mut text = String::new();
    match Utf8::of(bytes).read_to_string(&mut text) {
        Ok(_) => text,
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn encoding_of(beginning: &[u8]) -> Encoding {
    match beginning {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => return Encoding::Utf16 { is_big: false },
        [0xFE, 0xFF, ..] | [0, b'<', ..] => return Encoding::Utf16 { is_big: true },
        _ => {}
    }
    let declared = String::from_utf8_lossy(&beginning[..beginning.len().min(DECLARATION)]);
    let declared = declared.to_ascii_lowercase();
    let is_xml = declared.trim_start().starts_with("<?xml");
    let latin = [
        "iso-8859-1",
        "iso8859-1",
        "iso-8859-15",
        "windows-1252",
        "cp1252",
        "us-ascii",
        "latin1",
    ];
    let names = |name: &&str| {
        declared.contains(&format!("encoding=\"{name}\""))
            || declared.contains(&format!("encoding='{name}'"))
    };
    if is_xml && latin.iter().any(names) {
        Encoding::Windows1252
    } else {
        Encoding::Utf8
    }
}

fn utf8(bytes: &[u8], is_over: bool, out: &mut Vec<u8>) -> usize {
    let mut at = 0;
    loop {
        match std::str::from_utf8(&bytes[at..]) {
            Ok(text) => {
                out.extend_from_slice(text.as_bytes());
                return bytes.len();
            }
            Err(error) => {
                let good = error.valid_up_to();
                out.extend_from_slice(&bytes[at..at + good]);
                at += good;
                match error.error_len() {
                    Some(bad) => at += bad,
                    None if is_over => at = bytes.len(),
                    None => return at,
                }
                out.extend_from_slice("\u{FFFD}".as_bytes());
            }
        }
    }
}

/// What the bytes 0x80 to 0x9F are; files that say ISO 8859-1 mean this.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(bytes: &[u8], out: &mut Vec<u8>) -> usize {
    for &byte in bytes {
        let character = match byte {
            0x80..=0x9F => UPPER[usize::from(byte - 0x80)],
            _ => char::from(byte),
        };
        out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    }
    bytes.len()
}

fn utf16(bytes: &[u8], is_big: bool, is_over: bool, out: &mut Vec<u8>) -> usize {
    let mut whole = bytes.len() / 2 * 2;
    let unit = |pair: &[u8]| match is_big {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    };
    if whole >= 2 && !is_over && (0xD800..0xDC00).contains(&unit(&bytes[whole - 2..whole])) {
        whole -= 2;
    }
    for character in char::decode_utf16(bytes[..whole].chunks_exact(2).map(unit)) {
        let character = character.unwrap_or('\u{FFFD}');
        if character != '\u{FEFF}' {
            out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    if is_over { bytes.len() } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_files_are_read_as_what_they_declare() {
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>M\xfcller \x84ja\x93</a>";
        assert!(text(latin).ends_with("<a>Müller „ja“</a>"));

        let wide: Vec<u8> = "\u{FEFF}<a>Ü😀</a>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(text(&wide), "<a>Ü😀</a>");
    }

    #[test]
    fn what_is_no_character_becomes_a_mark_wherever_a_piece_ends() {
        let long = [b"a".repeat(PIECE - 1), "ü\u{20AC}".into(), vec![0xC3]].concat();
        let read = text(&long);

        assert!(
            read.ends_with("aü€\u{FFFD}"),
            "{:?}",
            &read[read.len() - 9..]
        );
    }
}
