//! Which word of a translation comes from which, by the attention of the model. Pure.

use std::ops::Range;

use fxtranslate::engine::{Aligned, Token};
use masthead_text::placeholders::Pairing;

use crate::translation::places::places;

/// One pairing for each word of the translation that has a best source.
///
/// The model sees the source normalised, and what it says is cleaned before it is `target`; words are counted on both
/// sides, and where the counts differ nothing is said.
pub(super) fn pairings(source: &str, aligned: &Aligned, target: &str) -> Vec<Pairing> {
    let (source_words, target_words) = (words(source), words(target));
    let (seen, said) = (
        words(&aligned.source_normalized),
        words(&aligned.target_text),
    );
    if source_words.len() != seen.len() || target_words.len() != said.len() {
        return Vec::new();
    }
    let from = owners(&aligned.source_tokens, &aligned.source_normalized, &seen);
    let to = owners(&aligned.target_tokens, &aligned.target_text, &said);

    let mut weights = vec![vec![0.0_f32; source_words.len()]; target_words.len()];
    for (row, to) in aligned.alignments.iter().zip(&to) {
        for (weight, from) in row.iter().zip(&from) {
            if let (Some(to), Some(from)) = (to, from) {
                weights[*to][*from] += weight;
            }
        }
    }
    let best = |row: &Vec<f32>| {
        let most = row.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
        (*most.1 > 0.0).then_some(most.0)
    };
    let pairs = target_words.iter().zip(&weights);
    pairs
        .filter_map(|(target, row)| {
            Some(Pairing {
                source: source_words[best(row)?].clone(),
                target: target.clone(),
            })
        })
        .collect()
}

/// The words between the spaces, without the punctuation around them. What is punctuation alone is a word too.
fn words(text: &str) -> Vec<Range<usize>> {
    let is_space = |c: char| c.is_whitespace() || c == '▁';
    text.split(is_space)
        .filter(|word| !word.is_empty())
        .map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = if bare.is_empty() { word } else { bare };
            let start = bare.as_ptr() as usize - text.as_ptr() as usize;
            start..start + bare.len()
        })
        .collect()
}

/// For each token the word in which it lies with its greater part or its beginning, if it lies in one.
fn owners(tokens: &[Token], text: &str, words: &[Range<usize>]) -> Vec<Option<usize>> {
    let places = places(text);
    let byte = |unit: usize| places.get(unit).copied().unwrap_or(text.len());
    let owner = |token: &Token| {
        let (start, end) = (byte(token.begin), byte(token.end));
        words
            .iter()
            .position(|word| start < word.end && word.start < end)
    };
    tokens.iter().map(owner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str, pieces: &[&str]) -> Vec<Token> {
        let mut from = 0;
        let mut tokens: Vec<Token> = pieces
            .iter()
            .map(|piece| {
                let at = from + text[from..].find(piece).expect("it is there");
                from = at + piece.len();
                let unit = |byte: usize| text[..byte].encode_utf16().count();
                Token {
                    id: 0,
                    begin: unit(at),
                    end: unit(from),
                }
            })
            .collect();
        let end = text.encode_utf16().count();
        tokens.push(Token {
            id: 0,
            begin: end,
            end,
        });
        tokens
    }

    fn aligned(source: &str, from: &[&str], target: &str, to: &[&str], rows: &[&[f32]]) -> Aligned {
        Aligned {
            target_text: target.to_owned(),
            source_tokens: tokens(source, from),
            target_tokens: tokens(target, to),
            alignments: rows.iter().map(|row| row.to_vec()).collect(),
            source_normalized: source.to_owned(),
        }
    }

    fn pairs<'a>(source: &'a str, aligned: &'a Aligned) -> Vec<(&'a str, &'a str)> {
        pairings(source, aligned, &aligned.target_text)
            .into_iter()
            .map(|it| (&source[it.source], &aligned.target_text[it.target]))
            .collect()
    }

    #[test]
    fn words_are_paired_with_the_words_their_pieces_look_at() {
        let source = "Das früh🏠ere Haus.";
        let aligned = aligned(
            source,
            &["Das", "früh", "🏠ere", "Haus", "."],
            "The ear lier house.",
            &["The", "ear", "lier", "house", "."],
            &[
                &[0.8, 0.1, 0.0, 0.1, 0.0, 0.0],
                &[0.3, 0.3, 0.4, 0.0, 0.0, 0.0],
                &[0.0, 0.2, 0.5, 0.3, 0.0, 0.0],
                &[0.0, 0.1, 0.1, 0.7, 0.1, 0.0],
                &[0.0, 0.0, 0.0, 0.0, 1.0, 0.0],
                &[0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
            ],
        );
        assert_eq!(
            pairs(source, &aligned),
            [
                ("Das", "The"),
                ("früh🏠ere", "ear"),
                ("früh🏠ere", "lier"),
                ("Haus", "house")
            ]
        );
    }

    #[test]
    fn a_source_that_was_rewritten_is_still_counted_in_words() {
        let mut aligned = aligned(
            "fi ne",
            &["fi", "ne"],
            "a b",
            &["a", "b"],
            &[&[0.1, 0.9], &[0.9, 0.1]],
        );
        assert_eq!(pairs("ﬁ ne", &aligned), [("ne", "a"), ("ﬁ", "b")]);
        aligned.source_normalized = "fi ne more".to_owned();
        assert_eq!(pairs("ﬁ ne", &aligned), []);
    }

    #[test]
    fn rows_of_any_length_are_borne() {
        let odd = aligned(
            "a b",
            &["a", "b"],
            "c",
            &["c"],
            &[&[], &[0.5; 9], &[f32::NAN]],
        );
        assert!(pairs("a b", &odd).len() <= 1);
    }
}
