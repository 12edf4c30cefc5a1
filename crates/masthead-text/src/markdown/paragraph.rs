//! What the pieces of a paragraph come to: words, a picture, a gallery, a card; and who is quoted.

use super::inline::Piece;
use crate::address::Address;
use crate::document::{Body, Embed, Gallery, Image, Paragraph};
use crate::gather::{self, person_and_office};
use crate::inline::{Inline, Span};

/// A paragraph's pieces as blocks: a card, a picture, a gallery, or words and pictures in turn.
pub(super) fn paragraph(pieces: Vec<Piece>) -> Vec<Body> {
    let mut bodies = Vec::new();
    let mut images = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Picture(image) => images.push(image),
            Piece::Words(words) => {
                let words = images
                    .last_mut()
                    .map_or(Some(words.clone()), |image| take_size(words, image));
                let Some(words) = words else { continue };
                bodies.extend(pictures(std::mem::take(&mut images)));
                bodies.push(Body::Paragraph(Paragraph { text: words }));
            }
        }
    }
    bodies.extend(pictures(images));
    bodies
}

fn pictures(mut images: Vec<Image>) -> Option<Body> {
    match images.len() {
        0 => None,
        1 => images.pop().map(Body::Image),
        _ => Some(Body::Gallery(Gallery {
            images,
            caption: Inline::default(),
        })),
    }
}

/// `{640x480}` right behind a picture is its size; what follows is given back.
fn take_size(words: Inline, image: &mut Image) -> Option<Inline> {
    let Some((width, height, rest)) = words.spans().first().and_then(|span| size(&span.text))
    else {
        return Some(words);
    };
    (image.width, image.height) = (Some(width), Some(height));
    let first = words.spans().first().map(|span| Span {
        text: rest.to_owned(),
        ..span.clone()
    });
    let rest = Inline::new(
        first
            .into_iter()
            .chain(words.spans().iter().skip(1).cloned()),
    );
    (!rest.is_empty()).then_some(rest)
}

fn size(text: &str) -> Option<(u32, u32, &str)> {
    let (size, rest) = text.strip_prefix('{')?.split_once('}')?;
    let (width, height) = size.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?, rest))
}

/// A web address with nothing beside it is a card.
pub(super) fn lone_address(paragraph: &str) -> Option<Embed> {
    let text = paragraph.trim();
    let text = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'))
        .unwrap_or(text);
    let alone = !text
        .contains(|c: char| c.is_whitespace() || matches!(c, '\\' | '<' | '>' | '[' | ']' | '`'));
    let web = text.starts_with("https://") || text.starts_with("http://");
    (alone && web)
        .then(|| Address::parse(text).map(Embed::to))
        .flatten()
}

pub(super) fn words_of(pieces: Vec<Piece>) -> Inline {
    let spans = pieces.into_iter().flat_map(|piece| match piece {
        Piece::Words(words) => words.into_spans(),
        Piece::Picture(image) => vec![Span::plain(format!(" {} ", image.alt))],
    });
    Inline::new(spans)
}

/// Words in a quote become one text; a last line with a dash names the person. Other blocks follow the quote.
pub(super) fn quote(inner: Vec<Body>) -> Vec<Body> {
    let (mut quote, others) = gather::quote(inner);
    (quote.person, quote.office) = take_attribution(&mut quote.text);
    let kept = !quote.text.is_empty() || !quote.person.is_empty();
    kept.then_some(Body::Quote(quote))
        .into_iter()
        .chain(others)
        .collect()
}

/// Takes `— Person, Office` from the end of a quote.
fn take_attribution(text: &mut Inline) -> (String, String) {
    let whole = text.text();
    let start = whole.rfind('\n').map_or(0, |at| at + 1);
    let line = &whole[start..];
    let Some(name) = line
        .strip_prefix("— ")
        .or_else(|| line.strip_prefix("-- "))
        .or_else(|| line.strip_prefix('—').filter(|rest| rest.is_empty()))
    else {
        return Default::default();
    };
    let by = person_and_office(name);
    *text = first_bytes(text, start);
    by
}

fn first_bytes(text: &Inline, mut bytes: usize) -> Inline {
    let mut kept = Vec::new();
    for span in text.spans() {
        let take = span.text.len().min(bytes);
        kept.push(Span {
            text: span.text[..take].to_owned(),
            ..span.clone()
        });
        bytes -= take;
    }
    Inline::new(kept)
}
