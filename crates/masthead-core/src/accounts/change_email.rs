//! Changing one's address: asked for with the password, proved by a letter to the new one, and told to the old one.

use std::time::Duration;

use masthead_db::{Tx, transact};

use super::address::{self, EmailAddress};
use super::letters::{AddressChangeAsked, AddressChanged, AddressKnown, ConfirmNewAddress, page};
use super::problem::{AccountError, Problem};
use super::secrets::{self, Purpose};
use super::{hashing, store};
use crate::kernel::audit::{self, Entry};
use crate::kernel::{App, Person, letters};

/// How long the letter's link holds: as long as that of signing up.
const HOLDS_FOR: Duration = Duration::from_secs(72 * 60 * 60);

/// The present password and the next address.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "named above")]
pub struct ChangeEmail {
    pub password: String,
    pub email: String,
}

/// Asks for a letter to a new address to be answered; until then nothing changes. The present address hears of it at
/// once, so that whoever sits at somebody else's screen does not take an account away in silence.
///
/// The answer is the same whether the new address is known or not: one that has an account gets a letter which says so.
///
/// # Errors
/// [`AccountError::Invalid`] for a wrong password and for an address that is none or is one's own already.
pub async fn ask_to_change_email(
    app: &App,
    who: &Person,
    request: &ChangeEmail,
) -> Result<(), AccountError> {
    let account = transact!(app.db.read(), |tx| {
        store::credential(tx, who.account).await
    })?;
    let account = account.ok_or(AccountError::Unknown)?;
    if hashing::matches(&request.password, Some(account.password_hash.clone())).await
        == hashing::Match::No
    {
        return Err(AccountError::Invalid(vec![Problem::PasswordWrong]));
    }
    let email =
        address::read(&request.email).map_err(|problem| AccountError::Invalid(vec![problem]))?;
    if email.folded == account.email.to_ascii_lowercase() {
        return Err(AccountError::Invalid(vec![Problem::EmailSame]));
    }
    transact!(app.db.write(), |tx| {
        invite(tx, app, &account, &email).await?;
        let letter = AddressChangeAsked {
            display_name: account.display_name.clone(),
            forgot: page(app, "/account/forgot"),
        };
        letters::write(tx, app, &account.email, account.lang, &letter).await?;
        Ok(())
    })
}

/// Writes to the new address.
async fn invite(
    tx: &mut Tx,
    app: &App,
    account: &store::CredentialRow,
    email: &EmailAddress,
) -> Result<(), AccountError> {
    if let Some(known) = store::credential_by_email(tx, &email.folded).await? {
        let letter = AddressKnown {
            sign_in: page(app, "/account/sign-in"),
            forgot: page(app, "/account/forgot"),
        };
        letters::write(tx, app, &known.email, known.lang, &letter).await?;
        return Ok(());
    }
    let (now, secret) = (app.now(), app.ids.secret());
    store::forget_email_changes(tx, account.id).await?;
    store::insert_email_change(
        tx,
        &secrets::hash(&secret),
        account.id,
        &email.typed,
        &email.folded,
        now,
        now.after(HOLDS_FOR),
    )
    .await?;
    let letter = ConfirmNewAddress {
        display_name: account.display_name.clone(),
        link: page(app, &format!("/account/email/{secret}")),
    };
    letters::write(tx, app, &email.typed, account.lang, &letter).await?;
    Ok(())
}

/// Whether the link of such a letter still holds.
pub async fn email_link_holds(app: &App, secret: &str) -> Result<bool, AccountError> {
    let found = transact!(app.db.read(), |tx| {
        store::email_change(tx, &secrets::hash(secret), app.now()).await
    })?;
    Ok(found.is_some())
}

/// Changes the address, because the letter to the new one was answered. Links to the old one hold no longer, and a letter
/// there says that it happened.
///
/// # Errors
/// [`AccountError::LinkSpent`], also when the address has got an account of its own meanwhile.
pub async fn confirm_email(app: &App, secret: &str) -> Result<(), AccountError> {
    transact!(app.db.write(), |tx| {
        let change = store::email_change(tx, &secrets::hash(secret), app.now()).await?;
        let change = change.ok_or(AccountError::LinkSpent)?;
        let account = store::credential(tx, change.account_id)
            .await?
            .ok_or(AccountError::LinkSpent)?;
        if store::credential_by_email(tx, &change.email_folded)
            .await?
            .is_some()
        {
            return Err(AccountError::LinkSpent);
        }
        store::set_email(tx, account.id, &change.email, &change.email_folded).await?;
        store::forget_email_changes(tx, account.id).await?;
        secrets::spend(tx, app, account.id, Purpose::Reset).await?;
        let letter = AddressChanged {
            display_name: account.display_name.clone(),
        };
        letters::write(tx, app, &account.email, account.lang, &letter).await?;
        let actor = account.id.to_string();
        let entry = Entry {
            actor: &actor,
            verb: "address changed",
            subject: &super::people::subject(account.id),
            detail: "",
        };
        audit::record(tx, app, &entry).await?;
        Ok(())
    })
}
