//! Suspending an account and opening it again: the effect of a decision that is made elsewhere.

use masthead_db::Tx;

use super::people::subject;
use super::problem::AccountError;
use super::store;
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, Role};

/// Suspends an account and ends its sessions, in the transaction of the decision that says so.
///
/// # Errors
/// [`AccountError::Unknown`] if the account is not active; [`AccountError::LastAdministrator`].
pub async fn suspend(
    tx: &mut Tx,
    app: &App,
    actor: &str,
    account: AccountId,
) -> Result<(), AccountError> {
    let before = store::credential(tx, account)
        .await?
        .ok_or(AccountError::Unknown)?;
    let others = store::count_other_administrators(tx, account).await?.total;
    if before.role == Role::Administrator && others == 0 {
        return Err(AccountError::LastAdministrator);
    }
    if store::mark_suspended(tx, account, app.now()).await? == 0 {
        return Err(AccountError::Unknown);
    }
    store::end_sessions(tx, account, app.now()).await?;
    write_down(tx, app, actor, "account suspended", account).await
}

/// Opens a suspended account again, in the transaction of the decision that says so.
///
/// # Errors
/// [`AccountError::Unknown`] if the account is not suspended.
pub async fn reinstate(
    tx: &mut Tx,
    app: &App,
    actor: &str,
    account: AccountId,
) -> Result<(), AccountError> {
    if store::mark_reinstated(tx, account).await? == 0 {
        return Err(AccountError::Unknown);
    }
    write_down(tx, app, actor, "account reinstated", account).await
}

async fn write_down(
    tx: &mut Tx,
    app: &App,
    actor: &str,
    verb: &str,
    account: AccountId,
) -> Result<(), AccountError> {
    audit::record(
        tx,
        app,
        &Entry {
            actor,
            verb,
            subject: &subject(account),
            detail: "",
        },
    )
    .await?;
    announce(tx, app, Event::AccountChanged { account }).await?;
    Ok(())
}
