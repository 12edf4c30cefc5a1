//! A vocabulary as large as a real one: the pieces that our own gold sentences are made of, and invented words up to
//! the number. Which pieces there are decides into how many tokens a sentence falls.

use std::collections::BTreeMap;

use crate::bench::language::gold::{self, ENGLISH, GERMAN};

/// What stands before the first letter of a word.
const SPACE: char = '▁';
/// Letters of the longest piece.
const LONGEST: usize = 16;

/// A piece of words, as `SentencePiece` knows it.
pub(super) struct Piece {
    text: String,
    /// The logarithm of how likely it is.
    score: f32,
    kind: Kind,
}

/// The kinds of pieces, by `SentencePiece`'s numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Normal = 1,
    Unknown = 2,
    Control = 3,
    Byte = 6,
}

impl Piece {
    fn new(text: impl Into<String>, score: f32, kind: Kind) -> Self {
        let text = text.into();
        Self { text, score, kind }
    }

    /// Whether it is a word of its own that nothing cleans away: who counts words then counts pieces.
    pub(super) fn is_word(&self) -> bool {
        let letters = self.text.strip_prefix(SPACE).unwrap_or_default();
        self.kind == Kind::Normal && !letters.is_empty() && letters.chars().all(char::is_alphabetic)
    }
}

/// So many pieces: the end of a sentence, the unknown, the bytes, what the gold sentences are made of, and invented words.
pub(super) fn pieces(count: usize) -> Vec<Piece> {
    let counts = counts();
    let total: u32 = counts.values().sum();
    let likely = |times: u32| (f64::from(times) / f64::from(total)).ln();
    let mut pieces = vec![
        Piece::new("</s>", 0.0, Kind::Control),
        Piece::new("<unk>", 0.0, Kind::Unknown),
    ];
    pieces.extend((0..=255_u8).map(|byte| Piece::new(format!("<0x{byte:02X}>"), 0.0, Kind::Byte)));
    let often = counts
        .iter()
        .filter(|(text, times)| **times > 1 || text.chars().count() == 1);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "scores need no more digits"
    )]
    pieces.extend(often.map(|(text, times)| Piece::new(text, likely(*times) as f32, Kind::Normal)));
    pieces.truncate(count);
    let wanted = count - pieces.len();
    let is_new = |word: &String| !counts.contains_key(word);
    let words = invented().filter(is_new).take(wanted);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "scores need no more digits"
    )]
    pieces.extend(words.map(|word| Piece::new(word, likely(1) as f32, Kind::Normal)));
    pieces
}

/// How often each part of a word stands in the gold sentences.
fn counts() -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    let paragraphs = gold::paragraphs(GERMAN)
        .into_iter()
        .chain(gold::paragraphs(ENGLISH));
    for word in paragraphs.flatten().flat_map(str::split_whitespace) {
        let letters: Vec<char> = std::iter::once(SPACE).chain(word.chars()).collect();
        for from in 0..letters.len() {
            for to in from + 1..=letters.len().min(from + LONGEST) {
                let part: String = letters[from..to].iter().collect();
                *counts.entry(part).or_default() += 1;
            }
        }
    }
    counts
}

/// Words of four syllables in no language, each once.
fn invented() -> impl Iterator<Item = String> {
    let syllable = |at: usize| {
        let consonants = b"bcdfghjklmnpqrstvwxz";
        let vowels = b"aeiou";
        [consonants[at / 5 % 20], vowels[at % 5]].map(char::from)
    };
    (0..1_000_000).map(move |at| {
        let syllables = [at / 10_000 % 100, at / 100 % 100, at % 100, at % 97];
        let letters = syllables.into_iter().flat_map(syllable);
        std::iter::once(SPACE).chain(letters).collect()
    })
}

/// The file of a vocabulary: `SentencePiece`'s `ModelProto`, of which only the pieces are there.
pub(super) fn file(pieces: &[Piece]) -> Vec<u8> {
    let mut file = Vec::new();
    for piece in pieces {
        // Field 1 is the text, field 2 the score, field 3 the kind.
        let mut message = vec![0x0a];
        push_length(&mut message, piece.text.len());
        message.extend(piece.text.as_bytes());
        message.push(0x15);
        message.extend(piece.score.to_le_bytes());
        message.extend([0x18, piece.kind as u8]);
        file.push(0x0a);
        push_length(&mut file, message.len());
        file.extend(message);
    }
    file
}

/// No message here has 16,384 bytes: two bytes of seven bits each will do.
fn push_length(out: &mut Vec<u8>, length: usize) {
    let seven = |bits: usize| (bits & 0x7f).to_le_bytes()[0];
    match length < 0x80 {
        true => out.push(seven(length)),
        false => out.extend([seven(length) | 0x80, seven(length >> 7)]),
    }
}

/// How many pieces have a text that another has too.
#[cfg(test)]
pub(super) fn doubles(pieces: &[Piece]) -> usize {
    let texts: std::collections::BTreeSet<&str> =
        pieces.iter().map(|it| it.text.as_str()).collect();
    pieces.len() - texts.len()
}
