//! Accounts that the house registers itself, from the command line.

use masthead_db::{Tx, transact};

use super::account::State;
use super::address::{self, EmailAddress};
use super::display_name::{self, DisplayName};
use super::people::subject;
use super::problem::{AccountError, none_of};
use super::set_role::give;
use super::sign_up::refuse_taken;
use super::{hashing, password, store};
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, Lang, Role};

/// Whoever works at the machine itself, in the audit log.
const COMMAND_LINE: &str = "command line";

/// An account to register.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of an account")]
pub struct Create {
    pub name: String,
    pub display_name: String,
    pub email: String,
    /// Without one the account cannot sign in until a password is set.
    pub password: Option<String>,
    pub role: Role,
    pub lang: Lang,
}

/// Registers a confirmed account. Whoever can run commands on the machine is trusted to know the address.
///
/// # Errors
/// [`AccountError::Invalid`], also for a known address: the command line may know.
pub async fn create(app: &App, request: &Create) -> Result<AccountId, AccountError> {
    let (name, email) = check(request)?;
    let hash = match &request.password {
        Some(password) => hashing::hash(password).await,
        None => String::new(),
    };
    transact!(app.db.write(), |tx| {
        insert(tx, app, request, &name, &email, &hash).await
    })
}

pub(super) async fn insert(
    tx: &mut Tx,
    app: &App,
    request: &Create,
    name: &DisplayName,
    email: &EmailAddress,
    password_hash: &str,
) -> Result<AccountId, AccountError> {
    refuse_taken(tx, app, name, None).await?;
    if store::credential_by_email(tx, &email.folded)
        .await?
        .is_some()
    {
        return Err(AccountError::Invalid(vec![super::Problem::EmailKnown]));
    }
    let (id, now): (AccountId, _) = (app.new_id(), app.now());
    store::insert_account(
        tx,
        id,
        &id.short(),
        request.name.trim(),
        &name.shown,
        &name.folded,
        &email.typed,
        &email.folded,
        password_hash,
        request.role,
        request.lang,
        State::Active,
        now,
        Some(now),
    )
    .await?;
    let detail = request.role.word();
    let entry = Entry {
        actor: COMMAND_LINE,
        verb: "account created",
        subject: &subject(id),
        detail,
    };
    audit::record(tx, app, &entry).await?;
    announce(tx, app, Event::AccountConfirmed { account: id }).await?;
    Ok(id)
}

pub(super) fn check(request: &Create) -> Result<(DisplayName, EmailAddress), AccountError> {
    let name = display_name::read_for_the_house(&request.display_name);
    let email = address::read(&request.email);
    let own = [
        request.name.as_str(),
        request.display_name.as_str(),
        request.email.as_str(),
    ];
    let weak = request
        .password
        .as_deref()
        .and_then(|password| password::find_problem(password, &own));
    let mut problems = Vec::new();
    problems.extend(name.as_ref().err());
    problems.extend(email.as_ref().err());
    problems.extend(weak);
    match (name, email) {
        (Ok(name), Ok(email)) if problems.is_empty() => Ok((name, email)),
        _ => Err(AccountError::Invalid(problems)),
    }
}

/// Sets the password of an account by its address, from the command line; ends every session.
///
/// # Errors
/// [`AccountError::Unknown`], [`AccountError::Invalid`].
pub async fn set_password(app: &App, email: &str, new: &str) -> Result<(), AccountError> {
    none_of(password::find_problem(new, &[email]).into_iter().collect())?;
    let hash = hashing::hash(new).await;
    transact!(app.db.write(), |tx| {
        let account = by_email(tx, email).await?;
        store::set_password_hash(tx, account, &hash).await?;
        store::end_sessions(tx, account, app.now()).await?;
        let entry = Entry {
            actor: COMMAND_LINE,
            verb: "password set",
            subject: &subject(account),
            detail: "",
        };
        audit::record(tx, app, &entry).await?;
        Ok(())
    })
}

/// Gives the account with an address a role, from the command line.
///
/// # Errors
/// [`AccountError::Unknown`], [`AccountError::LastAdministrator`].
pub async fn set_role_by_email(app: &App, email: &str, role: Role) -> Result<(), AccountError> {
    transact!(app.db.write(), |tx| {
        let account = by_email(tx, email).await?;
        give(tx, app, COMMAND_LINE, account, role).await
    })
}

async fn by_email(tx: &mut Tx, email: &str) -> Result<AccountId, AccountError> {
    let known = store::credential_by_email(tx, &email.trim().to_ascii_lowercase()).await?;
    known.map(|account| account.id).ok_or(AccountError::Unknown)
}
