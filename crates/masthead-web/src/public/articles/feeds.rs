//! Feeds: RSS 2.0, Atom and JSON Feed 1.1, of the site, a section, a topic, an author.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::response::Response;
use masthead_core::articles::{self, FeedOf, FeedRow, article_path};
use masthead_formats::writing::{self, Entry, Feed, Picture};
use masthead_text::Document;

use super::blocks::Blocks;
use crate::cache::{MadeFrom, Tag};
use crate::door::Visitor;
use crate::refusal::Refusal;
use crate::times::timestamp;
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
    Ok(match format {
        Format::Rss => page::kept(
            "application/rss+xml; charset=utf-8",
            writing::rss(&feed),
            made,
        ),
        Format::Atom => page::kept(
            "application/atom+xml; charset=utf-8",
            writing::atom(&feed),
            made,
        ),
        Format::Json => page::kept(
            "application/feed+json; charset=utf-8",
            writing::json_feed(&feed).to_string(),
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
    let newest = rows.iter().filter_map(|row| row.updated_at).max();
    let entries: Result<Vec<Entry>, Refusal> = rows
        .into_iter()
        .map(|row| entry(site, visitor, row))
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
        language: visitor.lang.tag().to_owned(),
        home: full(if home.is_empty() { "/" } else { home }),
        own: full(&format!("{home}/{}", format.file())),
        updated_at: newest.map(timestamp),
        entries: entries?,
        title,
    })
}

fn entry(site: &Site, visitor: &Visitor, row: FeedRow) -> Result<Entry, Refusal> {
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
    let picture = picture(site, &row);
    let authors = row.authors.unwrap_or_default();
    Ok(Entry {
        id: format!("urn:uuid:{}", row.article_id.uuid()),
        picture,
        published_at: row.published_at.map(timestamp),
        updated_at: row.updated_at.or(row.published_at).map(timestamp),
        content: blocks.markup()?.as_str().to_owned(),
        authors: authors
            .split(", ")
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect(),
        headline: row.headline,
        lede: row.lede,
        topics: vec![row.section_name],
        address: url,
        ..Entry::default()
    })
}

/// The lead picture with its credit, in a width that readers of feeds show.
fn picture(site: &Site, row: &FeedRow) -> Option<Picture> {
    let widths: Vec<i64> = row
        .media_widths
        .as_deref()?
        .split(' ')
        .filter_map(|it| it.parse().ok())
        .collect();
    let width = widths.iter().find(|it| **it >= 960).or(widths.last())?;
    let short = row.media_short.as_deref()?;
    let address = &site.app.settings().address;
    Some(Picture {
        address: address.of(&format!("/media/{short}/{width}.jpg")),
        media_type: "image/jpeg".to_owned(),
        width: u32::try_from(*width).ok(),
        credit: row.media_credit.clone().unwrap_or_default(),
        ..Picture::default()
    })
}
