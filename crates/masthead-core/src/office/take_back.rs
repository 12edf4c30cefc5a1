//! Taking a case back: a complaint ends with it; a notice does not, because what it says is known by now.

use masthead_db::{Tx, transact};

use super::case::CaseKind;
use super::error::OfficeError;
use super::follow::{Follower, is_sender};
use super::store::{self, CaseRow};
use crate::kernel::App;
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::posts::release_holds_of;

/// Takes a case back, by whoever opened it. A complaint is closed: the first decision stands, and as long as the window
/// is open one can complain again. A notice stays open and is decided like any other, and whoever gave it learns what
/// became of it (spec/office.md §3.2 and §15.3, NA-14). Doing it twice changes nothing.
///
/// # Errors
/// [`OfficeError::Unknown`] for everybody else, [`OfficeError::AlreadyDecided`].
pub async fn take_back(app: &App, number: &str, follower: Follower<'_>) -> Result<(), OfficeError> {
    transact!(app.db.write(), |tx| {
        let case = store::case_by_number(tx, number)
            .await?
            .filter(|case| is_sender(app, case, follower))
            .ok_or(OfficeError::Unknown)?;
        if case.withdrawn_at.is_some() {
            return Ok(());
        }
        if case.decided_at.is_some() {
            return Err(OfficeError::AlreadyDecided);
        }
        take_back_in(tx, app, &case).await
    })
}

async fn take_back_in(tx: &mut Tx, app: &App, case: &CaseRow) -> Result<(), OfficeError> {
    store::withdraw_case(tx, case.id, app.now()).await?;
    if case.kind == CaseKind::Complaint {
        store::close_case(tx, case.id, app.now()).await?;
        release_holds_of(tx, app, case.id).await?;
    }
    let entry = Entry {
        actor: "sender",
        verb: "case taken back",
        subject: &case.number,
        detail: "",
    };
    audit::record(tx, app, &entry).await?;
    announce(tx, app, Event::CaseTakenBack { case: case.id }).await?;
    Ok(())
}
