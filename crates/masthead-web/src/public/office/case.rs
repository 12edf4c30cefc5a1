//! Where a case stands: for whoever opened it, by token or account, and for an author who was asked.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::office::{
    self, AskedBack, Basis, CaseKind, ComplaintOutcome, Followed, Follower, ItemOutcome, Lane,
    Means, OfficeError,
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
    is_new: bool,
    /// What an author, or whoever was asked, typed that was not taken.
    text: String,
}

impl CasePage {
    fn lane_text(&self, lane: &Lane) -> &'static str {
        wording::lane_text(*lane)
    }

    fn means_text(&self, means: &Means) -> &'static str {
        wording::means_text(*means)
    }

    fn question_text(&self, question: &AskedBack) -> &'static str {
        wording::question_text(question.about)
    }

    /// Whether something is asked that nobody has answered.
    fn is_asked(&self) -> bool {
        let open = |it: &AskedBack| it.answered_at.is_none();
        self.case.decided_at.is_none() && self.case.questions.iter().any(open)
    }

    /// Whether it can still be taken back.
    fn can_be_taken_back(&self) -> bool {
        let case = &self.case;
        !case.is_author && case.decided_at.is_none() && case.withdrawn_at.is_none()
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

/// What whoever opened a case sends from its page; the token, because they need no account.
#[derive(Deserialize)]
pub(super) struct SenderForm {
    #[serde(default)]
    case_token: String,
    #[serde(default)]
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
        return Ok(back(&site, &visitor, &number, ""));
    };
    let again = CasePage {
        frame: Frame::of(&site, &visitor, "")
            .titled("case-title")
            .unlisted(),
        mistakes: mistakes(visitor.lang, &error)?,
        case: look(&site, &visitor, &number, "").await?,
        is_new: false,
        text: typed.text,
    };
    page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}

pub(super) async fn answer(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(typed): Form<SenderForm>,
) -> Result<Response, Refusal> {
    site.rates.count(Route::Report, Who::at(visitor.address))?;
    let follower = follower(&visitor, &typed.case_token);
    let answered = office::answer_question(&site.app, &number, follower, &typed.text).await;
    let Err(error) = answered else {
        return Ok(back(&site, &visitor, &number, &typed.case_token));
    };
    let again = CasePage {
        frame: Frame::of(&site, &visitor, "")
            .titled("case-title")
            .unlisted(),
        mistakes: mistakes(visitor.lang, &error)?,
        case: look(&site, &visitor, &number, &typed.case_token).await?,
        is_new: false,
        text: typed.text,
    };
    page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
}

pub(super) async fn take_back(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(typed): Form<SenderForm>,
) -> Result<Response, Refusal> {
    site.rates.count(Route::Report, Who::at(visitor.address))?;
    let follower = follower(&visitor, &typed.case_token);
    office::take_back(&site.app, &number, follower)
        .await
        .map_err(|error| refused(&error))?;
    Ok(back(&site, &visitor, &number, &typed.case_token))
}

fn follower<'a>(visitor: &'a Visitor, token: &'a str) -> Follower<'a> {
    Follower {
        token: (!token.is_empty()).then_some(token),
        person: visitor.person.as_ref(),
    }
}

/// The page of the case again, with the token that opens it.
fn back(site: &Site, visitor: &Visitor, number: &str, token: &str) -> Response {
    let path = match token {
        "" => format!("/office/cases/{number}"),
        token => format!("/office/cases/{number}?token={token}"),
    };
    page::see(&address::in_language(
        &path,
        visitor.lang,
        site.app.settings().first_language(),
    ))
}

/// Shows the case, or invites a stranger without a token to sign in: whether there is such a case is not told.
async fn look(
    site: &Site,
    visitor: &Visitor,
    number: &str,
    token: &str,
) -> Result<Followed, Refusal> {
    match office::follow(&site.app, number, follower(visitor, token)).await {
        Ok(case) => Ok(case),
        Err(OfficeError::Unknown) if token.is_empty() && visitor.person.is_none() => {
            Err(Refusal::SignIn)
        }
        Err(error) => Err(refused(&error)),
    }
}
