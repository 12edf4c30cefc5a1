//! Another address for one's account: asking for it, and answering the letter to it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::accounts::{self, ChangeEmail};
use serde::Deserialize;

use super::own::NothingTyped;
use super::{in_language, mistakes, refused};
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::rates::{Route, Who};
use crate::refusal::Refusal;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "public/accounts/email.html")]
struct EmailPage {
    frame: Frame,
    mistakes: Mistakes,
    email: String,
    is_asked: bool,
}

#[derive(Template)]
#[template(path = "public/accounts/email_confirm.html")]
struct ConfirmPage {
    frame: Frame,
    secret: String,
}

#[derive(Deserialize)]
pub(super) struct Coming {
    #[serde(default)]
    asked: String,
}

#[derive(Deserialize)]
pub(super) struct EmailForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    current_password: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(coming): Query<Coming>,
) -> Result<Response, Refusal> {
    visitor.signed_in()?;
    let is_asked = !coming.asked.is_empty();
    page::render(&email_page(&site, &visitor, String::new(), is_asked))
}

pub(super) async fn take(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<EmailForm>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    site.rates
        .count(Route::SignIn, Who::Account(person.account))?;
    let request = ChangeEmail {
        password: typed.current_password,
        email: typed.email.clone(),
    };
    let Err(error) = accounts::ask_to_change_email(&site.app, person, &request).await else {
        let asked = in_language(&site, &visitor, "/account/email?asked=yes");
        return Ok(page::see(&asked));
    };
    let page = EmailPage {
        mistakes: mistakes(visitor.lang, error)?,
        ..email_page(&site, &visitor, typed.email, false)
    };
    page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Shows a button: whatever opens links in letters by itself must not change anything.
pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(secret): Path<String>,
) -> Result<Response, Refusal> {
    let holds = accounts::email_link_holds(&site.app, &secret)
        .await
        .map_err(|error| refused(&error))?;
    if !holds {
        return Err(Refusal::Gone);
    }
    page::render(&ConfirmPage {
        frame: Frame::of(&site, &visitor, "")
            .titled("email-title")
            .unlisted(),
        secret,
    })
}

pub(super) async fn confirm(
    State(site): State<Site>,
    visitor: Visitor,
    Path(secret): Path<String>,
    Form(NothingTyped {}): Form<NothingTyped>,
) -> Result<Response, Refusal> {
    site.rates.count(Route::SignIn, Who::typed(&secret))?;
    accounts::confirm_email(&site.app, &secret)
        .await
        .map_err(|error| refused(&error))?;
    let path = if visitor.person.is_some() {
        "/account?saved=yes"
    } else {
        "/account/sign-in"
    };
    Ok(page::see(&in_language(&site, &visitor, path)))
}

fn email_page(site: &Site, visitor: &Visitor, email: String, is_asked: bool) -> EmailPage {
    EmailPage {
        frame: Frame::of(site, visitor, "")
            .titled("email-title")
            .unlisted(),
        mistakes: Mistakes::default(),
        email,
        is_asked,
    }
}
