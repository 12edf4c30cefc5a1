//! Who gave a notice: seen by few, for a reason, and the looking is written down (spec/office.md §14).

use masthead_db::transact;

use super::error::OfficeError;
use super::store;
use crate::kernel::audit::{self, Entry};
use crate::kernel::{App, Capability, Person};

/// Whoever gave a notice or complained, as far as they said.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named for what they are")]
pub struct Notifier {
    pub name: String,
    pub email: String,
    pub has_account: bool,
}

/// Shows who it was. No reason, no answer; the reason stands in the audit log with the name of whoever looked.
///
/// # Errors
/// [`OfficeError::NotAllowed`] without [`Capability::SeeNotifiers`], [`OfficeError::NoReasons`].
pub async fn reveal_notifier(
    app: &App,
    who: &Person,
    number: &str,
    reason: &str,
) -> Result<Notifier, OfficeError> {
    if !who.may(Capability::SeeNotifiers) {
        return Err(OfficeError::NotAllowed);
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(OfficeError::NoReasons);
    }
    transact!(app.db.write(), |tx| {
        let case = store::case_by_number(tx, number)
            .await?
            .ok_or(OfficeError::Unknown)?;
        let actor = who.account.to_string();
        let entry = Entry {
            actor: &actor,
            verb: "notifier seen",
            subject: number,
            detail: reason,
        };
        audit::record(tx, app, &entry).await?;
        Ok(Notifier {
            name: case.sender_name,
            email: case.sender_email,
            has_account: case.account_id.is_some(),
        })
    })
}
