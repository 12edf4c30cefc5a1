//! Pictures, films and recordings that hang on an item.

use masthead_text::{Address, Audio, Body, Image, Inline, Source, Video};

use crate::model::{Article, Finding, Place};
use crate::source::xml::Element;

/// Adds a medium to the article: the first picture leads it, the others stand behind the text.
pub(super) fn take(element: &Element, url: &str, article: &mut Article, bodies: &mut Vec<Body>) {
    let place = || Place::byte(element.byte);
    let Some(address) = Address::parse(url).filter(Address::is_web) else {
        let what = "a medium has no address that can be used";
        article.findings.push(Finding::lossy(place(), what));
        return;
    };
    let is_known = |known: &Image| known.source == Source::Address(address.clone());
    if article.lead.as_ref().is_some_and(is_known) {
        return;
    }
    let caption = Inline::plain(&element.words_at(&["description"]));
    let credit = element.words_at(&["credit"]);
    let source = Source::Address(address);
    match kind(element, url) {
        "audio" => bodies.push(Body::Audio(Audio {
            source,
            caption,
            credit,
        })),
        "video" => bodies.push(Body::Video(Video {
            source,
            caption,
            credit,
            poster: None,
        })),
        "image" => {
            let image = Image {
                caption,
                credit,
                width: element.attribute("width").parse().ok(),
                height: element.attribute("height").parse().ok(),
                ..Image::at(source)
            };
            match article.lead {
                None => article.lead = Some(image),
                Some(_) => bodies.push(Body::Image(image)),
            }
        }
        other => {
            let what = format!("a medium of the type `{other}` was left out");
            article.findings.push(Finding::lossy(place(), what));
        }
    }
}

fn kind<'e>(element: &'e Element, url: &str) -> &'e str {
    if element.local() == "thumbnail" {
        return "image";
    }
    let told = [element.attribute("medium"), element.attribute("type")];
    let told = told.into_iter().find(|told| !told.is_empty());
    let told = told.map_or("", |told| told.split('/').next().unwrap_or(told));
    if !told.is_empty() {
        return told;
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match path.rsplit('.').next().unwrap_or_default() {
        "mp3" | "m4a" | "ogg" => "audio",
        "mp4" | "webm" => "video",
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" => "image",
        _ => "",
    }
}
