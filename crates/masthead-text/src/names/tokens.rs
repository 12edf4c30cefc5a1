//! The words of a text that may be names: capitalised, long enough, without what grammar hangs on them.

use std::ops::Range;

use crate::lang::Lang;
use crate::sentences::starts_sentences;

/// Shorter words are too often something else.
const SHORTEST: usize = 3;

/// A capitalised word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// The name without the possessive.
    pub(super) name: &'a str,
    /// Where the name stands, in bytes.
    pub(super) range: Range<usize>,
}

/// Every word of a text that may be a name. Words that only begin a sentence are left out.
pub(super) fn tokens(text: &str, lang: Lang) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphabetic).map(|start| at + start) {
        let length = text[start..]
            .find(|c| !is_part(c))
            .unwrap_or(text.len() - start);
        at = start + length;
        let name = without_possessive(&text[start..at]);
        let is_capital = name.chars().next().is_some_and(char::is_uppercase);
        let is_word = name.chars().count() >= SHORTEST && !starts_sentences(name, lang);
        if is_capital && is_word {
            tokens.push(Token {
                name,
                range: start..start + name.len(),
            });
        }
    }
    tokens
}

fn is_part(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '’' | '\'' | '\u{301}' | '\u{308}')
}

/// `Zelensky’s` is Zelensky; so is `Selenskyjs`, but that needs the others to be known.
fn without_possessive(word: &str) -> &str {
    let word = word.trim_end_matches(['’', '\'']);
    ["’s", "'s"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitalised_words_are_found_without_their_endings() {
        let text = "The aide of Zelensky’s met O’Hara in Kyiv.";
        let names: Vec<&str> = tokens(text, Lang::En).iter().map(|it| it.name).collect();

        assert_eq!(names, ["Zelensky", "O’Hara", "Kyiv"]);
    }
}
