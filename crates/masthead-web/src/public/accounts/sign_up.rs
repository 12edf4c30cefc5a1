//! Signing up, and the page behind the link of the letter.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::accounts::{self, Confirm, DocumentKind, SignUp};
use serde::Deserialize;

use super::{in_language, mistakes, refused, welcome};
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::rates::{Route, Who};
use crate::refusal::Refusal;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "public/accounts/sign_up.html")]
struct SignUpPage {
    frame: Frame,
    mistakes: Mistakes,
    typed: SignUpForm,
    netiquette: i64,
    terms: i64,
}

/// What was typed. Passwords are never shown again.
#[derive(Default, Deserialize)]
pub(super) struct SignUpForm {
    name: String,
    display_name: String,
    email: String,
    #[serde(default)]
    password: String,
    netiquette: Option<i64>,
    terms: Option<i64>,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    if visitor.person.is_some() {
        return Ok(page::see(&in_language(&site, &visitor, "/account")));
    }
    form(
        &site,
        &visitor,
        SignUpForm::default(),
        Mistakes::default(),
        StatusCode::OK,
    )
    .await
}

pub(super) async fn take(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<SignUpForm>,
) -> Result<Response, Refusal> {
    site.rates.count(Route::SignUp, Who::at(visitor.address))?;
    site.rates.count(Route::SignUp, Who::typed(&typed.email))?;
    let request = SignUp {
        name: typed.name.clone(),
        display_name: typed.display_name.clone(),
        email: typed.email.clone(),
        password: typed.password.clone(),
        lang: visitor.lang,
        netiquette: typed.netiquette,
        terms: typed.terms,
    };
    match accounts::sign_up(&site.app, &request).await {
        Ok(()) => Ok(page::see(&in_language(
            &site,
            &visitor,
            "/account/sign-up/sent",
        ))),
        Err(error) => {
            let mistakes = mistakes(visitor.lang, error)?;
            form(
                &site,
                &visitor,
                typed,
                mistakes,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
    }
}

async fn form(
    site: &Site,
    visitor: &Visitor,
    typed: SignUpForm,
    mistakes: Mistakes,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let frame = Frame::of(site, visitor, "")
        .titled("sign-up-title")
        .unlisted();
    let netiquette = version(site, visitor, DocumentKind::Netiquette).await?;
    let terms = version(site, visitor, DocumentKind::Terms).await?;
    page::render_with(
        status,
        &SignUpPage {
            frame,
            mistakes,
            typed,
            netiquette,
            terms,
        },
    )
}

async fn version(site: &Site, visitor: &Visitor, kind: DocumentKind) -> Result<i64, Refusal> {
    let document = accounts::in_force(&site.app, kind, visitor.lang).await?;
    Ok(document.map_or(0, |document| document.version))
}

#[derive(Template)]
#[template(path = "public/accounts/letter_sent.html")]
pub(super) struct LetterSentPage {
    pub(super) frame: Frame,
    pub(super) text: &'static str,
}

pub(super) async fn sent(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    let frame = Frame::of(&site, &visitor, "")
        .titled("letter-sent-title")
        .unlisted();
    page::render(&LetterSentPage {
        frame,
        text: "letter-sent-confirm",
    })
}

#[derive(Template)]
#[template(path = "public/accounts/confirm.html")]
struct ConfirmPage {
    frame: Frame,
    mistakes: Mistakes,
    secret: String,
    display_name: String,
}

#[derive(Deserialize)]
pub(super) struct ConfirmForm {
    current_password: String,
}

pub(super) async fn ask_to_confirm(
    State(site): State<Site>,
    visitor: Visitor,
    Path(secret): Path<String>,
) -> Result<Response, Refusal> {
    ask(&site, &visitor, secret, Mistakes::default(), StatusCode::OK).await
}

pub(super) async fn confirm(
    State(site): State<Site>,
    visitor: Visitor,
    Path(secret): Path<String>,
    Form(typed): Form<ConfirmForm>,
) -> Result<Response, Refusal> {
    site.rates.count(Route::SignIn, Who::typed(&secret))?;
    let user_agent = visitor.browser.clone();
    let request = Confirm {
        secret: secret.clone(),
        password: typed.current_password,
        user_agent,
    };
    match accounts::confirm(&site.app, &request).await {
        Ok(session) => Ok(welcome(
            &site,
            &session,
            &in_language(&site, &visitor, "/account"),
        )),
        Err(error) => {
            let mistakes = mistakes(visitor.lang, error)?;
            ask(
                &site,
                &visitor,
                secret,
                mistakes,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await
        }
    }
}

async fn ask(
    site: &Site,
    visitor: &Visitor,
    secret: String,
    mistakes: Mistakes,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let found = accounts::find_unconfirmed(&site.app, &secret)
        .await
        .map_err(|error| refused(&error))?;
    let display_name = found.ok_or(Refusal::Gone)?;
    let frame = Frame::of(site, visitor, "")
        .titled("confirm-title")
        .unlisted();
    page::render_with(
        status,
        &ConfirmPage {
            frame,
            mistakes,
            secret,
            display_name,
        },
    )
}
