//! JSON Feed 1.1. What it has no place for is in our own `_masthead`: translation, corrections, whose the picture is.

use serde_json::Value;

use super::feed::{Entry, Feed};
use super::json::Object;
use super::times::maybe;

/// Writes a feed as JSON Feed 1.1.
#[must_use]
pub fn json_feed(feed: &Feed) -> Value {
    let items: Vec<Value> = feed.entries.iter().map(item).collect();
    let mut value: Value = Object::default()
        .with("version", "https://jsonfeed.org/version/1.1")
        .with("title", feed.title.as_str())
        .with("description", feed.description.as_str())
        .with("home_page_url", feed.home.as_str())
        .with("feed_url", feed.own.as_str())
        .with("language", feed.language.as_str())
        .into();
    // Both must be there, even with nothing in them.
    value["title"] = feed.title.as_str().into();
    value["items"] = items.into();
    value
}

fn item(entry: &Entry) -> Value {
    let authors = entry
        .authors
        .iter()
        .map(|name| Object::default().with("name", name.as_str()).into());
    let picture = entry.picture.as_ref();
    let mut value: Value = Object::default()
        .with("id", entry.id.as_str())
        .with(
            "url",
            Some(entry.address.as_str()).filter(|it| it.starts_with("http")),
        )
        .with("title", entry.headline.as_str())
        .with("summary", entry.labelled_lede())
        .with("image", picture.map(|it| it.address.as_str()))
        .with("date_published", maybe(entry.published_at))
        .with("date_modified", maybe(entry.updated_at))
        .with("authors", authors.collect::<Vec<Value>>())
        .with("tags", entry.topics.clone())
        .with("language", entry.language.as_deref())
        .with("_masthead", ours(entry))
        .into();
    value["content_html"] = entry.labelled_content().into();
    value
}

fn ours(entry: &Entry) -> Object {
    let corrections = entry.corrections.iter().map(|it| {
        Object::default()
            .with("text", it.text.as_str())
            .with("date", it.date())
            .into()
    });
    let picture = entry.picture.as_ref();
    Object::default()
        .with("label", entry.label.as_str())
        .with("translation_of", entry.original.as_deref())
        .with("corrections", corrections.collect::<Vec<Value>>())
        .with("image_credit", picture.map(|it| it.credit.as_str()))
        .with("image_caption", picture.map(|it| it.caption.as_str()))
}
