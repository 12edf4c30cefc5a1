//! The gold files of `masthead-text`, as articles to measure with.

use masthead_text::{Document, from_markdown};

/// Paragraphs, each as its sentences.
pub(super) const GERMAN: &str =
    include_str!("../../../../masthead-text/tests/gold/sentences.de.txt");
pub(super) const ENGLISH: &str =
    include_str!("../../../../masthead-text/tests/gold/sentences.en.txt");
const FIGURES: &str = include_str!("../../../../masthead-text/tests/gold/figures.txt");
const NAMES: &str = include_str!("../../../../masthead-text/tests/gold/names.txt");

/// As long as the articles that the design was measured with.
const WORDS: usize = 600;

/// The paragraphs of a gold file, each as its sentences.
pub(super) fn paragraphs(gold: &str) -> Vec<Vec<&str>> {
    let mut paragraphs = vec![Vec::new()];
    for line in gold
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with('#'))
    {
        match paragraphs.last_mut() {
            Some(paragraph) if !line.is_empty() => paragraph.push(line),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// Pairs that a gold file calls the same, or different.
fn pairs(gold: &'static str) -> Vec<(&'static str, &'static str, bool)> {
    let lines = gold.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let same = line.split_once(" = ").map(|(a, b)| (a, b, true));
            same.or_else(|| line.split_once(" # ").map(|(a, b)| (a, b, false)))
        })
        .collect()
}

/// Sentences of both languages, and whether they say the same figures.
pub(super) fn figures() -> Vec<(&'static str, &'static str, bool)> {
    pairs(FIGURES)
}

/// Spellings, and whether they are one name.
pub(super) fn names() -> Vec<(&'static str, &'static str, bool)> {
    pairs(NAMES)
}

/// [`markdown`], read.
pub(super) fn article(gold: &str) -> Document {
    from_markdown(&markdown(gold)).document
}

/// An article of some 600 words. In every paragraph the longest word is set apart and the next leads somewhere: marks lie
/// on words that carry a meaning, as editors set them, and not on those that other languages leave out.
pub(super) fn markdown(gold: &str) -> String {
    let mut markdown = String::new();
    for paragraph in paragraphs(gold) {
        let text = paragraph.join(" ");
        let words: Vec<&str> = text.split(' ').collect();
        let is_word = |word: &str| word.len() > 4 && word.chars().all(char::is_alphabetic);
        let mut long: Vec<usize> = (0..words.len()).filter(|at| is_word(words[*at])).collect();
        long.sort_by_key(|at| std::cmp::Reverse(words[*at].len()));
        let marked = words.iter().enumerate().map(|(at, word)| {
            match (long.first() == Some(&at), long.get(1) == Some(&at)) {
                (true, _) => format!("**{word}**"),
                (_, true) => format!("[{word}](/a)"),
                _ => (*word).to_owned(),
            }
        });
        markdown.push_str(&marked.collect::<Vec<_>>().join(" "));
        markdown.push_str("\n\n");
        if markdown.split_whitespace().count() >= WORDS {
            break;
        }
    }
    markdown
}

/// Translated sentences of some 600 words.
pub(super) fn translated() -> Vec<(&'static str, &'static str)> {
    let same = figures().into_iter().filter(|(.., is_same)| *is_same);
    let mut words = 0;
    let pairs: Vec<_> = same.map(|(german, english, _)| (german, english)).collect();
    let endless = pairs.iter().copied().cycle();
    endless
        .take_while(|(german, _)| {
            words += german.split_whitespace().count();
            words <= WORDS
        })
        .collect()
}
