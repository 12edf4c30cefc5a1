//! Sentences as Apertium's stream has them, to and fro. Pure.
//!
//! What is in square brackets passes through untouched. So every question ends with its number in brackets, and an
//! answer without it is the answer to something else.

use crate::processes::Frame;
use crate::translation::{Segment, Translated};

/// Signs with a meaning in the stream; behind a backslash they have none.
const SIGNS: [char; 11] = ['[', ']', '{', '}', '^', '$', '/', '\\', '@', '<', '>'];

/// A question's text with its number behind it.
pub(super) struct Framed;

impl Frame for Framed {
    fn question(&self, number: u64, text: &str) -> Vec<u8> {
        format!("{text}[][#{number}]\0").into_bytes()
    }

    fn answer(&self, number: u64, bytes: &[u8]) -> Option<String> {
        let text = std::str::from_utf8(bytes).ok()?;
        let text = text.strip_suffix(&format!("[#{number}]"))?;
        Some(text.strip_suffix("[]").unwrap_or(text).to_owned())
    }
}

/// A sentence in the style of word-bound blanks, with nothing else in it that means something, and an end.
///
/// An asterisk marks an unknown word in the answer, so one of the sentence's own goes in brackets. A headline gets the
/// full stop that the rules wait for.
pub(super) fn question(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = passes(rest) {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '*' => out.push_str("[*]"),
            c if SIGNS.contains(&c) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    if is_open(text) {
        out.push('.');
    }
    out
}

/// The translation, without the marks of unknown words, and their number.
pub(super) fn answer(asked: &Segment, text: &str) -> Translated {
    let text = match is_open(asked.text()) {
        true => text.strip_suffix('.').unwrap_or(text),
        false => text,
    };
    let (mut out, mut unknown) = (String::with_capacity(text.len()), 0);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(behind) = rest.strip_prefix("[*]") {
            out.push('*');
            rest = behind;
            continue;
        }
        let length = passes(rest).unwrap_or(c.len_utf8());
        match c {
            '*' => unknown += 1,
            _ => out.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    let mut translated = Translated::new(asked.id, &out);
    translated.unknown_words = unknown;
    translated
}

/// Whether a sentence has no end.
fn is_open(text: &str) -> bool {
    let last = text.chars().next_back();
    !text.trim().is_empty() && !last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | ':' | ';'))
}

/// The length of what belongs to the style: a sign behind its backslash, `[[t:g:1; t:g:2]]`, `[[/]]` and `[<x1/>]`.
fn passes(text: &str) -> Option<usize> {
    if let Some(behind) = text.strip_prefix('\\') {
        return behind.chars().next().map(|c| 1 + c.len_utf8());
    }
    let (open, close) = match text {
        text if text.starts_with("[[") => ("[[", "]]"),
        text if text.starts_with("[<x") => ("[<x", "/>]"),
        _ => return None,
    };
    let inside = &text[open.len()..];
    let end = inside.find(close)?;
    let inside = &inside[..end];
    let is_number = |it: &str| matches!(it.len(), 1..=9) && it.bytes().all(|b| b.is_ascii_digit());
    let fits = match open {
        "[[" => {
            let mut tags = inside.split("; ").map(|tag| tag.strip_prefix("t:g:"));
            inside == "/" || tags.all(|tag| tag.is_some_and(is_number))
        }
        _ => is_number(inside),
    };
    fits.then_some(open.len() + end + close.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_is_kept_and_everything_else_is_words() {
        for (text, sent) in [
            ("The house.", "The house."),
            ("The house", "The house."),
            (
                "[[t:g:1; t:g:2]]a[[/]] [<x3/>] \\[b\\]!",
                "[[t:g:1; t:g:2]]a[[/]] [<x3/>] \\[b\\]!",
            ),
            ("5 * 3.", "5 [*] 3."),
            ("a [b] ^c$ <d>.", "a \\[b\\] \\^c\\$ \\<d\\>."),
            (
                "[[t:g:x]]a[[/] [#7].",
                "\\[\\[t:g:x\\]\\]a\\[\\[\\/\\] \\[#7\\].",
            ),
            ("", ""),
            ("\\", "\\\\."),
        ] {
            assert_eq!(question(text), sent, "{text}");
        }
    }

    #[test]
    fn unknown_words_are_counted_and_look_like_others() {
        let asked = Segment::new(4, "Xyzzyq * 3");
        let given = answer(&asked, "*Xyzzyq [*] 3.");
        assert_eq!(
            (given.text.as_str(), given.unknown_words),
            ("Xyzzyq * 3", 1)
        );
    }

    #[test]
    fn an_answer_is_known_by_its_number() {
        assert_eq!(Framed.answer(7, b"La casa.[][#7]"), Some("La casa.".into()));
        for other in [&b"La casa.[][#8]"[..], b"La casa.", b"", b"\xff[][#7]"] {
            assert_eq!(Framed.answer(7, other), None);
        }
    }
}
