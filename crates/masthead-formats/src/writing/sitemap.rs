//! Sitemaps: all addresses with their other languages, and the news of two days.

use jiff::{SignedDuration, Timestamp};

use super::collection::Collection;
use super::feed::is_public;
use super::times::{maybe, rfc3339};
use super::xml::Xml;
use crate::model::Making;

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";
/// Google reads no more in one news sitemap.
const MOST_NEWS: usize = 1_000;
/// And nothing older than this.
const NEWS_HOURS: i64 = 48;

/// A page in a sitemap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub address: String,
    /// When it last changed in substance.
    pub updated_at: Option<Timestamp>,
    /// Every language it can be read in, itself among them, with its address. Empty when there is one only.
    pub languages: Vec<(String, String)>,
}

/// A new article in a news sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Its address.
    pub address: String,
    /// Its language, `de`.
    pub language: String,
    /// When it was first published; never moved by a change.
    pub published_at: Timestamp,
    /// Its headline, without the name of the site or of the author.
    pub headline: String,
}

/// Writes a sitemap. The format has room for 50,000 pages; whoever has more writes several and an index.
#[must_use]
pub fn sitemap(pages: &[Page]) -> String {
    let has_languages = pages.iter().any(|page| !page.languages.is_empty());
    let xhtml = if has_languages { XHTML } else { "" };
    let mut xml = Xml::begin("urlset", &[("xmlns", SITEMAP), ("xmlns:xhtml", xhtml)]);
    for page in pages {
        xml.open("url", &[]);
        xml.text("loc", &page.address);
        xml.some("lastmod", &maybe(page.updated_at));
        for (language, address) in &page.languages {
            let attributes = [
                ("rel", "alternate"),
                ("hreflang", language.as_str()),
                ("href", address),
            ];
            xml.empty("xhtml:link", &attributes);
        }
        xml.close();
    }
    xml.finish()
}

/// Writes an index of sitemaps.
#[must_use]
pub fn sitemap_index(sitemaps: &[String]) -> String {
    let mut xml = Xml::begin("sitemapindex", &[("xmlns", SITEMAP)]);
    for address in sitemaps {
        xml.open("sitemap", &[]);
        xml.text("loc", address);
        xml.close();
    }
    xml.finish()
}

/// Writes a news sitemap: the first thousand of what it is given, which should be the newest.
#[must_use]
pub fn news_sitemap(publication: &str, news: &[News]) -> String {
    let mut xml = Xml::begin("urlset", &[("xmlns", SITEMAP), ("xmlns:news", NEWS)]);
    for article in news.iter().take(MOST_NEWS) {
        xml.open("url", &[]);
        xml.text("loc", &article.address);
        xml.open("news:news", &[]);
        xml.open("news:publication", &[]);
        xml.text("news:name", publication);
        xml.text("news:language", &article.language);
        xml.close();
        xml.text("news:publication_date", &rfc3339(article.published_at));
        xml.text("news:title", &article.headline);
        xml.close();
        xml.close();
    }
    xml.finish()
}

impl Page {
    /// The public articles of a collection that can be read somewhere.
    #[must_use]
    pub fn of(collection: &Collection, now: Timestamp) -> Vec<Self> {
        let articles = collection.articles.iter();
        let pages = articles
            .filter(|article| is_public(article, now))
            .map(|article| {
                let address = collection.address(article);
                let mut languages: Vec<(String, String)> = article
                    .alternates
                    .iter()
                    .filter(|it| it.address.starts_with("http"))
                    .map(|it| (it.language.clone(), it.address.clone()))
                    .collect();
                if let (Some(own), false) = (&article.language, languages.is_empty()) {
                    languages.insert(0, (own.clone(), address.clone()));
                }
                Self {
                    address,
                    updated_at: article.modified_at.or(article.published_at),
                    languages,
                }
            });
        pages
            .filter(|page| page.address.starts_with("http"))
            .collect()
    }
}

impl News {
    /// What a collection published in the two days before `now`: originals and reviewed translations, newest first.
    #[must_use]
    pub fn of(collection: &Collection, now: Timestamp) -> Vec<Self> {
        let oldest = now - SignedDuration::from_hours(NEWS_HOURS);
        let articles = collection.articles.iter();
        let mut news: Vec<Self> = articles
            .filter(|article| {
                is_public(article, now) && article.making != Making::MachineTranslated
            })
            .filter_map(|article| {
                let language = article
                    .language
                    .as_deref()
                    .unwrap_or(&collection.site.language);
                Some(Self {
                    address: Some(collection.address(article))
                        .filter(|it| it.starts_with("http"))?,
                    language: language.to_owned(),
                    published_at: article.published_at.filter(|at| *at >= oldest)?,
                    headline: article.headline.clone(),
                })
            })
            .collect();
        news.sort_by_key(|article| std::cmp::Reverse(article.published_at));
        news
    }
}
