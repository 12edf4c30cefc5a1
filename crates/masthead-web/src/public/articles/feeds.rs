//! Feeds: RSS 2.0, Atom and JSON Feed 1.1, of the site, a section, a topic, an author.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use masthead_core::articles::{self, FeedOf, FeedRow, article_path};
use masthead_core::kernel::Time;
use masthead_text::Document;
use serde_json::json;

use super::blocks::Blocks;
use crate::cache::{MadeFrom, Tag};
use crate::door::Visitor;
use crate::markup::Markup;
use crate::refusal::Refusal;
use crate::times::machine;
use crate::words::words;
use crate::{Site, address, page};

/// What a feed is written in, and the file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Rss,
    Atom,
    Json,
}

impl Format {
    fn of_file(file: &str) -> Option<Self> {
        match file {
            "feed.xml" => Some(Format::Rss),
            "atom.xml" => Some(Format::Atom),
            "feed.json" => Some(Format::Json),
            _ => None,
        }
    }

    fn file(self) -> &'static str {
        match self {
            Format::Rss => "feed.xml",
            Format::Atom => "atom.xml",
            Format::Json => "feed.json",
        }
    }
}

/// Whether the last part of an address is a feed's.
pub(crate) fn is_feed(file: &str) -> bool {
    Format::of_file(file).is_some()
}

#[derive(Template)]
#[template(path = "public/articles/feed.xml")]
struct Rss<'a> {
    feed: &'a Feed,
}

#[derive(Template)]
#[template(path = "public/articles/atom.xml")]
struct Atom<'a> {
    feed: &'a Feed,
}

/// A feed before it is written down.
struct Feed {
    title: String,
    description: String,
    lang: &'static str,
    /// The page that the feed follows.
    home: String,
    /// Its own address.
    own: String,
    updated: String,
    updated_rfc2822: String,
    items: Vec<Item>,
}

struct Item {
    /// Stays the same wherever the article moves.
    id: String,
    url: String,
    headline: String,
    lede: String,
    section: String,
    authors: Vec<String>,
    image: Option<String>,
    published: String,
    published_rfc2822: String,
    updated: String,
    content: Markup,
}

/// `/feed.xml`
pub(crate) async fn rss_of_site(
    State(site): State<Site>,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    of_site(&site, &visitor, Format::Rss).await
}

/// `/atom.xml`
pub(crate) async fn atom_of_site(
    State(site): State<Site>,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    of_site(&site, &visitor, Format::Atom).await
}

/// `/feed.json`
pub(crate) async fn json_of_site(
    State(site): State<Site>,
    visitor: Visitor,
) -> Result<Response, Refusal> {
    of_site(&site, &visitor, Format::Json).await
}

async fn of_site(site: &Site, visitor: &Visitor, format: Format) -> Result<Response, Refusal> {
    answer(site, visitor, format, FeedOf::Site, "", "").await
}

/// The feed of a section, by the section's address.
pub(crate) async fn of_section(
    site: &Site,
    visitor: &Visitor,
    path: &str,
    file: &str,
) -> Result<Response, Refusal> {
    let format = Format::of_file(file).ok_or(Refusal::NotFound)?;
    let section = articles::find_section(&site.app, visitor.lang, path)
        .await?
        .ok_or(Refusal::NotFound)?;
    answer(
        site,
        visitor,
        format,
        FeedOf::Section(path),
        &format!("/{path}"),
        &section.name,
    )
    .await
}

/// The feed of a topic.
pub(crate) async fn of_topic(
    State(site): State<Site>,
    visitor: Visitor,
    Path((slug, file)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let format = Format::of_file(&file).ok_or(Refusal::NotFound)?;
    let topic = articles::find_topic(&site.app, &slug)
        .await?
        .ok_or(Refusal::NotFound)?;
    answer(
        &site,
        &visitor,
        format,
        FeedOf::Topic(&slug),
        &format!("/topics/{slug}"),
        &topic.name,
    )
    .await
}

/// The feed of an author.
pub(crate) async fn of_author(
    State(site): State<Site>,
    visitor: Visitor,
    Path((slug, file)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let format = Format::of_file(&file).ok_or(Refusal::NotFound)?;
    let author = articles::find_author(&site.app, &slug)
        .await?
        .ok_or(Refusal::NotFound)?;
    answer(
        &site,
        &visitor,
        format,
        FeedOf::Author(&slug),
        &format!("/authors/{slug}"),
        &author.name,
    )
    .await
}

async fn answer(
    site: &Site,
    visitor: &Visitor,
    format: Format,
    of: FeedOf<'_>,
    home: &str,
    name: &str,
) -> Result<Response, Refusal> {
    let rows = articles::feed(&site.app, visitor.lang, of).await?;
    let feed = feed(site, visitor, rows, home, name, format)?;
    let made = MadeFrom::tags([Tag::Front]);
    let broken = |cause: askama::Error| Refusal::broken(&cause);
    Ok(match format {
        Format::Rss => page::kept(
            "application/rss+xml; charset=utf-8",
            Rss { feed: &feed }.render().map_err(broken)?,
            made,
        ),
        Format::Atom => page::kept(
            "application/atom+xml; charset=utf-8",
            Atom { feed: &feed }.render().map_err(broken)?,
            made,
        ),
        Format::Json => page::kept(
            "application/feed+json; charset=utf-8",
            json_feed(&feed).to_string(),
            made,
        ),
    })
}

fn feed(
    site: &Site,
    visitor: &Visitor,
    rows: Vec<FeedRow>,
    home: &str,
    name: &str,
    format: Format,
) -> Result<Feed, Refusal> {
    let settings = site.app.settings();
    let full = |path: &str| {
        settings.address.of(&address::in_language(
            path,
            visitor.lang,
            settings.first_language(),
        ))
    };
    let newest = rows
        .iter()
        .filter_map(|row| row.updated_at)
        .max()
        .unwrap_or_default();
    let items: Result<Vec<Item>, Refusal> = rows
        .into_iter()
        .map(|row| item(site, visitor, row))
        .collect();
    let title = if name.is_empty() {
        settings.name.clone()
    } else {
        format!("{name} – {}", settings.name)
    };
    Ok(Feed {
        description: if settings.motto.is_empty() {
            title.clone()
        } else {
            settings.motto.clone()
        },
        lang: visitor.lang.tag(),
        home: full(if home.is_empty() { "/" } else { home }),
        own: full(&format!("{home}/{}", format.file())),
        updated: machine(newest),
        updated_rfc2822: rfc2822(newest),
        items: items?,
        title,
    })
}

fn item(site: &Site, visitor: &Visitor, row: FeedRow) -> Result<Item, Refusal> {
    let settings = site.app.settings();
    let path = article_path(&row.section_path, &row.slug, &row.short);
    let url = settings.address.of(&address::in_language(
        &path,
        visitor.lang,
        settings.first_language(),
    ));
    let document = Document::from_json(&row.document).map_err(|cause| Refusal::broken(&cause))?;
    // Pictures in the text stay on the page: readers of feeds get the words, and the lead picture apart.
    let blocks = Blocks {
        document: &document,
        pictures: &HashMap::new(),
        words: words(visitor.lang),
        place: "",
        base: &settings.address.0,
    };
    let published = row.published_at.unwrap_or_default();
    let authors = row.authors.unwrap_or_default();
    Ok(Item {
        id: format!("urn:uuid:{}", row.article_id.uuid()),
        image: image(
            site,
            row.media_short.as_deref(),
            row.media_widths.as_deref(),
        ),
        published: machine(published),
        published_rfc2822: rfc2822(published),
        updated: machine(row.updated_at.unwrap_or(published)),
        content: blocks.markup()?,
        authors: authors
            .split(", ")
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect(),
        headline: row.headline,
        lede: row.lede,
        section: row.section_name,
        url,
    })
}

fn image(site: &Site, short: Option<&str>, widths: Option<&str>) -> Option<String> {
    let widths: Vec<i64> = widths?
        .split(' ')
        .filter_map(|it| it.parse().ok())
        .collect();
    let width = widths.iter().find(|it| **it >= 960).or(widths.last())?;
    Some(
        site.app
            .settings()
            .address
            .of(&format!("/media/{}/{width}.jpg", short?)),
    )
}

/// As RSS wants it: `Sun, 22 Nov 2026 12:05:00 +0000`.
fn rfc2822(time: Time) -> String {
    let at =
        jiff::Timestamp::from_microsecond(time.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

fn json_feed(feed: &Feed) -> serde_json::Value {
    let items = feed.items.iter().map(|item| {
        let mut value = json!({
            "id": item.id,
            "url": item.url,
            "title": item.headline,
            "summary": item.lede,
            "content_html": item.content.as_str(),
            "date_published": item.published,
            "date_modified": item.updated,
            "authors": item.authors.iter().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
            "tags": [item.section],
            "language": feed.lang,
        });
        if let Some(image) = &item.image {
            value["image"] = image.as_str().into();
        }
        value
    });
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": feed.own,
        "language": feed.lang,
        "items": items.collect::<Vec<_>>(),
    })
}
