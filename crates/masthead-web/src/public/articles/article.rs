//! The page of an article.

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::header::{self, HeaderValue};
use masthead_core::articles::{
    self, ArticlePage, CorrectionKind, CorrectionRow, Found, Named, Picture, article_path,
};
use masthead_core::kernel::Lang;
use masthead_core::posts::thread_of;
use masthead_text::reading_minutes;

use super::blocks::Blocks;
use super::schema_org;
use super::teaser::Teaser;
use crate::cache::{MadeFrom, Tag};
use crate::door::Visitor;
use crate::frame::{Alternate, Frame};
use crate::markup::Markup;
use crate::page;
use crate::public::posts;
use crate::refusal::Refusal;
use crate::times::Moment;
use crate::{Site, address};

/// The page of an article; also what the newsroom's preview shows.
#[derive(Template)]
#[template(path = "public/articles/article.html")]
pub(crate) struct ArticleView {
    frame: Frame,
    kicker: String,
    headline: String,
    lede: String,
    crumbs: Vec<(String, String)>,
    authors: Vec<Named>,
    topics: Vec<Named>,
    published: Option<Moment>,
    updated: Option<Moment>,
    reading_minutes: i64,
    lead: Option<LeadPicture>,
    blocks: Markup,
    corrections: Vec<Corrected>,
    original: Option<Original>,
    others: Vec<Original>,
    beside: Vec<Teaser>,
    is_preview: bool,
    /// The posts below, rendered by their own room; empty where there is no thread.
    thread: Markup,
}

struct LeadPicture {
    picture: Picture,
    caption: String,
    /// For previews on other sites.
    full_address: String,
}

struct Corrected {
    name: &'static str,
    at: Moment,
    text: String,
}

/// An edition in another language.
struct Original {
    lang: Lang,
    href: String,
    is_original: bool,
}

/// Answers for an article's short name: the page, the way to its right address, or why there is none.
pub(crate) async fn show(site: &Site, visitor: &Visitor, short: &str) -> Result<Response, Refusal> {
    let first = site.app.settings().first_language();
    match articles::article_page(&site.app, visitor.lang, short).await? {
        Found::Here(found) => {
            let path = article_path(&found.row.section_path, &found.row.slug, &found.row.short);
            if path != visitor.path {
                return Ok(page::moved(&address::in_language(
                    &path,
                    visitor.lang,
                    first,
                )));
            }
            let made = made_from(&found);
            let article = found.row.article_id;
            let mut view = page_of(site, visitor, *found, Reader::Public)?;
            let below = posts::below(site, visitor, &view.frame, article, &path).await?;
            view.frame.scripts.push("times.js");
            view.frame.scripts.extend(below.scripts());
            view.thread = below.markup;
            let made = if below.read_query {
                made.and_query()
            } else {
                made
            };
            page::render_kept(&view, made)
        }
        Found::Elsewhere(lang, path) => {
            Ok(found_elsewhere(&address::in_language(&path, lang, first)))
        }
        Found::Gone => Err(Refusal::Gone),
        Found::Nothing => Err(Refusal::NotFound),
    }
}

/// The edition asked for may come later, so the way to another language is not for good.
fn found_elsewhere(path: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(path) else {
        return Refusal::NotFound.into_response();
    };
    (http::StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
}

/// For whom a page is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Everybody.
    Public,
    /// The newsroom, before anybody else.
    Newsroom,
}

/// What the page was made from: the article, the teasers below it, and its section's list.
fn made_from(page: &ArticlePage) -> MadeFrom {
    let own = [
        Tag::Article(page.row.article_id),
        Tag::Section(page.row.section_id),
        Tag::Thread(thread_of(page.row.article_id)),
    ];
    MadeFrom::tags(
        own.into_iter()
            .chain(page.beside.iter().map(|it| Tag::Article(it.article_id))),
    )
}

/// The page of an article, ready to be rendered.
pub(crate) fn page_of(
    site: &Site,
    visitor: &Visitor,
    mut page: ArticlePage,
    reader: Reader,
) -> Result<ArticleView, Refusal> {
    let is_preview = reader == Reader::Newsroom;
    let frame = frame_of(site, visitor, &page, is_preview);
    let blocks = Blocks {
        document: &page.document,
        pictures: &page.pictures,
        words: frame.words,
        place: &page.row.place,
        base: "",
    };
    let blocks = blocks.markup()?;
    let beside = Teaser::all(std::mem::take(&mut page.beside), &frame);
    let others: Vec<Original> = page
        .editions
        .iter()
        .filter(|it| it.lang != page.row.lang)
        .map(|it| original(site, it))
        .collect();
    let updated = page
        .row
        .updated_at
        .filter(|at| Some(*at) != page.row.published_at);
    Ok(ArticleView {
        crumbs: super::crumbs(&frame, &page.row.section_path, &page.row.section_name),
        published: page.row.published_at.map(|at| frame.moment(&at)),
        updated: updated.map(|at| frame.moment(&at)),
        reading_minutes: minutes(page.row.words),
        lead: lead_of(site, &page),
        corrections: page
            .corrections
            .iter()
            .map(|it| corrected(it, &frame))
            .collect(),
        original: if page.row.is_original {
            None
        } else {
            original_of(site, &page)
        },
        kicker: page.row.kicker,
        headline: page.row.headline,
        lede: page.row.lede,
        authors: page.authors,
        topics: page.topics,
        thread: Markup::default(),
        blocks,
        others,
        beside,
        is_preview,
        frame,
    })
}

fn frame_of(site: &Site, visitor: &Visitor, page: &ArticlePage, is_preview: bool) -> Frame {
    let mut frame = Frame::of(site, visitor, &page.row.headline);
    frame.description.clone_from(&page.row.lede);
    if is_preview {
        return frame.unlisted();
    }
    let settings = site.app.settings();
    let alternates = page.editions.iter().map(|it| {
        let address = address::in_language(&it.path, it.lang, settings.first_language());
        let full_address = settings.address.of(&address);
        Alternate {
            lang: it.lang,
            address,
            full_address,
            is_this: it.lang == page.row.lang,
        }
    });
    frame.alternates = alternates.collect();
    frame.json_ld = Some(schema_org::article(site, &frame, page));
    frame
}

fn minutes(words: i64) -> i64 {
    let minutes = reading_minutes(usize::try_from(words).unwrap_or(0));
    i64::try_from(minutes).unwrap_or(1)
}

fn lead_of(site: &Site, page: &ArticlePage) -> Option<LeadPicture> {
    let picture = page.pictures.get(page.row.lead_short.as_ref()?)?.clone();
    let caption = page
        .row
        .lead_caption
        .clone()
        .unwrap_or_else(|| picture.caption.clone());
    let full_address = site.app.settings().address.of(&picture.address_for(1280));
    Some(LeadPicture {
        picture,
        caption,
        full_address,
    })
}

fn corrected(row: &CorrectionRow, frame: &Frame) -> Corrected {
    Corrected {
        name: name_of(row.kind),
        at: frame.moment(&row.made_at),
        text: row.text.clone(),
    }
}

/// The text that names a kind of correction.
pub(crate) fn name_of(kind: CorrectionKind) -> &'static str {
    match kind {
        CorrectionKind::Correction => "correction-correction",
        CorrectionKind::Clarification => "correction-clarification",
        CorrectionKind::Update => "correction-update",
    }
}

fn original(site: &Site, edition: &articles::Alternate) -> Original {
    let first = site.app.settings().first_language();
    Original {
        lang: edition.lang,
        href: address::in_language(&edition.path, edition.lang, first),
        is_original: edition.is_original,
    }
}

fn original_of(site: &Site, page: &ArticlePage) -> Option<Original> {
    page.editions
        .iter()
        .find(|it| it.is_original && it.lang != page.row.lang)
        .map(|it| original(site, it))
}
