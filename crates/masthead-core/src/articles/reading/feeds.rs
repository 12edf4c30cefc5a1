//! What machines read: feeds, and the lists behind the sitemaps.

use std::time::Duration;

use masthead_db::transact;

use super::store::{self, FeedRow, NewsRow, SiteAddressRow};
use crate::articles::ArticleError;
use crate::kernel::{App, Lang};

/// How long an article is news to search engines (Google's news sitemap takes two days).
const NEWS_FOR: Duration = Duration::from_secs(2 * 24 * 3600);

/// What a feed is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedOf<'a> {
    /// The whole site.
    Site,
    /// A section with those below it, by its address.
    Section(&'a str),
    /// A topic, by its slug.
    Topic(&'a str),
    /// An author, by their slug.
    Author(&'a str),
}

/// The newest articles with their text, newest first.
pub async fn feed(app: &App, lang: Lang, of: FeedOf<'_>) -> Result<Vec<FeedRow>, ArticleError> {
    let now = app.now();
    let (section, topic, author) = match of {
        FeedOf::Site => ("", "", ""),
        FeedOf::Section(path) => (path, "", ""),
        FeedOf::Topic(slug) => ("", slug, ""),
        FeedOf::Author(slug) => ("", "", slug),
    };
    transact!(app.db.read(), |tx| {
        Ok(store::list_feed(tx, now, lang, section, topic, author).await?)
    })
}

/// How many editions readers can see.
pub async fn site_address_count(app: &App) -> Result<i64, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        Ok(store::count_for_readers(tx, now).await?.total)
    })
}

/// A page of the addresses of all editions that readers can see.
pub async fn site_addresses(
    app: &App,
    limit: i64,
    offset: i64,
) -> Result<Vec<SiteAddressRow>, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        Ok(store::list_site_addresses(tx, now, limit, offset).await?)
    })
}

/// The originals of the last two days.
pub async fn news(app: &App) -> Result<Vec<NewsRow>, ArticleError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        Ok(store::list_news(tx, now, now.before(NEWS_FOR)).await?)
    })
}
