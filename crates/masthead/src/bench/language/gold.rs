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

/// An article of some 600 words; every paragraph has a word set apart and a link.
pub(super) fn article(gold: &str) -> Document {
    let mut markdown = String::new();
    for paragraph in paragraphs(gold) {
        let text = paragraph.join(" ");
        if let [one, two, three, rest] = text.splitn(4, ' ').collect::<Vec<_>>()[..] {
            markdown.push_str(&format!("{one} **{two}** [{three}](/a) {rest}\n\n"));
        }
        if markdown.split_whitespace().count() >= WORDS {
            break;
        }
    }
    from_markdown(&markdown).document
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
