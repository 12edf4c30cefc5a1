//! Signing up and in, one's own account, and what one agrees to.

mod close;
mod consent;
mod documents;
mod email;
mod own;
mod password;
mod sign_in;
mod sign_up;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use http::header::{self, HeaderValue};
use masthead_core::accounts::{AccountError, Field, SignedIn};
use masthead_core::kernel::Lang;

use crate::door::{Visitor, session_cookie_header};
use crate::mistakes::Mistakes;
use crate::refusal::Refusal;
use crate::words::words;
use crate::{Site, address, page};

/// The addresses of accounts.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/account", get(own::show))
        .route("/account/display-name", post(own::change_display_name))
        .route("/account/email", get(email::show).post(email::take))
        .route(
            "/account/email/{secret}",
            get(email::ask).post(email::confirm),
        )
        .route("/account/language", post(own::change_language))
        .route("/account/password", post(own::change_password))
        .route("/account/sessions", post(own::end_other_sessions))
        .route("/account/sessions/{session}", post(own::end_session))
        .route("/account/close", get(close::ask).post(close::take))
        .route("/account/close/keep", post(close::keep))
        .route("/account/sign-up", get(sign_up::show).post(sign_up::take))
        .route("/account/sign-up/sent", get(sign_up::sent))
        .route(
            "/account/confirm/{secret}",
            get(sign_up::ask_to_confirm).post(sign_up::confirm),
        )
        .route("/account/sign-in", get(sign_in::show).post(sign_in::take))
        .route("/account/sign-out", post(sign_in::sign_out))
        .route("/account/forgot", get(password::ask).post(password::send))
        .route("/account/forgot/sent", get(password::sent))
        .route(
            "/account/reset/{secret}",
            get(password::choose).post(password::reset),
        )
        .route("/account/accept", get(consent::show).post(consent::take))
        .route("/netiquette", get(documents::netiquette))
        .route("/terms", get(documents::terms))
}

/// The mistakes in a form, or a refusal for everything else that can go wrong.
fn mistakes(lang: Lang, error: AccountError) -> Result<Mistakes, Refusal> {
    let AccountError::Invalid(problems) = error else {
        return Err(refused(&error));
    };
    let mut mistakes = Mistakes::default();
    for problem in problems {
        let name = format!("problem-{}", problem.word());
        mistakes.add(
            field_name(problem.field()),
            words(lang).say(&name).into_owned(),
        );
    }
    Ok(mistakes)
}

/// What a person is told when it is not a matter of what they typed.
pub(crate) fn refused(error: &AccountError) -> Refusal {
    match error {
        AccountError::LinkSpent => Refusal::Gone,
        AccountError::Unknown => Refusal::NotFound,
        AccountError::NotAllowed | AccountError::SecondPersonNeeded => Refusal::NotAllowed,
        AccountError::LastAdministrator => Refusal::Conflict,
        AccountError::Db(cause) => Refusal::broken(cause),
        AccountError::Invalid(_)
        | AccountError::WrongPair
        | AccountError::Unconfirmed
        | AccountError::Suspended(_) => Refusal::BadForm,
    }
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::DisplayName => "display_name",
        Field::Email => "email",
        Field::Password => "password",
        Field::CurrentPassword => "current_password",
        Field::Netiquette => "netiquette",
        Field::Terms => "terms",
        Field::Body => "body",
        Field::Changes => "changes",
        Field::EffectiveOn => "effective_on",
    }
}

/// Where to go afterwards: a path of ours and nothing else, in the reader's language.
fn way_back(site: &Site, visitor: &Visitor, return_to: &str, otherwise: &str) -> String {
    let is_ours = return_to.starts_with('/')
        && !return_to.starts_with("//")
        && !return_to
            .chars()
            .any(|letter| letter == '\\' || letter.is_control())
        && !return_to.starts_with("/account/sign-");
    in_language(site, visitor, if is_ours { return_to } else { otherwise })
}

/// A path in the reader's language.
fn in_language(site: &Site, visitor: &Visitor, path: &str) -> String {
    address::in_language(path, visitor.lang, site.app.settings().first_language())
}

/// Sends somebody on with their new session.
fn welcome(site: &Site, session: &SignedIn, path: &str) -> Response {
    let lasts = session.expires_at.since(site.app.now());
    with_cookie(site, &session.secret, lasts.as_secs(), path)
}

/// Sends somebody on without a session.
fn farewell(site: &Site, path: &str) -> Response {
    with_cookie(site, "", 0, path)
}

fn with_cookie(site: &Site, secret: &str, lasts_secs: u64, path: &str) -> Response {
    let mut answer = page::see(path);
    let header = session_cookie_header(site, secret, lasts_secs);
    if let Ok(value) = HeaderValue::from_str(&header) {
        answer.headers_mut().insert(header::SET_COOKIE, value);
    }
    answer
}
