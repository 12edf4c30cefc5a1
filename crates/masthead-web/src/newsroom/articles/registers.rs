//! The registers: sections in a tree, topics, authors.

use askama::Template;
use axum::extract::{Path, State};
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

#[derive(Template)]
#[template(path = "newsroom/articles/registers.html")]
struct RegistersPage {
    frame: Frame,
    mistakes: Mistakes,
    sections: Vec<SectionLine>,
    topics: Vec<TopicRow>,
    authors: Vec<AuthorRow>,
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
pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    registers(&site, &visitor, Mistakes::default()).await
}

async fn registers(
    site: &Site,
    visitor: &Visitor,
    mistakes: Mistakes,
) -> Result<Response, Refusal> {
    let sections = articles::all_sections(&site.app, visitor.lang).await?;
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
        sections: sections.into_iter().map(line).collect(),
        topics: articles::all_topics(&site.app).await?,
        authors: articles::all_authors(&site.app).await?,
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
    registers(site, visitor, mistakes).await
}
