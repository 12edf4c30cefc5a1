//! Nothing that anybody writes gets a tag, an attribute or an address into a page, or stops the reader.

use proptest::prelude::*;

use crate::corpus::vectors;
use crate::mutate;
use crate::promises::{PROMISES, try_everything};

#[test]
fn every_promise_holds_for_whatever_is_near_its_seeds() {
    for (_, seeds, hold) in PROMISES {
        mutate::for_a_moment(&seeds(), *hold);
    }
}

#[test]
fn every_vector_of_the_corpus_is_harmless() {
    for vector in vectors() {
        try_everything(&vector);
        try_everything(&format!("before {vector} after"));
        try_everything(&format!(
            "[words]({vector}) ![words]({vector} \"{vector}\") <{vector}>"
        ));
        try_everything(&format!(
            "> {vector}\n> — {vector}, {vector}\n\n| {vector} |\n| --- |\n| {vector} |"
        ));
        try_everything(&format!(
            ":::video {vector}\n{vector}\n:::\n:::callout {vector}\n{vector}\n:::"
        ));
    }
}

#[test]
fn endless_nesting_ends_soon() {
    let started = std::time::Instant::now();
    for sign in [
        "> ",
        "- ",
        "* a\n ",
        "[",
        "![",
        "**a ",
        "*a _b ",
        "`",
        "<b>",
        "(",
        "1. ",
        "\\",
        "&",
        "[a](",
        "https://a.at/(",
        "_",
        "|",
        ":::a\n",
        "```\n",
        "<!--",
        "\u{301}",
        "> - ",
    ] {
        try_everything(&sign.repeat(3_000));
        try_everything(&format!(
            "{}x{}",
            sign.repeat(1_500),
            "]) ** * _ ` >".repeat(300)
        ));
    }
    assert!(
        started.elapsed().as_secs() < 60,
        "took {:?}",
        started.elapsed()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_text_is_harmful(text in any::<String>()) {
        try_everything(&text);
    }

    #[test]
    fn no_bytes_are_harmful(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        try_everything(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn nothing_made_of_signs_is_harmful(text in r#"([*_`\[\]()<>!|\\&;:#"'=+~.\n -]|https://|javascript:|<script>|<p>|</p>|<li>|<ul>|<td>|<table>|<a href=|<img src=|\[caption |on|a|ü|1){0,60}"#) {
        try_everything(&text);
    }
}
