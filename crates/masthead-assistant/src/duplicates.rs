//! Finds posts that were written before, word for word or nearly so.
//!
//! SimHash (Charikar 2002) over shingles of four characters finds who might be alike; the share of shingles that both
//! have decides. Shown above any probability: "as in a post refused by N. yesterday".

use std::collections::VecDeque;

use crate::arithmetic::count;
use crate::features::{finish, step};
use crate::normal::Normal;

/// Posts that are remembered.
pub const REMEMBERED: usize = 100_000;

/// Characters of a shingle.
const SHINGLE: usize = 4;

/// Bits in which the hashes of two posts that are alike may differ.
const BITS_APART: u32 = 12;

/// The share of shingles that two posts which are alike have in common, at least.
pub const ALIKE: f64 = 0.6;

/// What is remembered of a post: two hashes, and not a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Print {
    /// The hash of the whole normal form.
    exact: u64,
    /// The SimHash of its shingles.
    near: u64,
}

/// The shingles of a text, hashed, for the confirmation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles(Vec<u32>);

/// How alike two posts are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Whether their normal forms are the same.
    pub is_same: bool,
    /// Bits in which their hashes differ.
    pub bits_apart: u32,
    /// The share of shingles that both have, of those that either has.
    pub overlap: f64,
}

impl Likeness {
    /// Compares two texts by everything.
    #[must_use]
    pub fn of(a: &(Print, Shingles), b: &(Print, Shingles)) -> Self {
        Self {
            is_same: a.0.exact == b.0.exact,
            bits_apart: a.0.bits_apart(b.0),
            overlap: a.1.overlap(&b.1),
        }
    }

    /// Whether one is as good as the other: near enough to be found, and confirmed.
    #[must_use]
    pub fn is_near(&self) -> bool {
        self.is_same || (self.bits_apart <= BITS_APART && self.overlap >= ALIKE)
    }
}

impl Print {
    /// Takes the print of a text, with the shingles to confirm a likeness by.
    #[must_use]
    pub fn of(text: &str) -> (Self, Shingles) {
        let mut normal = Normal::default();
        normal.read(text);
        let letters: Vec<char> = words_alone(&normal);
        let hash = |letters: &[char]| {
            finish(
                letters
                    .iter()
                    .fold(7, |hash, c| step(hash, u64::from(u32::from(*c)))),
            )
        };
        let mut shingles: Vec<u64> = letters.windows(SHINGLE).map(hash).collect();
        if shingles.is_empty() {
            shingles.push(hash(&letters));
        }
        shingles.sort_unstable();
        shingles.dedup();
        let print = Self {
            exact: hash(&letters),
            near: simhash(&shingles),
        };
        let upper = |hash: u64| u32::try_from(hash >> 32).unwrap_or_default();
        (print, Shingles(shingles.into_iter().map(upper).collect()))
    }

    fn bits_apart(self, other: Self) -> u32 {
        (self.near ^ other.near).count_ones()
    }
}

impl Shingles {
    /// The share of shingles that both have, of those that either has (Jaccard).
    #[must_use]
    pub fn overlap(&self, other: &Self) -> f64 {
        let (mut a, mut b, mut both) = (0, 0, 0);
        while let (Some(ours), Some(theirs)) = (self.0.get(a), other.0.get(b)) {
            both += usize::from(ours == theirs);
            (a, b) = (
                a + usize::from(ours <= theirs),
                b + usize::from(theirs <= ours),
            );
        }
        count(both) / count((self.0.len() + other.0.len() - both).max(1))
    }
}

/// The normal form with one blank between words, none around.
fn words_alone(normal: &Normal) -> Vec<char> {
    let letters = normal.letters();
    let words = letters
        .split(|letter| letter.c == ' ')
        .filter(|word| !word.is_empty());
    let mut alone = Vec::with_capacity(letters.len());
    for word in words {
        if !alone.is_empty() {
            alone.push(' ');
        }
        alone.extend(word.iter().map(|letter| letter.c));
    }
    alone
}

fn simhash(shingles: &[u64]) -> u64 {
    let mut votes = [0_i32; 64];
    for shingle in shingles {
        for (bit, vote) in votes.iter_mut().enumerate() {
            *vote += if shingle >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    let bits = votes.iter().enumerate().filter(|(_, vote)| **vote > 0);
    bits.fold(0, |hash, (bit, _)| hash | 1 << bit)
}

/// The prints of the latest posts. Not part of a snapshot: it is filled from the posts themselves.
#[derive(Clone, Debug)]
pub struct Duplicates<Id> {
    near: VecDeque<u64>,
    ids: VecDeque<Id>,
}

/// Posts that are looked at together: where the nearest of them is too far, none needs a second look.
const TOGETHER: usize = 64;

impl<Id> Default for Duplicates<Id> {
    fn default() -> Self {
        Self {
            near: VecDeque::new(),
            ids: VecDeque::new(),
        }
    }
}

impl<Id> Duplicates<Id> {
    /// Remembers a post; the oldest of [`REMEMBERED`] is forgotten for it, and given back.
    pub fn remember(&mut self, print: Print, id: Id) -> Option<Id> {
        let is_full = self.near.len() == REMEMBERED;
        let forgotten = if is_full {
            self.near.pop_front();
            self.ids.pop_front()
        } else {
            None
        };
        self.near.push_back(print.near);
        self.ids.push_back(id);
        forgotten
    }

    /// Posts that might be alike, the latest first; [`Shingles::overlap`] of at least [`ALIKE`] confirms it.
    ///
    /// Texts that are the same have the same shingles, so they are among them.
    pub fn find(&self, print: Print) -> impl Iterator<Item = &Id> {
        let (old, new) = self.near.as_slices();
        let alike = move |slice: &'_ [u64], offset: usize| near_in(slice, print.near, offset);
        let places = alike(new, old.len()).into_iter().chain(alike(old, 0));
        places.map(|place| &self.ids[place])
    }
}

/// The places of hashes within reach, the last first.
fn near_in(hashes: &[u64], near: u64, offset: usize) -> Vec<usize> {
    let apart = |hash: &u64| (hash ^ near).count_ones();
    // Below zero, that is with its first bit set, if the hash is within reach: cheaper in a vector than a minimum.
    let beyond = |hash: &u64| u64::from(apart(hash)).wrapping_sub(u64::from(BITS_APART) + 1);
    let mut found = Vec::new();
    for (chunk, hashes) in hashes.chunks(TOGETHER).enumerate().rev() {
        let signs = hashes
            .iter()
            .map(beyond)
            .fold(0, |signs, sign| signs | sign);
        if signs >> 63 == 0 {
            continue;
        }
        let begins = offset + chunk * TOGETHER;
        let within = hashes.iter().enumerate().rev();
        found.extend(
            within
                .filter(|(_, hash)| apart(hash) <= BITS_APART)
                .map(|(at, _)| begins + at),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> Likeness {
        Likeness::of(&Print::of(a), &Print::of(b))
    }

    const ONE: &str =
        "Die Straßenbahn kommt seit drei Wochen jeden Morgen zu spät, und niemand sagt uns warum.";

    #[test]
    fn the_same_words_are_the_same_however_they_are_set() {
        assert!(likeness(ONE, &ONE.to_uppercase().replace("SS", "ß")).is_same);
        assert!(likeness(ONE, &ONE.replace(' ', "  ")).is_same);
        assert!(likeness("", "").is_same);
    }

    #[test]
    fn a_word_more_is_near_and_another_text_is_not() {
        assert!(likeness(ONE, &format!("{ONE} Schade!")).is_near());
        let other = "Wer im Stadtrat sitzt, der sollte wenigstens einmal im Jahr mit dem Bus fahren müssen.";
        assert!(!likeness(ONE, other).is_near());
        assert!(!likeness("ja", "nein").is_near());
    }

    #[test]
    fn the_latest_of_a_hundred_thousand_are_found() {
        let mut seen = Duplicates::default();
        let (print, _) = Print::of(ONE);
        assert_eq!(seen.remember(print, 0), None);
        for id in 1..REMEMBERED {
            let filler = Print {
                exact: id as u64,
                near: !print.near,
            };
            assert_eq!(seen.remember(filler, id), None);
        }
        assert_eq!(seen.find(print).collect::<Vec<_>>(), [&0]);
        assert_eq!(seen.remember(print, REMEMBERED), Some(0));
        assert_eq!(seen.find(print).collect::<Vec<_>>(), [&REMEMBERED]);
    }
}
