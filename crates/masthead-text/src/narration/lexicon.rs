//! How a site wants its names said: `Selenskyj` as `Selénskij`.

use std::collections::BTreeMap;

use crate::lang::Lang;

/// The longest entry that is looked for, in characters: a name of some words.
const LONGEST: usize = 80;

/// The site's pronunciations, by language. Whole words only, capitals as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    entries: BTreeMap<(Lang, String), String>,
}

impl Lexicon {
    /// Adds how a word (or a name of several words) is said. An empty entry, or one longer than eighty characters, is
    /// passed over; a second for the same word replaces the first.
    pub fn add(&mut self, lang: Lang, written: &str, said: &str) {
        let written = written.trim();
        if !written.is_empty() && written.chars().count() <= LONGEST {
            self.entries
                .insert((lang, written.to_owned()), said.trim().to_owned());
        }
    }

    /// The longest entry that the text begins with, as a whole word: its length in bytes, and how it is said.
    pub(super) fn pronounce(&self, text: &str, lang: Lang) -> Option<(usize, &str)> {
        if self.entries.is_empty() {
            return None;
        }
        let ends = text
            .char_indices()
            .take(LONGEST + 1)
            .skip(1)
            .map(|(at, _)| at);
        let ends: Vec<usize> = ends
            .chain((text.len() <= LONGEST * 4).then_some(text.len()))
            .collect();
        ends.into_iter().rev().find_map(|end| {
            let goes_on = text[end..]
                .chars()
                .next()
                .is_some_and(char::is_alphanumeric);
            let said = self.entries.get(&(lang, text[..end].to_owned()))?;
            (!goes_on).then_some((end, said.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_whole_word_is_found() {
        let mut lexicon = Lexicon::default();
        lexicon.add(Lang::De, "Selenskyj", "Selénskij");
        lexicon.add(Lang::De, "Red Bull", "Redd Bull");
        lexicon.add(Lang::De, "Red", "Redd");

        assert_eq!(
            lexicon.pronounce("Red Bull siegt", Lang::De),
            Some((8, "Redd Bull"))
        );
        assert_eq!(lexicon.pronounce("Selenskyjs Plan", Lang::De), None);
        assert_eq!(lexicon.pronounce("Selenskyj", Lang::En), None);
        assert_eq!(
            lexicon.pronounce("Selenskyj", Lang::De),
            Some((9, "Selénskij"))
        );
    }
}
