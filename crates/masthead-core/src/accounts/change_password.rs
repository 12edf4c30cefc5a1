//! Changing one's password while signed in.

use masthead_db::transact;

use super::letters::{self as words, page};
use super::problem::{AccountError, Problem, none_of};
use super::secrets::{self, Purpose};
use super::{hashing, password, store};
use crate::kernel::{App, Person, letters};

/// The present password and the next one.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "named above")]
pub struct ChangePassword {
    pub current: String,
    pub new: String,
}

/// Changes the password and ends every session but this one; a letter says that it happened.
///
/// # Errors
/// [`AccountError::Invalid`] with what is wrong.
pub async fn change_password(
    app: &App,
    who: &Person,
    request: &ChangePassword,
) -> Result<(), AccountError> {
    let account = transact!(app.db.read(), |tx| {
        store::credential(tx, who.account).await
    })?;
    let account = account.ok_or(AccountError::Unknown)?;
    if hashing::matches(&request.current, Some(account.password_hash.clone())).await
        == hashing::Match::No
    {
        return Err(AccountError::Invalid(vec![Problem::PasswordWrong]));
    }
    let own = [
        account.name.as_str(),
        account.display_name.as_str(),
        account.email.as_str(),
    ];
    none_of(
        password::find_problem(&request.new, &own)
            .into_iter()
            .collect(),
    )?;
    let hash = hashing::hash(&request.new).await;
    transact!(app.db.write(), |tx| {
        if store::renew_password_hash(tx, account.id, &account.password_hash, &hash).await? == 0 {
            return Err(AccountError::Invalid(vec![Problem::PasswordWrong]));
        }
        secrets::spend(tx, app, account.id, Purpose::Reset).await?;
        store::end_other_sessions(tx, account.id, who.session, app.now()).await?;
        let forgot = page(app, "/account/forgot");
        let letter = words::PasswordChanged {
            display_name: account.display_name.clone(),
            forgot,
        };
        letters::write(tx, app, &account.email, account.lang, &letter).await?;
        Ok(())
    })
}
