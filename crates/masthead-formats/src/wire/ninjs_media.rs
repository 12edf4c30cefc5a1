//! Pictures, films and recordings in ninjs, by themselves or beside a text.

use masthead_text::{Address, Audio, Body, Image, Inline, Source, Video};
use serde_json::Value;

use crate::model::{Media, MediaKind, MediaRights};
use crate::source::json::Look;
use crate::source::words::plain;

/// The members of a list with their `name`, or of a map with their key: the two shapes of associations and renditions.
pub(super) fn named_members(value: Option<&Value>) -> Vec<(String, &Value)> {
    match value {
        Some(Value::Array(list)) => list.iter().map(|one| (one.text("name"), one)).collect(),
        Some(Value::Object(map)) => map
            .iter()
            .filter(|(_, one)| one.is_object())
            .map(|(key, one)| (key.clone(), one))
            .collect(),
        _ => Vec::new(),
    }
}

/// The rendition to keep: the original, or the widest.
fn best(item: &Value) -> Option<(&Value, Address)> {
    let renditions = named_members(item.member("renditions"));
    let usable = renditions.into_iter().filter_map(|(name, one)| {
        let address = Address::parse(&one.text("href"))?;
        let rank = (name == "original", one.number("width"));
        Some((rank, one, address))
    });
    let best = usable.max_by_key(|(rank, _, _)| *rank);
    best.map(|(_, one, address)| (one, address))
}

fn value_of(item: &Value, list: &str, single: &[&str]) -> String {
    let listed = item.list(list).first().map(|one| one.text("value"));
    plain(&listed.unwrap_or_else(|| item.first(single)))
}

fn rights(item: &Value) -> MediaRights {
    MediaRights {
        caption: value_of(
            item,
            "descriptions",
            &["description_text", "description_html", "body_text"],
        ),
        headline: value_of(item, "headlines", &["headline"]),
        creators: Some(item.first(&["by", "byline"]))
            .filter(|by| !by.is_empty())
            .into_iter()
            .collect(),
        credit: item.first(&["creditline", "credit"]),
        source: item.text("source"),
        copyright_notice: item.text("copyrightnotice"),
        copyright_holder: item.text("copyrightholder"),
        usage_terms: item.text("usageterms"),
        instructions: item.text("ednote"),
        alt: item.first(&["alt_text", "alttext"]),
        digital_source_type: match item.member("digitalsourcetype") {
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.first(&["uri", "literal", "name"]),
            None => String::new(),
        },
        ..MediaRights::default()
    }
}

fn image(item: &Value, rights: &MediaRights) -> Option<(Image, String)> {
    let (rendition, address) = best(item)?;
    let by = rights.creators.join(" / ");
    let credit = [
        &rights.credit,
        &by,
        &rights.copyright_holder,
        &rights.source,
    ];
    let credit = credit.into_iter().find(|credit| !credit.is_empty());
    let side = |key: &str| {
        u32::try_from(rendition.number(key))
            .ok()
            .filter(|side| *side > 0)
    };
    let image = Image {
        caption: Inline::plain(&rights.caption),
        credit: credit.cloned().unwrap_or_default(),
        alt: rights.alt.clone(),
        width: side("width"),
        height: side("height"),
        ..Image::at(Source::Address(address))
    };
    Some((image, rendition.first(&["contenttype", "mimetype"])))
}

/// A medium that stands by itself.
pub(super) fn media(item: &Value) -> Option<Media> {
    let rights = rights(item);
    let (image, media_type) = image(item, &rights)?;
    let source_id = item.first(&["uri", "guid"]);
    Some(Media {
        kind: match item.text("type").as_str() {
            "video" => MediaKind::Video,
            "audio" => MediaKind::Audio,
            _ => MediaKind::Picture,
        },
        title: rights.headline.clone(),
        rights,
        media_type,
        ..Media::of(source_id, image)
    })
}

/// A medium beside a text, as a block.
pub(super) fn body(item: &Value) -> Option<Body> {
    let rights = rights(item);
    let (image, _) = image(item, &rights)?;
    let Image {
        source,
        caption,
        credit,
        ..
    } = image.clone();
    match item.text("type").as_str() {
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
        "picture" | "graphic" | "" => Some(Body::Image(image)),
        _ => None,
    }
}
