//! A forgotten password: asking for the letter, and choosing a new one.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::accounts;
use serde::Deserialize;

use super::sign_up::LetterSentPage;
use super::{farewell, in_language, mistakes, refused};
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::rates::{Route, Who};
use crate::refusal::Refusal;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "public/accounts/forgot.html")]
struct ForgotPage {
    frame: Frame,
    mistakes: Mistakes,
    email: String,
}

#[derive(Deserialize)]
pub(super) struct ForgotForm {
    email: String,
}

pub(super) async fn ask(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    let frame = Frame::of(&site, &visitor, "")
        .titled("forgot-title")
        .unlisted();
    page::render(&ForgotPage {
        frame,
        mistakes: Mistakes::default(),
        email: String::new(),
    })
}

pub(super) async fn send(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<ForgotForm>,
) -> Result<Response, Refusal> {
    site.rates.count(Route::Forgot, Who::at(visitor.address))?;
    site.rates.count(Route::Forgot, Who::typed(&typed.email))?;
    let Err(error) = accounts::ask_for_reset(&site.app, &typed.email, visitor.lang).await else {
        return Ok(page::see(&in_language(
            &site,
            &visitor,
            "/account/forgot/sent",
        )));
    };
    let mistakes = mistakes(visitor.lang, error)?;
    let frame = Frame::of(&site, &visitor, "")
        .titled("forgot-title")
        .unlisted();
    let again = ForgotPage {
        frame,
        mistakes,
        email: typed.email,
    };
    page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}

pub(super) async fn sent(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    let frame = Frame::of(&site, &visitor, "")
        .titled("letter-sent-title")
        .unlisted();
    page::render(&LetterSentPage {
        frame,
        text: "letter-sent-reset",
    })
}

#[derive(Template)]
#[template(path = "public/accounts/reset.html")]
struct ResetPage {
    frame: Frame,
    mistakes: Mistakes,
    secret: String,
}

#[derive(Deserialize)]
pub(super) struct ResetForm {
    password: String,
}

pub(super) async fn choose(
    State(site): State<Site>,
    visitor: Visitor,
    Path(secret): Path<String>,
) -> Result<Response, Refusal> {
    let holds = accounts::reset_link_holds(&site.app, &secret)
        .await
        .map_err(|error| refused(&error))?;
    if !holds {
        return Err(Refusal::Gone);
    }
    let frame = Frame::of(&site, &visitor, "")
        .titled("reset-title")
        .unlisted();
    page::render(&ResetPage {
        frame,
        mistakes: Mistakes::default(),
        secret,
    })
}

pub(super) async fn reset(
    State(site): State<Site>,
    visitor: Visitor,
    Path(secret): Path<String>,
    Form(typed): Form<ResetForm>,
) -> Result<Response, Refusal> {
    site.rates.count(Route::Forgot, Who::at(visitor.address))?;
    let Err(error) = accounts::reset_password(&site.app, &secret, &typed.password).await else {
        return Ok(farewell(
            &site,
            &in_language(&site, &visitor, "/account/sign-in?after=reset"),
        ));
    };
    let mistakes = mistakes(visitor.lang, error)?;
    let frame = Frame::of(&site, &visitor, "")
        .titled("reset-title")
        .unlisted();
    page::render_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &ResetPage {
            frame,
            mistakes,
            secret,
        },
    )
}
