//! Nothing that anybody writes gets a tag, an attribute or an address into a page, or stops the reader.

use masthead_text::{
    Address, Document, HtmlOrigin, HtmlSource, Inline, Pictures, PostText, SafeHtml, excerpt,
    from_html, from_markdown, inline_from_markdown, slug, to_markdown,
};
use proptest::prelude::*;

use crate::allowed::{INLINE, POST, check};
use crate::corpus::vectors;

/// Sends a text through everything that takes foreign text.
pub(crate) fn try_everything(text: &str) {
    if let Ok(post) = PostText::parse(text, 4_000) {
        check(post.to_html().as_str(), POST);
        let again = PostText::parse(post.as_str(), 4_000).expect("a cleaned text stays one");
        assert_eq!(again, post, "cleaning twice changes nothing");
        let _ = post.plain_text();
    }
    check(
        PostText::stored(text.replace('\0', "")).to_html().as_str(),
        POST,
    );
    check(inline_from_markdown(text).to_html().as_str(), INLINE);
    check(Inline::plain(text).to_html().as_str(), INLINE);
    check(SafeHtml::of_text(&text.replace('\0', "")).as_str(), &[]);
    check_document(&from_markdown(text).document);
    for origin in [HtmlOrigin::Plain, HtmlOrigin::WordPress] {
        let source = HtmlSource {
            html: text,
            origin,
            base: "https://old.example/a/",
            pictures: &Pictures::default(),
            own_pictures: &[],
        };
        check_document(&from_html(&source).document);
    }
    let slug = slug(text, 60);
    assert!(
        slug.len() <= 60
            && slug
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
        "{slug}"
    );
    let _ = excerpt(text, 40);
    let _ = Document::from_json(text);
}

/// Every text and every address that a document holds.
pub(crate) fn check_document(document: &Document) {
    let json = document.to_json();
    assert_eq!(&Document::from_json(&json).expect("we wrote it"), document);
    check_json(&serde_json::from_str(&json).expect("we wrote it"));
    let _ = (
        document.plain_text(),
        document.word_count(),
        to_markdown(document),
    );
}

fn check_json(value: &serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                if let (true, Some(text)) =
                    (matches!(key.as_str(), "link" | "address"), value.as_str())
                {
                    assert_eq!(
                        Address::parse(text).map(|a| a.to_string()).as_deref(),
                        Some(text)
                    );
                }
                match serde_json::from_value::<Inline>(value.clone()) {
                    Ok(inline) if value.is_array() => check(inline.to_html().as_str(), INLINE),
                    _ => check_json(value),
                }
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(check_json),
        _ => {}
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
