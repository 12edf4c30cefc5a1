//! Signing in with address and password.

use masthead_db::transact;

use super::account::State;
use super::letters::{ConfirmAddress, page};
use super::problem::AccountError;
use super::secrets::{self, Purpose};
use super::sessions;
use super::{hashing, store};
use crate::kernel::{App, letters};

pub use super::sessions::SignedIn;

/// What somebody types to sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// As typed.
    pub email: String,
    /// As typed.
    pub password: String,
    /// What the browser says of itself.
    pub user_agent: String,
}

/// Signs somebody in.
///
/// The work is the same whether the address is known or not, and nothing about the account is told before the right
/// password. Somebody whose address was never confirmed gets a new letter.
///
/// # Errors
/// [`AccountError::WrongPair`]; after the right password also [`AccountError::Unconfirmed`] and
/// [`AccountError::Suspended`].
pub async fn sign_in(app: &App, request: &SignIn) -> Result<SignedIn, AccountError> {
    let folded = request.email.trim().to_ascii_lowercase();
    let known = transact!(app.db.read(), |tx| {
        store::credential_by_email(tx, &folded).await
    })?;
    let hash = known.as_ref().map(|account| account.password_hash.clone());
    let found = hashing::matches(&request.password, hash).await;
    let Some(account) = known.filter(|_| found != hashing::Match::No) else {
        return Err(AccountError::WrongPair);
    };
    match account.state {
        State::Active => {}
        State::Unconfirmed => return Err(ask_to_confirm(app, &account).await?),
        State::Suspended => return Err(AccountError::Suspended(account.id)),
        State::Closed => return Err(AccountError::WrongPair),
    }
    let renewed = match found {
        hashing::Match::YesButOld => Some(hashing::hash(&request.password).await),
        _ => None,
    };
    transact!(app.db.write(), |tx| {
        let now_known = store::credential(tx, account.id).await?;
        let unchanged = now_known.is_some_and(|it| {
            it.state == State::Active && it.password_hash == account.password_hash
        });
        if !unchanged {
            return Err(AccountError::WrongPair);
        }
        if let Some(renewed) = &renewed {
            store::renew_password_hash(tx, account.id, &account.password_hash, renewed).await?;
        }
        Ok(sessions::open(tx, app, account.id, account.role, &request.user_agent).await?)
    })
}

/// Posts a new letter to somebody who has proved to be the one who signed up.
async fn ask_to_confirm(
    app: &App,
    account: &store::CredentialRow,
) -> Result<AccountError, AccountError> {
    transact!(app.db.write(), |tx| {
        let secret = secrets::issue(tx, app, account.id, Purpose::Confirm).await?;
        let letter = ConfirmAddress {
            display_name: account.display_name.clone(),
            link: page(app, &format!("/account/confirm/{secret}")),
        };
        letters::write(tx, app, &account.email, account.lang, &letter).await?;
        Ok(AccountError::Unconfirmed)
    })
}
