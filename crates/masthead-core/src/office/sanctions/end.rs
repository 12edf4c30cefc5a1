//! Suspensions end: when their time is over, when the office sees no reason any more, or because a complaint was right.

use masthead_db::{Tx, transact};

use super::super::error::OfficeError;
use super::letters;
use super::read::{self, Ended, Sanction, SanctionKind, refuse_others};
use super::store;
use crate::accounts;
use crate::kernel::audit::{self, Entry};
use crate::kernel::{App, Person};

/// The job that comes round for suspensions.
pub const END_SUSPENSIONS: &str = "end_suspensions";

/// Suspensions that are ended in one round; the next round takes the rest.
const PAGE: i64 = 100;

/// The office ends a measure early.
#[derive(Clone, Debug)]
pub struct Lift {
    /// The letters in its address.
    pub short: String,
    /// Why; its holder reads it.
    pub reason: String,
}

/// Ends every suspension whose time is over; each account is opened again, and its holder is told.
///
/// # Errors
/// [`OfficeError::Db`] only; the next round tries again.
pub async fn end_suspensions(app: &App) -> Result<(), OfficeError> {
    transact!(app.db.write(), |tx| {
        for due in store::list_over(tx, app.now(), PAGE).await? {
            if let Some(sanction) = read::by_id(tx, due.id).await? {
                end(tx, app, None, &sanction, Ended::Expired, "").await?;
            }
        }
        Ok(())
    })
}

/// Ends a measure early, in favour of its holder.
///
/// # Errors
/// [`OfficeError::NotAllowed`], [`OfficeError::Unknown`], [`OfficeError::NoReasons`], [`OfficeError::AlreadyDecided`] when
/// it has ended.
pub async fn lift(app: &App, who: &Person, request: &Lift) -> Result<(), OfficeError> {
    refuse_others(who)?;
    let reason = request.reason.trim();
    if reason.is_empty() {
        return Err(OfficeError::NoReasons);
    }
    transact!(app.db.write(), |tx| {
        let row = store::sanction_by_short(tx, &request.short).await?;
        let sanction = row.map(read::read).ok_or(OfficeError::Unknown)?;
        if sanction.ended.is_some() {
            return Err(OfficeError::AlreadyDecided);
        }
        end(tx, app, Some(who), &sanction, Ended::Lifted, reason).await
    })
}

/// Ends a measure and opens the account that it closed.
pub(super) async fn end(
    tx: &mut Tx,
    app: &App,
    who: Option<&Person>,
    sanction: &Sanction,
    how: Ended,
    reason: &str,
) -> Result<(), OfficeError> {
    let by = who.map(|it| it.account);
    store::end_sanction(tx, sanction.id, app.now(), how, by, reason).await?;
    let actor = by.map_or_else(|| "site".to_owned(), |it| it.to_string());
    let subject = format!("account:{}", sanction.account);
    let detail = format!("{} {}", sanction.short, masthead_db::TextColumn::word(how));
    let entry = Entry {
        actor: &actor,
        verb: "sanction ended",
        subject: &subject,
        detail: &detail,
    };
    audit::record(tx, app, &entry).await?;
    if sanction.kind == SanctionKind::Suspension && how != Ended::Replaced {
        accounts::reinstate(tx, app, &actor, sanction.account).await?;
    }
    if how == Ended::Replaced {
        return Ok(());
    }
    match accounts::reach(tx, sanction.account).await? {
        Some(reach) => Ok(letters::ended(tx, app, &reach, sanction, reason).await?),
        None => Ok(()),
    }
}
