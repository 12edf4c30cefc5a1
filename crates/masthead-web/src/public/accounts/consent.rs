//! Asking again when the netiquette or the terms have changed.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::accounts::{self, Accepted, Document, DocumentKind};
use serde::Deserialize;

use super::{mistakes, way_back};
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::refusal::Refusal;
use crate::words::words;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "public/accounts/accept.html")]
struct AcceptPage {
    frame: Frame,
    mistakes: Mistakes,
    open: Vec<Document>,
    return_to: String,
}

#[derive(Deserialize)]
pub(super) struct Coming {
    #[serde(default)]
    return_to: String,
}

#[derive(Deserialize)]
pub(super) struct AcceptForm {
    netiquette: Option<i64>,
    terms: Option<i64>,
    #[serde(default)]
    return_to: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(coming): Query<Coming>,
) -> Result<Response, Refusal> {
    ask(
        &site,
        &visitor,
        coming.return_to,
        Mistakes::default(),
        StatusCode::OK,
    )
    .await
}

pub(super) async fn take(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<AcceptForm>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    let ticked = [
        (DocumentKind::Netiquette, typed.netiquette),
        (DocumentKind::Terms, typed.terms),
    ];
    let versions = ticked
        .into_iter()
        .filter_map(|(kind, version)| Some((kind, version?)));
    let accepted = Accepted {
        versions: versions.collect(),
        lang: visitor.lang,
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    match accounts::accept_terms(&site.app, person, &accepted).await {
        Ok(()) => {
            ask(
                &site,
                &visitor,
                typed.return_to,
                Mistakes::default(),
                status,
            )
            .await
        }
        Err(error) => {
            ask(
                &site,
                &visitor,
                typed.return_to,
                mistakes(visitor.lang, error)?,
                status,
            )
            .await
        }
    }
}

/// Shows what is still to be accepted, or sends on whoever has accepted everything.
async fn ask(
    site: &Site,
    visitor: &Visitor,
    return_to: String,
    mut mistakes: Mistakes,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let open = accounts::open_documents(&site.app, visitor.signed_in()?).await?;
    if open.is_empty() {
        return Ok(page::see(&way_back(site, visitor, &return_to, "/")));
    }
    if mistakes.is_empty() && status != StatusCode::OK {
        for document in &open {
            let (field, text) = match document.kind {
                DocumentKind::Netiquette => ("netiquette", "problem-netiquette-not-accepted"),
                DocumentKind::Terms => ("terms", "problem-terms-not-accepted"),
            };
            mistakes.add(field, words(visitor.lang).say(text));
        }
    }
    let frame = Frame::of(site, visitor, "")
        .titled("accept-title")
        .unlisted();
    page::render_with(
        status,
        &AcceptPage {
            frame,
            mistakes,
            open,
            return_to,
        },
    )
}
