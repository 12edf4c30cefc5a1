//! RSS 2.0, with the modules that everybody reads: Atom's link to itself, Dublin Core's authors, the whole content,
//! and pictures with their credit (Media RSS).

use super::feed::{Entry, Feed, Picture};
use super::times::rfc822;
use super::xml::Xml;

const NAMESPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

/// Writes a feed as RSS 2.0.
#[must_use]
pub fn rss(feed: &Feed) -> String {
    let mut xml = Xml::begin("rss", &NAMESPACES);
    xml.open("channel", &[]);
    xml.text("title", &feed.title);
    xml.text("link", &feed.home);
    xml.text("description", &feed.description);
    xml.some("language", &feed.language);
    if let Some(updated) = feed.updated_at {
        xml.text("lastBuildDate", &rfc822(updated));
    }
    if !feed.own.is_empty() {
        let own = [
            ("rel", "self"),
            ("type", "application/rss+xml"),
            ("href", feed.own.as_str()),
        ];
        xml.empty("atom:link", &own);
    }
    for entry in &feed.entries {
        item(&mut xml, entry);
    }
    xml.finish()
}

fn item(xml: &mut Xml, entry: &Entry) {
    xml.open("item", &[]);
    xml.text("title", &entry.headline);
    if entry.address.starts_with("http") {
        xml.text("link", &entry.address);
    }
    xml.text_with("guid", &[("isPermaLink", "false")], &entry.id);
    if let Some(published) = entry.published_at {
        xml.text("pubDate", &rfc822(published));
    }
    for topic in entry.topics.iter().filter(|it| !it.is_empty()) {
        xml.text("category", topic);
    }
    for author in &entry.authors {
        xml.text("dc:creator", author);
    }
    if let Some(language) = &entry.language {
        xml.text("dc:language", language);
    }
    if let Some(original) = &entry.original {
        xml.text("dc:source", original);
    }
    xml.text("description", &entry.labelled_lede());
    xml.text("content:encoded", &entry.labelled_content());
    if let Some(picture) = &entry.picture {
        media(xml, picture);
    }
    xml.close();
}

fn media(xml: &mut Xml, picture: &Picture) {
    let size = |pixels: Option<u32>| pixels.map(|it| it.to_string()).unwrap_or_default();
    let (width, height) = (size(picture.width), size(picture.height));
    let attributes = [
        ("url", picture.address.as_str()),
        ("type", &picture.media_type),
        ("medium", "image"),
        ("width", &width),
        ("height", &height),
    ];
    xml.open("media:content", &attributes);
    xml.some("media:description", &picture.caption);
    xml.some("media:credit", &picture.credit);
    xml.close();
}

impl Entry {
    /// The lede after what must be said before it.
    pub(super) fn labelled_lede(&self) -> String {
        match self.label.as_str() {
            "" => self.lede.clone(),
            label if self.lede.is_empty() => label.to_owned(),
            label => format!("{label}. {}", self.lede),
        }
    }

    /// The content after what must be said before it.
    pub(super) fn labelled_content(&self) -> String {
        let mut out = String::new();
        if !self.label.is_empty() {
            out += "<p><em>";
            super::xml::escape(&self.label, &mut out);
            out += "</em></p>\n";
        }
        out + &self.content
    }
}
