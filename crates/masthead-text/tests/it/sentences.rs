//! Every paragraph of the gold files is cut into exactly its sentences.

use masthead_text::Lang;
use masthead_text::sentences::split;

const DE: &str = include_str!("../gold/sentences.de.txt");
const EN: &str = include_str!("../gold/sentences.en.txt");

fn paragraphs(gold: &str) -> Vec<Vec<&str>> {
    let lines = gold
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with('#'));
    let mut paragraphs = vec![Vec::new()];
    for line in lines {
        match paragraphs.last_mut() {
            Some(paragraph) if !line.is_empty() => paragraph.push(line),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn wrong(gold: &str, lang: Lang) -> Vec<String> {
    let cut = |paragraph: &Vec<&str>| {
        let text = paragraph.join(" ");
        let found: Vec<&str> = split(&text, lang)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        (found != *paragraph).then(|| format!("\nshould be {paragraph:#?}\nbut is    {found:#?}"))
    };
    paragraphs(gold).iter().filter_map(cut).collect()
}

#[test]
fn german_paragraphs_are_cut_exactly() {
    let wrong = wrong(DE, Lang::De);
    assert!(
        wrong.is_empty(),
        "{} wrong: {}",
        wrong.len(),
        wrong.concat()
    );
}

#[test]
fn english_paragraphs_are_cut_exactly() {
    let wrong = wrong(EN, Lang::En);
    assert!(
        wrong.is_empty(),
        "{} wrong: {}",
        wrong.len(),
        wrong.concat()
    );
}

#[test]
fn there_are_two_hundred_paragraphs() {
    let count = |gold| paragraphs(gold).len();
    assert!(
        count(DE) >= 100 && count(EN) >= 100,
        "{} and {}",
        count(DE),
        count(EN)
    );
}

/// A rule that never ended a sentence, or always did, must not pass for exact.
#[test]
fn the_gold_needs_the_rules() {
    for (gold, lang) in [(DE, Lang::De), (EN, Lang::En)] {
        let naive = |paragraph: &Vec<&str>| {
            let text = paragraph.join(" ");
            text.split_inclusive(". ")
                .map(str::trim)
                .eq(paragraph.iter().copied())
        };
        let paragraphs = paragraphs(gold);
        let right = paragraphs.iter().filter(|it| naive(it)).count();
        assert!(
            right * 10 < paragraphs.len() * 7,
            "{lang}: {right} of {}",
            paragraphs.len()
        );
    }
}
