//! Where a case stands: for whoever opened it, by token or account, and for an author who was asked.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::office::{
    self, Basis, CaseKind, ComplaintOutcome, Followed, Follower, ItemOutcome, Lane, OfficeError,
};
use serde::Deserialize;

use super::{mistakes, refused, wording};
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::mistakes::Mistakes;
use crate::rates::{Route, Who};
use crate::refusal::Refusal;
use crate::{Site, address, page};

#[derive(Template)]
#[template(path = "public/office/case.html")]
struct CasePage {
    frame: Frame,
    mistakes: Mistakes,
    case: Followed,
    token: String,
    is_new: bool,
    /// What an author typed that was not taken.
    text: String,
}

impl CasePage {
    fn lane_text(&self, lane: &Lane) -> &'static str {
        wording::lane_text(*lane)
    }

    fn outcome_text(&self, outcome: &ItemOutcome) -> &'static str {
        wording::outcome_text(*outcome)
    }

    fn basis_text(&self, basis: &Basis) -> &'static str {
        wording::basis_text(*basis)
    }

    fn verdict_text(&self, outcome: &ComplaintOutcome) -> &'static str {
        wording::verdict_text(*outcome)
    }
}

#[derive(Deserialize)]
pub(super) struct Coming {
    #[serde(default)]
    token: String,
    #[serde(default)]
    new: String,
}

#[derive(Deserialize)]
pub(super) struct StatementForm {
    text: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
    Query(coming): Query<Coming>,
) -> Result<Response, Refusal> {
    let case = look(&site, &visitor, &number, &coming.token).await?;
    page::render(&CasePage {
        frame: Frame::of(&site, &visitor, "")
            .titled("case-title")
            .unlisted(),
        mistakes: Mistakes::default(),
        case,
        token: coming.token,
        is_new: !coming.new.is_empty(),
        text: String::new(),
    })
}

pub(super) async fn add_statement(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(typed): Form<StatementForm>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    site.rates
        .count(Route::Report, Who::Account(person.account))?;
    let Err(error) = office::add_statement(&site.app, person, &number, &typed.text).await else {
        let path = format!("/office/cases/{number}");
        return Ok(page::see(&address::in_language(
            &path,
            visitor.lang,
            site.app.settings().first_language(),
        )));
    };
    let again = CasePage {
        frame: Frame::of(&site, &visitor, "")
            .titled("case-title")
            .unlisted(),
        mistakes: mistakes(visitor.lang, &error)?,
        case: look(&site, &visitor, &number, "").await?,
        token: String::new(),
        is_new: false,
        text: typed.text,
    };
    page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}

/// Shows the case, or invites a stranger without a token to sign in: whether there is such a case is not told.
async fn look(
    site: &Site,
    visitor: &Visitor,
    number: &str,
    token: &str,
) -> Result<Followed, Refusal> {
    let follower = Follower {
        token: (!token.is_empty()).then_some(token),
        person: visitor.person.as_ref(),
    };
    match office::follow(&site.app, number, follower).await {
        Ok(case) => Ok(case),
        Err(OfficeError::Unknown) if token.is_empty() && visitor.person.is_none() => {
            Err(Refusal::SignIn)
        }
        Err(error) => Err(refused(&error)),
    }
}
