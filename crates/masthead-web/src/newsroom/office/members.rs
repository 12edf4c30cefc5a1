//! Members as the office knows them: who is suspended, what somebody has done, warning them, suspending them for a time.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::accounts::State as Standing;
use masthead_core::kernel::{AccountId, GroundId};
use masthead_core::office::sanctions::{
    self, Ended, Impose, Lift, Measure, MemberFile, Members, SanctionKind, SanctionLine,
};
use masthead_core::office::{self, OfficeError};
use masthead_core::posts::{PostError, PostState};
use masthead_core::screening::{Ground, GroundKind};
use serde::Deserialize;

use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::public::refused_office;
use crate::refusal::Refusal;
use crate::{Site, address, page};

#[derive(Template)]
#[template(path = "newsroom/office/members.html")]
struct MembersPage {
    frame: Frame,
    words: String,
    members: Members,
}

impl MembersPage {
    fn state_text(&self, state: &Standing) -> &'static str {
        state_text(*state)
    }
}

#[derive(Template)]
#[template(path = "newsroom/office/member.html")]
struct MemberPage {
    frame: Frame,
    file: MemberFile,
    grounds: Vec<Ground>,
    /// What could not be done, by the name of its text.
    told: Option<&'static str>,
    typed: ImposeForm,
    works_here: bool,
}

impl MemberPage {
    fn state_text(&self, state: &Standing) -> &'static str {
        state_text(*state)
    }

    fn post_text(&self, state: &PostState) -> &'static str {
        match state {
            PostState::Waiting => "member-post-waiting",
            PostState::Published => "member-post-published",
            PostState::Refused => "member-post-refused",
            PostState::Removed => "member-post-removed",
            PostState::Withdrawn | PostState::Erased => "member-post-withdrawn",
        }
    }

    fn kind_text(&self, line: &SanctionLine) -> &'static str {
        match line.sanction.kind {
            SanctionKind::Warning => "member-warning",
            SanctionKind::Suspension => "member-suspension",
        }
    }

    fn ended_text(&self, how: &Ended) -> &'static str {
        match how {
            Ended::Expired => "member-ended-expired",
            Ended::Lifted => "member-ended-lifted",
            Ended::Reversed => "member-ended-reversed",
            Ended::Replaced => "member-ended-replaced",
        }
    }

    fn is_law(&self, ground: &Ground) -> bool {
        ground.kind == GroundKind::Illegal
    }

    fn lengths(&self) -> [u32; 4] {
        sanctions::DAYS
    }

    fn whole(&self, days: &u32) -> i64 {
        i64::from(*days)
    }

    fn is_active(&self) -> bool {
        self.file.member.state == Standing::Active
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    words: String,
}

/// What was typed to warn or suspend somebody.
#[derive(Clone, Default, Deserialize)]
pub(super) struct ImposeForm {
    #[serde(default)]
    measure: String,
    #[serde(default)]
    days: String,
    #[serde(default)]
    ground: String,
    #[serde(default)]
    facts: String,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
pub(super) struct LiftForm {
    #[serde(default)]
    reason: String,
}

pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let members = sanctions::members(&site.app, who, &asked.words)
        .await
        .map_err(|error| refused_office(&error))?;
    page::render(&MembersPage {
        frame: Frame::of(&site, &visitor, "")
            .titled("members-title")
            .unlisted(),
        words: asked.words,
        members,
    })
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(account): Path<String>,
) -> Result<Response, Refusal> {
    page::render(&member_page(&site, &visitor, id_of(&account)?).await?)
}

pub(super) async fn impose(
    State(site): State<Site>,
    visitor: Visitor,
    Path(account): Path<String>,
    Form(typed): Form<ImposeForm>,
) -> Result<Response, Refusal> {
    let (who, account) = (visitor.signed_in()?, id_of(&account)?);
    let days = typed.days.parse().unwrap_or(0);
    let measure = match typed.measure.as_str() {
        "warn" => Measure::Warn,
        "suspend" => Measure::Suspend {
            days,
            is_grave: false,
        },
        "suspend_grave" => Measure::Suspend {
            days,
            is_grave: true,
        },
        _ => return again(&site, &visitor, account, "member-needs-measure", typed).await,
    };
    let Ok(ground) = typed.ground.parse::<GroundId>() else {
        return again(&site, &visitor, account, "member-needs-ground", typed).await;
    };
    let request = Impose {
        account,
        measure,
        ground,
        facts: typed.facts.clone(),
        note: typed.note.clone(),
    };
    match sanctions::impose(&site.app, who, &request).await {
        Ok(_) => Ok(back(&site, &visitor, account)),
        Err(error) => again(&site, &visitor, account, in_the_way(&error)?, typed).await,
    }
}

pub(super) async fn lift(
    State(site): State<Site>,
    visitor: Visitor,
    Path((account, short)): Path<(String, String)>,
    Form(typed): Form<LiftForm>,
) -> Result<Response, Refusal> {
    let (who, account) = (visitor.signed_in()?, id_of(&account)?);
    let request = Lift {
        short,
        reason: typed.reason,
    };
    match sanctions::lift(&site.app, who, &request).await {
        Ok(()) => Ok(back(&site, &visitor, account)),
        Err(error) => {
            let told = in_the_way(&error)?;
            again(&site, &visitor, account, told, ImposeForm::default()).await
        }
    }
}

async fn member_page(
    site: &Site,
    visitor: &Visitor,
    account: AccountId,
) -> Result<MemberPage, Refusal> {
    let who = visitor.signed_in()?;
    let file = sanctions::member_file(&site.app, who, account)
        .await
        .map_err(|error| refused_office(&error))?;
    Ok(MemberPage {
        frame: Frame::of(site, visitor, &file.member.display_name).unlisted(),
        grounds: office::grounds(&site.app, visitor.lang).await?,
        told: None,
        typed: ImposeForm::default(),
        works_here: file.member.role != masthead_core::kernel::Role::Reader,
        file,
    })
}

/// The page again, with what stood in the way and what was typed.
async fn again(
    site: &Site,
    visitor: &Visitor,
    account: AccountId,
    told: &'static str,
    typed: ImposeForm,
) -> Result<Response, Refusal> {
    let page = member_page(site, visitor, account).await?;
    page::render_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &MemberPage {
            told: Some(told),
            typed,
            ..page
        },
    )
}

/// What stands in the way, by the name of its text; a refusal for everything else.
fn in_the_way(error: &OfficeError) -> Result<&'static str, Refusal> {
    match error {
        OfficeError::NoWarning => Ok("member-needs-warning"),
        OfficeError::NoLength => Ok("member-needs-length"),
        OfficeError::NotOpen => Ok("member-not-open"),
        OfficeError::WorksHere => Ok("member-works-here"),
        OfficeError::NoReasons => Ok("case-needs-reasons"),
        OfficeError::AlreadyDecided => Ok("member-has-ended"),
        OfficeError::Post(PostError::NoGround) => Ok("member-needs-ground"),
        OfficeError::Post(PostError::NoFacts) => Ok("member-needs-facts"),
        other => Err(refused_office(other)),
    }
}

fn id_of(account: &str) -> Result<AccountId, Refusal> {
    account.parse().map_err(|_| Refusal::NotFound)
}

fn back(site: &Site, visitor: &Visitor, account: AccountId) -> Response {
    let path = format!("/newsroom/members/{account}");
    page::see(&address::in_language(
        &path,
        visitor.lang,
        site.app.settings().first_language(),
    ))
}

fn state_text(state: Standing) -> &'static str {
    match state {
        Standing::Unconfirmed => "state-unconfirmed",
        Standing::Active => "state-active",
        Standing::Suspended => "state-suspended",
        Standing::Closed => "state-closed",
    }
}
