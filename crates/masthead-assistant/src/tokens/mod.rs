//! Cuts a normal form into pieces between blanks, and those into words, punctuation and emoji.
//!
//! Addresses shrink to their host, @names to `user`, look-alikes of mixed words to Latin; words in disguise get a second,
//! undisguised piece beside the first.

mod disguise;
mod rewrite;

use std::ops::Range;

use crate::normal::{Letter, Normal};

/// What stands between two blanks, with the blank on either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its letters, the two blanks among them.
    pub(crate) letters: Range<usize>,
    /// Its words, punctuation marks and emoji.
    pub(crate) words: Range<usize>,
    /// Whether it is the second view of a piece in disguise.
    pub(crate) is_second_view: bool,
}

/// A text cut up; kept between posts, so that cutting allocates nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    letters: Vec<Letter>,
    pieces: Vec<Piece>,
    words: Vec<Range<usize>>,
    first_view_words: usize,
}

impl Tokens {
    /// Cuts up a normal form. What was there before is forgotten.
    pub(crate) fn cut(&mut self, normal: &Normal) {
        self.letters.clear();
        self.pieces.clear();
        self.words.clear();
        self.letters.push(blank(0));
        let letters = normal.letters();
        for piece in letters.split(|letter| letter.c == ' ') {
            if !piece.is_empty() {
                rewrite::rewrite(piece, self);
            }
        }
        self.first_view_words = self.words.len();
        disguise::add_second_views(letters, self);
    }

    /// All letters, each piece between two blanks.
    pub(crate) fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// The pieces, those of the second view last.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// All words, punctuation marks and emoji, those of the second view last.
    pub(crate) fn words(&self) -> &[Range<usize>] {
        &self.words
    }

    /// How many of the words are those that were written, without the second view.
    pub(crate) fn first_view_words(&self) -> usize {
        self.first_view_words
    }

    /// Adds a piece and its words.
    fn add(&mut self, piece: impl Iterator<Item = Letter>, is_second_view: bool) {
        let (begins, first_word) = (self.letters.len(), self.words.len());
        self.letters.extend(piece);
        let ends = self.letters.len();
        if begins == ends {
            return;
        }
        self.add_words(begins, ends);
        self.letters.push(blank(self.letters[ends - 1].to));
        self.pieces.push(Piece {
            letters: begins - 1..ends + 1,
            words: first_word..self.words.len(),
            is_second_view,
        });
    }

    fn add_words(&mut self, begins: usize, ends: usize) {
        let mut at = begins;
        while at < ends {
            let length = self.letters[at..ends]
                .iter()
                .take_while(|letter| is_of_word(letter.c))
                .count();
            self.words.push(at..at + length.max(1));
            at += length.max(1);
        }
    }
}

fn blank(at: u32) -> Letter {
    Letter {
        c: ' ',
        from: at,
        to: at,
    }
}

/// Whether a character belongs to a word: a letter, a digit, or a mark on one.
pub(crate) fn is_of_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        let mut normal = Normal::default();
        normal.read(text);
        let mut tokens = Tokens::default();
        tokens.cut(&normal);
        let letters = |range: &Range<usize>| tokens.letters[range.clone()].iter().map(|l| l.c);
        tokens
            .pieces
            .iter()
            .map(|p| letters(&p.letters).collect())
            .collect()
    }

    fn words(text: &str) -> Vec<String> {
        let mut normal = Normal::default();
        normal.read(text);
        let mut tokens = Tokens::default();
        tokens.cut(&normal);
        let word =
            |range: &Range<usize>| tokens.letters[range.clone()].iter().map(|l| l.c).collect();
        tokens.words.iter().map(word).collect()
    }

    #[test]
    fn punctuation_and_emoji_are_words_of_their_own() {
        assert_eq!(
            words("Na, toll! 😀👍🏽"),
            ["na", ",", "toll", "!", "😀", "👍", "🏽"]
        );
        assert_eq!(pieces("Na, toll!"), [" na, ", " toll! "]);
    }

    #[test]
    fn addresses_shrink_to_their_host_and_names_to_user() {
        assert_eq!(
            pieces("sieh https://www.Example.org/a?b=c#d an"),
            [" sieh ", " example.org ", " url ", " an "]
        );
        assert_eq!(pieces("@Karl_1: nein"), [" user: ", " nein "]);
        assert_eq!(pieces("karl@example.org"), [" karl@example.org "]);
    }

    #[test]
    fn look_alikes_are_undone_in_mixed_words_only() {
        assert_eq!(pieces("fußbаll москва"), [" fußball ", " москва "]);
    }

    #[test]
    fn words_in_disguise_are_read_a_second_time() {
        assert_eq!(pieces("fußb4ll"), [" fußb4ll ", " fußball "]);
        assert_eq!(pieces("$ch4u3n"), [" $ch4u3n ", " schauen "]);
        assert_eq!(
            pieces("i d i o t"),
            [" i ", " d ", " i ", " o ", " t ", " idiot "]
        );
        assert_eq!(pieces("f.u.ß"), [" f.u.ß ", " fuß "]);
        assert_eq!(pieces("niiiie"), [" niiie ", " nie "]);
        assert_eq!(pieces("A380 und 1:0, 2020!!!").len(), 4);
    }
}
