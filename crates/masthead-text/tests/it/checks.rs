//! Each check finds what it is for, with its severity, and finds nothing in a good translation.

use masthead_text::Lang;
use masthead_text::checks::{Check, Measure, Severity, Term, Translated, check};
use masthead_text::names::Entity;
use masthead_text::placeholders::Fault;

const PLAIN: Measure<'_> = Measure {
    from: Lang::De,
    to: Lang::En,
    terms: &[],
    entities: &[],
    profane: &[],
};

fn codes(pairs: &[Translated<'_>], measure: &Measure<'_>) -> Vec<(&'static str, Severity)> {
    let report = check(pairs, measure);
    report
        .found
        .iter()
        .map(|found| (found.check.code(), found.check.severity()))
        .collect()
}

fn found(source: &str, target: &str) -> Vec<(&'static str, Severity)> {
    codes(&[Translated::of(source, target)], &PLAIN)
}

#[test]
fn a_good_translation_has_no_findings() {
    for (source, target) in [
        (
            "Am 14. März kamen 1.250 Menschen nach Lindach.",
            "On March 14, 1,250 people came to Lindach.",
        ),
        (
            "„Wir bauen nicht“, sagte Bürgermeister Auer.",
            "“We will not build,” said Mayor Auer.",
        ),
        ("Ja.", "Yes."),
        ("Niemand wurde verletzt.", "Nobody was hurt."),
        (
            "Präsident Selenskyj traf Außenminister Lawrow.",
            "President Zelensky met Foreign Minister Lavrov.",
        ),
    ] {
        assert_eq!(found(source, target), [], "{source} | {target}");
    }
}

#[test]
fn each_check_finds_what_it_is_for() {
    use Severity::{Error, Info, Warning};
    let long = "Der Gemeinderat von Lindach hat am Abend das neue Budget der Stadt beschlossen.";
    for (source, target, code, severity) in [
        ("Es kamen 12 Leute.", "21 people came.", "figure", Error),
        (
            "Es kamen zwölf Leute.",
            "Some people came.",
            "figure",
            Warning,
        ),
        (long, "", "empty", Error),
        (long, "The council.", "length", Error),
        (long, long, "untranslated", Warning),
        (
            long,
            "Der Gemeinderat hat am Abend das neue Budget für die Stadt Lindach beschlossen.",
            "wrong-language",
            Warning,
        ),
        (
            long,
            "The council the council the council the council passed the budget of the town.",
            "loop",
            Error,
        ),
        (
            "„Wir bauen“, sagte er.",
            "We will build,” he said.",
            "quotes",
            Warning,
        ),
        (
            "„Wir bauen“, sagte er.",
            "We will build, he said.",
            "quotes",
            Warning,
        ),
        ("Wir bauen nicht.", "We will build.", "negation", Warning),
        (
            "Das ist ein Blödsinn.",
            "This is shit.",
            "profanity",
            Warning,
        ),
        (
            "Es regnet. Es schneit.",
            "It is raining and it is snowing.",
            "sentences",
            Info,
        ),
    ] {
        assert!(
            found(source, target).contains(&(code, severity)),
            "{code}: {:?}",
            found(source, target)
        );
    }
}

#[test]
fn what_the_desk_laid_down_is_asked_for() {
    let terms = [Term {
        source: "Landeshauptfrau".to_owned(),
        target: "governor".to_owned(),
    }];
    let entities = [Entity {
        forms: vec![(Lang::De, "Red Bull Salzburg".to_owned())],
        never_translated: true,
    }];
    let measure = Measure {
        terms: &terms,
        entities: &entities,
        ..PLAIN
    };
    let wrong = Translated::of(
        "Landeshauptfrau Pöll sah Red Bull Salzburg.",
        "State captain Pöll saw Red Ox Salzburg.",
    );
    let right = Translated::of(
        "Landeshauptfrau Pöll sah Red Bull Salzburg.",
        "Governor Pöll saw Red Bull Salzburg.",
    );

    assert_eq!(
        codes(&[wrong], &measure),
        [
            ("term", Severity::Warning),
            ("never-translated", Severity::Error)
        ]
    );
    assert_eq!(codes(&[right], &measure), []);
}

#[test]
fn what_the_translator_says_of_itself_is_told() {
    let pair = Translated {
        faults: &[Fault::Lost(1)],
        unknown_share: Some(0.25),
        ..Translated::of("Ein Haus.", "A house.")
    };
    let report = check(&[pair], &PLAIN);

    assert_eq!(report.found[0].check, Check::Placeholder(Fault::Lost(1)));
    assert_eq!(report.found[1].check, Check::UnknownWords(25));
    assert_eq!(report.worst(), Some(Severity::Error));
    assert_eq!(report.broken(), [0]);
}

#[test]
fn a_name_in_several_forms_stands_in_the_way() {
    let pairs = [
        Translated::of("Selenskyj kam.", "Zelensky came."),
        Translated::of("Dann ging Selenskyj.", "Then Zelenskyi left."),
    ];

    assert_eq!(codes(&pairs, &PLAIN), [("name", Severity::Error)]);
}
