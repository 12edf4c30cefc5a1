//! What crawlers are told: all addresses, the news of two days, and where they need not look.

use std::fmt::Write;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use masthead_core::articles::{self, NewsRow, SiteAddressRow, article_path};

use crate::cache::{MadeFrom, Tag};
use crate::refusal::Refusal;
use crate::times::machine;
use crate::{Site, address, page};

/// Addresses in one sitemap; the format allows 50,000.
const A_SITEMAP: i64 = 10_000;

const XML: &str = "application/xml; charset=utf-8";

#[derive(Template)]
#[template(path = "public/articles/sitemap.xml")]
struct Sitemap {
    addresses: Vec<(String, Option<String>)>,
}

#[derive(Template)]
#[template(path = "public/articles/sitemap_index.xml")]
struct SitemapIndex {
    sitemaps: Vec<String>,
}

#[derive(Template)]
#[template(path = "public/articles/news_sitemap.xml")]
struct NewsSitemap {
    publication: String,
    news: Vec<News>,
}

struct News {
    url: String,
    lang: &'static str,
    published: String,
    headline: String,
}

/// All addresses, or an index of sitemaps when they are too many for one.
pub(crate) async fn sitemap(State(site): State<Site>) -> Result<Response, Refusal> {
    let total = articles::site_address_count(&site.app).await?;
    if total <= A_SITEMAP {
        return one(&site, 1).await;
    }
    let settings = site.app.settings();
    let numbers = 1..=(total + A_SITEMAP - 1) / A_SITEMAP;
    let sitemaps = numbers
        .map(|number| settings.address.of(&format!("/sitemap/{number}")))
        .collect();
    answer(&SitemapIndex { sitemaps })
}

/// One of several sitemaps, from 1.
pub(crate) async fn page(
    State(site): State<Site>,
    Path(number): Path<i64>,
) -> Result<Response, Refusal> {
    if !(1..=1_000).contains(&number) {
        return Err(Refusal::NotFound);
    }
    one(&site, number).await
}

async fn one(site: &Site, number: i64) -> Result<Response, Refusal> {
    let rows = articles::site_addresses(&site.app, A_SITEMAP, (number - 1) * A_SITEMAP).await?;
    if rows.is_empty() && number > 1 {
        return Err(Refusal::NotFound);
    }
    let mut addresses = Vec::with_capacity(rows.len() + 16);
    if number == 1 {
        addresses.extend(fronts(site));
    }
    addresses.extend(rows.into_iter().map(|row| entry(site, &row)));
    answer(&Sitemap { addresses })
}

/// The front page and the sections of the navigation, in all languages.
fn fronts(site: &Site) -> Vec<(String, Option<String>)> {
    let settings = site.app.settings();
    let full = |path: &str, lang| {
        settings
            .address
            .of(&address::in_language(path, lang, settings.first_language()))
    };
    let fronts = settings
        .languages
        .iter()
        .map(|lang| (full("/", *lang), None));
    let navigation = site.navigation();
    let sections = navigation
        .iter()
        .filter(|link| settings.languages.contains(&link.lang));
    fronts
        .chain(sections.map(|link| (full(&link.path, link.lang), None)))
        .collect()
}

fn entry(site: &Site, row: &SiteAddressRow) -> (String, Option<String>) {
    let settings = site.app.settings();
    let path = article_path(&row.section_path, &row.slug, &row.short);
    let url = settings.address.of(&address::in_language(
        &path,
        row.lang,
        settings.first_language(),
    ));
    (url, row.updated_at.map(machine))
}

/// The originals of the last two days.
pub(crate) async fn news(State(site): State<Site>) -> Result<Response, Refusal> {
    let settings = site.app.settings();
    let news = articles::news(&site.app).await?.into_iter().map(|row| {
        let NewsRow {
            short,
            slug,
            lang,
            section_path,
            headline,
            published_at,
        } = row;
        let path = article_path(&section_path, &slug, &short);
        News {
            url: settings.address.of(&address::in_language(
                &path,
                lang,
                settings.first_language(),
            )),
            lang: lang.tag(),
            published: machine(published_at.unwrap_or_default()),
            headline,
        }
    });
    answer(&NewsSitemap {
        publication: settings.name.clone(),
        news: news.collect(),
    })
}

fn answer(xml: &impl Template) -> Result<Response, Refusal> {
    let body = xml.render().map_err(|cause| Refusal::broken(&cause))?;
    Ok(page::kept(XML, body, MadeFrom::tags([Tag::Front])))
}

/// Where crawlers need not look: what belongs to one person, and what is behind the counter.
pub(crate) async fn robots(State(site): State<Site>) -> Response {
    let settings = site.app.settings();
    let mut text = String::from("User-agent: *\n");
    for lang in &settings.languages {
        for path in ["/account", "/newsroom"] {
            let path = address::in_language(path, *lang, settings.first_language());
            writeln!(text, "Disallow: {path}").expect("a string takes every letter");
        }
    }
    for file in ["/sitemap.xml", "/news-sitemap.xml"] {
        writeln!(text, "Sitemap: {}", settings.address.of(file))
            .expect("a string takes every letter");
    }
    page::kept("text/plain; charset=utf-8", text, MadeFrom::tags([]))
}
