//! Spellings are judged as the gold file says, and an article ends with one form of each name.

use masthead_text::Lang;
use masthead_text::names::{
    Aligned, Entity, clusters_in, clusters_of, may_be_same, settle, unsettled,
};

const GOLD: &str = include_str!("../gold/names.txt");

fn pairs() -> impl Iterator<Item = (&'static str, &'static str, bool)> {
    GOLD.lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let same = line.split_once(" = ").map(|(a, b)| (a, b, true));
            same.or_else(|| line.split_once(" # ").map(|(a, b)| (a, b, false)))
                .unwrap_or_else(|| panic!("{line}: neither = nor #"))
        })
}

#[test]
fn every_pair_of_spellings_is_judged_as_it_should_be() {
    let wrong: Vec<_> = pairs()
        .filter(|(a, b, same)| may_be_same(a, b) != *same)
        .collect();
    assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
}

#[test]
fn there_are_more_than_sixty_pairs() {
    assert!(pairs().count() > 60);
}

const GERMAN: [&str; 4] = [
    "Selenskyj reist nach Wien",
    "Präsident Wolodymyr Selenskyj traf am Montag Außenminister Lawrow.",
    "Selenskyjs Berater Andrij Jermak war dabei.",
    "Bild: Selenskyj und Müller (links), Möller fehlt.",
];

fn article<'a>(english: &'a [&'a str]) -> Vec<Aligned<'a>> {
    let pairs = GERMAN.iter().zip(english);
    pairs
        .map(|(source, target)| Aligned { source, target })
        .collect()
}

const ENGLISH: [&str; 4] = [
    "Zelenskyi travels to Vienna",
    "President Volodymyr Zelenskyy met Foreign Minister Lavrov on Monday.",
    "Zelensky’s adviser Andriy Yermak was present.",
    "Picture: Selenskyj and Müller (left), Möller is missing. ZELENSKY smiles, says Zelensky.",
];

#[test]
fn four_spellings_of_one_person_become_one_and_others_stay() {
    let clusters = clusters_of(&article(&ENGLISH), Lang::De, Lang::En);
    assert_eq!(clusters.len(), 1, "{clusters:#?}");

    let mut texts: Vec<String> = ENGLISH.iter().map(ToString::to_string).collect();
    let changes = settle(&mut texts, &clusters, &[], &[], Lang::En);

    assert_eq!(
        texts,
        [
            "Zelensky travels to Vienna",
            "President Volodymyr Zelensky met Foreign Minister Lavrov on Monday.",
            "Zelensky’s adviser Andriy Yermak was present.",
            "Picture: Zelensky and Müller (left), Möller is missing. ZELENSKY smiles, says Zelensky.",
        ]
    );
    assert_eq!(changes.iter().map(|it| it.times).sum::<usize>(), 3);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(unsettled(&texts, &clusters, Lang::En), Vec::<&_>::new());
}

#[test]
fn what_the_desk_decided_outweighs_what_stands_there_most() {
    let clusters = clusters_of(&article(&ENGLISH), Lang::De, Lang::En);
    let entity = Entity {
        forms: vec![(Lang::En, "Volodymyr Zelenskyy".to_owned())],
        never_translated: false,
    };
    let mut texts = vec!["Zelensky’s plan, Zelenskyi’s plan".to_owned()];
    settle(&mut texts, &clusters, &[entity], &[], Lang::En);

    assert_eq!(texts, ["Zelenskyy’s plan, Zelenskyy’s plan"]);
}

#[test]
fn what_was_approved_outweighs_the_majority() {
    let clusters = clusters_of(&article(&ENGLISH), Lang::De, Lang::En);
    let mut texts = vec!["Zelensky".to_owned()];
    settle(&mut texts, &clusters, &[], &["Zelenskyi"], Lang::En);

    assert_eq!(texts, ["Zelenskyi"]);
}

#[test]
fn a_genitive_keeps_its_ending() {
    let english = ["Zelensky speaks.", "Lavrov", "Zelensky’s plan", "Zelensky"];
    let german = [
        "Selenskyj spricht.",
        "Lawrow",
        "Selenskyjs Plan",
        "Selenskij",
    ];
    let article: Vec<Aligned<'_>> = english
        .iter()
        .zip(&german)
        .map(|(source, target)| Aligned { source, target })
        .collect();
    let clusters = clusters_of(&article, Lang::En, Lang::De);
    let mut texts = vec!["Selenskijs Plan, Selenskyjs Plan".to_owned()];
    settle(&mut texts, &clusters, &[], &["Selenskij"], Lang::De);

    assert_eq!(texts, ["Selenskijs Plan, Selenskijs Plan"]);
}

#[test]
fn two_families_in_the_original_stay_two() {
    let lines = [
        "Anna Schmidt und Josef Schmitt kamen.",
        "Hofmann, Hoffmann, Fischer und Fisher auch.",
    ];
    let english = [
        "Anna Schmidt and Josef Schmitt came.",
        "So did Hofmann, Hoffmann, Fischer and Fisher.",
    ];
    let article: Vec<Aligned<'_>> = lines
        .iter()
        .zip(&english)
        .map(|(source, target)| Aligned { source, target })
        .collect();

    assert_eq!(clusters_of(&article, Lang::De, Lang::En), []);
}

#[test]
fn an_original_that_spells_a_name_in_several_ways_is_noticed() {
    let text = "Selenskyj kam. Später sprach Zelenskyi. Seit Jahren ist es Zeit. Zelensky und Zelenskyy. Seiten und Zeiten.";
    let found = clusters_in(&[text], Lang::De);

    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].forms.len(), 4);
}
