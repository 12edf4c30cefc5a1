//! A notice is decided, thing by thing; whoever gave it is told with reasons, and the author whose post goes with a
//! statement of reasons, all in one transaction.

use masthead_db::{Tx, Uuid, transact};

use super::case::{ItemOutcome, Lane};
use super::error::OfficeError;
use super::letters;
use super::store::{self, CaseRow, ItemRow};
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Capability, CaseId, DecisionId, GroundId, Person, PostId};
use crate::posts::decisions::{Answer, Answered, Cause, answer, complaint_window_ends};
use crate::posts::{PostError, release_holds_of};
use crate::screening::find_ground;

/// What somebody decides about one reported thing.
#[derive(Clone, Debug)]
pub struct DecideItem {
    /// The case's number.
    pub number: String,
    /// Which of its things.
    pub item: Uuid,
    /// What is to become of it.
    pub ruling: Ruling,
    /// A note for colleagues; may be empty.
    pub note: String,
}

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// The post is taken down.
    Remove {
        /// On this ground.
        ground: GroundId,
        /// Why, in words about this very post; its author reads them.
        facts: String,
    },
    /// It stays.
    Keep {
        /// Why, in words for whoever reported it.
        reasons: String,
    },
    /// It is gone already.
    Gone,
}

/// Decides about one thing. Whoever else reported the same post is answered with the same decision.
///
/// # Errors
/// [`OfficeError::NotAllowed`] without [`Capability::DecideNotices`], [`OfficeError::OwnMatter`],
/// [`OfficeError::AlreadyDecided`], [`OfficeError::NoReasons`], and what the post says to it.
pub async fn decide_item(app: &App, who: &Person, request: &DecideItem) -> Result<(), OfficeError> {
    if !who.may(Capability::DecideNotices) {
        return Err(OfficeError::NotAllowed);
    }
    transact!(app.db.write(), |tx| {
        let case = store::case_by_number(tx, &request.number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        let items = store::list_items(tx, case.id).await?;
        let item = items
            .iter()
            .find(|it| it.id == request.item)
            .ok_or(OfficeError::Unknown)?;
        refuse_own_matter(who, &case, item)?;
        if item.outcome.is_some() {
            return Err(OfficeError::AlreadyDecided);
        }
        let lane = store::notice(tx, case.id)
            .await?
            .ok_or(OfficeError::Unknown)?
            .lane;
        let reported = Reported {
            case: &case,
            lane,
            item,
        };
        let ruled = rule(tx, app, who, &reported, request).await?;
        let alike = match item.post_id {
            Some(post) => store::list_open_items_about(tx, post).await?,
            None => vec![store::OpenItemRow {
                id: item.id,
                case_id: case.id,
            }],
        };
        for one in &alike {
            settle_one(tx, app, one, &ruled, Some(who)).await?;
        }
        close_all(tx, app, &alike).await
    })
}

/// What was ruled, as it is written down.
pub(super) struct Ruled {
    pub(super) outcome: ItemOutcome,
    pub(super) reasons: String,
    pub(super) decision: Option<DecisionId>,
}

/// What was reported, and as what.
struct Reported<'a> {
    case: &'a CaseRow,
    lane: Lane,
    item: &'a ItemRow,
}

async fn rule(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    reported: &Reported<'_>,
    request: &DecideItem,
) -> Result<Ruled, OfficeError> {
    let Reported { case, lane, item } = *reported;
    let answered = match &request.ruling {
        Ruling::Gone => {
            return Ok(Ruled {
                outcome: ItemOutcome::AlreadyGone,
                reasons: String::new(),
                decision: None,
            });
        }
        Ruling::Keep { reasons } if reasons.trim().is_empty() => {
            return Err(OfficeError::NoReasons);
        }
        Ruling::Keep { .. } => Answered::Keep,
        Ruling::Remove { ground, facts } => Answered::Remove {
            ground: *ground,
            facts: facts.clone(),
        },
    };
    let decision = match item.post_id {
        Some(post) => {
            Some(answer_post(tx, app, who, case.id, lane, post, answered, &request.note).await?)
        }
        None if matches!(answered, Answered::Keep) => None,
        None => return Err(PostError::Unknown.into()),
    };
    let (outcome, reasons) = match &request.ruling {
        Ruling::Remove { ground, .. } => (
            ItemOutcome::Removed,
            ground_in_words(tx, *ground, case).await?,
        ),
        Ruling::Keep { reasons } => (ItemOutcome::NoAction, reasons.trim().to_owned()),
        Ruling::Gone => (ItemOutcome::AlreadyGone, String::new()),
    };
    Ok(Ruled {
        outcome,
        reasons,
        decision,
    })
}

#[expect(
    clippy::too_many_arguments,
    reason = "each is another part of the answer, and there is one caller"
)]
async fn answer_post(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    case: CaseId,
    lane: Lane,
    post: PostId,
    answered: Answered,
    note: &str,
) -> Result<DecisionId, OfficeError> {
    let cause = match lane {
        Lane::Unlawful => Cause::Notice,
        Lane::HouseRules => Cause::RulesReport,
    };
    let request = Answer {
        post,
        answered,
        cause,
        case,
        supersedes: None,
        note: note.to_owned(),
    };
    Ok(answer(tx, app, who, &request).await?)
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

/// Writes down what became of one thing.
pub(super) async fn settle_one(
    tx: &mut Tx,
    app: &App,
    item: &store::OpenItemRow,
    ruled: &Ruled,
    who: Option<&Person>,
) -> Result<(), OfficeError> {
    let (now, by) = (app.now(), who.map(|it| it.account));
    let until = complaint_window_ends(now, &app.settings().zone);
    store::settle_item(
        tx,
        item.id,
        ruled.outcome,
        &ruled.reasons,
        ruled.decision,
        by,
        now,
        until,
    )
    .await?;
    Ok(())
}

/// Closes every case in which nothing is left to decide.
pub(super) async fn close_all(
    tx: &mut Tx,
    app: &App,
    items: &[store::OpenItemRow],
) -> Result<(), OfficeError> {
    let mut cases: Vec<CaseId> = items.iter().map(|it| it.case_id).collect();
    cases.dedup();
    for case in cases {
        close_if_all_is_decided(tx, app, case).await?;
    }
    Ok(())
}

/// Closes a notice when every thing in it has its outcome, and writes to whoever gave it.
pub(super) async fn close_if_all_is_decided(
    tx: &mut Tx,
    app: &App,
    id: CaseId,
) -> Result<(), OfficeError> {
    if store::count_open_items(tx, id).await?.total > 0
        || store::close_case(tx, id, app.now()).await? == 0
    {
        return Ok(());
    }
    release_holds_of(tx, app, id).await?;
    let case = store::case(tx, id).await?.ok_or(OfficeError::Unknown)?;
    let items = store::list_items(tx, id).await?;
    letters::notice_decided(tx, app, &case, &items).await?;
    let entry = Entry {
        actor: "site",
        verb: "notice decided",
        subject: &case.number,
        detail: "",
    };
    audit::record(tx, app, &entry).await?;
    announce(tx, app, Event::NoticeDecided { case: id }).await?;
    Ok(())
}

fn refuse_own_matter(who: &Person, case: &CaseRow, item: &ItemRow) -> Result<(), OfficeError> {
    let is_own = item.author_id == Some(who.account) || case.account_id == Some(who.account);
    if is_own {
        Err(OfficeError::OwnMatter)
    } else {
        Ok(())
    }
}
