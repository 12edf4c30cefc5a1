//! Confirming an address: whoever holds the letter and knows the password opens the account.

use masthead_db::transact;

use super::problem::{AccountError, Problem};
use super::secrets::{self, Purpose};
use super::sessions::{self, SignedIn};
use super::{hashing, store};
use crate::kernel::App;
use crate::kernel::events::{Event, announce};

/// A link from a letter, and the password chosen when signing up.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// The last part of the link.
    pub secret: String,
    /// As typed.
    pub password: String,
    /// What the browser says of itself.
    pub user_agent: String,
}

/// The display name of the account that a confirmation link would open, while the link holds.
pub async fn find_unconfirmed(app: &App, secret: &str) -> Result<Option<String>, AccountError> {
    transact!(app.db.read(), |tx| {
        let Some(id) = secrets::holder(tx, app, Purpose::Confirm, secret).await? else {
            return Ok(None);
        };
        Ok(store::credential(tx, id)
            .await?
            .map(|account| account.display_name))
    })
}

/// Opens the account and signs its owner in.
///
/// The password is asked for because the letter alone does not prove who signed up: otherwise somebody could sign up
/// with another person's address, wait until they follow the link, and share the account from then on.
///
/// # Errors
/// [`AccountError::LinkSpent`], or [`AccountError::Invalid`] with [`Problem::PasswordWrong`].
pub async fn confirm(app: &App, request: &Confirm) -> Result<SignedIn, AccountError> {
    let account = transact!(app.db.read(), |tx| {
        let id = secrets::holder(tx, app, Purpose::Confirm, &request.secret)
            .await?
            .ok_or(AccountError::LinkSpent)?;
        store::credential(tx, id)
            .await?
            .ok_or(AccountError::LinkSpent)
    })?;
    if hashing::matches(&request.password, Some(account.password_hash.clone())).await
        == hashing::Match::No
    {
        return Err(AccountError::Invalid(vec![Problem::PasswordWrong]));
    }
    transact!(app.db.write(), |tx| {
        let still = secrets::holder(tx, app, Purpose::Confirm, &request.secret).await?;
        if still != Some(account.id) {
            return Err(AccountError::LinkSpent);
        }
        secrets::spend(tx, app, account.id, Purpose::Confirm).await?;
        store::mark_confirmed(tx, account.id, app.now()).await?;
        announce(
            tx,
            app,
            Event::AccountConfirmed {
                account: account.id,
            },
        )
        .await?;
        Ok(sessions::open(tx, app, account.id, account.role, &request.user_agent).await?)
    })
}
