//! Names of sentences: a short one for anchors and cues, a long one for the memory of translations.

use std::collections::{HashMap, HashSet};
use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 35 bits: two sentences of one article meet by chance once in some million articles, and then get another.
const LENGTH: usize = 7;

/// A short name for a sentence, unique in its article: `s` and seven letters or digits.
///
/// It stands in HTML's `id`, in a cue's id and in `data-` attributes; a block's id is one letter shorter, so the two
/// never meet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceId(String);

impl SentenceId {
    /// Reads an id from an address or a form; `None` when it is not made like one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('s')?;
        let fits = rest.len() == LENGTH && rest.bytes().all(|byte| LETTERS.contains(&byte));
        fits.then(|| Self(text.to_owned()))
    }

    /// The id as it stands in HTML and in cues.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SentenceId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// What a sentence says, as 32 bytes: equal for sentences that a translator would be asked in the same words.
///
/// BLAKE3 of the sentence in NFC with its spaces collapsed. Give it the text *with* its placeholders, numbered from 1:
/// a sentence whose link was taken out is another sentence for the memory, though not for the reader's ear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceKey([u8; 32]);

impl SentenceKey {
    /// The key of a sentence's text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(*blake3::hash(settled(text).as_bytes()).as_bytes())
    }

    /// The bytes, as they are stored.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// NFC, with every run of white space as one space and none at the ends.
fn settled(text: &str) -> String {
    let mut settled = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !settled.is_empty() {
            settled.push(' ');
        }
        settled.extend(word.nfc());
    }
    settled
}

/// The ids given out so far in one article, and where the row of each first id goes on.
#[derive(Default)]
pub(super) struct Issued {
    given: HashSet<SentenceId>,
    next: HashMap<SentenceId, u32>,
}

impl Issued {
    /// The first free id in the row that belongs to these words.
    pub(super) fn for_words(&mut self, text: &str) -> SentenceId {
        let settled = settled(text);
        let next = self.next.entry(spell(&settled, 0)).or_default();
        loop {
            let id = spell(&settled, *next);
            *next += 1;
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// BLAKE3 is specified to the bit, so that no library's update changes an id.
fn spell(settled: &str, attempt: u32) -> SentenceId {
    let mut hasher = blake3::Hasher::new();
    hasher.update(settled.as_bytes());
    hasher.update(&attempt.to_le_bytes());
    let hash = hasher.finalize();
    let letters = hash.as_bytes()[..LENGTH]
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte & 31)]));
    SentenceId(std::iter::once('s').chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_never_changes() {
        let id = Issued::default().for_words("Es regnet.");

        assert_eq!(SentenceId::parse(id.as_str()), Some(id.clone()));
        assert_eq!(id.as_str(), "seams5tw");
        assert_eq!(SentenceId::parse("s12"), None);
    }

    #[test]
    fn spaces_and_composed_letters_do_not_change_a_sentence() {
        assert_eq!(
            SentenceKey::of("Fu\u{308}r\u{A0}alle. "),
            SentenceKey::of("Für alle.")
        );
        assert_ne!(
            SentenceKey::of("Für ⟦1⟧alle⟦/1⟧."),
            SentenceKey::of("Für alle.")
        );
    }
}
