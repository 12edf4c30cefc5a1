//! One's own account: names, language, password, and where one is signed in.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::accounts::{self, AccountError, ChangePassword, Profile, SessionLine};
use masthead_core::kernel::{Lang, Person, SessionId};
use serde::Deserialize;

use super::{farewell, in_language, mistakes, refused};
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::rates::{Route, Who};
use crate::refusal::Refusal;
use crate::times::Moment;
use crate::{Site, address, page};

#[derive(Template)]
#[template(path = "public/accounts/account.html")]
struct AccountPage {
    frame: Frame,
    mistakes: Mistakes,
    profile: Profile,
    /// What stands in the display name's field: what was typed, if it was not accepted.
    display_name: String,
    sessions: Vec<SessionLine>,
    languages: Vec<Lang>,
    has_saved: bool,
    /// From when on the account is closed, if that was asked for.
    closes_at: Option<Moment>,
}

#[derive(Deserialize)]
pub(super) struct Coming {
    #[serde(default)]
    saved: String,
}

#[derive(Deserialize)]
pub(super) struct DisplayNameForm {
    display_name: String,
}

#[derive(Deserialize)]
pub(super) struct LanguageForm {
    lang: String,
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    current_password: String,
    password: String,
}

#[derive(Deserialize)]
pub(super) struct NothingTyped {}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(coming): Query<Coming>,
) -> Result<Response, Refusal> {
    let page = account_page(&site, &visitor, Mistakes::default()).await?;
    page::render(&AccountPage {
        has_saved: !coming.saved.is_empty(),
        ..page
    })
}

pub(super) async fn change_display_name(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<DisplayNameForm>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    let outcome = accounts::change_display_name(&site.app, person, &typed.display_name).await;
    let Err(error) = outcome else {
        return Ok(saved(&site, &visitor));
    };
    let page = account_page(&site, &visitor, mistakes(visitor.lang, error)?).await?;
    page::render_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &AccountPage {
            display_name: typed.display_name,
            ..page
        },
    )
}

pub(super) async fn change_language(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<LanguageForm>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    let lang: Lang = typed.lang.parse().map_err(|_| Refusal::BadForm)?;
    accounts::change_language(&site.app, person, lang)
        .await
        .map_err(|error| refused(&error))?;
    let first = site.app.settings().first_language();
    Ok(page::see(&address::in_language(
        "/account?saved=yes",
        lang,
        first,
    )))
}

pub(super) async fn change_password(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<PasswordForm>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    site.rates
        .count(Route::SignIn, Who::Account(person.account))?;
    let request = ChangePassword {
        current: typed.current_password,
        new: typed.password,
    };
    let Err(error) = accounts::change_password(&site.app, person, &request).await else {
        return Ok(saved(&site, &visitor));
    };
    let page = account_page(&site, &visitor, mistakes(visitor.lang, error)?).await?;
    page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

pub(super) async fn end_other_sessions(
    State(site): State<Site>,
    visitor: Visitor,
    Form(NothingTyped {}): Form<NothingTyped>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    accounts::end_other_sessions(&site.app, person)
        .await
        .map_err(|error| refused(&error))?;
    Ok(saved(&site, &visitor))
}

pub(super) async fn end_session(
    State(site): State<Site>,
    visitor: Visitor,
    Path(session): Path<String>,
    Form(NothingTyped {}): Form<NothingTyped>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    let session: SessionId = session.parse().map_err(|_| Refusal::NotFound)?;
    accounts::end_session(&site.app, person, session)
        .await
        .map_err(|error| refused(&error))?;
    if session == person.session {
        return Ok(farewell(&site, &in_language(&site, &visitor, "/")));
    }
    Ok(saved(&site, &visitor))
}

fn saved(site: &Site, visitor: &Visitor) -> Response {
    page::see(&in_language(site, visitor, "/account?saved=yes"))
}

async fn account_page(
    site: &Site,
    visitor: &Visitor,
    mistakes: Mistakes,
) -> Result<AccountPage, Refusal> {
    let person = visitor.signed_in()?;
    let (profile, sessions) = read(site, person).await.map_err(|error| refused(&error))?;
    let leave = accounts::own_leave(&site.app, person).await?;
    let frame = Frame::of(site, visitor, "")
        .titled("account-title")
        .unlisted();
    Ok(AccountPage {
        closes_at: leave.map(|it| frame.moment(&it.closes_at)),
        frame,
        mistakes,
        display_name: profile.display_name.clone(),
        profile,
        sessions,
        languages: site.app.settings().languages.clone(),
        has_saved: false,
    })
}

async fn read(site: &Site, person: &Person) -> Result<(Profile, Vec<SessionLine>), AccountError> {
    let profile = accounts::profile(&site.app, person).await?;
    Ok((profile, accounts::list_sessions(&site.app, person).await?))
}
