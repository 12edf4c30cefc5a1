//! What happens to an edition beside its text: withdrawn, corrected, begun in another language.

use axum::extract::{Path, State};
use axum::response::Response;
use masthead_core::articles::{self, Content, Correct, NewEdition};
use serde::Deserialize;

use super::{address_of, edition_in};
use crate::Site;
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::page;
use crate::refusal::Refusal;

#[derive(Deserialize)]
pub(super) struct WithdrawForm {
    because: String,
}

#[derive(Deserialize)]
pub(super) struct CorrectForm {
    kind: String,
    text: String,
}

#[derive(Deserialize)]
pub(super) struct EditionForm {
    lang: String,
}

/// Takes an edition away from readers.
pub(super) async fn withdraw(
    State(site): State<Site>,
    visitor: Visitor,
    Path(edition): Path<String>,
    Form(form): Form<WithdrawForm>,
) -> Result<Response, Refusal> {
    let edition = edition_in(&edition)?;
    articles::withdraw(
        &site.app,
        visitor.signed_in()?,
        edition,
        form.because.trim(),
    )
    .await?;
    Ok(page::see(
        &Frame::of(&site, &visitor, "").href(&address_of(edition)),
    ))
}

/// Tells readers what was wrong.
pub(super) async fn correct(
    State(site): State<Site>,
    visitor: Visitor,
    Path(edition): Path<String>,
    Form(form): Form<CorrectForm>,
) -> Result<Response, Refusal> {
    let edition = edition_in(&edition)?;
    let kind = form.kind.parse().map_err(|_| Refusal::BadForm)?;
    let request = Correct {
        edition,
        kind,
        text: form.text,
    };
    articles::correct(&site.app, visitor.signed_in()?, &request).await?;
    Ok(page::see(
        &Frame::of(&site, &visitor, "").href(&address_of(edition)),
    ))
}

/// Begins an edition in another language, with the text of this one to work from.
pub(super) async fn translate(
    State(site): State<Site>,
    visitor: Visitor,
    Path(edition): Path<String>,
    Form(form): Form<EditionForm>,
) -> Result<Response, Refusal> {
    let bench = articles::workbench(&site.app, edition_in(&edition)?)
        .await?
        .ok_or(Refusal::NotFound)?;
    let lang = form.lang.parse().map_err(|_| Refusal::BadForm)?;
    let content = Content { ..bench.content };
    let request = NewEdition {
        article: bench.article,
        lang,
        slug: None,
        content,
    };
    let drafted = articles::add_edition(&site.app, Some(visitor.signed_in()?), &request).await?;
    Ok(page::see(
        &Frame::of(&site, &visitor, "").href(&address_of(drafted.edition)),
    ))
}
