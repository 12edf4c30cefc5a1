//! What a machine's sentence is kept under: a hash of everything that decides the answer. Pure.

use masthead_engines::translation::{LanguageTag, Tone};
use masthead_text::checks::Term;
use masthead_text::sentences::SentenceKey;
use sha2::{Digest, Sha256};

/// The name of a machine's sentence in the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::translation) struct MachineKey([u8; 32]);

/// How an article is translated, as far as it decides the answers.
#[derive(Clone, Copy, Debug)]
pub(in crate::translation) struct Manner<'a> {
    pub(in crate::translation) from: &'a LanguageTag,
    pub(in crate::translation) to: &'a LanguageTag,
    pub(in crate::translation) tone: Tone,
}

impl MachineKey {
    /// The key of a sentence as an engine and its model are asked for it. Of the glossary only the terms that occur in
    /// the sentence count: so a change of the glossary changes the keys of exactly the sentences that it is about.
    pub(in crate::translation) fn of(
        sentence: &SentenceKey,
        manner: Manner<'_>,
        engine: &str,
        model: &str,
        terms: &[Term],
    ) -> Self {
        let mut hash = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        let tone = match manner.tone {
            Tone::AsItComes => "",
            Tone::Polite => "polite",
            Tone::Familiar => "familiar",
        };
        part(sentence.as_bytes());
        for word in [
            manner.from.as_str(),
            manner.to.as_str(),
            engine,
            model,
            tone,
        ] {
            part(word.as_bytes());
        }
        for term in terms {
            part(term.source.as_bytes());
            part(term.target.as_bytes());
        }
        Self(hash.finalize().into())
    }

    /// A key as it was stored.
    pub(in crate::translation) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes, as they are stored.
    pub(in crate::translation) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}
