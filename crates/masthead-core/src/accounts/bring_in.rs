//! Accounts of another Masthead: registered as they were, without a password until their owner sets one.

use masthead_db::{DbError, Time, Tx};

use super::account::State;
use super::people::subject;
use super::problem::{AccountError, Problem};
use super::sign_up::refuse_taken;
use super::{address, display_name, store};
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, Lang, Role};

/// An account as it was on its own site.
#[derive(Clone, Debug)]
pub struct BringIn {
    /// The letters in its addresses.
    pub short: String,
    /// Its owner's own name.
    pub name: String,
    /// The name beside their posts.
    pub display_name: String,
    /// Where letters go.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The language they are addressed in.
    pub lang: Lang,
    /// Whether the address was theirs.
    pub is_confirmed: bool,
    /// Whether they may not sign in, by a decision.
    pub is_suspended: bool,
    /// Since when it exists.
    pub at: Time,
}

/// Registers an account in the caller's transaction. Nobody can sign in with it until a new password was set by letter;
/// documents are accepted anew.
///
/// # Errors
/// [`AccountError::Invalid`] for a name or an address that nobody could have here, or that somebody has.
pub async fn bring_in(
    tx: &mut Tx,
    app: &App,
    request: &BringIn,
) -> Result<AccountId, AccountError> {
    let name = display_name::read_for_the_house(&request.display_name);
    let name = name.map_err(|problem| AccountError::Invalid(vec![problem]))?;
    let email = address::read(&request.email);
    let email = email.map_err(|problem| AccountError::Invalid(vec![problem]))?;
    refuse_taken(tx, app, &name, None).await?;
    if store::credential_by_email(tx, &email.folded)
        .await?
        .is_some()
    {
        return Err(AccountError::Invalid(vec![Problem::EmailKnown]));
    }
    let id: AccountId = app.ids.called(&request.short, request.at);
    let (state, confirmed_at) = match request.is_confirmed {
        true => (State::Active, Some(request.at)),
        false => (State::Unconfirmed, None),
    };
    store::insert_account(
        tx,
        id,
        &id.short(),
        request.name.trim(),
        &name.shown,
        &name.folded,
        &email.typed,
        &email.folded,
        "",
        request.role,
        request.lang,
        state,
        request.at,
        confirmed_at,
    )
    .await?;
    if request.is_suspended {
        store::mark_suspended(tx, id, app.now()).await?;
    }
    let entry = Entry {
        actor: "import",
        verb: "account brought in",
        subject: &subject(id),
        detail: request.role.word(),
    };
    audit::record(tx, app, &entry).await?;
    announce(tx, app, Event::AccountConfirmed { account: id }).await?;
    Ok(id)
}

/// The account with an address, if there is one.
///
/// # Errors
/// Only the database's.
pub async fn account_of(tx: &mut Tx, email: &str) -> Result<Option<AccountId>, DbError> {
    let Ok(email) = address::read(email) else {
        return Ok(None);
    };
    let row = store::credential_by_email(tx, &email.folded).await?;
    Ok(row.map(|row| row.id))
}
