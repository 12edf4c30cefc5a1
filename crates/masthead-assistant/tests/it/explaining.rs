//! The parts add up to the margin, and point at what the newsroom refuses.

use std::sync::LazyLock;

use masthead_assistant::{Assistant, Background, Post, Reading};
use proptest::prelude::*;

use crate::newsroom::{decisions, taught};

#[test]
fn the_word_that_is_refused_here_is_pointed_at() {
    let (assistant, mut reading) = taught(&decisions(900));
    let post = Post::of_text("Guten Morgen, so ein Schwachkopf im Gemeinderat!");
    let (spans, against) = assistant.explain(&post, &mut reading).to_show(3);
    assert_eq!(spans[0].place, 21..32);
    assert!(spans.len() <= 3 && against.is_none_or(|word| word.part < 0.0));
}

#[test]
fn a_word_in_disguise_is_pointed_at_where_it_stands() {
    let (assistant, mut reading) = taught(&decisions(900));
    for disguised in [
        "schw4chkopf",
        "s\u{ad}chwachkopf",
        "ѕchwachkopf",
        "s.c.h.w.a.c.h.k.o.p.f",
        "ｓchwachkopf",
    ] {
        let text = format!("so ein {disguised} im Gemeinderat");
        let spans = assistant
            .explain(&Post::of_text(&text), &mut reading)
            .to_show(3)
            .0;
        let word = 7..7 + disguised.chars().count();
        assert!(
            spans
                .iter()
                .any(|span| span.place.start >= 7 && span.place.end <= word.end),
            "{disguised}: {spans:?}"
        );
    }
}

#[test]
fn the_background_is_told_in_figures() {
    let log = decisions(400);
    let (assistant, mut reading) = taught(&log);
    let explanation = assistant.explain(&log[0].post(), &mut reading);
    let mine = log.iter().filter(|one| one.author == log[0].author);
    let refused = mine.clone().filter(|one| one.is_refused).count();
    let expected = (
        u16::try_from(refused).expect("few"),
        u32::try_from(mine.count()).expect("few"),
    );
    assert!(explanation.background.iter().any(|(known, _)| {
        matches!(known, Background::Author { refused, decided } if (*refused, *decided) == expected)
    }));
}

#[test]
fn a_muted_word_leaves_the_sum_whole() {
    let (mut assistant, mut reading) = taught(&decisions(300));
    assistant.apply(
        &masthead_assistant::Entry::NotAReason("schwachkopf"),
        &mut reading,
    );
    let explanation = assistant.explain(&Post::of_text("du schwachkopf, du!"), &mut reading);
    assert!((explanation.sum() - explanation.margin).abs() < 1e-4);
}

static TAUGHT: LazyLock<Assistant> = LazyLock::new(|| taught(&decisions(200)).0);

proptest! {
    #[test]
    fn the_parts_add_up_to_the_margin(texts in proptest::collection::vec(".{0,80}", 1..6), words in "[a-zäöüß !?.,$01-]{0,200}") {
        let mut reading = Reading::new();
        for text in texts.iter().map(String::as_str).chain([words.as_str(), &format!("schwachkopf {words} schw4chkopf")]) {
            let post = Post { author: Some("a1"), section: Some("local"), ..Post::of_text(text) };
            let explanation = TAUGHT.explain(&post, &mut reading);
            prop_assert!((explanation.sum() - explanation.margin).abs() < 1e-4, "{text:?}");
            let predicted = TAUGHT.predict(&post, &mut Reading::new());
            prop_assert_eq!(predicted.margin.to_bits(), explanation.margin.to_bits());
            for word in &explanation.words {
                prop_assert!(word.place.start < word.place.end && word.place.end <= text.chars().count());
            }
        }
    }
}
