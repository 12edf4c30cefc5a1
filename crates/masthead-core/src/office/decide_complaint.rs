//! A complaint is decided by a second person; what was wrong is put right in the same transaction (DSA Art. 20(4)–(6)).

use masthead_db::{Tx, transact};

use super::case::{Basis, ComplaintOutcome, ItemOutcome};
use super::decide_notice::{close_if_all_is_decided, settle_one};
use super::error::OfficeError;
use super::letters;
use super::ruling::Ruled;
use super::sanctions;
use super::store::{self, CaseRow, ComplaintRow};
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Capability, DecisionId, GroundId, Person, PostId};
use crate::posts::decisions::{Answer, Answered, Cause, answer, decision};
use crate::posts::{PostError, PostState, find_post, release_holds_of};

/// What the second person decides.
#[derive(Clone, Debug)]
pub struct DecideComplaint {
    /// The complaint's number.
    pub number: String,
    /// Whether the first decision stands.
    pub outcome: ComplaintOutcome,
    /// Why, in words for whoever complained.
    pub reasons: String,
    /// What takes the place of the first decision, where something does: of doing nothing, or of the ground and the
    /// facts that were wrong.
    pub instead: Option<Instead>,
    /// How many days a suspension lasts instead, from its first day.
    pub days: Option<u32>,
}

/// What takes the place of the first decision.
#[derive(Clone, Debug)]
pub struct Instead {
    /// On this ground.
    pub ground: GroundId,
    /// Why, in words about this very post or account; whoever is affected reads them.
    pub facts: String,
}

/// Decides a complaint. A person decides, and never the one who decided first: this is checked here, and the database
/// refuses it as well.
///
/// # Errors
/// [`OfficeError::NotAllowed`], [`OfficeError::SecondPersonNeeded`], [`OfficeError::OwnMatter`],
/// [`OfficeError::AlreadyDecided`], [`OfficeError::NoReasons`], and for a complaint that is right in part
/// [`OfficeError::NothingChanges`] when nothing about the first decision would be another.
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
        release_holds_of(tx, app, case.id).await?;
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
    if complaint.outcome.is_some() || case.decided_at.is_some() {
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

/// Does what follows, in the transaction of the decision.
async fn put_right(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    case: &CaseRow,
    complaint: &ComplaintRow,
    request: &DecideComplaint,
) -> Result<Option<DecisionId>, OfficeError> {
    if let Some(sanction) = complaint.against_sanction {
        sanctions::answer(tx, app, who, case.id, sanction, request).await?;
        return Ok(None);
    }
    let Some(answered) = answered(tx, complaint, request).await? else {
        return Ok(None);
    };
    let outcome = match answered {
        Answered::Remove { .. } => ItemOutcome::Removed,
        // What is corrected was decided already; nothing is settled by it.
        Answered::Keep | Answered::Restore | Answered::Correct { .. } => ItemOutcome::NoAction,
    };
    let is_restored = answered == Answered::Restore;
    let decision = match complaint.post_id {
        Some(post) => {
            let request = answer_to(tx, case, complaint, post, answered).await?;
            Some(answer(tx, app, who, &request).await?)
        }
        None => None,
    };
    if complaint.basis == Basis::Inaction {
        let reasons = request.reasons.trim().to_owned();
        let ruled = Ruled::plain(outcome, reasons, decision);
        settle_overdue(tx, app, who, complaint, &ruled).await?;
    }
    if let (true, Some(reversed)) = (is_restored, complaint.against_decision) {
        letters::tell_reporters(tx, app, reversed).await?;
    }
    Ok(decision)
}

/// What the post is answered; nothing, where it stays as it is.
///
/// Right in part is more than a word (DSA Art. 20(4)): a restriction gets the ground and the facts that it really stands
/// on, and a post that was wrongly left standing goes, though not for what it was reported as.
async fn answered(
    tx: &mut Tx,
    complaint: &ComplaintRow,
    request: &DecideComplaint,
) -> Result<Option<Answered>, OfficeError> {
    let instead = || request.instead.clone().ok_or(PostError::NoGround);
    Ok(match (complaint.basis, request.outcome) {
        (Basis::Restriction, ComplaintOutcome::Reversed) => Some(Answered::Restore),
        (Basis::Restriction, ComplaintOutcome::PartiallyReversed) => {
            let Instead { ground, facts } = instead()?;
            refuse_same(tx, complaint, ground, &facts).await?;
            Some(Answered::Correct { ground, facts })
        }
        (
            Basis::NoAction | Basis::Inaction,
            ComplaintOutcome::Reversed | ComplaintOutcome::PartiallyReversed,
        ) => {
            let Instead { ground, facts } = instead()?;
            Some(if is_hidden(tx, complaint).await? {
                Answered::Correct { ground, facts }
            } else {
                Answered::Remove { ground, facts }
            })
        }
        (Basis::Inaction, ComplaintOutcome::Upheld) => Some(Answered::Keep),
        (Basis::Restriction | Basis::NoAction, ComplaintOutcome::Upheld) | (Basis::Account, _) => {
            None
        }
    })
}

/// Whether the post is hidden for a time just now: then it stays away for good.
async fn is_hidden(tx: &mut Tx, complaint: &ComplaintRow) -> Result<bool, OfficeError> {
    let (Some(post), Some(first)) = (complaint.post_id, complaint.against_decision) else {
        return Ok(false);
    };
    let first = decision(tx, first).await?;
    let found = find_post(tx, &post.short()).await?;
    Ok(first.is_some_and(|it| it.outcome.restricts())
        && found.is_some_and(|it| it.state == PostState::Removed))
}

/// Refuses a correction that says what was said before.
async fn refuse_same(
    tx: &mut Tx,
    complaint: &ComplaintRow,
    ground: GroundId,
    facts: &str,
) -> Result<(), OfficeError> {
    let Some(first) = complaint.against_decision else {
        return Err(OfficeError::NothingChanges);
    };
    let first = decision(tx, first).await?.ok_or(OfficeError::Unknown)?;
    if first.ground == Some(ground) && first.facts == facts.trim() {
        return Err(OfficeError::NothingChanges);
    }
    Ok(())
}

/// How the post is answered. The end of a restriction stays when its author's complaint corrects its reasons.
async fn answer_to(
    tx: &mut Tx,
    case: &CaseRow,
    complaint: &ComplaintRow,
    post: PostId,
    answered: Answered,
) -> Result<Answer, OfficeError> {
    let first = match complaint.against_decision {
        Some(first) => decision(tx, first).await?,
        None => None,
    };
    let ends_at = first.and_then(|it| it.ends_at);
    Ok(Answer {
        post,
        answered,
        cause: Cause::Complaint,
        case: case.id,
        supersedes: complaint.against_decision,
        note: String::new(),
        weighing: String::new(),
        ends_at: ends_at.filter(|_| complaint.basis == Basis::Restriction),
    })
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
