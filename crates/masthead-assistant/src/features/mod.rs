//! What the heads see of a post: grams of characters, words and pairs, its shape, and where it comes from.

mod gather;
mod hash;
mod shape;
mod walk;

pub(crate) use gather::{BITS, Features};
pub(crate) use hash::{finish, of_text, step};
pub(crate) use shape::sides_of_shape;
pub(crate) use walk::{Block, Sink, Walk, of_word};

use crate::head::Weighing;
use crate::normal::Normal;
use crate::tokens::Tokens;

/// The room in which one post after another is read, so that reading allocates nothing.
///
/// It holds the text that was read last, and is part of no snapshot.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub(crate) normal: Normal,
    pub(crate) tokens: Tokens,
    pub(crate) walk: Walk,
    pub(crate) features: Features,
    pub(crate) weighing: Weighing,
}

impl Reading {
    /// An empty room.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a text up to its features; words whose hash `is_muted` count for nothing.
    pub(crate) fn read(&mut self, text: &str, is_muted: impl Fn(u64) -> bool) {
        self.normal.read(text);
        self.tokens.cut(&self.normal);
        self.walk.prepare(&self.tokens, is_muted);
        self.features.gather(&self.tokens, &self.walk);
        self.features.sides.clear();
        let is_disguised = self
            .tokens
            .pieces()
            .iter()
            .any(|piece| piece.is_second_view);
        sides_of_shape(&self.normal, is_disguised, &mut self.features.sides);
    }

    /// The hashes of the words of a text, by which they are muted.
    pub(crate) fn words_of(&mut self, text: &str) -> Vec<u64> {
        self.normal.read(text);
        self.tokens.cut(&self.normal);
        let letters = self.tokens.letters();
        let words = self.tokens.words().iter();
        words
            .map(|word| of_word(letters[word.clone()].iter().map(|letter| letter.c)))
            .collect()
    }
}
