//! Walks over a text and names every feature with the letters it covers.
//!
//! Scoring listens to the hashes alone, explaining also to the places; both hear the very same walk.

use super::hash::{finish, step};
use crate::normal::Letter;
use crate::tokens::{Piece, Tokens};

/// The shortest and the longest gram, in characters, blanks of the edge included.
const GRAM: std::ops::RangeInclusive<usize> = 3..=6;

const SEED_OF_GRAMS: u64 = 0x51;
const SEED_OF_WORDS: u64 = 0xa7;
const SEED_OF_PAIRS: u64 = 0x1c3;

/// The two kinds of features a text has; each is brought to length one by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// Grams of characters within a piece.
    Grams,
    /// Words and pairs of words.
    Words,
}

/// Somebody who listens to the walk.
pub(crate) trait Sink {
    /// A feature and the letters it covers, from the first to the one behind the last.
    fn take(&mut self, block: Block, hash: u64, from: usize, to: usize);
}

/// What the walk needs to know of a text's words before it begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Walk {
    words: Vec<u64>,
    is_muted: Vec<bool>,
    mutes: bool,
}

impl Walk {
    /// Looks at all words; those whose hash `is_muted` will be passed over, and every gram and pair that touches them.
    pub(crate) fn prepare(&mut self, tokens: &Tokens, is_muted: impl Fn(u64) -> bool) {
        self.words.clear();
        self.is_muted.clear();
        self.mutes = false;
        for word in tokens.words() {
            let letters = &tokens.letters()[word.clone()];
            let hash = letters.iter().fold(SEED_OF_WORDS, |hash, letter| {
                step(hash, u64::from(u32::from(letter.c)))
            });
            if is_muted(hash) {
                self.mutes = true;
                self.is_muted.resize(tokens.letters().len(), false);
                self.is_muted[word.clone()].fill(true);
            }
            self.words.push(hash);
        }
    }

    /// Names every feature of the text that was prepared.
    pub(crate) fn walk(&self, tokens: &Tokens, sink: &mut impl Sink) {
        for piece in tokens.pieces() {
            self.grams(piece, tokens, sink);
        }
        let (first, second) = tokens.words().split_at(tokens.first_view_words());
        self.words(first, 0, true, sink);
        self.words(second, first.len(), false, sink);
    }

    fn grams(&self, piece: &Piece, tokens: &Tokens, sink: &mut impl Sink) {
        let letters = &tokens.letters()[piece.letters.clone()];
        for begins in 0..letters.len() {
            let at = piece.letters.start + begins;
            let longest = (letters.len() - begins).min(*GRAM.end());
            if longest < *GRAM.start() {
                break;
            }
            let step_by = |hash, letter: &Letter| step(hash, u64::from(u32::from(letter.c)));
            let (head, rest) = letters[begins..begins + longest].split_at(*GRAM.start() - 1);
            let mut hash = head.iter().fold(SEED_OF_GRAMS, step_by);
            for (length, letter) in (*GRAM.start()..).zip(rest) {
                hash = step_by(hash, letter);
                if !self.touches_muted(at, at + length) {
                    sink.take(Block::Grams, finish(hash), at, at + length);
                }
            }
        }
    }

    fn words(
        &self,
        words: &[std::ops::Range<usize>],
        offset: usize,
        in_pairs: bool,
        sink: &mut impl Sink,
    ) {
        for (at, word) in words.iter().enumerate() {
            if self.touches_muted(word.start, word.end) {
                continue;
            }
            let hash = self.words[offset + at];
            sink.take(Block::Words, finish(hash), word.start, word.end);
            let Some(next) = words.get(at + 1).filter(|_| in_pairs) else {
                continue;
            };
            if !self.touches_muted(next.start, next.end) {
                let pair = step(step(SEED_OF_PAIRS, hash), self.words[offset + at + 1]);
                sink.take(Block::Words, finish(pair), word.start, next.end);
            }
        }
    }

    fn touches_muted(&self, from: usize, to: usize) -> bool {
        self.mutes && self.is_muted[from..to].contains(&true)
    }
}

/// The hash by which a word of a normal form is known when it is called "not a reason".
pub(crate) fn of_word(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(SEED_OF_WORDS, |hash, c| step(hash, u64::from(u32::from(c))))
}
