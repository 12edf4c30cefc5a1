//! The registers: sections in a tree, topics, authors.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::articles::{self, ArticleError, AuthorRow, SectionForm, SectionRow, TopicRow};
use masthead_core::kernel::{Lang, Posting};
use serde::Deserialize;

use crate::Site;
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::page;
use crate::refusal::Refusal;

/// Topics or authors on a page.
const LINES: usize = 50;

#[derive(Template)]
#[template(path = "newsroom/articles/registers.html")]
struct RegistersPage {
    frame: Frame,
    mistakes: Mistakes,
    /// Every section, to choose what another belongs to.
    tree: Vec<SectionRow>,
    sections: Vec<SectionLine>,
    topics: Part<TopicRow>,
    authors: Part<AuthorRow>,
    asked: Asked,
}

/// Which part of the registers is looked at, as it stands in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    words: String,
    topics: String,
    authors: String,
}

impl Asked {
    /// Whether something with these names is looked for.
    fn wants(&self, names: &[&str]) -> bool {
        let words = self.words.trim().to_lowercase();
        names
            .iter()
            .any(|name| name.to_lowercase().contains(&words))
    }
}

/// A page of a register.
struct Part<R> {
    rows: Vec<R>,
    number: usize,
    has_next: bool,
}

impl<R> Part<R> {
    /// The lines on a page of those that are looked for; a page that is not there is the first.
    fn of(rows: Vec<R>, page: &str, is_wanted: impl Fn(&R) -> bool) -> Self {
        let wanted: Vec<R> = rows.into_iter().filter(|row| is_wanted(row)).collect();
        let pages = wanted.len().div_ceil(LINES).max(1);
        let asked = page.parse().ok();
        let number = asked.filter(|it| (1..=pages).contains(it)).unwrap_or(1);
        let has_next = number < pages;
        let rows = wanted.into_iter().skip((number - 1) * LINES).take(LINES);
        Self {
            rows: rows.collect(),
            number,
            has_next,
        }
    }
}

/// A section with its names.
struct SectionLine {
    row: SectionRow,
    german: String,
    english: String,
}

impl SectionLine {
    fn posting(&self) -> &'static str {
        self.row.posting.map_or("", Posting::word)
    }

    fn days(&self) -> String {
        self.row
            .threads_close_after_days
            .map(|days| days.to_string())
            .unwrap_or_default()
    }

    fn is_below(&self, other: &SectionRow) -> bool {
        self.row.parent_id == Some(other.id)
    }
}

impl RegistersPage {
    fn postings(&self) -> [(&'static str, &'static str); 5] {
        [
            ("", "posting-above"),
            ("pre", "posting-pre"),
            ("trusted", "posting-trusted"),
            ("post", "posting-post"),
            ("closed", "posting-closed"),
        ]
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct SectionTyped {
    parent: String,
    slug: String,
    german: String,
    english: String,
    position: String,
    posting: String,
    days: String,
    /// Set by the button that closes the section.
    close: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct NameTyped {
    name: String,
    #[serde(default)]
    bio: String,
}

impl SectionTyped {
    fn form(&self) -> SectionForm {
        SectionForm {
            parent: self.parent.parse().ok(),
            slug: self.slug.trim().to_owned(),
            names: vec![
                (Lang::De, self.german.clone()),
                (Lang::En, self.english.clone()),
            ],
            position: self.position.trim().parse().unwrap_or(0),
            posting: self.posting.parse().ok(),
            threads_close_after_days: self.days.trim().parse().ok().filter(|days| *days > 0),
        }
    }
}

/// All three registers on one page.
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    registers(&site, &visitor, asked, Mistakes::default()).await
}

async fn registers(
    site: &Site,
    visitor: &Visitor,
    asked: Asked,
    mistakes: Mistakes,
) -> Result<Response, Refusal> {
    let tree = articles::all_sections(&site.app, visitor.lang).await?;
    let names = articles::all_section_names(&site.app).await?;
    let name = |row: &SectionRow, lang| {
        let found = names
            .iter()
            .find(|it| it.section_id == row.id && it.lang == lang);
        found.map(|it| it.name.clone()).unwrap_or_default()
    };
    let line = |row: SectionRow| SectionLine {
        german: name(&row, Lang::De),
        english: name(&row, Lang::En),
        row,
    };
    let status = if mistakes.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = RegistersPage {
        frame: Frame::of(site, visitor, "")
            .titled("registers-title")
            .unlisted(),
        sections: tree
            .iter()
            .cloned()
            .map(line)
            .filter(|it| asked.wants(&[&it.row.path, &it.german, &it.english]))
            .collect(),
        topics: Part::of(
            articles::all_topics(&site.app).await?,
            &asked.topics,
            |it| asked.wants(&[&it.name, &it.slug]),
        ),
        authors: Part::of(
            articles::all_authors(&site.app).await?,
            &asked.authors,
            |it| asked.wants(&[&it.name, &it.slug]),
        ),
        tree,
        asked,
        mistakes,
    };
    page::render_with(status, &page)
}

pub(super) async fn create_section(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<SectionTyped>,
) -> Result<Response, Refusal> {
    let done = articles::create_section(&site.app, visitor.signed_in()?, &typed.form()).await;
    after(&site, &visitor, "slug", done.map(|_| ())).await
}

pub(super) async fn change_section(
    State(site): State<Site>,
    visitor: Visitor,
    Path(section): Path<String>,
    Form(typed): Form<SectionTyped>,
) -> Result<Response, Refusal> {
    let section = section.parse().map_err(|_| Refusal::NotFound)?;
    let who = visitor.signed_in()?;
    let done = if typed.close.is_some() {
        articles::delete_section(&site.app, who, section).await
    } else {
        articles::change_section(&site.app, who, section, &typed.form()).await
    };
    after(&site, &visitor, "sections", done).await
}

pub(super) async fn create_topic(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<NameTyped>,
) -> Result<Response, Refusal> {
    let done = articles::create_topic(&site.app, visitor.signed_in()?, &typed.name).await;
    after(&site, &visitor, "topic-name", done.map(|_| ())).await
}

pub(super) async fn rename_topic(
    State(site): State<Site>,
    visitor: Visitor,
    Path(topic): Path<String>,
    Form(typed): Form<NameTyped>,
) -> Result<Response, Refusal> {
    let topic = topic.parse().map_err(|_| Refusal::NotFound)?;
    let done = articles::rename_topic(&site.app, visitor.signed_in()?, topic, &typed.name).await;
    after(&site, &visitor, "topics", done).await
}

pub(super) async fn create_author(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<NameTyped>,
) -> Result<Response, Refusal> {
    let done =
        articles::create_author(&site.app, visitor.signed_in()?, &typed.name, &typed.bio).await;
    after(&site, &visitor, "author-name", done.map(|_| ())).await
}

pub(super) async fn change_author(
    State(site): State<Site>,
    visitor: Visitor,
    Path(author): Path<String>,
    Form(typed): Form<NameTyped>,
) -> Result<Response, Refusal> {
    let author = author.parse().map_err(|_| Refusal::NotFound)?;
    let done = articles::change_author(
        &site.app,
        visitor.signed_in()?,
        author,
        &typed.name,
        &typed.bio,
    )
    .await;
    after(&site, &visitor, "authors", done).await
}

async fn after(
    site: &Site,
    visitor: &Visitor,
    field: &'static str,
    done: Result<(), ArticleError>,
) -> Result<Response, Refusal> {
    let frame = Frame::of(site, visitor, "");
    let text = match done {
        Ok(()) => return Ok(page::see(&frame.href("/newsroom/registers"))),
        Err(ArticleError::BadSlug(slug)) => frame.name("mistake-slug", &slug),
        Err(ArticleError::SlugTaken(slug)) => frame.name("mistake-slug-taken", &slug),
        Err(ArticleError::InUse) => frame.say("mistake-in-use").into_owned(),
        Err(ArticleError::Circle) => frame.say("mistake-circle").into_owned(),
        Err(error) => return Err(error.into()),
    };
    let mut mistakes = Mistakes::default();
    mistakes.add(field, text);
    registers(site, visitor, Asked::default(), mistakes).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_register_is_read_a_page_at_a_time() {
        let all: Vec<usize> = (0..120).collect();
        let third = Part::of(all.clone(), "3", |_| true);
        assert_eq!((third.rows, third.has_next), ((100..120).collect(), false));
        let nowhere = Part::of(all, "99", |number| number % 2 == 0);
        assert_eq!(
            (nowhere.rows.len(), nowhere.number, nowhere.has_next),
            (50, 1, true)
        );
    }
}
