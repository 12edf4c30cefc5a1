//! What can be ruled about a reported thing, and what it comes to: the decision about the post, and the words for
//! whoever reported it.

use std::time::Duration;

use masthead_db::{Time, Tx};

use super::case::{ItemOutcome, Lane};
use super::decide_notice::DecideItem;
use super::error::OfficeError;
use super::sanctions;
use super::store::{self, CaseRow, ItemRow};
use crate::kernel::{App, DecisionId, GroundId, Person, PostId, SanctionId};
use crate::posts::decisions::{Answer, Answered, Cause, answer};
use crate::posts::{PostError, PostState, find_post};
use crate::screening::find_ground;

/// The lengths for which a post can be hidden, in days.
pub const HIDE_DAYS: [u32; 3] = [1, 7, 30];

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// The post is taken down.
    Remove {
        /// On this ground.
        ground: GroundId,
        /// Why, in words about this very post; its author reads them.
        facts: String,
        /// For so many days, one of [`HIDE_DAYS`]; then it appears again by itself. None is for good.
        days: Option<u32>,
    },
    /// It stays.
    Keep {
        /// Why, in words for whoever reported it.
        reasons: String,
    },
    /// It stays, because its author has been warned or suspended since the notice came.
    Otherwise {
        /// Why, in words for whoever reported it; they name no measure against a person.
        reasons: String,
    },
    /// It is gone already.
    Gone,
    /// There is nothing at the address, or nobody can tell what is meant.
    NotFound,
    /// It is on somebody else's site.
    Elsewhere,
}

/// What was ruled, as it is written down.
pub(super) struct Ruled {
    pub(super) outcome: ItemOutcome,
    pub(super) reasons: String,
    pub(super) decision: Option<DecisionId>,
    pub(super) hidden_until: Option<Time>,
    pub(super) sanction: Option<SanctionId>,
}

impl Ruled {
    /// A ruling with neither an end nor another measure.
    pub(super) fn plain(
        outcome: ItemOutcome,
        reasons: String,
        decision: Option<DecisionId>,
    ) -> Ruled {
        Ruled {
            outcome,
            reasons,
            decision,
            hidden_until: None,
            sanction: None,
        }
    }
}

/// Does what somebody rules about one reported thing.
pub(super) async fn rule(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    case: &CaseRow,
    item: &ItemRow,
    request: &DecideItem,
) -> Result<Ruled, OfficeError> {
    match &request.ruling {
        Ruling::Remove {
            ground,
            facts,
            days,
        } => {
            let ends_at = match days {
                Some(days) => Some(end_of(app.now(), *days)?),
                None => None,
            };
            let answered = Answered::Remove {
                ground: *ground,
                facts: facts.clone(),
            };
            let post = item.post_id.ok_or(PostError::Unknown)?;
            let decision =
                answer_post(tx, app, who, case, post, answered, request, ends_at).await?;
            let outcome = ends_at.map_or(ItemOutcome::Removed, |_| ItemOutcome::Disabled);
            let reasons = ground_in_words(tx, *ground, case).await?;
            Ok(Ruled {
                hidden_until: ends_at,
                ..Ruled::plain(outcome, reasons, Some(decision))
            })
        }
        Ruling::Keep { reasons } => {
            let reasons = given(reasons)?;
            let decision = keep(tx, app, who, case, item, request).await?;
            Ok(Ruled::plain(ItemOutcome::NoAction, reasons, decision))
        }
        Ruling::Otherwise { reasons } => {
            let (reasons, sanction) = (given(reasons)?, measure(tx, case, item).await?);
            let decision = keep(tx, app, who, case, item, request).await?;
            Ok(Ruled {
                sanction: Some(sanction),
                ..Ruled::plain(ItemOutcome::OtherRestriction, reasons, decision)
            })
        }
        Ruling::Gone => nothing_there(tx, item, ItemOutcome::AlreadyGone).await,
        Ruling::NotFound => nothing_there(tx, item, ItemOutcome::NotFound).await,
        Ruling::Elsewhere => nothing_there(tx, item, ItemOutcome::OutsideOurControl).await,
    }
}

/// Lets it stay, by a decision about the post where there is one.
async fn keep(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    case: &CaseRow,
    item: &ItemRow,
    request: &DecideItem,
) -> Result<Option<DecisionId>, OfficeError> {
    match item.post_id {
        Some(post) => answer_post(tx, app, who, case, post, Answered::Keep, request, None)
            .await
            .map(Some),
        None => Ok(None),
    }
}

fn given(reasons: &str) -> Result<String, OfficeError> {
    match reasons.trim() {
        "" => Err(OfficeError::NoReasons),
        reasons => Ok(reasons.to_owned()),
    }
}

/// The measure against the author since the notice came that answers it.
async fn measure(tx: &mut Tx, case: &CaseRow, item: &ItemRow) -> Result<SanctionId, OfficeError> {
    let author = item.author_id.ok_or(OfficeError::NoMeasure)?;
    sanctions::since(tx, author, case.received_at)
        .await?
        .ok_or(OfficeError::NoMeasure)
}

/// Says that there is nothing to decide about, unless everybody can see that there is.
async fn nothing_there(
    tx: &mut Tx,
    item: &ItemRow,
    outcome: ItemOutcome,
) -> Result<Ruled, OfficeError> {
    if let Some(post) = item.post_id {
        let found = find_post(tx, &post.short()).await?;
        let is_seen = found.is_some_and(|it| it.state == PostState::Published);
        if is_seen || outcome != ItemOutcome::AlreadyGone {
            return Err(OfficeError::StillThere);
        }
    }
    Ok(Ruled::plain(outcome, String::new(), None))
}

fn end_of(starts: Time, days: u32) -> Result<Time, OfficeError> {
    if !HIDE_DAYS.contains(&days) {
        return Err(OfficeError::NoLength);
    }
    Ok(starts.after(Duration::from_secs(u64::from(days) * 24 * 60 * 60)))
}

#[expect(
    clippy::too_many_arguments,
    reason = "each is another part of the answer"
)]
async fn answer_post(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    case: &CaseRow,
    post: PostId,
    answered: Answered,
    request: &DecideItem,
    ends_at: Option<Time>,
) -> Result<DecisionId, OfficeError> {
    let notice = store::notice(tx, case.id)
        .await?
        .ok_or(OfficeError::Unknown)?;
    let cause = match notice.lane {
        Lane::Unlawful => Cause::Notice,
        Lane::HouseRules => Cause::RulesReport,
    };
    let answer_request = Answer {
        post,
        answered,
        cause,
        case: case.id,
        supersedes: None,
        note: request.note.clone(),
        weighing: request.weighing.clone(),
        ends_at,
    };
    Ok(answer(tx, app, who, &answer_request).await?)
}

/// The ground as whoever reported it reads it: its name and where it is written.
async fn ground_in_words(
    tx: &mut Tx,
    ground: GroundId,
    case: &CaseRow,
) -> Result<String, OfficeError> {
    let found = find_ground(tx, ground, case.lang)
        .await?
        .ok_or(PostError::NoGround)?;
    Ok(format!("{} ({})", found.label, found.citation))
}
