//! Every line of the gold files is said as it should be.

use masthead_text::Lang;
use masthead_text::narration::{Lexicon, Slashes, say};

const DE: &str = include_str!("../gold/spoken.de.txt");
const EN: &str = include_str!("../gold/spoken.en.txt");

fn pairs(gold: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    gold.lines()
        .filter(|line| !line.starts_with("# "))
        .map(|line| {
            line.split_once(" → ")
                .unwrap_or_else(|| panic!("{line}: no arrow"))
        })
}

fn wrong(gold: &'static str, lang: Lang) -> Vec<String> {
    let lexicon = Lexicon::default();
    pairs(gold)
        .map(|(written, said)| {
            (
                written,
                said,
                say(written, lang, Slashes::DayFirst, &lexicon),
            )
        })
        .filter(|(_, said, found)| said != found)
        .map(|(written, said, found)| format!("{written}\n  should be {said}\n  but is    {found}"))
        .collect()
}

#[test]
fn german_is_said_as_it_should_be() {
    let wrong = wrong(DE, Lang::De);
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn english_is_said_as_it_should_be() {
    let wrong = wrong(EN, Lang::En);
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn there_are_a_hundred_and_fifty_cases_besides_the_table_of_the_design() {
    let own = |gold: &'static str| {
        let (_, own) = gold
            .split_once("# our own\n")
            .expect("the gold has two parts");
        own.lines().count()
    };
    assert!(own(DE) + own(EN) >= 150, "{} and {}", own(DE), own(EN));
}

#[test]
fn the_sites_lexicon_has_the_first_word() {
    let mut lexicon = Lexicon::default();
    lexicon.add(Lang::De, "Selenskyj", "Selénskij");
    lexicon.add(Lang::De, "ORF", "Orf");

    assert_eq!(
        say(
            "Selenskyj im ORF, Selenskyjs Plan",
            Lang::De,
            Slashes::DayFirst,
            &lexicon
        ),
        "Selénskij im Orf, Selenskyjs Plan"
    );
}

#[test]
fn the_site_says_what_slashes_mean() {
    let said = |slashes| say("06/03/2026", Lang::En, slashes, &Lexicon::default());

    assert_eq!(
        said(Slashes::MonthFirst),
        "the third of June, twenty twenty-six"
    );
}
