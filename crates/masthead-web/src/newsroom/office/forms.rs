//! What is decided in a case: taken from its forms, one each.

use axum::extract::{Path, State};
use axum::response::Response;
use masthead_core::kernel::GroundId;
use masthead_core::office::{
    self, ComplaintOutcome, DecideComplaint, DecideItem, Instead, Lane, OfficeError, Ruling,
    SortNotice, Urgency,
};
use masthead_core::posts::PostError;
use serde::Deserialize;

use super::{CasePage, again, case_page};
use crate::door::Visitor;
use crate::forms::Form;
use crate::public::refused_office;
use crate::refusal::Refusal;
use crate::{Site, address, page};

/// What was typed in a decision; every form fills what it has.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    pub(super) ruling: String,
    #[serde(default)]
    pub(super) ground: String,
    #[serde(default)]
    pub(super) facts: String,
    #[serde(default)]
    pub(super) reasons: String,
    #[serde(default)]
    pub(super) note: String,
    /// What was weighed.
    #[serde(default)]
    pub(super) weighing: String,
    /// Days for which a post is hidden, or that a suspension lasts instead.
    #[serde(default)]
    pub(super) days: String,
    /// The thing of a notice that was decided about; not typed, but said by the address.
    #[serde(skip)]
    pub(super) item: String,
}

#[derive(Deserialize)]
pub(super) struct SortForm {
    urgency: String,
    #[serde(default)]
    unlawful: String,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
pub(super) struct NothingTyped {}

#[derive(Deserialize)]
pub(super) struct ReasonForm {
    reason: String,
}

pub(super) async fn decide_item(
    State(site): State<Site>,
    visitor: Visitor,
    Path((number, item)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let typed = Typed {
        item: item.clone(),
        ..typed
    };
    let item = office::item_of(&item).ok_or(Refusal::NotFound)?;
    let ruling = match typed.ruling.as_str() {
        "keep" => Ruling::Keep {
            reasons: typed.reasons.clone(),
        },
        "otherwise" => Ruling::Otherwise {
            reasons: typed.reasons.clone(),
        },
        "gone" => Ruling::Gone,
        "not_found" => Ruling::NotFound,
        "elsewhere" => Ruling::Elsewhere,
        "remove" | "hide" => match typed.ground.parse::<GroundId>() {
            Ok(ground) => Ruling::Remove {
                ground,
                facts: typed.facts.clone(),
                days: (typed.ruling == "hide").then(|| typed.days.parse().unwrap_or(0)),
            },
            Err(_) => return again(&site, &visitor, &number, "case-needs-ground", typed).await,
        },
        _ => return again(&site, &visitor, &number, "case-needs-ruling", typed).await,
    };
    let request = DecideItem {
        number: number.clone(),
        item,
        ruling,
        note: typed.note.clone(),
        weighing: typed.weighing.clone(),
    };
    match office::decide_item(&site.app, who, &request).await {
        Ok(()) => Ok(back(&site, &visitor, &number)),
        Err(error) => again(&site, &visitor, &number, in_the_way(&error)?, typed).await,
    }
}

pub(super) async fn hear(
    State(site): State<Site>,
    visitor: Visitor,
    Path((number, item)): Path<(String, String)>,
    Form(NothingTyped {}): Form<NothingTyped>,
) -> Result<Response, Refusal> {
    let item = office::item_of(&item).ok_or(Refusal::NotFound)?;
    office::hear(&site.app, visitor.signed_in()?, &number, item)
        .await
        .map_err(|error| refused_office(&error))?;
    Ok(back(&site, &visitor, &number))
}

pub(super) async fn hear_about_complaint(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(NothingTyped {}): Form<NothingTyped>,
) -> Result<Response, Refusal> {
    office::hear_about_complaint(&site.app, visitor.signed_in()?, &number)
        .await
        .map_err(|error| refused_office(&error))?;
    Ok(back(&site, &visitor, &number))
}

pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(typed): Form<ReasonForm>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    match office::ask_notifier(&site.app, who, &number, &typed.reason).await {
        Ok(()) => Ok(back(&site, &visitor, &number)),
        Err(error) => {
            let told = in_the_way(&error)?;
            let typed = Typed {
                reasons: typed.reason,
                item: "question".to_owned(),
                ..Typed::default()
            };
            again(&site, &visitor, &number, told, typed).await
        }
    }
}

pub(super) async fn sort(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(typed): Form<SortForm>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let urgency = Urgency::ALL
        .into_iter()
        .find(|it| it.word() == typed.urgency)
        .ok_or(Refusal::BadForm)?;
    let case = office::case_file(&site.app, who, &number)
        .await
        .map_err(|error| refused_office(&error))?;
    let stays = case.notice.map(|it| it.lane).ok_or(Refusal::NotFound)?;
    let request = SortNotice {
        number: number.clone(),
        lane: if typed.unlawful.is_empty() {
            stays
        } else {
            Lane::Unlawful
        },
        urgency,
        reason: typed.reason,
    };
    match office::sort_notice(&site.app, who, &request).await {
        Ok(()) => Ok(back(&site, &visitor, &number)),
        Err(error) => {
            let told = in_the_way(&error)?;
            let typed = Typed {
                reasons: request.reason,
                item: "sorting".to_owned(),
                ..Typed::default()
            };
            again(&site, &visitor, &number, told, typed).await
        }
    }
}

pub(super) async fn decide_complaint(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    let outcome = match typed.ruling.as_str() {
        "upheld" => ComplaintOutcome::Upheld,
        "partially_reversed" => ComplaintOutcome::PartiallyReversed,
        "reversed" => ComplaintOutcome::Reversed,
        _ => return again(&site, &visitor, &number, "case-needs-ruling", typed).await,
    };
    let ground = typed.ground.parse::<GroundId>().ok();
    let instead = ground.map(|ground| Instead {
        ground,
        facts: typed.facts.clone(),
    });
    let request = DecideComplaint {
        number: number.clone(),
        outcome,
        reasons: typed.reasons.clone(),
        instead,
        days: typed.days.parse().ok(),
    };
    match office::decide_complaint(&site.app, who, &request).await {
        Ok(()) => Ok(back(&site, &visitor, &number)),
        Err(error) => again(&site, &visitor, &number, in_the_way(&error)?, typed).await,
    }
}

pub(super) async fn reveal(
    State(site): State<Site>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(typed): Form<ReasonForm>,
) -> Result<Response, Refusal> {
    let who = visitor.signed_in()?;
    match office::reveal_notifier(&site.app, who, &number, &typed.reason).await {
        Ok(notifier) => {
            let page = case_page(&site, &visitor, &number).await?;
            page::render(&CasePage {
                notifier: Some(notifier),
                ..page
            })
        }
        Err(error) => {
            again(
                &site,
                &visitor,
                &number,
                in_the_way(&error)?,
                Typed::default(),
            )
            .await
        }
    }
}

/// What stands in the way of a decision, by the name of its text; a refusal for everything else.
fn in_the_way(error: &OfficeError) -> Result<&'static str, Refusal> {
    match error {
        OfficeError::NoReasons => Ok("case-needs-reasons"),
        OfficeError::TooLong => Ok("office-problem-too-long"),
        OfficeError::StillThere => Ok("case-still-there"),
        OfficeError::NoMeasure => Ok("case-no-measure"),
        OfficeError::SecondPersonNeeded => Ok("case-needs-second-person"),
        OfficeError::OwnMatter => Ok("case-own-matter"),
        OfficeError::AlreadyDecided => Ok("case-already-decided"),
        OfficeError::NothingChanges => Ok("case-nothing-changes"),
        OfficeError::NoLength => Ok("case-needs-length"),
        OfficeError::Post(PostError::NoGround) => Ok("case-needs-ground"),
        OfficeError::Post(PostError::NoFacts) => Ok("case-needs-facts"),
        OfficeError::Post(PostError::Impossible(_) | PostError::Unknown) => {
            Ok("case-post-has-changed")
        }
        other => Err(refused_office(other)),
    }
}

fn back(site: &Site, visitor: &Visitor, number: &str) -> Response {
    let path = format!("/newsroom/cases/{number}");
    page::see(&address::in_language(
        &path,
        visitor.lang,
        site.app.settings().first_language(),
    ))
}
