//! The real Apertium, with its pair English to Spanish. `make test` installs it; without it these tests fail.

use std::path::Path;
use std::sync::Arc;

use masthead_engines::asking::{EngineError, Free};
use masthead_engines::translation::{
    APERTIUM_MODES, Apertium, ApertiumError, Careful, LanguageTag, Outcome, Segment, Translator,
    Wanted,
};
use masthead_text::inline_from_markdown;
use masthead_text::placeholders::{Marked, Style};

use crate::rude_server::TestPace;

fn apertium(pairs: &[&str]) -> Result<Apertium, ApertiumError> {
    let pace: Arc<dyn masthead_engines::asking::Pace> = TestPace::new();
    Apertium::new(Path::new(APERTIUM_MODES), pairs, &pace)
}

fn careful() -> Careful {
    let apertium = apertium(&["eng-spa"]).expect("apertium-eng-spa is installed by make test");
    Careful::new(Box::new(apertium), TestPace::new(), Arc::new(Free))
}

async fn translate(careful: &Careful, texts: &[&str]) -> Outcome {
    let (from, to): (LanguageTag, LanguageTag) =
        ("en".parse().expect("en"), "es".parse().expect("es"));
    let segments: Vec<Segment> = (1..)
        .zip(texts)
        .map(|(id, text)| Segment::new(id, text))
        .collect();
    careful
        .translate(Wanted::plain(&from, &to, &segments))
        .await
}

fn words(outcome: &Outcome) -> Vec<&str> {
    outcome.given.iter().map(|it| it.text.as_str()).collect()
}

#[tokio::test]
async fn it_translates_and_says_what_it_does_not_know() {
    let outcome = translate(&careful(), &["The house is red.", "The red xyzzyq", ""]).await;
    assert_eq!(words(&outcome), ["La casa es roja.", "El rojo xyzzyq", ""]);
    let unknown: Vec<u32> = outcome.given.iter().map(|it| it.unknown_words).collect();
    assert_eq!(unknown, [0, 1, 0]);
    assert_eq!(outcome.model, "apertium eng-spa");
}

#[tokio::test]
async fn marks_follow_their_words_and_every_one_of_them_survives() {
    let sources = [
        "The **red** house is *old*.",
        "The [president](/p) of **Austria** met `ministers` on Thursday.",
        "**The government** of [the country](/c) wants a *new law*.",
        "She read [a **book**](/b) yesterday.",
        "It costs *five* euros.",
        "The **big dogs** sleep in [the garden](/g).",
        "*No* comment.",
    ];
    let marked: Vec<Marked> = sources
        .iter()
        .map(|source| Marked::whole(&inline_from_markdown(source)))
        .collect();
    let asked: Vec<String> = marked.iter().map(|it| it.render(Style::Blanks)).collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let outcome = translate(&careful(), &asked).await;
    assert!(outcome.is_whole(), "{:?}", outcome.why);
    for (marked, given) in marked.iter().zip(&outcome.given) {
        let answer = Style::Blanks.neutral(&given.text);
        assert!(
            marked.restore(&answer).is_ok(),
            "{} → {answer}",
            marked.text()
        );
    }
    let first = Style::Blanks.neutral(&outcome.given[0].text);
    assert_eq!(first, "La casa ⟦1⟧roja⟦/1⟧ es ⟦2⟧vieja⟦/2⟧.");
}

#[tokio::test]
async fn signs_that_mean_something_to_it_are_words() {
    let careful = careful();
    let odd = [
        "A [b] {c} ^d$ /e\\ @f <g>.",
        "5 * 3 = 15 * 1.",
        "[#7] [] [][] [[t:g:1]] [<x1/>",
        "^house<n><sg>$",
        "\\",
        "*",
        "a\u{0}b",
    ];
    let rendered: Vec<String> = odd
        .iter()
        .map(|text| Marked::whole(&masthead_text::Inline::plain(text)).render(Style::Blanks))
        .collect();
    let rendered: Vec<&str> = rendered.iter().map(String::as_str).collect();
    for texts in [&rendered[..], &odd[..]] {
        let outcome = translate(&careful, texts).await;
        assert!(outcome.is_whole(), "{:?}", outcome.why);
        assert_eq!(outcome.given[1].text, "5 * 3 = 15 * 1.");
    }
    let after = translate(&careful, &["The house is red."]).await;
    assert_eq!(words(&after), ["La casa es roja."], "it is in step");
}

#[tokio::test]
async fn hundreds_of_sentences_come_back_in_their_order() {
    let texts: Vec<String> = (0..600)
        .map(|n| format!("The house has {n} doors."))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let outcome = translate(&careful(), &texts).await;
    assert!(outcome.is_whole(), "{:?}", outcome.why);
    for (n, given) in outcome.given.iter().enumerate() {
        assert!(given.text.contains(&format!(" {n} ")), "{}", given.text);
    }
}

#[tokio::test]
async fn a_pair_that_is_not_there_is_said_so() {
    assert!(matches!(
        apertium(&["eng-xyz"]),
        Err(ApertiumError::NotInstalled(_))
    ));
    for bad in ["eng", "../eng-spa", "eng-spa/..", "", "a b-c"] {
        assert!(
            matches!(apertium(&[bad]), Err(ApertiumError::BadPair(_))),
            "{bad}"
        );
    }
    let (de, en): (LanguageTag, LanguageTag) =
        ("de".parse().expect("de"), "en".parse().expect("en"));
    let segments = [Segment::new(1, "Haus")];
    let outcome = careful()
        .translate(Wanted::plain(&de, &en, &segments))
        .await;
    assert_eq!(outcome.why, Some(EngineError::Unsupported));
}

#[tokio::test]
async fn it_says_how_it_is() {
    let apertium = apertium(&["eng-spa", "spa-eng"]).expect("both are in one package");
    let health = apertium.health().await.expect("it is well");
    assert_eq!(health.words, "2 pairs: eng-spa spa-eng");
}
