//! What Markdown has no sign for: `:::name …` to callouts, corrections, films, cards, galleries and captioned tables.

use super::inline::{caption_and_credit, source, split_at_bar};
use super::read::{blocks_of, inline_from_markdown};
use crate::address::Address;
use crate::document::{
    Audio, Body, Callout, Correction, Document, Embed, Gallery, Paragraph, Table, Video,
};
use crate::finding::{Finding, Severity};
use crate::gather::{joined, words_in};
use crate::inline::Inline;

pub(super) fn directive(
    name: &str,
    argument: &str,
    text: &str,
    line: usize,
    findings: &mut Vec<Finding>,
) -> Vec<Body> {
    let body = match name {
        "callout" => Some(Body::Callout(Callout {
            title: plain(argument),
            text: paragraphs(text, line, findings),
        })),
        "correction" => {
            let date = if is_date(argument) { argument } else { "" };
            if date.is_empty() && !argument.is_empty() {
                findings.push(Finding::new(
                    Severity::Loss,
                    format!("line {line}"),
                    format!("`{argument}` is no date like 2026-11-22"),
                ));
            }
            Some(Body::Correction(Correction {
                text: paragraphs(text, line, findings),
                date: date.to_owned(),
            }))
        }
        "video" | "audio" => recording(name, argument, text),
        "embed" => Address::parse(argument)
            .filter(Address::is_web)
            .map(|address| card(address, text)),
        "gallery" => gallery(argument, blocks_of(text, line + 1, findings)),
        "table" => captioned_table(argument, blocks_of(text, line + 1, findings)),
        _ => None,
    };
    body.map_or_else(
        || not_understood(name, argument, text, line, findings),
        |body| vec![body],
    )
}

/// Nothing is dropped: the line becomes a paragraph, and what stood in between is read as if it were not there.
fn not_understood(
    name: &str,
    argument: &str,
    text: &str,
    line: usize,
    findings: &mut Vec<Finding>,
) -> Vec<Body> {
    findings.push(Finding::new(
        Severity::Doubt,
        format!("line {line}"),
        format!("`:::{name}` was not understood and is shown as text"),
    ));
    let words = Inline::plain(&format!(":::{name} {argument}"));
    let mut bodies = vec![Body::Paragraph(Paragraph { text: words })];
    bodies.extend(blocks_of(text, line + 1, findings));
    bodies
}

fn paragraphs(text: &str, line: usize, findings: &mut Vec<Finding>) -> Inline {
    let blocks = blocks_of(text, line + 1, findings);
    if blocks
        .iter()
        .any(|body| !matches!(body, Body::Paragraph(_) | Body::Embed(_)))
    {
        findings.push(Finding::new(
            Severity::Doubt,
            format!("line {line}"),
            "only paragraphs are kept as they are in here",
        ));
    }
    joined(
        blocks
            .iter()
            .map(|body| words_in(body).unwrap_or_else(|| all_words(body))),
    )
}

fn all_words(body: &Body) -> Inline {
    Inline::plain(&Document::of([body.clone()]).plain_text())
}

fn plain(text: &str) -> String {
    inline_from_markdown(text).text()
}

fn is_date(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    parts.len() == 3
        && parts
            .iter()
            .zip([4, 2, 2])
            .all(|(part, length)| part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
}

fn recording(name: &str, argument: &str, text: &str) -> Option<Body> {
    let mut words = argument.split_whitespace();
    let source = source(words.next()?)?;
    let poster = words
        .find_map(|word| word.strip_prefix("poster="))
        .and_then(self::source);
    let (caption, credit) = caption_and_credit(text);
    Some(match name {
        "video" => Body::Video(Video {
            source,
            caption,
            credit,
            poster,
        }),
        _ => Body::Audio(Audio {
            source,
            caption,
            credit,
        }),
    })
}

fn card(address: Address, text: &str) -> Body {
    let (title, whose) = split_at_bar(text);
    let mut card = Embed::to(address);
    card.title = plain(title);
    if !whose.is_empty() {
        card.source = plain(whose);
    }
    Body::Embed(card)
}

fn gallery(caption: &str, blocks: Vec<Body>) -> Option<Body> {
    let mut images = Vec::new();
    for body in blocks {
        match body {
            Body::Image(image) => images.push(image),
            Body::Gallery(gallery) => images.extend(gallery.images),
            _ => return None,
        }
    }
    (!images.is_empty()).then(|| {
        Body::Gallery(Gallery {
            images,
            caption: inline_from_markdown(caption),
        })
    })
}

fn captioned_table(caption: &str, blocks: Vec<Body>) -> Option<Body> {
    match blocks.into_iter().next() {
        Some(Body::Table(table)) => Some(Body::Table(Table {
            caption: inline_from_markdown(caption),
            ..table
        })),
        _ => None,
    }
}
