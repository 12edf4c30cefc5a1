//! What crawlers are told: all addresses, the news of two days, and where they need not look.

use std::fmt::Write;

use axum::extract::{Path, State};
use axum::response::Response;
use masthead_core::articles::{self, NewsRow, SiteAddressRow, article_path};
use masthead_formats::writing::{self, News, Page};

use crate::cache::{MadeFrom, Tag};
use crate::refusal::Refusal;
use crate::times::timestamp;
use crate::{Site, address, page};

/// Addresses in one sitemap; the format allows 50,000.
const A_SITEMAP: i64 = 10_000;

const XML: &str = "application/xml; charset=utf-8";

/// All addresses, or an index of sitemaps when they are too many for one.
pub(crate) async fn sitemap(State(site): State<Site>) -> Result<Response, Refusal> {
    let total = articles::site_address_count(&site.app).await?;
    if total <= A_SITEMAP {
        return one(&site, 1).await;
    }
    let settings = site.app.settings();
    let numbers = 1..=(total + A_SITEMAP - 1) / A_SITEMAP;
    let sitemaps: Vec<String> = numbers
        .map(|number| settings.address.of(&format!("/sitemap/{number}")))
        .collect();
    Ok(answer(writing::sitemap_index(&sitemaps)))
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
    let mut pages = Vec::with_capacity(rows.len() + 16);
    if number == 1 {
        pages.extend(fronts(site));
    }
    pages.extend(rows.into_iter().map(|row| entry(site, &row)));
    Ok(answer(writing::sitemap(&pages)))
}

/// The front page and the sections of the navigation, in all languages.
fn fronts(site: &Site) -> Vec<Page> {
    let settings = site.app.settings();
    let full = |path: &str, lang| {
        settings
            .address
            .of(&address::in_language(path, lang, settings.first_language()))
    };
    let fronts = settings.languages.iter().map(|lang| full("/", *lang));
    let navigation = site.navigation();
    let sections = navigation
        .iter()
        .filter(|link| settings.languages.contains(&link.lang));
    fronts
        .chain(sections.map(|link| full(&link.path, link.lang)))
        .map(|address| Page {
            address,
            ..Page::default()
        })
        .collect()
}

fn entry(site: &Site, row: &SiteAddressRow) -> Page {
    let settings = site.app.settings();
    let path = article_path(&row.section_path, &row.slug, &row.short);
    let url = settings.address.of(&address::in_language(
        &path,
        row.lang,
        settings.first_language(),
    ));
    Page {
        address: url,
        updated_at: row.updated_at.map(timestamp),
        languages: Vec::new(),
    }
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
            address: settings.address.of(&address::in_language(
                &path,
                lang,
                settings.first_language(),
            )),
            language: lang.tag().to_owned(),
            published_at: timestamp(published_at.unwrap_or_default()),
            headline,
        }
    });
    let news: Vec<News> = news.collect();
    Ok(answer(writing::news_sitemap(&settings.name, &news)))
}

fn answer(xml: String) -> Response {
    page::kept(XML, xml, MadeFrom::tags([Tag::Front]))
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
