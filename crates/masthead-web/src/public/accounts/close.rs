//! Giving up one's account: what goes, what stays, and a day to think it over.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use masthead_core::accounts::{self, AccountError, AskToClose, PostsLeft};
use serde::Deserialize;

use super::own::NothingTyped;
use super::{in_language, mistakes, refused};
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::rates::{Route, Who};
use crate::refusal::Refusal;
use crate::times::Moment;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "public/accounts/close.html")]
struct ClosePage {
    frame: Frame,
    mistakes: Mistakes,
    /// From when on the account is closed, once that was asked for.
    closes_at: Option<Moment>,
    posts_go: bool,
}

#[derive(Deserialize)]
pub(super) struct CloseForm {
    #[serde(default)]
    current_password: String,
    #[serde(default)]
    posts: String,
}

/// Says what closing means, or how it stands.
pub(super) async fn ask(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    page::render(&close_page(&site, &visitor, Mistakes::default()).await?)
}

/// Takes the wish down.
pub(super) async fn take(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<CloseForm>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    site.rates
        .count(Route::SignIn, Who::Account(person.account))?;
    let posts = match typed.posts.as_str() {
        "stay" => PostsLeft::Stay,
        "go" => PostsLeft::Go,
        _ => return Err(Refusal::BadForm),
    };
    let request = AskToClose {
        password: typed.current_password,
        posts,
    };
    let mistakes = match accounts::ask_to_close(&site.app, person, &request).await {
        Ok(_) => return Ok(page::see(&in_language(&site, &visitor, "/account/close"))),
        Err(AccountError::LastAdministrator) => {
            let mut mistakes = Mistakes::default();
            let why = crate::words::words(visitor.lang).say("people-last-administrator");
            mistakes.add("current_password", why);
            mistakes
        }
        Err(error) => mistakes(visitor.lang, error)?,
    };
    let page = ClosePage {
        posts_go: posts == PostsLeft::Go,
        ..close_page(&site, &visitor, mistakes).await?
    };
    page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Keeps the account after all.
pub(super) async fn keep(
    State(site): State<Site>,
    visitor: Visitor,
    Form(NothingTyped {}): Form<NothingTyped>,
) -> Result<Response, Refusal> {
    accounts::keep_account(&site.app, visitor.signed_in()?)
        .await
        .map_err(|error| refused(&error))?;
    Ok(page::see(&in_language(
        &site,
        &visitor,
        "/account?saved=yes",
    )))
}

async fn close_page(
    site: &Site,
    visitor: &Visitor,
    mistakes: Mistakes,
) -> Result<ClosePage, Refusal> {
    let leave = accounts::own_leave(&site.app, visitor.signed_in()?).await?;
    let frame = Frame::of(site, visitor, "")
        .titled("close-title")
        .unlisted();
    Ok(ClosePage {
        mistakes,
        closes_at: leave.map(|it| frame.moment(&it.closes_at)),
        posts_go: leave.is_some_and(|it| it.posts == PostsLeft::Go),
        frame,
    })
}
