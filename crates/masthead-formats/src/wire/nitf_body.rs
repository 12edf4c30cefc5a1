//! The body of a NITF document: its elements as HTML's, its media as pictures, films and recordings.

use masthead_text::{Address, Audio, Body, HtmlOrigin, Image, Inline, Source, Video};

use super::copy;
use crate::model::{Finding, Place};
use crate::source::xml::Element;
use crate::source::{markup, words};

/// The blocks of `body.content`.
pub(super) fn blocks(content: &Element, findings: &mut Vec<Finding>) -> Vec<Body> {
    let only = match content.children.as_slice() {
        [only] if only.local() == "pre" => Some(only),
        [block] if block.local() == "block" => match block.children.as_slice() {
            [only] if only.local() == "pre" => Some(only),
            _ => None,
        },
        _ => None,
    };
    if let Some(preformatted) = only {
        return copy::paragraphs(&preformatted.text);
    }
    let (mut bodies, mut html) = (Vec::new(), String::new());
    take(content, &mut html, &mut bodies, findings);
    flush(&mut html, &mut bodies, findings);
    bodies
}

fn take(element: &Element, html: &mut String, bodies: &mut Vec<Body>, findings: &mut Vec<Finding>) {
    if !element.text.trim().is_empty() {
        html.push_str(&markup::inside(element, name));
        return;
    }
    for child in &element.children {
        match child.local() {
            "media" => {
                flush(html, bodies, findings);
                bodies.extend(media(child, findings));
            }
            "block" => take(child, html, bodies, findings),
            "nitf-table" if child.down(&["custom-table"]).is_some() => {
                let place = Place {
                    byte: Some(child.byte),
                    ..Place::path("nitf-table")
                };
                let what = "a table in a form of the sender's own was left out";
                findings.push(Finding::lossy(place, what));
            }
            _ => html.push_str(&markup::whole(child, name)),
        }
    }
}

fn flush(html: &mut String, bodies: &mut Vec<Body>, findings: &mut Vec<Finding>) {
    let (document, found) = words::blocks(html, HtmlOrigin::Plain, "");
    bodies.extend(document.blocks.into_iter().map(|block| block.body));
    findings.extend(found);
    html.clear();
}

/// What HTML calls the elements of NITF.
fn name(element: &Element) -> Option<&str> {
    Some(match element.local() {
        "hl1" => "h2",
        "hl2" => "h3",
        "bq" => "blockquote",
        "credit" => "cite",
        "fn" => "small",
        "lang" | "person" | "org" | "location" | "chron" | "event" | "function" | "money"
        | "num" | "object.title" | "virtloc" | "classifier" | "postaddr" | "copyrite" | "block"
        | "nitf-table" | "alt-code" | "pronounce" | "frac" | "city" | "state" | "region"
        | "country" | "sublocation" | "name.given" | "name.family" => "",
        "custom-table" | "nitf-table-metadata" => return None,
        other => other,
    })
}

/// A picture, film or recording with its words.
pub(super) fn media(media: &Element, findings: &mut Vec<Finding>) -> Option<Body> {
    let place = || Place {
        byte: Some(media.byte),
        ..Place::path("media")
    };
    let references = media.all("media-reference");
    let best = references.max_by_key(|one| one.attribute("width").parse::<u64>().unwrap_or(0))?;
    let address = ["source", "data-location", "name"]
        .iter()
        .find_map(|key| Address::parse(best.attribute(key)));
    let Some(address) = address else {
        findings.push(Finding::lossy(place(), "its media has no address"));
        return None;
    };
    let caption = Inline::plain(&media.words_at(&["media-caption"]));
    let credit = media.words_at(&["media-producer"]);
    let source = Source::Address(address);
    match media.attribute("media-type") {
        "video" => Some(Body::Video(Video {
            source,
            caption,
            credit,
            poster: None,
        })),
        "audio" => Some(Body::Audio(Audio {
            source,
            caption,
            credit,
        })),
        "image" | "photo" | "graphic" | "" => Some(Body::Image(Image {
            caption,
            credit,
            alt: best.attribute("alternate-text").to_owned(),
            width: best.attribute("width").parse().ok(),
            height: best.attribute("height").parse().ok(),
            ..Image::at(source)
        })),
        other => {
            let what = format!("media of the type `{other}` was left out");
            findings.push(Finding::lossy(place(), what));
            None
        }
    }
}
