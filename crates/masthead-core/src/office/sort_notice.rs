//! Sorting a notice anew: a report under the house rules that says in substance that something is unlawful, or one that
//! cannot wait.

use masthead_db::{TextColumn, Tx, Uuid, transact};

use super::case::{Lane, Urgency};
use super::error::OfficeError;
use super::store::{self, CaseRow, NoticeRow};
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Capability, Person};
use crate::posts::{PostError, reopen};
use crate::screening::Rule;

/// How a notice is to be treated from now on.
#[derive(Clone, Debug)]
pub struct SortNotice {
    /// The notice's number.
    pub number: String,
    /// As what.
    pub lane: Lane,
    /// How soon it must be decided.
    pub urgency: Urgency,
    /// Why; kept with the name of whoever says so.
    pub reason: String,
}

/// Sorts an open notice anew. A report under the house rules becomes one of unlawful content (spec/office.md §3.2 and
/// §15.3, NA-08) with all that follows: the statement of reasons names a notice under DSA Art. 16, and the post comes
/// before others on the desk. The other way is closed: what somebody reports as unlawful is answered as such. The
/// deadline follows the urgency and still counts from the day on which the notice came.
///
/// # Errors
/// [`OfficeError::NotAllowed`] without [`Capability::DecideNotices`] and for the way back, [`OfficeError::OwnMatter`],
/// [`OfficeError::AlreadyDecided`], [`OfficeError::NoReasons`], [`OfficeError::NothingChanges`].
pub async fn sort_notice(app: &App, who: &Person, request: &SortNotice) -> Result<(), OfficeError> {
    if !who.may(Capability::DecideNotices) {
        return Err(OfficeError::NotAllowed);
    }
    transact!(app.db.write(), |tx| {
        let case = store::case_by_number(tx, &request.number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        let notice = store::notice(tx, case.id)
            .await?
            .ok_or(OfficeError::Unknown)?;
        check(who, &case, &notice, request)?;
        write(tx, app, who, &case, &notice, request).await?;
        if notice.lane != request.lane {
            tell_the_desk(tx, app, &case).await?;
        }
        announce(tx, app, Event::NoticeSorted { case: case.id }).await?;
        Ok(())
    })
}

fn check(
    who: &Person,
    case: &CaseRow,
    notice: &NoticeRow,
    request: &SortNotice,
) -> Result<(), OfficeError> {
    if case.account_id == Some(who.account) {
        return Err(OfficeError::OwnMatter);
    }
    if case.decided_at.is_some() {
        return Err(OfficeError::AlreadyDecided);
    }
    if request.reason.trim().is_empty() {
        return Err(OfficeError::NoReasons);
    }
    match (notice.lane, request.lane) {
        (Lane::Unlawful, Lane::HouseRules) => Err(OfficeError::NotAllowed),
        (before, after) if before == after && notice.urgency == request.urgency => {
            Err(OfficeError::NothingChanges)
        }
        _ => Ok(()),
    }
}

async fn write(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    case: &CaseRow,
    notice: &NoticeRow,
    request: &SortNotice,
) -> Result<(), OfficeError> {
    let (reason, id): (_, Uuid) = (request.reason.trim(), app.new_id());
    store::sort_notice(tx, case.id, request.lane, request.urgency).await?;
    store::insert_sorting(
        tx,
        id,
        case.id,
        notice.lane,
        request.lane,
        request.urgency,
        reason,
        who.account,
        app.now(),
    )
    .await?;
    if notice.urgency != request.urgency {
        let (name, length) = request.urgency.deadline();
        store::move_deadline(tx, case.id, name, case.received_at.after(length)).await?;
        store::forget_reminders(tx, case.id).await?;
    }
    let actor = who.account.to_string();
    let detail = format!(
        "{} to {}, {}: {reason}",
        notice.lane.word(),
        request.lane.word(),
        request.urgency.word()
    );
    let entry = Entry {
        actor: &actor,
        verb: "notice sorted",
        subject: &case.number,
        detail: &detail,
    };
    audit::record(tx, app, &entry).await?;
    Ok(())
}

/// What of it waits on the desk waits as something reported as unlawful now.
async fn tell_the_desk(tx: &mut Tx, app: &App, case: &CaseRow) -> Result<(), OfficeError> {
    for item in store::list_items(tx, case.id).await? {
        let (Some(post), None) = (item.post_id, item.outcome) else {
            continue;
        };
        match reopen(tx, app, post, Rule::ReportedUnlawful).await {
            Ok(_) | Err(PostError::Unknown) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
