//! Signing in and out.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::accounts::{self, AccountError, SignIn};
use masthead_core::kernel::AccountId;
use masthead_core::office::sanctions;
use serde::Deserialize;

use super::{farewell, refused, way_back, welcome};
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::rates::{Route, Who};
use crate::refusal::Refusal;
use crate::times::Moment;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "public/accounts/sign_in.html")]
struct SignInPage {
    frame: Frame,
    email: String,
    return_to: String,
    /// What the page has to tell above the form, by the name of its text.
    told: Option<&'static str>,
    went_wrong: bool,
    /// Until when the account is suspended, and the path of the reasons.
    suspended: Option<(Moment, String)>,
}

#[derive(Deserialize)]
pub(super) struct Coming {
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    after: String,
}

#[derive(Deserialize)]
pub(super) struct SignInForm {
    email: String,
    password: String,
    #[serde(default)]
    return_to: String,
}

#[derive(Deserialize)]
pub(super) struct SignOutForm {
    #[serde(default)]
    return_to: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(coming): Query<Coming>,
) -> Result<Response, Refusal> {
    if visitor.person.is_some() {
        return Ok(page::see(&way_back(
            &site,
            &visitor,
            &coming.return_to,
            "/account",
        )));
    }
    let told = (coming.after == "reset").then_some("sign-in-after-reset");
    page::render(&SignInPage {
        frame: Frame::of(&site, &visitor, "")
            .titled("sign-in-title")
            .unlisted(),
        email: String::new(),
        return_to: coming.return_to,
        told,
        went_wrong: false,
        suspended: None,
    })
}

pub(super) async fn take(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<SignInForm>,
) -> Result<Response, Refusal> {
    site.rates.count(Route::SignIn, Who::at(visitor.address))?;
    site.rates.count(Route::SignIn, Who::typed(&typed.email))?;
    let user_agent = visitor.browser.clone();
    let request = SignIn {
        email: typed.email.clone(),
        password: typed.password,
        user_agent,
    };
    let mut suspended = None;
    let told = match accounts::sign_in(&site.app, &request).await {
        Ok(session) => {
            return Ok(welcome(
                &site,
                &session,
                &way_back(&site, &visitor, &typed.return_to, "/"),
            ));
        }
        Err(AccountError::WrongPair) => "sign-in-wrong-pair",
        Err(AccountError::Unconfirmed) => "sign-in-unconfirmed",
        Err(AccountError::Suspended(account)) => {
            suspended = suspension(&site, &visitor, account).await?;
            if suspended.is_some() {
                "sign-in-suspended-until"
            } else {
                "sign-in-suspended"
            }
        }
        Err(error) => return Err(refused(&error)),
    };
    let again = SignInPage {
        frame: Frame::of(&site, &visitor, "")
            .titled("sign-in-title")
            .unlisted(),
        email: typed.email,
        return_to: typed.return_to,
        told: Some(told),
        went_wrong: true,
        suspended,
    };
    page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}

/// Until when an account is suspended, and where its holder reads why: they have shown the right password.
async fn suspension(
    site: &Site,
    visitor: &Visitor,
    account: AccountId,
) -> Result<Option<(Moment, String)>, Refusal> {
    let found = sanctions::suspension_of(&site.app, account).await?;
    Ok(found.and_then(|(sanction, token)| {
        let until = site.times(visitor.lang).moment(sanction.ends_at?);
        let path = format!("/office/sanctions/{}?token={token}", sanction.short);
        Some((until, path))
    }))
}

pub(super) async fn sign_out(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<SignOutForm>,
) -> Result<Response, Refusal> {
    if let Some(person) = &visitor.person {
        accounts::sign_out(&site.app, person)
            .await
            .map_err(|error| refused(&error))?;
    }
    let is_personal =
        typed.return_to.starts_with("/account") || typed.return_to.starts_with("/newsroom");
    let back = if is_personal { "/" } else { &typed.return_to };
    Ok(farewell(&site, &way_back(&site, &visitor, back, "/")))
}
