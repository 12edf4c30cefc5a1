//! What holds of any bytes whatever: the list that `cargo test` tries for moments and `make fuzz` for minutes.

use masthead_text::{
    Address, Document, HtmlOrigin, HtmlSource, Inline, Pictures, PostText, SafeHtml, excerpt,
    from_html, from_markdown, inline_from_markdown, slug, to_markdown,
};

use crate::allowed::{INLINE, POST, check};
use crate::language;

/// A promise: its name, seeds to begin with, what holds.
type Promise = (&'static str, fn() -> Vec<Vec<u8>>, fn(&[u8]));

/// Each promise: its name, seeds to begin with, and what holds of any bytes (it panics where it does not).
pub(crate) const PROMISES: &[Promise] = &[
    ("text", signs, |bytes| {
        try_everything(&String::from_utf8_lossy(bytes));
    }),
    ("sentences", language::sentences, language::split_whole),
    ("figures", language::figure_lines, language::figures_stand),
    ("narration", language::to_be_said, language::said_in_words),
    (
        "placeholders",
        language::answers,
        language::answer_never_trusted,
    ),
];

/// Every sign of Markdown, of HTML and of a post once, beside words.
fn signs() -> Vec<Vec<u8>> {
    let texts = [
        "# Headline\n\n## Crosshead\n\n*soft* **strong** `code` [words](https://a.example/ \"title\")\n\n> Quoted.\n> — Somebody, Office\n",
        "- one\n- two\n  1. three\n\n| a | b |\n| --- | :-: |\n| 1 | 2 |\n\n```rust\nlet a = 1;\n```\n\n---\n",
        ":::callout Title\nWords\n:::\n\n:::video https://a.example/v.mp4\nCaption\n:::\n\n![alt](/a.jpg \"Caption\")\n",
        "<p>Words <b>and</b> <a href=\"https://a.example/\">a link</a></p><ul><li>one</ul><table><tr><td>1</table><img src=/a.jpg alt=x><img src=///a.example/b.jpg>",
        "[`a]: b`](https://a.example/)\n\n[one `]:` two](/b) ![x](///c.example)\n\ntwin\n\ntwin\n\ntwin\n",
        "[caption id=\"a\" width=\"3\"]<img src=\"/a.jpg\"> Words[/caption]\n\n[gallery ids=\"1,2\"]\n<!--more-->",
        "Ein Satz. „Noch einer“ – mit ümläuten, e\u{301}, \u{200b}, \u{202e}rechts\u{202c}, https://b.example/x?y=z#a und @name.",
    ];
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

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
