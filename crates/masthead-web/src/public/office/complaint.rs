//! Complaining about a decision, or about there being none.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::office::{self, Challenge, Complain, Complained};
use serde::Deserialize;

use super::mistakes;
use super::report::to_case;
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::rates::{Route, Who};
use crate::refusal::Refusal;
use crate::times::Moment;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "public/office/complaint.html")]
struct ComplaintPage {
    frame: Frame,
    mistakes: Mistakes,
    typed: ComplaintForm,
    /// Since when it is too late, if it is.
    closed: Option<Moment>,
}

/// What is challenged: a statement of reasons, a thing of a notice with its token, or a measure against an account with
/// its token.
#[derive(Default, Deserialize)]
pub(super) struct ComplaintForm {
    #[serde(default)]
    statement: String,
    #[serde(default)]
    case: String,
    #[serde(default)]
    item: String,
    #[serde(default)]
    sanction: String,
    #[serde(default)]
    case_token: String,
    #[serde(default)]
    text: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(typed): Query<ComplaintForm>,
) -> Result<Response, Refusal> {
    challenge_of(&visitor, &typed)?;
    answer(
        &site,
        &visitor,
        typed,
        Mistakes::default(),
        None,
        StatusCode::OK,
    )
}

pub(super) async fn take(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<ComplaintForm>,
) -> Result<Response, Refusal> {
    site.rates.count(Route::Report, Who::at(visitor.address))?;
    let challenge = challenge_of(&visitor, &typed)?;
    let request = Complain {
        challenge,
        text: typed.text.clone(),
        lang: visitor.lang,
    };
    match office::complain(&site.app, &request).await {
        Ok(Complained::Taken(receipt)) => Ok(to_case(&site, &visitor, &receipt)),
        Ok(Complained::TooLate(since)) => {
            let closed = site.times(visitor.lang).moment(since);
            answer(
                &site,
                &visitor,
                typed,
                Mistakes::default(),
                Some(closed),
                StatusCode::OK,
            )
        }
        Err(error) => {
            let mistakes = mistakes(visitor.lang, &error)?;
            answer(
                &site,
                &visitor,
                typed,
                mistakes,
                None,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
        }
    }
}

fn answer(
    site: &Site,
    visitor: &Visitor,
    typed: ComplaintForm,
    mistakes: Mistakes,
    closed: Option<Moment>,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let frame = Frame::of(site, visitor, "")
        .titled("complaint-title")
        .unlisted();
    page::render_with(
        status,
        &ComplaintPage {
            frame,
            mistakes,
            typed,
            closed,
        },
    )
}

fn challenge_of(visitor: &Visitor, typed: &ComplaintForm) -> Result<Challenge, Refusal> {
    if !typed.statement.is_empty() {
        let who = visitor.signed_in()?.clone();
        return Ok(Challenge::Statement {
            short: typed.statement.clone(),
            who,
        });
    }
    if !typed.sanction.is_empty() {
        return Ok(Challenge::Sanction {
            short: typed.sanction.clone(),
            token: typed.case_token.clone(),
        });
    }
    let item = masthead_core::office::item_of(&typed.item).ok_or(Refusal::NotFound)?;
    Ok(Challenge::Notice {
        number: typed.case.clone(),
        token: typed.case_token.clone(),
        item,
    })
}
