//! A complaint is decided by a second person; what was wrong is put right in the same transaction (DSA Art. 20(4)–(6)).

use masthead_db::{Tx, transact};

use super::case::{Basis, ComplaintOutcome, ItemOutcome};
use super::decide_notice::{Ruled, close_if_all_is_decided, settle_one};
use super::error::OfficeError;
use super::letters;
use super::store::{self, CaseRow, ComplaintRow};
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Capability, DecisionId, GroundId, Person, PostId};
use crate::posts::PostError;
use crate::posts::decisions::{Answer, Answered, Cause, answer};

/// What the second person decides.
#[derive(Clone, Debug)]
pub struct DecideComplaint {
    /// The complaint's number.
    pub number: String,
    /// Whether the first decision stands.
    pub outcome: ComplaintOutcome,
    /// Why, in words for whoever complained.
    pub reasons: String,
    /// What takes the place of doing nothing, where that is reversed.
    pub removal: Option<Reversal>,
}

/// A post is taken down after all.
#[derive(Clone, Debug)]
pub struct Reversal {
    /// On this ground.
    pub ground: GroundId,
    /// Why, in words about this very post; its author reads them.
    pub facts: String,
}

/// Decides a complaint. A person decides, and never the one who decided first: this is checked here, and the database
/// refuses it as well.
///
/// # Errors
/// [`OfficeError::NotAllowed`], [`OfficeError::SecondPersonNeeded`], [`OfficeError::OwnMatter`],
/// [`OfficeError::AlreadyDecided`], [`OfficeError::NoReasons`].
pub async fn decide_complaint(
    app: &App,
    who: &Person,
    request: &DecideComplaint,
) -> Result<(), OfficeError> {
    if !who.may(Capability::DecideComplaints) {
        return Err(OfficeError::NotAllowed);
    }
    let reasons = request.reasons.trim();
    if reasons.is_empty() {
        return Err(OfficeError::NoReasons);
    }
    transact!(app.db.write(), |tx| {
        let case = store::case_by_number(tx, &request.number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        let complaint = store::complaint(tx, case.id)
            .await?
            .ok_or(OfficeError::Unknown)?;
        refuse_partial(who, &case, &complaint)?;
        let decision = put_right(tx, app, who, &case, &complaint, request).await?;
        store::decide_complaint(tx, case.id, request.outcome, reasons, who.account, decision)
            .await?;
        store::close_case(tx, case.id, app.now()).await?;
        letters::complaint_decided(tx, app, &case, &complaint, request.outcome, reasons).await?;
        write_down(tx, app, who, &case, request.outcome).await
    })
}

/// Refuses whoever is not impartial, and a second decision.
fn refuse_partial(
    who: &Person,
    case: &CaseRow,
    complaint: &ComplaintRow,
) -> Result<(), OfficeError> {
    if complaint.outcome.is_some() {
        return Err(OfficeError::AlreadyDecided);
    }
    if complaint.first_decider == Some(who.account) {
        return Err(OfficeError::SecondPersonNeeded);
    }
    if complaint.author_id == Some(who.account) || case.account_id == Some(who.account) {
        return Err(OfficeError::OwnMatter);
    }
    Ok(())
}

/// Does what follows for the post, in the transaction of the decision.
async fn put_right(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    case: &CaseRow,
    complaint: &ComplaintRow,
    request: &DecideComplaint,
) -> Result<Option<DecisionId>, OfficeError> {
    let is_reversed = request.outcome == ComplaintOutcome::Reversed;
    let answered = match (complaint.basis, is_reversed) {
        (Basis::Restriction, true) => Answered::Restore,
        (Basis::NoAction | Basis::Inaction, true) => {
            let removal = request.removal.as_ref().ok_or(PostError::NoGround)?;
            Answered::Remove {
                ground: removal.ground,
                facts: removal.facts.clone(),
            }
        }
        (Basis::Inaction, false) => Answered::Keep,
        (Basis::Restriction | Basis::NoAction, false) => return Ok(None),
    };
    let outcome = match answered {
        Answered::Remove { .. } => ItemOutcome::Removed,
        Answered::Keep | Answered::Restore => ItemOutcome::NoAction,
    };
    let decision = match complaint.post_id {
        Some(post) => {
            let request = answer_to(case, complaint, post, answered);
            Some(answer(tx, app, who, &request).await?)
        }
        None => None,
    };
    if complaint.basis == Basis::Inaction {
        let reasons = request.reasons.trim().to_owned();
        let ruled = Ruled {
            outcome,
            reasons,
            decision,
        };
        settle_overdue(tx, app, who, complaint, &ruled).await?;
    }
    if complaint.basis == Basis::Restriction
        && let Some(reversed) = complaint.against_decision
    {
        letters::tell_reporters(tx, app, reversed).await?;
    }
    Ok(decision)
}

fn answer_to(case: &CaseRow, complaint: &ComplaintRow, post: PostId, answered: Answered) -> Answer {
    Answer {
        post,
        answered,
        cause: Cause::Complaint,
        case: case.id,
        supersedes: complaint.against_decision,
        note: String::new(),
    }
}

/// A complaint that nothing was decided decides the thing itself.
async fn settle_overdue(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    complaint: &ComplaintRow,
    ruled: &Ruled,
) -> Result<(), OfficeError> {
    let Some(item) = complaint.against_item else {
        return Ok(());
    };
    let Some(found) = store::notice_item(tx, item).await? else {
        return Ok(());
    };
    settle_one(tx, app, &found, ruled, Some(who)).await?;
    close_if_all_is_decided(tx, app, found.case_id).await
}

async fn write_down(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    case: &CaseRow,
    outcome: ComplaintOutcome,
) -> Result<(), OfficeError> {
    let (actor, detail) = (
        who.account.to_string(),
        masthead_db::TextColumn::word(outcome),
    );
    let entry = Entry {
        actor: &actor,
        verb: "complaint decided",
        subject: &case.number,
        detail,
    };
    audit::record(tx, app, &entry).await?;
    announce(tx, app, Event::ComplaintDecided { case: case.id }).await?;
    Ok(())
}
