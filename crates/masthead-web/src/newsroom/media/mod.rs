//! Pictures behind the counter: taken in, listed, credited.

mod words;

use askama::Template;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use masthead_core::articles::{
    self, MediaCard, MediaPage, MediaState, PhotoDoubt, Rights, StorePicture,
};
use masthead_core::kernel::{Capability, MediaId};
use serde::Deserialize;

use self::words::{Field, fields_of};
use super::Door;
use crate::door::Visitor;
use crate::forms::{self, Form};
use crate::frame::Frame;
use crate::refusal::Refusal;
use crate::{Site, address, page};

/// Bytes of one upload: a large photograph with the form around it.
const MOST_BYTES: usize = 64 * 1024 * 1024;

const LIST: &str = "/newsroom/media";
const ONE: &str = "/newsroom/media/{short}";

pub(super) const DOORS: &[Door] = &[
    Door::get(LIST, Capability::WriteArticles, || get(list)),
    Door::post(LIST, Capability::WriteArticles, || {
        post(upload).layer(DefaultBodyLimit::max(MOST_BYTES))
    }),
    Door::get(ONE, Capability::WriteArticles, || get(one)),
    Door::post(ONE, Capability::WriteArticles, || post(change)),
];

#[derive(Template)]
#[template(path = "newsroom/media/list.html")]
struct ListPage {
    frame: Frame,
    media: MediaPage,
    fields: Vec<Field>,
    /// What was wrong with an upload; empty if there was none or it was taken.
    mistake: String,
}

#[derive(Template)]
#[template(path = "newsroom/media/one.html")]
struct OnePage {
    frame: Frame,
    card: MediaCard,
    fields: Vec<Field>,
    mistake: String,
    is_saved: bool,
    /// Where the file says two things of whose it is.
    doubts: Vec<PhotoDoubt>,
}

#[derive(Deserialize)]
struct Asked {
    before: Option<String>,
    #[serde(default)]
    saved: String,
}

async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let before = asked.before.and_then(|it| it.parse().ok());
    show_list(&site, &visitor, before, &Rights::default(), String::new()).await
}

async fn show_list(
    site: &Site,
    visitor: &Visitor,
    before: Option<MediaId>,
    typed: &Rights,
    mistake: String,
) -> Result<Response, Refusal> {
    let frame = Frame::of(site, visitor, "")
        .titled("media-title")
        .unlisted();
    let media = articles::list_media(&site.app, before).await?;
    let page = ListPage {
        frame,
        media,
        fields: fields_of(typed),
        mistake,
    };
    page::render_with(status_of(&page.mistake), &page)
}

async fn upload(
    State(site): State<Site>,
    visitor: Visitor,
    sent: Multipart,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let read = words::read(sent).await?;
    forms::check(&site, &visitor, &read.token)?;
    let request = StorePicture {
        bytes: read.picture,
        rights: read.rights,
        by: Some(who.account),
    };
    match articles::store_picture(&site.app, &request).await {
        Ok(stored) => Ok(page::see(&address_of(&site, &visitor, &stored.short, ""))),
        Err(error) => {
            let frame = Frame::of(&site, &visitor, "");
            let mistake = words::mistake(&frame, &error).ok_or_else(|| Refusal::broken(&error))?;
            show_list(&site, &visitor, None, &request.rights, mistake).await
        }
    }
}

async fn one(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let card = articles::media(&site.app, &short).await?;
    let fields = fields_of(&words::rights_of(&card));
    let doubts = articles::photo_doubts(&site.app, card.id).await?;
    let page = OnePage {
        frame: frame_of_one(&site, &visitor),
        card,
        fields,
        mistake: String::new(),
        is_saved: !asked.saved.is_empty(),
        doubts,
    };
    page::render(&page)
}

async fn change(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
    Form(typed): Form<words::Typed>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let card = articles::media(&site.app, &short).await?;
    let rights = typed.rights();
    let error = match articles::change_rights(&site.app, who, card.id, &rights).await {
        Ok(()) => {
            return Ok(page::see(&address_of(
                &site,
                &visitor,
                &short,
                "?saved=yes",
            )));
        }
        Err(error) => error,
    };
    let frame = frame_of_one(&site, &visitor);
    let mistake = words::mistake(&frame, &error).ok_or_else(|| Refusal::from(error))?;
    let page = OnePage {
        frame,
        card,
        fields: fields_of(&rights),
        mistake,
        is_saved: false,
        doubts: Vec::new(),
    };
    page::render_with(status_of(&page.mistake), &page)
}

fn frame_of_one(site: &Site, visitor: &Visitor) -> Frame {
    Frame::of(site, visitor, "")
        .titled("media-one-title")
        .unlisted()
}

fn address_of(site: &Site, visitor: &Visitor, short: &str, query: &str) -> String {
    let first = site.app.settings().first_language();
    let path = address::in_language(LIST, visitor.lang, first);
    format!("{path}/{short}{query}")
}

fn status_of(mistake: &str) -> StatusCode {
    if mistake.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// The label of a field of the form.
fn label_of(doubt: &PhotoDoubt) -> String {
    format!("media-{}", doubt.field)
}

/// The name of a picture's state in `locales/…/media.ftl`.
fn state_text(state: &MediaState) -> &'static str {
    match state {
        MediaState::Expected => "media-expected",
        MediaState::Stored => "media-stored",
        MediaState::Drawn => "media-drawn",
        MediaState::Failed => "media-failed",
    }
}

/// The narrowest drawing for a list, with its height for a width of 160.
fn thumbnail(card: &MediaCard) -> Option<(String, i64)> {
    let narrowest = card.widths.split(' ').find(|it| !it.is_empty())?;
    let (width, height) = (card.width?, card.height?);
    let shown = (height * 160).checked_div(width)?.max(1);
    Some((format!("/media/{}/{narrowest}.webp", card.short), shown))
}
