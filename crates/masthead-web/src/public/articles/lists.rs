//! Sections, topics and authors: a name and what belongs to it, page by page.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use masthead_core::articles::{self, Page, SectionRow, TeaserRow};

use super::teaser::Teaser;
use crate::Site;
use crate::cache::{MadeFrom, Tag};
use crate::door::Visitor;
use crate::frame::Frame;
use crate::page;
use crate::refusal::Refusal;

#[derive(Template)]
#[template(path = "public/articles/list.html")]
struct ListPage {
    frame: Frame,
    /// What kind of list it is; empty for sections.
    kind: String,
    name: String,
    /// A sentence or two about it; may be empty.
    about: String,
    /// The way here, for sections below others.
    crumbs: Vec<(String, String)>,
    /// Sections below this one: address and name.
    below: Vec<(String, String)>,
    teasers: Vec<Teaser>,
    /// The list's own address without a page.
    path: String,
    number: i64,
    has_next: bool,
}

/// A section's page, if there is such a section.
pub(crate) async fn section(
    site: &Site,
    visitor: &Visitor,
    path: &str,
) -> Result<Option<Response>, Refusal> {
    let number = page_number(visitor);
    let Some((section, rows)) =
        articles::section_page(&site.app, visitor.lang, path, number).await?
    else {
        return Ok(None);
    };
    let made = MadeFrom::tags([Tag::Section(section.id), Tag::Front]).and_query();
    let frame = Frame::of(site, visitor, &section.name);
    let mut crumbs = super::crumbs(&frame, &section.path, &section.name);
    crumbs.pop();
    let below = sections_below(site, visitor, &section).await?;
    let list = ListPage {
        crumbs,
        below,
        ..list(frame, section.name, rows, format!("/{path}"))?
    };
    page::render_kept(&list, made).map(Some)
}

async fn sections_below(
    site: &Site,
    visitor: &Visitor,
    section: &SectionRow,
) -> Result<Vec<(String, String)>, Refusal> {
    let all = articles::all_sections(&site.app, visitor.lang).await?;
    let below = all
        .into_iter()
        .filter(|it| it.parent_id == Some(section.id));
    Ok(below.map(|it| (format!("/{}", it.path), it.name)).collect())
}

/// A topic's page.
pub(crate) async fn topic(
    State(site): State<Site>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Refusal> {
    let found = articles::topic_page(&site.app, visitor.lang, &slug, page_number(&visitor)).await?;
    let (topic, rows) = found.ok_or(Refusal::NotFound)?;
    let frame = Frame::of(&site, &visitor, &topic.name);
    let kind = frame.say("topic").into_owned();
    let list = ListPage {
        kind,
        ..list(frame, topic.name, rows, format!("/topics/{slug}"))?
    };
    page::render_kept(&list, MadeFrom::tags([Tag::Front]).and_query())
}

/// An author's page.
pub(crate) async fn author(
    State(site): State<Site>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Refusal> {
    let found =
        articles::author_page(&site.app, visitor.lang, &slug, page_number(&visitor)).await?;
    let (author, rows) = found.ok_or(Refusal::NotFound)?;
    let mut frame = Frame::of(&site, &visitor, &author.name);
    frame.description.clone_from(&author.bio);
    let kind = frame.say("author").into_owned();
    let about = author.bio;
    let list = ListPage {
        kind,
        about,
        ..list(frame, author.name, rows, format!("/authors/{slug}"))?
    };
    page::render_kept(&list, MadeFrom::tags([Tag::Front]).and_query())
}

/// A list that is turned past its end is not there.
fn list(
    frame: Frame,
    name: String,
    page: Page<TeaserRow>,
    path: String,
) -> Result<ListPage, Refusal> {
    if page.rows.is_empty() && page.number > 1 {
        return Err(Refusal::NotFound);
    }
    Ok(ListPage {
        teasers: Teaser::all(page.rows, &frame),
        number: page.number,
        has_next: page.has_next,
        kind: String::new(),
        about: String::new(),
        crumbs: Vec::new(),
        below: Vec::new(),
        name,
        path,
        frame: frame.with_script("times.js"),
    })
}

/// The page that the query asks for, from 1.
pub(crate) fn page_number(visitor: &Visitor) -> i64 {
    let query = visitor.query.as_deref().unwrap_or_default();
    let number = query.split('&').find_map(|pair| pair.strip_prefix("page="));
    number
        .and_then(|it| it.parse().ok())
        .filter(|it| *it > 0)
        .unwrap_or(1)
}
