//! Notices and complaints behind the counter: the list by deadline, a case, its decisions.

mod forms;
mod members;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use masthead_core::kernel::Capability;
use masthead_core::office::{
    self, AskedBack, Basis, CaseFile, CaseLine, ComplaintOutcome, ItemFile, ItemOutcome, Lane,
    Means, Notifier, Urgency, sanctions,
};
use masthead_core::screening::{Ground, GroundKind};
use serde::Deserialize;

use super::Door;
use crate::door::Visitor;
use crate::frame::Frame;
use crate::public::{refused_office, wording};
use crate::refusal::Refusal;
use crate::{Site, page};

pub(super) const DOORS: &[Door] = &[
    Door::get("/newsroom/cases", Capability::DecideNotices, || get(list)),
    Door::get(
        "/newsroom/cases/{number}",
        Capability::DecideNotices,
        || get(show),
    ),
    Door::post(
        "/newsroom/cases/{number}/items/{item}/decision",
        Capability::DecideNotices,
        || post(forms::decide_item),
    ),
    Door::post(
        "/newsroom/cases/{number}/items/{item}/hearing",
        Capability::DecideNotices,
        || post(forms::hear),
    ),
    Door::post(
        "/newsroom/cases/{number}/sorting",
        Capability::DecideNotices,
        || post(forms::sort),
    ),
    Door::post(
        "/newsroom/cases/{number}/decision",
        Capability::DecideComplaints,
        || post(forms::decide_complaint),
    ),
    Door::post(
        "/newsroom/cases/{number}/questions",
        Capability::DecideNotices,
        || post(forms::ask),
    ),
    Door::post(
        "/newsroom/cases/{number}/hearing",
        Capability::DecideComplaints,
        || post(forms::hear_about_complaint),
    ),
    Door::post(
        "/newsroom/cases/{number}/notifier",
        Capability::SeeNotifiers,
        || post(forms::reveal),
    ),
    Door::get("/newsroom/members", Capability::SanctionMembers, || {
        get(members::list)
    }),
    Door::get(
        "/newsroom/members/{account}",
        Capability::SanctionMembers,
        || get(members::show),
    ),
    Door::post(
        "/newsroom/members/{account}/sanctions",
        Capability::SanctionMembers,
        || post(members::impose),
    ),
    Door::post(
        "/newsroom/members/{account}/sanctions/{short}/end",
        Capability::SanctionMembers,
        || post(members::lift),
    ),
];

#[derive(Template)]
#[template(path = "newsroom/office/cases.html")]
struct CasesPage {
    frame: Frame,
    cases: Vec<CaseLine>,
    is_decided: bool,
    now: masthead_core::kernel::Time,
}

impl CasesPage {
    fn is_overdue(&self, line: &CaseLine) -> bool {
        line.decided_at.is_none() && line.due_at < self.now
    }

    fn kind_text(&self, line: &CaseLine) -> &'static str {
        match (line.lane, line.basis) {
            (Some(lane), _) => wording::lane_text(lane),
            (None, Some(basis)) => wording::basis_text(basis),
            (None, None) => "case-kind-complaint",
        }
    }

    /// The text of a notice that cannot wait, and nothing for others.
    fn urgent_text(&self, line: &CaseLine) -> Option<&'static str> {
        let urgency = line.urgency.filter(|it| *it != Urgency::Normal)?;
        Some(wording::urgency_text(urgency))
    }

    fn was_late(&self, line: &CaseLine) -> bool {
        line.decided_at.is_some_and(|at| at > line.due_at)
    }

    fn overdue(&self) -> usize {
        self.cases.iter().filter(|it| self.is_overdue(it)).count()
    }

    /// Cases of whose deadline at least half is over, but not all.
    fn pressing(&self) -> usize {
        let is_pressing = |it: &&CaseLine| it.reminded > 0 && !self.is_overdue(it);
        self.cases.iter().filter(is_pressing).count()
    }

    fn late(&self) -> usize {
        self.cases.iter().filter(|it| self.was_late(it)).count()
    }
}

#[derive(Template)]
#[template(path = "newsroom/office/case.html")]
pub(super) struct CasePage {
    frame: Frame,
    case: CaseFile,
    grounds: Vec<Ground>,
    /// What could not be done, by the name of its text.
    told: Option<&'static str>,
    /// What was typed in a decision that could not be made.
    typed: forms::Typed,
    notifier: Option<Notifier>,
    is_first_decider: bool,
    may_decide_complaints: bool,
    may_see_notifiers: bool,
    may_sanction: bool,
}

impl CasePage {
    fn lane_text(&self, lane: &Lane) -> &'static str {
        wording::lane_text(*lane)
    }

    fn outcome_text(&self, outcome: &ItemOutcome) -> &'static str {
        wording::outcome_text(*outcome)
    }

    fn means_text(&self, means: &Means) -> &'static str {
        wording::means_text(*means)
    }

    fn question_text(&self, question: &AskedBack) -> &'static str {
        wording::question_text(question.about)
    }

    fn hiding_lengths(&self) -> [u32; 3] {
        office::HIDE_DAYS
    }

    /// Whether what a notice is about is shown only to whoever asks for it.
    fn is_covered(&self) -> bool {
        let notice = self.case.notice.as_ref();
        notice.is_some_and(|it| it.is_identity_exempt)
    }

    fn basis_text(&self, basis: &Basis) -> &'static str {
        wording::basis_text(*basis)
    }

    fn verdict_text(&self, outcome: &ComplaintOutcome) -> &'static str {
        wording::verdict_text(*outcome)
    }

    fn urgency_text(&self, urgency: &Urgency) -> &'static str {
        wording::urgency_text(*urgency)
    }

    fn share_text(&self, percent: &i64) -> &'static str {
        share_text(*percent)
    }

    /// What was typed about this thing, if it is the one that could not be decided.
    fn typed_about(&self, item: &ItemFile) -> forms::Typed {
        if self.typed.item == item.id.to_string() {
            self.typed.clone()
        } else {
            forms::Typed::default()
        }
    }

    fn says_right_in_part(&self, basis: &Basis) -> &'static str {
        match basis {
            Basis::Restriction => "case-partly-corrects",
            Basis::NoAction | Basis::Inaction => "case-partly-removes",
            Basis::Account => "case-partly-shortens",
        }
    }

    fn says_right(&self, basis: &Basis) -> &'static str {
        match basis {
            Basis::Restriction => "case-reversed-restores",
            Basis::NoAction | Basis::Inaction => "case-reversed-removes",
            Basis::Account => "case-reversed-opens",
        }
    }

    fn lengths(&self) -> [u32; 4] {
        sanctions::DAYS
    }

    fn whole(&self, days: &u32) -> i64 {
        i64::from(*days)
    }

    fn is_law(&self, ground: &Ground) -> bool {
        ground.kind == GroundKind::Illegal
    }

    fn hash(&self, hash: &[u8]) -> String {
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    state: String,
}

async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let is_decided = asked.state == "decided";
    let cases = office::list_cases(&site.app, who, is_decided)
        .await
        .map_err(|error| refused_office(&error))?;
    let frame = Frame::of(&site, &visitor, "")
        .titled("cases-title")
        .unlisted();
    page::render(&CasesPage {
        frame,
        cases,
        is_decided,
        now: site.app.now(),
    })
}

async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Result<Response, Refusal> {
    let page = case_page(&site, &visitor, &number).await?;
    page::render(&page)
}

/// The page again, with what stood in the way and what was typed.
async fn again(
    site: &Site,
    visitor: &Visitor,
    number: &str,
    told: &'static str,
    typed: forms::Typed,
) -> Result<Response, Refusal> {
    let page = case_page(site, visitor, number).await?;
    page::render_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &CasePage {
            told: Some(told),
            typed,
            ..page
        },
    )
}

async fn case_page(site: &Site, visitor: &Visitor, number: &str) -> Result<CasePage, Refusal> {
    let who = visitor.signed_in()?;
    let case = office::case_file(&site.app, who, number)
        .await
        .map_err(|error| refused_office(&error))?;
    let first_decider = case
        .complaint
        .as_ref()
        .and_then(|complaint| complaint.first_decider);
    let frame = Frame::of(site, visitor, &case.number).unlisted();
    Ok(CasePage {
        grounds: office::grounds(&site.app, visitor.lang).await?,
        told: None,
        typed: forms::Typed::default(),
        notifier: None,
        is_first_decider: first_decider == Some(who.account),
        may_decide_complaints: who.may(Capability::DecideComplaints),
        may_see_notifiers: who.may(Capability::SeeNotifiers),
        may_sanction: who.may(Capability::SanctionMembers),
        frame,
        case,
    })
}

/// The name of the text for a share of a deadline.
fn share_text(percent: i64) -> &'static str {
    match percent {
        ..80 => "case-share-half",
        80..100 => "case-share-most",
        _ => "case-share-all",
    }
}
