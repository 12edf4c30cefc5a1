//! Markdown that we wrote comes back as the blocks it was written from.

use masthead_text::{
    Address, Audio, Body, Callout, Code, Correction, Crosshead, Divider, Document, Embed, Gallery,
    Image, Inline, Item, List, Mark, Marks, Paragraph, Quote, Source, Span, Table, Video,
    from_markdown, to_markdown,
};
use proptest::collection::vec;
use proptest::prelude::*;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zäöüß]{1,8}( [a-zA-Z0-9]{1,6}){0,4}",
        2 => "[ -~]{1,24}",
        1 => r"(> |# |- |\+ |1\. |12\) |---|===|~~~|```|:::note|\| a \| b \||    code|<b>|&amp;|&#60;|\\|!\[|\]\(|https://a\.at|— |-- |\{1x1\}|<!-- x -->){1,3}",
    ]
}

fn address() -> impl Strategy<Value = Address> {
    prop_oneof![
        "https://[a-z]{1,8}\\.at/[a-zA-Z0-9_*~!$&;=?#-]{0,12}",
        "/[a-z]{1,5}\\?a=1&copy=2;",
        "mailto:[a-z]{1,5}@example\\.org",
    ]
    .prop_filter_map("an address", |text| Address::parse(&text))
}

fn marks() -> impl Strategy<Value = Marks> {
    prop_oneof![3 => Just(0_u8), 2 => 0_u8..32].prop_map(|bits| {
        let chosen = Mark::ALL
            .into_iter()
            .filter(|&mark| bits & (1 << mark as u8) != 0);
        chosen.fold(Marks::NONE, |set, mark| set | mark)
    })
}

fn span() -> impl Strategy<Value = Span> {
    let breaks = prop_oneof![8 => Just(""), 1 => Just("\n"), 1 => Just("\n\n"), 1 => Just(" ")];
    (
        words(),
        breaks,
        marks(),
        prop::option::weighted(0.2, address()),
    )
        .prop_map(|(text, end, marks, link)| Span {
            text: text + end,
            marks,
            link,
        })
}

fn inline() -> impl Strategy<Value = Inline> {
    vec(span(), 1..5)
        .prop_map(Inline::new)
        .prop_filter("words", |inline| !inline.is_empty())
}

/// Without double breaks, for blocks that hold one paragraph per text.
fn single() -> impl Strategy<Value = Inline> {
    inline()
}

fn line() -> impl Strategy<Value = String> {
    words()
        .prop_map(|text| Inline::plain(&text).text())
        .prop_filter("words", |text| !text.is_empty())
}

fn name() -> impl Strategy<Value = String> {
    "[A-Z][a-zäöü]{1,8}( [A-Z][a-z]{1,8})?"
}

fn source() -> impl Strategy<Value = Source> {
    prop_oneof![
        "[0-9a-z]{26}".prop_map(Source::Media),
        address().prop_map(Source::Address)
    ]
}

fn image() -> impl Strategy<Value = Image> {
    let size = prop::option::of((1_u32..9_000, 1_u32..9_000));
    let link = prop::option::weighted(0.2, address());
    (
        source(),
        prop::option::of(single()),
        prop::option::of(line()),
        prop::option::of(line()),
        size,
        link,
    )
        .prop_map(|(source, caption, credit, alt, size, link)| Image {
            caption: caption.unwrap_or_default(),
            credit: credit.unwrap_or_default(),
            alt: alt.unwrap_or_default(),
            width: size.map(|size| size.0),
            height: size.map(|size| size.1),
            link,
            ..Image::at(source)
        })
}

fn list() -> impl Strategy<Value = List> {
    let leaf = (any::<bool>(), vec(inline(), 1..4)).prop_map(|(ordered, texts)| List {
        ordered,
        items: texts
            .into_iter()
            .map(|text| Item { text, list: None })
            .collect(),
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        (
            any::<bool>(),
            vec((inline(), prop::option::of(inner)), 1..4),
        )
            .prop_map(|(ordered, items)| List {
                ordered,
                items: items
                    .into_iter()
                    .map(|(text, list)| Item {
                        text,
                        list: list.map(Box::new),
                    })
                    .collect(),
            })
    })
}

fn table() -> impl Strategy<Value = Table> {
    let cell = || prop::option::of(single()).prop_map(Option::unwrap_or_default);
    (
        prop::option::of(single()),
        vec(cell(), 1..4),
        vec(vec(cell(), 1..4), 1..4),
    )
        .prop_map(|(caption, header, rows)| {
            Table::squared(caption.unwrap_or_default(), header, rows)
        })
        .prop_filter("cells", |table| {
            !table.rows.is_empty() || !table.header.is_empty()
        })
}

fn body() -> impl Strategy<Value = Body> {
    let text = || prop::option::of(line()).prop_map(Option::unwrap_or_default);
    prop_oneof![
        4 => inline().prop_map(|text| Body::Paragraph(Paragraph { text })),
        1 => (2_u8..4, inline()).prop_map(|(level, text)| Body::Crosshead(Crosshead { level, text })),
        1 => (inline(), prop::option::of((name(), prop::option::of(line())))).prop_map(|(text, by)| {
            let (person, office) = by.unwrap_or_default();
            Body::Quote(Quote { text, person, office: office.unwrap_or_default() })
        }),
        2 => list().prop_map(Body::List),
        2 => image().prop_map(Body::Image),
        1 => (vec(image(), 1..4), prop::option::of(single())).prop_map(|(images, caption)| {
            Body::Gallery(Gallery { images, caption: caption.unwrap_or_default() })
        }),
        1 => (source(), single(), text(), prop::option::of(source())).prop_map(|(source, caption, credit, poster)| {
            Body::Video(Video { source, caption, credit, poster })
        }),
        1 => (source(), single(), text()).prop_map(|(source, caption, credit)| Body::Audio(Audio { source, caption, credit })),
        1 => (address().prop_filter("web", Address::is_web), text(), prop::option::of(line())).prop_map(|(address, title, whose)| {
            let card = Embed::to(address);
            Body::Embed(Embed { title, source: whose.unwrap_or(card.source.clone()), ..card })
        }),
        2 => table().prop_map(Body::Table),
        1 => ("[ -~äöü]{0,20}(\n[ -~]{1,20}){0,3}", "[a-z]{0,6}").prop_filter_map("code", |(text, language)| {
            let code = from_markdown(&format!("~~~~~~~~~~~~\n{text}\n~~~~~~~~~~~~")).document.blocks.pop()?.body;
            let Body::Code(code) = code else { return None };
            (!code.text.is_empty()).then_some(Body::Code(Code { language, ..code }))
        }),
        1 => (text(), inline()).prop_map(|(title, text)| Body::Callout(Callout { title, text })),
        1 => (prop_oneof![Just(""), Just("2026-11-22")], inline()).prop_map(|(date, text)| {
            Body::Correction(Correction { text, date: date.to_owned() })
        }),
        1 => Just(Body::Divider(Divider {})),
    ]
}

/// Raised by hand when the writer or the reader changes.
const CASES: u32 = 400;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn markdown_comes_back_as_it_was_written(bodies in vec(body(), 0..6)) {
        let document = Document::of(bodies);
        let written = to_markdown(&document);
        let read = from_markdown(&written);

        prop_assert_eq!(&read.document, &document, "\n{}\n", written);
        prop_assert!(read.findings.is_empty(), "{:?}\n{}", read.findings, written);
    }

    #[test]
    fn json_comes_back_as_it_was_written(bodies in vec(body(), 0..6)) {
        let document = Document::of(bodies);

        prop_assert_eq!(Document::from_json(&document.to_json()).expect("we wrote it"), document);
    }

    #[test]
    fn markdown_is_stable_once_it_was_read(text in "\\PC{0,80}(\n[-#>*+:|`~ a-z0-9.<>\\[\\]()!\\\\_&;]{0,40}){0,8}") {
        let first = from_markdown(&text).document;
        let again = from_markdown(&to_markdown(&first)).document;

        prop_assert_eq!(&again, &first, "\n{}\n---\n{}\n", text, to_markdown(&first));
    }
}

#[test]
fn a_bracket_and_a_colon_in_linked_code_are_no_reference() {
    for code in ["a]: b", "]:", "[x]: /y", "]"] {
        let span = |text: &str, marks: Marks| Span {
            text: text.to_owned(),
            marks,
            link: Address::parse("https://a.example/"),
        };
        for before in ["", "see "] {
            let linked = [span(before, Marks::NONE), span(code, Mark::Code.into())];
            let text = Inline::new(linked);
            let document = Document::of([Body::Paragraph(Paragraph { text })]);
            let written = to_markdown(&document);

            assert_eq!(from_markdown(&written).document, document, "{written}");
        }
    }
}

#[test]
fn a_dash_behind_a_space_begins_no_line() {
    let written = r"\`\`\` [— said](https://a.example/)";
    let document = from_markdown(written).document;

    assert_eq!(document.plain_text().trim(), "``` — said");
    assert_eq!(from_markdown(&to_markdown(&document)).document, document);
}
