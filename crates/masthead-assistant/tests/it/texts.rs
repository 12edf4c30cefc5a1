//! Every text has an answer: empty, endless, one word, emoji, every script, both directions.

use masthead_assistant::{Assistant, MOST_CHARACTERS, Post, Print, Reading, Verdict};

use crate::newsroom::{decisions, taught};

/// Judges, explains and learns a text, and holds every promise about it.
fn try_everything(text: &str, assistant: &mut Assistant, reading: &mut Reading) {
    let post = Post::of_text(text);
    let prediction = assistant.predict(&post, reading);
    assert!((0.0..=1.0).contains(&prediction.probability), "{text:?}");
    assert!(prediction.margin.is_finite());
    let explanation = assistant.explain(&post, reading);
    assert!(
        (explanation.sum() - explanation.margin).abs() < 1e-3,
        "{text:?}"
    );
    let most = text.chars().count();
    for span in explanation.spans() {
        assert!(span.place.start < span.place.end && span.place.end <= most);
    }
    for is_refused in [true, false] {
        let verdict = Verdict {
            is_refused,
            grounds: &[("insult", is_refused)],
        };
        let learned = assistant.arrive_decided(&post, &verdict, reading);
        assert!(learned.margin.is_finite());
    }
    let _ = Print::of(text);
}

#[test]
fn strange_texts_are_judged_like_any_other() {
    let (mut assistant, mut reading) = taught(&decisions(100));
    let long_word = "donaudampfschifffahrt".repeat(500);
    let texts = [
        "",
        " ",
        "\n\n\t",
        "a",
        "?",
        "schwachkopf",
        "😀",
        "😀👍🏽👨‍👩‍👧‍👦🇩🇪❤️\u{fe0f}",
        "\u{ad}\u{200b}\u{feff}",
        "\0\u{1}\u{7f}",
        "\u{301}\u{302}\u{303}",
        "a\u{301}\u{302}\u{303}\u{304}\u{305}",
        "@",
        "@@@",
        "https://",
        "www.",
        "://",
        "@a@b",
        "$",
        "!!!!!!!!",
        "i d i o t",
        "i . i . i",
        "ﷺ ﷽",
        "Ǆ ǆ İ ı ß ẞ ﬃ ①②③ ℌ 𝕳",
        &long_word,
    ];
    for text in texts {
        try_everything(text, &mut assistant, &mut reading);
    }
}

#[test]
fn every_script_and_both_directions_are_read() {
    let (mut assistant, mut reading) = taught(&decisions(50));
    let texts = [
        "Die Straßenbahn fährt",
        "The tram is running",
        "Трамвай едет",
        "Το τραμ τρέχει",
        "הרכבת נוסעת",
        "القطار يسير الآن",
        "電車が走っています",
        "电车在跑",
        "전차가 달린다",
        "รถรางกำลังวิ่ง",
        "ट्राम चल रही है",
        "ትራም እየሄደ ነው",
        "ट्राम tram трам القطار הרכבת 电车 😀",
        "سلام hello שלום",
        "\u{202e}txet siht\u{202c} נסיון",
        "ᏣᎳᎩ ᐃᓄᒃᑎᑐᑦ ꦲꦏ꧀ꦱꦫ 𐌰𐌱𐌲 ߒߞߏ",
    ];
    for text in texts {
        try_everything(text, &mut assistant, &mut reading);
        let words = assistant.explain(&Post::of_text(text), &mut reading).words;
        assert!(!words.is_empty(), "{text}");
    }
    // One letter of every block there is.
    for start in (0..0x11_0000_u32).step_by(128) {
        let block: String = (start..start + 128)
            .filter_map(char::from_u32)
            .step_by(17)
            .collect();
        try_everything(&block, &mut assistant, &mut reading);
    }
}

#[test]
fn a_post_of_a_hundred_thousand_bytes_is_judged_by_its_beginning() {
    let (mut assistant, mut reading) = taught(&decisions(50));
    let long = "der gemeinderat und die brücke ".repeat(3_300);
    assert!(long.len() > 100_000);
    try_everything(&long, &mut assistant, &mut reading);
    let marks = format!("x{}", "\u{301}".repeat(50_000));
    try_everything(&marks, &mut assistant, &mut reading);
    let different: String = (0..30_000_u32)
        .filter_map(|at| char::from_u32(0x4e00 + at % 20_000))
        .collect();
    try_everything(&different, &mut assistant, &mut reading);
    let beginning: String = long.chars().take(MOST_CHARACTERS).collect();
    let of = |text: &str, reading: &mut Reading| assistant.predict(&Post::of_text(text), reading);
    assert_eq!(of(&long, &mut reading), of(&beginning, &mut reading));
}

#[test]
fn disguises_that_cannot_be_seen_change_no_judgement_but_for_length() {
    let (assistant, mut reading) = taught(&decisions(400));
    let words = |text: &str, reading: &mut Reading| -> f64 {
        assistant
            .explain(&Post::of_text(text), reading)
            .words
            .iter()
            .map(|word| word.part)
            .sum()
    };
    let plain = words("so ein schwachkopf hier", &mut reading);
    assert!(plain > 0.1);
    for disguised in [
        "so ein ｓｃｈｗａｃｈｋｏｐｆ hier",
        "so ein sch\u{200b}wach\u{ad}kopf hier",
        "so ein \u{202d}schwachkopf\u{202c} hier",
        "so ein schwachkoрf hier",
        "SO EIN SCHWACHKOPF HIER",
    ] {
        assert!(
            (words(disguised, &mut reading) - plain).abs() < 1e-9,
            "{disguised}"
        );
    }
}
