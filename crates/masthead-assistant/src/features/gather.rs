//! Gathers the features of a text: each once, with how often it stands there.

use super::walk::{Block, Sink, Walk};
use crate::tokens::Tokens;

/// Bits of a bucket's number in the main head; heads of grounds use the upper ones of them.
pub(crate) const BITS: u32 = 21;

/// The bit that keeps a gram and a word apart that share a bucket.
const WORD_BIT: u32 = 1 << BITS;

/// Rooms of the table at the start: eight times what a post has, because a look that finds its room taken costs more than
/// the room; it doubles when half of them are taken.
const ROOMS: usize = 4_096;

/// A room that nobody has taken.
const EMPTY: (u32, u32) = (0, 0);

/// The features of one post.
#[derive(Clone, Debug)]
pub(crate) struct Features {
    /// Buckets, each with [`WORD_BIT`] if it is a word's; grams first.
    keys: Vec<u32>,
    /// How often each feature stands in the text.
    pub(crate) times: Vec<f32>,
    /// How many of them are grams.
    pub(crate) grams: usize,
    /// Features that are no hashes of text, with their values.
    pub(crate) sides: Vec<(u16, f32)>,
    /// Open addressing: the key, and its place in `keys` plus one plus `before`.
    table: Vec<(u32, u32)>,
    /// Entries of the table up to here are of earlier posts, and so are empty rooms.
    before: u32,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            times: Vec::new(),
            grams: 0,
            sides: Vec::new(),
            table: vec![EMPTY; ROOMS],
            before: 0,
        }
    }
}

impl Features {
    /// Gathers what the walk names. What was there before is forgotten, but for the sides.
    pub(crate) fn gather(&mut self, tokens: &Tokens, walk: &Walk) {
        self.forget();
        walk.walk(tokens, self);
        self.grams = self.keys.iter().take_while(|key| **key < WORD_BIT).count();
    }

    /// How many features there are.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The bucket of each feature.
    pub(crate) fn buckets(&self) -> impl Iterator<Item = usize> + '_ {
        self.keys.iter().map(|key| (key & (WORD_BIT - 1)) as usize)
    }

    /// Where the feature with this hash is, if the post has it.
    pub(crate) fn find(&self, block: Block, hash: u64) -> Option<usize> {
        self.place(key(block, hash)).ok()
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a post has far fewer features than 2^32"
    )]
    fn forget(&mut self) {
        self.before += self.keys.len() as u32;
        if self.table.len() > ROOMS {
            // A long post needed more; the next should not pay for it.
            self.table = vec![EMPTY; ROOMS];
            self.before = 0;
        } else if self.before > u32::MAX / 2 {
            self.table.fill(EMPTY);
            self.before = 0;
        }
        self.keys.clear();
        self.times.clear();
    }

    /// The place of a feature, or the free room where it belongs.
    #[inline]
    fn place(&self, key: u32) -> Result<usize, usize> {
        let mask = self.table.len() - 1;
        let mut room = (key.wrapping_mul(0x9e37_79b1) >> 12) as usize & mask;
        loop {
            let (taken_by, entry) = self.table[room];
            if entry <= self.before {
                return Err(room);
            }
            if taken_by == key {
                return Ok((entry - self.before - 1) as usize);
            }
            room = (room + 1) & mask;
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a post has far fewer features than 2^32"
    )]
    fn insert(&mut self, room: usize, key: u32) {
        self.keys.push(key);
        self.times.push(1.0);
        self.table[room] = (key, self.before + self.keys.len() as u32);
        if self.keys.len() * 2 > self.table.len() {
            self.grow();
        }
    }

    #[cold]
    fn grow(&mut self) {
        self.before = 0;
        self.table = vec![EMPTY; self.table.len() * 2];
        for at in 0..self.keys.len() {
            let key = self.keys[at];
            if let Err(room) = self.place(key) {
                self.table[room] = (key, u32::try_from(at).unwrap_or(u32::MAX - 1) + 1);
            }
        }
    }
}

impl Sink for Features {
    #[inline]
    fn take(&mut self, block: Block, hash: u64, _: usize, _: usize) {
        let key = key(block, hash);
        match self.place(key) {
            Ok(place) => self.times[place] += 1.0,
            Err(room) => self.insert(room, key),
        }
    }
}

#[inline]
fn key(block: Block, hash: u64) -> u32 {
    let bucket = u32::try_from(hash >> (64 - BITS)).unwrap_or_default();
    match block {
        Block::Grams => bucket,
        Block::Words => bucket | WORD_BIT,
    }
}
