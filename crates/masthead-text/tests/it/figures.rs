//! Every pair of the gold file has the same figures, or is found to differ.

use masthead_text::Lang;
use masthead_text::figures::{Difference, Figure, compare};

const GOLD: &str = include_str!("../gold/figures.txt");

/// German, English, and whether they say the same.
fn pairs() -> impl Iterator<Item = (&'static str, &'static str, bool)> {
    GOLD.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let same = line.split_once(" = ").map(|(de, en)| (de, en, true));
            same.or_else(|| line.split_once(" # ").map(|(de, en)| (de, en, false)))
                .unwrap_or_else(|| panic!("{line}: neither = nor #"))
        })
}

#[test]
fn every_pair_is_judged_as_it_should_be_in_both_directions() {
    let mut wrong = Vec::new();
    for (de, en, is_same) in pairs() {
        for found in [
            compare(de, Lang::De, en, Lang::En),
            compare(en, Lang::En, de, Lang::De),
        ] {
            let certain = found.iter().any(|it| it.is_certain());
            if certain == is_same || is_same && !found.is_empty() {
                wrong.push(format!("{de} | {en}: {found:?}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn there_are_more_than_sixty_pairs_and_some_of_them_differ() {
    let count = pairs().count();
    let differ = pairs().filter(|(.., is_same)| !is_same).count();
    assert!(
        count >= 60 && differ >= 20,
        "{count} pairs, {differ} differ"
    );
}

#[test]
fn a_day_of_the_week_is_told_but_not_certain() {
    let found = compare(
        "Am Mittwochabend.",
        Lang::De,
        "On Thursday evening.",
        Lang::En,
    );

    assert_eq!(
        found,
        [
            Difference::MissingWord(Figure::Weekday(3)),
            Difference::AddedWord(Figure::Weekday(4))
        ]
    );
}

#[test]
fn numbers_in_words_are_told_but_not_certain() {
    let found = compare("Vierzehn Tage.", Lang::De, "A fortnight.", Lang::En);

    assert!(found.len() == 1 && !found[0].is_certain());
}
