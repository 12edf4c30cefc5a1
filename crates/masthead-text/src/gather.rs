//! How readers put blocks together: quotes from paragraphs, points from blocks, lists no deeper than we keep.

use crate::clean::clean;
use crate::document::{Body, Code, Item, List, Quote};
use crate::inline::{Inline, Span};

/// The words of a block that can be part of a longer text; `None` for pictures, tables and the like.
pub(crate) fn words_in(body: &Body) -> Option<Inline> {
    match body {
        Body::Paragraph(paragraph) => Some(paragraph.text.clone()),
        Body::Crosshead(crosshead) => Some(crosshead.text.clone()),
        Body::Embed(embed) => Some(Inline::plain(embed.address.as_str())),
        Body::List(list) => Some(Inline::new(list_lines(list))),
        Body::Quote(quote) => Some(quote.text.clone()),
        _ => None,
    }
}

fn list_lines(list: &List) -> Vec<Span> {
    let lines = list.items.iter().flat_map(|item| {
        let below = item.list.iter().flat_map(|list| list_lines(list));
        let words = item.text.spans().iter().cloned();
        std::iter::once(Span::plain("\n"))
            .chain(words)
            .chain(below)
            .collect::<Vec<_>>()
    });
    lines.collect()
}

/// Texts as the paragraphs of one.
pub(crate) fn joined(texts: impl IntoIterator<Item = Inline>) -> Inline {
    Inline::new(
        texts
            .into_iter()
            .flat_map(|text| std::iter::once(Span::plain("\n\n")).chain(text.into_spans())),
    )
}

/// Words in a quote become one text; other blocks follow the quote.
pub(crate) fn quote(inner: Vec<Body>) -> (Quote, Vec<Body>) {
    let (words, others): (Vec<_>, Vec<_>) =
        inner.into_iter().partition(|body| words_in(body).is_some());
    let text = joined(words.iter().filter_map(words_in));
    (
        Quote {
            text,
            ..Quote::default()
        },
        others,
    )
}

/// `Person, Office` to its parts.
pub(crate) fn person_and_office(name: &str) -> (String, String) {
    let (person, office) = name.split_once(", ").unwrap_or((name, ""));
    (person.trim().to_owned(), office.trim().to_owned())
}

/// The blocks inside a point of a list: words, lists below, and what has to stand beside the list.
pub(crate) fn item(inner: Vec<Body>, behind: &mut Vec<Body>) -> Option<Item> {
    let mut item = Item::default();
    let mut texts = Vec::new();
    for body in inner {
        match body {
            Body::List(list) => match &mut item.list {
                Some(first) => first.items.extend(list.items),
                none => *none = Some(Box::new(list)),
            },
            other => match words_in(&other) {
                Some(words) => texts.push(words),
                None => behind.push(other),
            },
        }
    }
    let spans = texts
        .into_iter()
        .flat_map(|text| std::iter::once(Span::plain("\n")).chain(text.into_spans()));
    item.text = Inline::new(spans);
    (!item.text.is_empty() || item.list.is_some()).then_some(item)
}

/// Lists below the deepest level that we keep join the level above.
pub(crate) fn flatten_below(mut list: List, levels: usize) -> List {
    for item in &mut list.items {
        item.list = item
            .list
            .take()
            .map(|inner| Box::new(flatten_below(*inner, levels.saturating_sub(1))));
    }
    if levels <= 1 {
        let items = std::mem::take(&mut list.items)
            .into_iter()
            .flat_map(|mut item| {
                let below = item.list.take().map(|list| list.items).unwrap_or_default();
                std::iter::once(item).chain(below)
            });
        list.items = items.filter(|item| !item.text.is_empty()).collect();
    }
    list
}

/// Code as it is stored: no controls, no empty line at either end.
pub(crate) fn code(text: &str, language: &str) -> Code {
    let lines = text.trim_start_matches('\n').trim_end();
    let text = lines.split('\n').map(|line| {
        // Tabs and runs of spaces mean something here.
        line.split('\t')
            .map(clean)
            .collect::<Vec<_>>()
            .join("\t")
            .trim_end()
            .to_owned()
    });
    let language = language
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#' | '.' | '_'));
    Code {
        text: text.collect::<Vec<_>>().join("\n"),
        language: language.take(40).collect(),
    }
}

/// A foreign text short enough for a report.
pub(crate) fn shorten(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(81)
        .collect();
    if line.chars().count() > 80 {
        line.chars().take(79).chain(['…']).collect()
    } else {
        line
    }
}
