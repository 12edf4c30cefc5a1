//! A forgotten password: a letter with a link, and a new one.

use masthead_db::{Tx, transact};

use super::account::State;
use super::address;
use super::letters::{self as words, page};
use super::problem::{AccountError, none_of};
use super::secrets::{self, Purpose};
use super::store::CredentialRow;
use super::{hashing, password, store};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Lang, letters};

/// Asks for a new password. The answer is the same whether the address is known: a letter goes out either way, and
/// one to a stranger says that there is no account.
///
/// # Errors
/// [`AccountError::Invalid`] if it is no address at all.
pub async fn ask_for_reset(app: &App, email: &str, lang: Lang) -> Result<(), AccountError> {
    let email = address::read(email).map_err(|problem| AccountError::Invalid(vec![problem]))?;
    transact!(app.db.write(), |tx| {
        let known = store::credential_by_email(tx, &email.folded).await?;
        match known.filter(|account| matches!(account.state, State::Active | State::Unconfirmed)) {
            Some(account) => {
                let secret = secrets::issue(tx, app, account.id, Purpose::Reset).await?;
                let link = page(app, &format!("/account/reset/{secret}"));
                let letter = words::ResetPassword {
                    display_name: account.display_name,
                    link,
                };
                letters::write(tx, app, &account.email, account.lang, &letter).await?;
            }
            None => {
                let letter = words::ResetUnknown {
                    sign_up: page(app, "/account/sign-up"),
                };
                letters::write(tx, app, &email.typed, lang, &letter).await?;
            }
        }
        Ok(())
    })
}

/// Whether the link from the letter still holds.
pub async fn reset_link_holds(app: &App, secret: &str) -> Result<bool, AccountError> {
    let holder = transact!(app.db.read(), |tx| {
        secrets::holder(tx, app, Purpose::Reset, secret).await
    })?;
    Ok(holder.is_some())
}

/// Sets a new password and ends every session. Whoever holds the letter holds the address, so an account that was
/// never confirmed is confirmed by it.
///
/// # Errors
/// [`AccountError::LinkSpent`], or [`AccountError::Invalid`] with what is wrong with the password.
pub async fn reset_password(app: &App, secret: &str, new: &str) -> Result<(), AccountError> {
    let account = transact!(app.db.read(), |tx| {
        let id = secrets::holder(tx, app, Purpose::Reset, secret)
            .await?
            .ok_or(AccountError::LinkSpent)?;
        store::credential(tx, id)
            .await?
            .ok_or(AccountError::LinkSpent)
    })?;
    let own = [
        account.name.as_str(),
        account.display_name.as_str(),
        account.email.as_str(),
    ];
    none_of(password::find_problem(new, &own).into_iter().collect())?;
    let hash = hashing::hash(new).await;
    transact!(app.db.write(), |tx| {
        let still = secrets::holder(tx, app, Purpose::Reset, secret).await?;
        if still != Some(account.id) {
            return Err(AccountError::LinkSpent);
        }
        replace(tx, app, &account, &hash).await
    })
}

async fn replace(
    tx: &mut Tx,
    app: &App,
    account: &CredentialRow,
    hash: &str,
) -> Result<(), AccountError> {
    secrets::spend(tx, app, account.id, Purpose::Reset).await?;
    secrets::spend(tx, app, account.id, Purpose::Confirm).await?;
    store::set_password_hash(tx, account.id, hash).await?;
    store::end_sessions(tx, account.id, app.now()).await?;
    if store::mark_confirmed(tx, account.id, app.now()).await? > 0 {
        announce(
            tx,
            app,
            Event::AccountConfirmed {
                account: account.id,
            },
        )
        .await?;
    }
    let letter = words::PasswordChanged {
        display_name: account.display_name.clone(),
        forgot: page(app, "/account/forgot"),
    };
    letters::write(tx, app, &account.email, account.lang, &letter).await?;
    Ok(())
}
