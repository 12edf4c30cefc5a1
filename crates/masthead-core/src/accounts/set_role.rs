//! Giving somebody another role.

use masthead_db::{Tx, transact};

use super::account::State;
use super::people::subject;
use super::problem::AccountError;
use super::store;
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, Capability, Person, Role};

/// Gives an account a role. It holds from the next request on, and is written down in the audit log.
///
/// # Errors
/// [`AccountError::NotAllowed`] without [`Capability::ManageAccounts`]; [`AccountError::LastAdministrator`] when nobody
/// would be left who can give roles; [`AccountError::Unknown`].
pub async fn set_role(
    app: &App,
    who: &Person,
    account: AccountId,
    role: Role,
) -> Result<(), AccountError> {
    if !who.may(Capability::ManageAccounts) {
        return Err(AccountError::NotAllowed);
    }
    transact!(app.db.write(), |tx| {
        give(tx, app, &who.account.to_string(), account, role).await
    })
}

/// Gives the role in the name of `actor`: a person, or the command line.
pub(super) async fn give(
    tx: &mut Tx,
    app: &App,
    actor: &str,
    account: AccountId,
    role: Role,
) -> Result<(), AccountError> {
    let before = store::credential(tx, account)
        .await?
        .ok_or(AccountError::Unknown)?;
    if before.role == role {
        return Ok(());
    }
    let was_last = before.role == Role::Administrator
        && before.state == State::Active
        && store::count_other_administrators(tx, account).await?.total == 0;
    if was_last {
        return Err(AccountError::LastAdministrator);
    }
    store::set_role(tx, account, role).await?;
    let detail = format!("{} → {role}", before.role);
    audit::record(
        tx,
        app,
        &Entry {
            actor,
            verb: "role set",
            subject: &subject(account),
            detail: &detail,
        },
    )
    .await?;
    announce(tx, app, Event::AccountChanged { account }).await?;
    Ok(())
}
