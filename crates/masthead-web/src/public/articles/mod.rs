//! What readers read: front page, sections, topics, authors, articles; and the same for machines.

mod archive;
mod article;
pub(crate) mod blocks;
mod corrections;
mod feeds;
mod front;
mod lists;
mod schema_org;
mod sitemaps;
mod teaser;

pub(crate) use article::{Reader, name_of, page_of};

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use masthead_core::articles::{self, ArticleError};
use masthead_core::kernel::Lang;

use crate::door::Visitor;
use crate::frame::{Frame, NavigationLink};
use crate::page;
use crate::refusal::Refusal;
use crate::{Site, address};

/// The addresses of reading.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(front::show))
        .route("/feed.xml", get(feeds::rss_of_site))
        .route("/atom.xml", get(feeds::atom_of_site))
        .route("/feed.json", get(feeds::json_of_site))
        .route("/topics/{slug}", get(lists::topic))
        .route("/topics/{slug}/{file}", get(feeds::of_topic))
        .route("/authors/{slug}", get(lists::author))
        .route("/authors/{slug}/{file}", get(feeds::of_author))
        .route("/archive", get(archive::today))
        .route("/archive/{date}", get(archive::day))
        .route("/corrections", get(corrections::show))
        .route("/sitemap.xml", get(sitemaps::sitemap))
        .route("/sitemap/{number}", get(sitemaps::page))
        .route("/news-sitemap.xml", get(sitemaps::news))
        .route("/robots.txt", get(sitemaps::robots))
        .route("/{*path}", get(anything))
}

/// What no other room has: an article, a section, its feeds, or an address of before.
async fn anything(state: State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    let path = visitor.path.clone();
    if let Some(short) = articles::short_in(&path) {
        return article::show(&state, &visitor, short).await;
    }
    if let Some((section, file)) = path
        .rsplit_once('/')
        .filter(|(_, file)| feeds::is_feed(file))
    {
        return feeds::of_section(&state, &visitor, section.trim_start_matches('/'), file).await;
    }
    if let Some(answer) = lists::section(&state, &visitor, path.trim_start_matches('/')).await? {
        return Ok(answer);
    }
    old_address(&state, &visitor).await
}

/// An address of before, or one with a slash too many, leads to what is there now.
async fn old_address(site: &Site, visitor: &Visitor) -> Result<Response, Refusal> {
    let first = site.app.settings().first_language();
    let decoded = percent_encoding::percent_decode_str(&visitor.path).decode_utf8_lossy();
    for path in [visitor.path.as_str(), decoded.as_ref()] {
        if let Some((lang, path)) = articles::where_leads(&site.app, visitor.lang, path).await? {
            return Ok(page::moved(&address::in_language(&path, lang, first)));
        }
    }
    let trimmed = visitor.path.trim_end_matches('/');
    if trimmed.len() < visitor.path.len() && !trimmed.is_empty() {
        return Ok(page::moved(&address::in_language(
            trimmed,
            visitor.lang,
            first,
        )));
    }
    Err(Refusal::NotFound)
}

/// The sections above and including this one: address and name, from the top.
fn crumbs(frame: &Frame, section_path: &str, section_name: &str) -> Vec<(String, String)> {
    let ends = section_path
        .match_indices('/')
        .map(|(at, _)| at)
        .chain([section_path.len()]);
    ends.map(|end| {
        let path = format!("/{}", &section_path[..end]);
        let known = frame
            .sections
            .iter()
            .find(|it| it.lang == frame.lang && it.path == path);
        let name = match known {
            Some(link) => link.name.clone(),
            None if end == section_path.len() => section_name.to_owned(),
            None => path.rsplit('/').next().unwrap_or_default().to_owned(),
        };
        (path, name)
    })
    .collect()
}

/// The sections at the top as the navigation shows them, in every language; for the start and whenever they change.
///
/// # Errors
/// When the database cannot be read.
pub async fn navigation(site: &Site) -> Result<Vec<NavigationLink>, ArticleError> {
    let mut links = Vec::new();
    for lang in Lang::ALL {
        let sections = articles::all_sections(&site.app, lang).await?;
        let top = sections
            .into_iter()
            .filter(|section| section.parent_id.is_none());
        links.extend(top.map(|it| NavigationLink {
            lang,
            path: format!("/{}", it.path),
            name: it.name,
        }));
    }
    Ok(links)
}

/// What readers are told when something of reading or writing cannot be done.
impl From<ArticleError> for Refusal {
    fn from(error: ArticleError) -> Self {
        match error {
            ArticleError::Unknown(_) => Refusal::NotFound,
            ArticleError::Db(error) => Refusal::broken(&error),
            ArticleError::Unreadable(error) => Refusal::broken(&error),
            _ => Refusal::Conflict,
        }
    }
}
