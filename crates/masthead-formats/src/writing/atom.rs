//! Atom (RFC 4287).

use super::feed::{Entry, Feed};
use super::times::{maybe, rfc3339};
use super::xml::Xml;
use jiff::Timestamp;

/// Writes a feed as Atom.
#[must_use]
pub fn atom(feed: &Feed) -> String {
    let attributes = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", feed.language.as_str()),
    ];
    let mut xml = Xml::begin("feed", &attributes);
    xml.text("title", &feed.title);
    xml.some("subtitle", &feed.description);
    let id = if feed.own.is_empty() {
        &feed.home
    } else {
        &feed.own
    };
    xml.text(
        "id",
        if id.is_empty() {
            "urn:newsml:masthead"
        } else {
            id
        },
    );
    link(&mut xml, "self", "application/atom+xml", &feed.own);
    link(&mut xml, "alternate", "text/html", &feed.home);
    // The standard asks for a time even where nothing has happened yet.
    xml.text(
        "updated",
        &rfc3339(feed.updated_at.unwrap_or(Timestamp::UNIX_EPOCH)),
    );
    xml.open("author", &[]);
    xml.text("name", &feed.title);
    xml.close();
    for entry in &feed.entries {
        of_entry(&mut xml, entry);
    }
    xml.finish()
}

fn link(xml: &mut Xml, rel: &str, media_type: &str, href: &str) {
    if !href.is_empty() {
        xml.empty(
            "link",
            &[("rel", rel), ("type", media_type), ("href", href)],
        );
    }
}

fn of_entry(xml: &mut Xml, entry: &Entry) {
    let language = entry.language.as_deref().unwrap_or_default();
    xml.open("entry", &[("xml:lang", language)]);
    xml.text("title", &entry.headline);
    if entry.address.starts_with("http") {
        link(xml, "alternate", "text/html", &entry.address);
    }
    if let Some(original) = entry
        .original
        .as_deref()
        .filter(|it| it.starts_with("http"))
    {
        link(xml, "via", "text/html", original);
    }
    xml.text("id", &entry.id);
    xml.some("published", &maybe(entry.published_at));
    let updated = entry.updated_at.or(entry.published_at);
    xml.text(
        "updated",
        &rfc3339(updated.unwrap_or(Timestamp::UNIX_EPOCH)),
    );
    for author in &entry.authors {
        xml.open("author", &[]);
        xml.text("name", author);
        xml.close();
    }
    for topic in entry.topics.iter().filter(|it| !it.is_empty()) {
        xml.empty("category", &[("term", topic)]);
    }
    if let Some(picture) = &entry.picture {
        link(xml, "enclosure", &picture.media_type, &picture.address);
        xml.some("rights", &picture.credit);
    }
    xml.some("summary", &entry.labelled_lede());
    xml.text_with("content", &[("type", "html")], &entry.labelled_content());
    xml.close();
}
