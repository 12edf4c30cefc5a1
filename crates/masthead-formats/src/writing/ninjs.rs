//! ninjs 3.1: a news item as JSON, as agencies send it. Source: the schema of IPTC, which refuses every property that
//! it does not name.

use jiff::Timestamp;
use masthead_text::{Document, Image};
use serde_json::{Value, json};

use super::collection::Collection;
use super::feed::{Picture, corrections};
use super::json::Object;
use super::times::maybe;
use super::xhtml::xhtml;
use crate::model::{Alternate, Article, ArticleState, Finding, Making, Media, MediaRights, Rights};

/// Where IPTC keeps the terms for how something came about.
pub(super) const SOURCE_TYPES: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";

/// Writes an article as ninjs 3.1, with its pictures as associations, and says what is lost.
#[must_use]
pub fn ninjs(article: &Article, collection: &Collection) -> (Value, Vec<Finding>) {
    let html = xhtml(&article.document, &|source| collection.source(source));
    let text = plain(&article.document);
    let item = rights(Object::default(), &article.rights)
        .with("uri", collection.guid(article))
        .with("type", "text")
        .with("representationType", "full")
        .with("version", article.version.as_str())
        .with("firstCreated", maybe(article.created_at))
        .with(
            "versionCreated",
            maybe(article.modified_at.or(article.published_at)),
        )
        .with("contentCreated", maybe(article.published_at))
        .with("embargoedUntil", maybe(article.embargo_until))
        .with("pubStatus", status(article))
        .with("urgency", urgency(article.urgency))
        .with("edNote", desk_note(article))
        .with("language", language(article, collection))
        .with("headlines", headlines(article))
        .with("descriptions", valued(&[("lede", &article.lede)]))
        .with("bodies", bodies(&html, &text))
        .with("subjects", subjects(article, collection))
        .with("by", by(article, collection))
        .with("people", people(article, collection))
        .with("slugline", article.slug.as_str())
        .with("located", article.dateline.as_str())
        .with("title", article.headline.as_str())
        .with("genres", named(&[article.genre.as_str()]))
        .with("expires", maybe(article.expires_at))
        .with("altIds", alternative_ids(article))
        .with("digitalSourceType", source_type(&source_type_of(article)))
        .with("associations", associations(article, collection))
        .with("standard", standard());
    (item.into(), lost(article))
}

/// Writes a picture as ninjs 3.1. It is called by its address where it has one, else by `name`.
#[must_use]
pub fn ninjs_picture(media: &Media, address: Option<&str>, name: &str) -> Value {
    let uri = address.map_or_else(
        || format!("urn:newsml:masthead:00000000:{name}:1"),
        str::to_owned,
    );
    let picture = picture_fields(Object::default(), &media.image, &media.rights, address)
        .with("uri", uri)
        .with("type", "picture")
        .with("pubStatus", "usable")
        .with("standard", standard());
    picture.into()
}

fn standard() -> Value {
    json!({
        "name": "ninjs",
        "version": "3.1",
        "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
    })
}

/// Whether it may be printed. An embargo in words is for a human to read, so it is held back until then.
pub(super) fn status(article: &Article) -> &'static str {
    match article.state {
        ArticleState::Withdrawn | ArticleState::Trashed => "canceled",
        ArticleState::Published | ArticleState::Scheduled if article.embargo.is_empty() => "usable",
        _ => "withheld",
    }
}

fn urgency(urgency: Option<u8>) -> Value {
    urgency
        .filter(|it| (1..=9).contains(it))
        .map_or(Value::Null, Value::from)
}

/// What the desk must know, with an embargo that is no time.
pub(super) fn desk_note(article: &Article) -> String {
    let notes = [article.embargo.as_str(), article.desk_note.as_str()];
    notes
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

pub(super) fn language(article: &Article, collection: &Collection) -> String {
    article
        .language
        .clone()
        .unwrap_or_else(|| collection.site.language.clone())
}

fn rights(item: Object, rights: &Rights) -> Object {
    let holder = if rights.holder.is_empty() {
        &rights.credit
    } else {
        &rights.holder
    };
    let linked = Object::default().with(
        "linkedRights",
        Some(rights.licence.as_str()).filter(|it| is_uri(it)),
    );
    item.with("copyrightHolder", holder.as_str())
        .with("copyrightNotice", rights.notice.as_str())
        .with(
            "usageTerms",
            usage_terms(&rights.usage_terms, &rights.mining),
        )
        .with("rightsInfo", linked)
}

/// What may be done with it, and that machines must not learn from it: ninjs has no word of its own for that.
pub(super) fn usage_terms(terms: &str, mining: &str) -> String {
    let parts = [terms, mining];
    parts
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

fn is_uri(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
            && !rest.is_empty()
            && !text.contains([' ', '<', '>', '"', '{', '}', '|', '\\', '^', '`'])
            && text.is_ascii()
    })
}

fn headlines(article: &Article) -> Vec<Value> {
    valued(&[("headline", &article.headline), ("kicker", &article.kicker)])
}

/// Objects with a role and a value, where there is a value.
fn valued(values: &[(&str, &String)]) -> Vec<Value> {
    let values = values.iter().filter(|(_, value)| !value.is_empty());
    values
        .map(|(role, value)| json!({ "role": role, "value": value }))
        .collect()
}

/// Objects with a name, where there is one.
fn named(names: &[&str]) -> Vec<Value> {
    let names = names.iter().filter(|name| !name.is_empty());
    names.map(|name| json!({ "name": name })).collect()
}

fn bodies(html: &str, text: &str) -> Vec<Value> {
    let words = text.split_whitespace().count();
    let body = |media_type: &str, value: &str| {
        json!({
            "role": "body",
            "contentType": media_type,
            "charCount": text.chars().count(),
            "wordCount": words,
            "value": value,
        })
    };
    match html {
        "" => Vec::new(),
        _ => vec![body("text/html", html), body("text/plain", text)],
    }
}

/// The words of a document without captions, a paragraph a line.
pub(super) fn plain(document: &Document) -> String {
    use masthead_text::Body;
    let mut lines = Vec::new();
    for block in &document.blocks {
        match &block.body {
            Body::Paragraph(it) => lines.push(it.text.text()),
            Body::Crosshead(it) => lines.push(it.text.text()),
            Body::Quote(it) => lines.push(it.text.text()),
            Body::List(it) => push_list(it, &mut lines),
            Body::Callout(it) => lines.push(it.text.text()),
            Body::Correction(it) => lines.push(it.text.text()),
            Body::Code(it) => lines.push(it.text.clone()),
            Body::Table(it) => {
                for row in it.rows.iter() {
                    let cells: Vec<String> = row.iter().map(masthead_text::Inline::text).collect();
                    lines.push(cells.join("\t"));
                }
            }
            Body::Image(_)
            | Body::Gallery(_)
            | Body::Video(_)
            | Body::Audio(_)
            | Body::Embed(_)
            | Body::Divider(_) => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n\n")
}

fn push_list(list: &masthead_text::List, lines: &mut Vec<String>) {
    for item in &list.items {
        lines.push(item.text.text());
        if let Some(inner) = &item.list {
            push_list(inner, lines);
        }
    }
}

fn subjects(article: &Article, collection: &Collection) -> Vec<Value> {
    let of = |names: Vec<String>, rel: &str| -> Vec<Value> {
        let names = names.into_iter().filter(|name| !name.is_empty());
        names
            .map(|name| json!({ "name": name, "rel": rel }))
            .collect()
    };
    let mut subjects = of(collection.sections(article), "section");
    subjects.extend(of(collection.topics(article), "topic"));
    subjects
}

/// The byline as it is printed.
pub(super) fn by(article: &Article, collection: &Collection) -> String {
    match article.byline.as_str() {
        "" => collection.authors(article).join(", "),
        byline => byline.to_owned(),
    }
}

fn people(article: &Article, collection: &Collection) -> Vec<Value> {
    if article.writers.is_empty() {
        return Vec::new();
    }
    let names = collection.authors(article).into_iter();
    names
        .map(|name| json!({ "name": name, "rel": "author" }))
        .collect()
}

/// The source's own number and addresses; what it was translated from and into, for which the schema has no relation.
fn alternative_ids(article: &Article) -> Vec<Value> {
    let mut ids = vec![("source", article.source_id.as_str())];
    ids.push(("address", &article.address));
    ids.extend(
        article
            .old_addresses
            .iter()
            .map(|it| ("oldAddress", it.as_str())),
    );
    ids.extend(
        article
            .translation_of
            .as_deref()
            .map(|it| ("translationOf", it)),
    );
    ids.extend(
        article
            .alternates
            .iter()
            .map(|Alternate { address, .. }| ("translation", address.as_str())),
    );
    ids.retain(|(_, value)| !value.is_empty());
    ids.into_iter()
        .map(|(role, value)| json!({ "role": role, "value": value }))
        .collect()
}

/// How it came to be, as a term of IPTC. There is none for a machine's translation: it is a human's text with a
/// machine's work in it.
pub(super) fn source_type_of(article: &Article) -> String {
    if !article.digital_source_type.is_empty() {
        return article.digital_source_type.clone();
    }
    match article.making {
        Making::Written | Making::Translated => String::new(),
        Making::MachineTranslated | Making::MachineTranslatedReviewed => {
            format!("{SOURCE_TYPES}compositeWithTrainedAlgorithmicMedia")
        }
        Making::MachineWritten => format!("{SOURCE_TYPES}trainedAlgorithmicMedia"),
    }
}

fn source_type(address: &str) -> Object {
    let name = address.rsplit('/').next().unwrap_or_default();
    match is_uri(address) {
        true => Object::default().with("name", name).with("uri", address),
        false => Object::default().with("literal", address),
    }
}

fn associations(article: &Article, collection: &Collection) -> Vec<Value> {
    let pictures = collection.pictures(article).into_iter().enumerate();
    let pictures = pictures.filter_map(|(place, image)| {
        let address = collection.source(&image.source).filter(|it| is_uri(it))?;
        let none = MediaRights::default();
        let rights = collection
            .media_of(image)
            .map_or(&none, |media| &media.rights);
        let is_lead = place == 0 && article.lead.is_some();
        let name = if is_lead {
            "lead".to_owned()
        } else {
            format!("picture{place}")
        };
        let picture = picture_fields(Object::default(), image, rights, Some(&address))
            .with("uri", address)
            .with("name", name)
            .with("rel", if is_lead { "lead" } else { "inline" })
            .with("type", "picture");
        Some(picture.into())
    });
    pictures.collect()
}

fn picture_fields(
    item: Object,
    image: &Image,
    rights: &MediaRights,
    address: Option<&str>,
) -> Object {
    let caption = Some(image.caption.text()).filter(|it| !it.is_empty());
    let caption = caption.unwrap_or_else(|| rights.caption.clone());
    let credit = if image.credit.is_empty() {
        &rights.credit
    } else {
        &image.credit
    };
    let alt = if image.alt.is_empty() {
        &rights.alt
    } else {
        &image.alt
    };
    let rendition = address.map(|address| {
        let picture = Picture::of(image, address.to_owned(), String::new());
        let rendition = Object::default()
            .with("name", "original")
            .with("href", address)
            .with("contentType", picture.media_type)
            .with("width", image.width)
            .with("height", image.height);
        vec![Value::from(rendition)]
    });
    let linked = Object::default().with(
        "linkedRights",
        Some(rights.rights_page.as_str()).filter(|it| is_uri(it)),
    );
    let people: Vec<Value> = rights
        .people
        .iter()
        .map(|name| json!({ "name": name, "rel": "shown" }))
        .collect();
    item.with("headlines", valued(&[("headline", &rights.headline)]))
        .with(
            "descriptions",
            valued(&[
                ("caption", &caption),
                ("altText", alt),
                ("extendedAltText", &rights.long_description),
            ]),
        )
        .with("by", rights.creators.join(", "))
        .with("copyrightHolder", rights.copyright_holder.as_str())
        .with("copyrightNotice", rights.copyright_notice.as_str())
        .with(
            "usageTerms",
            usage_terms(&rights.usage_terms, &rights.mining),
        )
        .with("edNote", rights.instructions.as_str())
        .with("located", rights.city.as_str())
        .with("people", people)
        .with(
            "subjects",
            named(
                &rights
                    .keywords
                    .iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>(),
            ),
        )
        .with("infoSources", sources(credit, &rights.source))
        .with(
            "contentCreated",
            Some(rights.created.as_str()).filter(|it| it.parse::<Timestamp>().is_ok()),
        )
        .with("rightsInfo", linked)
        .with(
            "digitalSourceType",
            source_type(&rights.digital_source_type),
        )
        .with("renditions", rendition.unwrap_or_default())
}

/// The credit line, for which ninjs has no property, and whom the picture comes from.
fn sources(credit: &str, source: &str) -> Vec<Value> {
    let sources = [(credit, "credit"), (source, "source")];
    let sources = sources.into_iter().filter(|(name, _)| !name.is_empty());
    sources
        .map(|(name, role)| json!({ "name": name, "role": role }))
        .collect()
}

/// What ninjs has no place for.
pub(super) fn lost(article: &Article) -> Vec<Finding> {
    let mut lost = Vec::new();
    let mut say = |path: &str, what: &str| {
        lost.push(Finding::lossy(
            crate::Place::path(path).of(article.source_id.as_str()),
            what,
        ));
    };
    if !article.notes.is_empty() {
        say("notes", "notes beside the text are not written");
    }
    if corrections(article).len() > article.corrections.len() {
        say("document", "corrections are written as boxes in the text");
    }
    if !article.corrections.is_empty() {
        say("corrections", "corrections beside the text are not written");
    }
    if article.access != crate::model::Access::Everybody {
        say(
            "access",
            "that only some readers may read it is not written",
        );
    }
    if article.rights.holder.is_empty() && !article.rights.credit.is_empty() {
        say(
            "rights.credit",
            "the credit is written as the holder of the copyright",
        );
    }
    lost
}
