//! How the site says no: a message that tells the person what to do next, and a cause for the log.

use askama::Template;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header;
use masthead_core::kernel::DbError;

use crate::door::Visitor;
use crate::frame::Frame;
use crate::typed::Typed;
use crate::words::words;
use crate::{Site, page};

/// Why a request is not answered with what was asked for.
///
/// Features turn their errors into one of these, in one place each. What the reader sees comes from
/// `locales/…/refusals.ftl`; the cause is only logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing at this address, or nothing that this person may know of.
    NotFound,
    /// There was something, and it was withdrawn.
    Gone,
    /// Somebody must be signed in for this; they return here afterwards.
    SignIn,
    /// Their role does not let them.
    NotAllowed,
    /// The form's token is missing, foreign or too old.
    StaleForm,
    /// The form cannot be read.
    BadForm,
    /// Too many attempts; seconds until the next may succeed.
    TooOften(u32),
    /// The body is larger than this route takes.
    TooLarge,
    /// Somebody else was faster.
    Conflict,
    /// Our fault. Was logged where it was handled.
    Broken,
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Refusal::NotFound => StatusCode::NOT_FOUND,
            Refusal::Gone => StatusCode::GONE,
            Refusal::SignIn => StatusCode::UNAUTHORIZED,
            Refusal::NotAllowed | Refusal::StaleForm => StatusCode::FORBIDDEN,
            Refusal::BadForm => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::Conflict => StatusCode::CONFLICT,
            Refusal::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn text(&self) -> (&'static str, &'static str) {
        match self {
            Refusal::NotFound => ("refused-not-found", "refused-not-found-hint"),
            Refusal::Gone => ("refused-gone", "refused-gone-hint"),
            Refusal::SignIn => ("refused-sign-in", "refused-sign-in-hint"),
            Refusal::NotAllowed => ("refused-not-allowed", "refused-not-allowed-hint"),
            Refusal::StaleForm => ("refused-stale-form", "refused-stale-form-hint"),
            Refusal::BadForm => ("refused-bad-form", "refused-bad-form-hint"),
            Refusal::TooOften(_) => ("refused-too-often", "refused-too-often-hint"),
            Refusal::TooLarge => ("refused-too-large", "refused-too-large-hint"),
            Refusal::Conflict => ("refused-conflict", "refused-conflict-hint"),
            Refusal::Broken => ("refused-broken", "refused-broken-hint"),
        }
    }

    /// Whether the same form may be taken a little later. One that did not come from a page of ours is never offered.
    fn passes(&self) -> bool {
        matches!(self, Refusal::TooOften(_) | Refusal::Broken)
    }

    /// Logs what failed and hides it from the reader.
    pub fn broken(cause: &dyn std::error::Error) -> Self {
        let mut words = cause.to_string();
        let mut below = cause.source();
        while let Some(error) = below {
            words.push_str(": ");
            words.push_str(&error.to_string());
            below = error.source();
        }
        tracing::error!(cause = words, "a request failed");
        Refusal::Broken
    }
}

impl From<DbError> for Refusal {
    fn from(error: DbError) -> Self {
        Refusal::broken(&error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut answer = self.status().into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

#[derive(Template)]
#[template(path = "public/refusal.html")]
struct RefusalPage<'a> {
    frame: &'a Frame,
    number: u16,
    heading: &'a str,
    hint: &'a str,
    offers_sign_in: bool,
    return_to: String,
    /// What was typed, to be copied.
    texts: Vec<&'a str>,
    /// The same form to be sent once more, where that may help.
    once_more: Vec<(&'a str, &'a str)>,
}

/// Gives a refusal its page, in the reader's language and frame, with what was typed. Runs outside all handlers.
pub(crate) async fn with_page(
    axum::extract::State(site): axum::extract::State<Site>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    let return_to = visitor.return_address();
    let (typed, request) = match Typed::of(request).await {
        Ok(read) => read,
        Err(refusal) => return refusal.into_response(),
    };
    let answer = next.run(request).await;
    let Some(refusal) = answer.extensions().get::<Refusal>().cloned() else {
        return answer;
    };
    if !visitor.wants_html {
        return answer;
    }
    let (heading, hint) = refusal.text();
    let words = words(visitor.lang);
    let (heading, hint) = (words.say(heading), words.say(hint));
    let frame = Frame::of(&site, &visitor, &heading).unlisted();
    let offers_sign_in = refusal == Refusal::SignIn;
    let page = RefusalPage {
        frame: &frame,
        number: answer.status().as_u16(),
        heading: &heading,
        hint: &hint,
        offers_sign_in,
        return_to,
        texts: typed.texts(),
        once_more: if refusal.passes() {
            typed.once_more()
        } else {
            Vec::new()
        },
    };
    let mut shown = page::render(&page).unwrap_or_else(IntoResponse::into_response);
    *shown.status_mut() = answer.status();
    if let Refusal::TooOften(secs) = refusal {
        shown.headers_mut().insert(header::RETRY_AFTER, secs.into());
    }
    shown
}
