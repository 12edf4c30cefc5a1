//! The tag at the head of an MP3 file (ID3v2.4, UTF-8).

use super::Tags;

/// Text in UTF-8.
const UTF_8: u8 = 3;

/// The tag, ready to stand before the sound of `lasts_ms`.
pub(super) fn tag(tags: &Tags, lasts_ms: u64) -> Vec<u8> {
    let mut frames = Vec::new();
    let lasts = lasts_ms.to_string();
    let texts = [
        (b"TIT2", tags.title.as_str()),
        (b"TPE1", &tags.artist),
        (b"TALB", &tags.album),
        (b"TLAN", three_letters(&tags.language)),
        (b"TDRC", &tags.date),
        (b"TSSE", &tags.voice),
        (b"TCON", "Speech"),
        (b"TLEN", &lasts),
    ];
    for (name, text) in texts {
        if !text.is_empty() {
            frame(&mut frames, name, &[&[UTF_8], text.as_bytes()].concat());
        }
    }
    for (name, text) in tags.marks() {
        let body = [&[UTF_8], name.as_bytes(), &[0], text.as_bytes()].concat();
        frame(&mut frames, b"TXXX", &body);
    }
    let language = three_letters(&tags.language);
    let comment = [&[UTF_8], language.as_bytes(), &[0], tags.note.as_bytes()].concat();
    frame(&mut frames, b"COMM", &comment);
    if !tags.address.is_empty() {
        // Addresses have no mark of their writing: they are always ISO 8859-1.
        frame(&mut frames, b"WOAF", tags.address.as_bytes());
    }
    let mut tag = b"ID3\x04\0\0".to_vec();
    tag.extend_from_slice(&safe(frames.len()));
    tag.extend_from_slice(&frames);
    tag
}

fn frame(out: &mut Vec<u8>, name: &[u8; 4], body: &[u8]) {
    out.extend_from_slice(name);
    out.extend_from_slice(&safe(body.len()));
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(body);
}

/// A length in four times seven bits, so that it never looks like the beginning of sound.
fn safe(length: usize) -> [u8; 4] {
    [21, 14, 7, 0].map(|shift| u8::try_from(length >> shift & 0x7f).unwrap_or(0))
}

/// The language as ID3 wants it (ISO 639-2).
fn three_letters(tag: &str) -> &'static str {
    match tag.split('-').next() {
        Some("de") => "deu",
        Some("en") => "eng",
        _ => "und",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_seven_bits_a_byte() {
        assert_eq!(safe(257), [0, 0, 2, 1]);
        assert_eq!(safe(0x0fff_ffff), [0x7f; 4]);
    }
}
