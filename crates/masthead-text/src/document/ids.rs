//! Names for blocks that stay: made from the content, kept while somebody edits.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::{Block, Body, Document};

const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 35 bits: two blocks of one article meet by chance once in some ten thousand articles, and then get another.
const LENGTH: usize = 7;
const LONGEST: usize = 32;

/// A short name for a block, unique in its document: letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct BlockId(String);

impl BlockId {
    /// Reads an id from an address or a form; `None` when it is not made like one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (1..=LONGEST).contains(&text.len());
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (fits && plain).then(|| Self(text.to_owned()))
    }

    /// The id as it stands in HTML's `id` and in anchors.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for BlockId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom("a block's id has letters, digits and hyphens only")
        })
    }
}

/// The ids given out so far in one document.
#[derive(Default)]
pub(super) struct Issued {
    taken: HashSet<BlockId>,
    /// Where the row of a content goes on: everything before is taken, so that a thousand twins take a thousand tries.
    next: HashMap<String, u32>,
    #[cfg(test)]
    tries: usize,
}

impl Issued {
    fn besides(taken: HashSet<BlockId>) -> Self {
        Self {
            taken,
            ..Self::default()
        }
    }

    /// The first free id of a block's own row: the same document always gets the same ids.
    pub(super) fn for_body(&mut self, body: &Body) -> BlockId {
        let content = content_of(body);
        let mut attempt = self.next.get(&content).copied().unwrap_or(0);
        loop {
            #[cfg(test)]
            {
                self.tries += 1;
            }
            let id = spell(fingerprint(content.as_bytes(), attempt));
            attempt += 1;
            if self.taken.insert(id.clone()) {
                self.next.insert(content, attempt);
                return id;
            }
        }
    }
}

fn content_of(body: &Body) -> String {
    serde_json::to_string(&Block {
        id: BlockId(String::new()),
        body: body.clone(),
    })
    .expect("a block holds nothing that JSON cannot")
}

/// FNV-1a with 64 bits, finished as in SplitMix64. Written out here because these ids are stored: no library's
/// update may change them.
fn fingerprint(content: &[u8], attempt: u32) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in content.iter().chain(&attempt.to_le_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

fn spell(mut hash: u64) -> BlockId {
    let mut id = String::with_capacity(LENGTH);
    for _ in 0..LENGTH {
        id.push(char::from(LETTERS[(hash & 31) as usize]));
        hash >>= 5;
    }
    BlockId(id)
}

/// See [`Document::carrying_ids_of`].
pub(super) fn carry(earlier: &Document, later: Document) -> Document {
    let old: Vec<&Block> = earlier.blocks.iter().collect();
    let mut origin = same_content(&old, &later);
    same_place(&old, &later, &mut origin);

    let mut issued = Issued::besides(old.iter().map(|block| block.id.clone()).collect());
    let blocks = later
        .blocks
        .into_iter()
        .zip(origin)
        .map(|(block, from)| match from {
            Some(from) => Block {
                id: old[from].id.clone(),
                body: block.body,
            },
            None => Block {
                id: issued.for_body(&block.body),
                body: block.body,
            },
        });
    Document {
        blocks: blocks.collect(),
    }
}

/// For each new block the old one that says the very same, each old one once, in order.
fn same_content(old: &[&Block], later: &Document) -> Vec<Option<usize>> {
    let mut places: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (at, block) in old.iter().enumerate() {
        places
            .entry(content_of(&block.body))
            .or_default()
            .push_back(at);
    }
    later
        .blocks
        .iter()
        .map(|block| places.get_mut(&content_of(&block.body))?.pop_front())
        .collect()
}

/// For what is left: a block of the same kind right after the same predecessor, or right before the same successor.
fn same_place(old: &[&Block], later: &Document, origin: &mut [Option<usize>]) {
    let mut taken: HashSet<usize> = origin.iter().flatten().copied().collect();
    for at in 0..origin.len() {
        if origin[at].is_some() {
            continue;
        }
        let after = if at == 0 {
            Some(0)
        } else {
            origin[at - 1].map(|before| before + 1)
        };
        let before = if at + 1 == origin.len() {
            old.len().checked_sub(1)
        } else {
            origin[at + 1].and_then(|after| after.checked_sub(1))
        };
        let fits = |candidate: &usize| {
            old.get(*candidate)
                .is_some_and(|block| block.body.kind() == later.blocks[at].body.kind())
                && !taken.contains(candidate)
        };
        if let Some(found) = after.filter(|c| fits(c)).or(before.filter(|c| fits(c))) {
            taken.insert(found);
            origin[at] = Some(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Paragraph;
    use crate::inline::Inline;

    fn document(texts: &[&str]) -> Document {
        Document::of(texts.iter().map(|text| {
            Body::Paragraph(Paragraph {
                text: Inline::plain(text),
            })
        }))
    }

    fn ids(document: &Document) -> Vec<&str> {
        document
            .blocks
            .iter()
            .map(|block| block.id.as_str())
            .collect()
    }

    #[test]
    fn the_same_source_gives_the_same_ids_and_twins_differ() {
        let (first, again) = (document(&["a", "b", "a"]), document(&["a", "b", "a"]));

        assert_eq!(ids(&first), ids(&again));
        assert_eq!(ids(&first).iter().collect::<HashSet<_>>().len(), 3);
    }

    #[test]
    fn ten_thousand_twins_take_about_as_many_tries() {
        let twin = document(&["twin"]).blocks.remove(0).body;
        let mut issued = Issued::default();
        let ids: HashSet<BlockId> = (0..10_000).map(|_| issued.for_body(&twin)).collect();

        assert_eq!(ids.len(), 10_000);
        assert!(issued.tries < 10_100, "{} tries", issued.tries);
    }

    #[test]
    fn ids_never_change_between_releases() {
        assert_eq!(ids(&document(&["Guten Morgen"])), ["5459sc8"]);
    }

    #[test]
    fn an_edit_keeps_the_ids_of_all_blocks() {
        let before = document(&["one", "two", "three"]);
        let after = document(&["one", "two, corrected", "three"]).carrying_ids_of(&before);

        assert_eq!(ids(&after), ids(&before));
    }

    #[test]
    fn moved_blocks_keep_their_ids_and_new_ones_get_new_ids() {
        let before = document(&["one", "two", "three"]);
        let after = document(&["three", "one", "new", "two"]).carrying_ids_of(&before);
        let (old, new) = (ids(&before), ids(&after));

        assert_eq!([new[0], new[1], new[3]], [old[2], old[0], old[1]]);
        assert!(!old.contains(&new[2]));
    }

    #[test]
    fn the_id_of_a_removed_block_goes_to_nobody_else() {
        let before = document(&["one", "two"]);
        let after = document(&["two", "zero"]).carrying_ids_of(&before);

        assert_eq!(after.blocks[0].id, before.blocks[1].id);
        assert_ne!(after.blocks[1].id, before.blocks[0].id);
    }
}
