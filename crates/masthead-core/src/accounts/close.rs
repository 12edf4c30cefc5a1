//! Giving up one's account: asked for with the password, a day to think it over, then everything personal is gone.

use std::time::Duration;

use masthead_db::{DbError, Time, Tx, transact};

use super::letters::{self as words, page};
use super::problem::{AccountError, Problem};
use super::{hashing, store};
use crate::kernel::audit::{self, Entry};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, Person, Role, letters};

/// How long somebody can change their mind.
const GRACE: Duration = Duration::from_secs(24 * 60 * 60);

/// Accounts that are closed in one round.
const ROUND: i64 = 100;

/// Somebody wants to go.
#[derive(Clone, Debug)]
pub struct AskToClose {
    /// The present password, so that nobody closes an account that was left open on a screen.
    pub password: String,
    /// What is to become of what they wrote.
    pub posts: PostsLeft,
}

/// What becomes of posts whose author goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostsLeft {
    /// They stay where they are, without a name.
    Stay,
    /// Their texts are erased; where others have answered, a gap stays.
    Go,
}

/// An account on its way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// From when on it is closed.
    pub closes_at: Time,
    /// What becomes of the posts.
    pub posts: PostsLeft,
}

/// Writes down that an account is to be closed in a day, and tells its owner by letter how to keep it. Until then
/// everything stays as it is. Asking again changes what becomes of the posts, and begins the day anew.
///
/// # Errors
/// [`AccountError::Invalid`] for a wrong password, [`AccountError::LastAdministrator`].
pub async fn ask_to_close(
    app: &App,
    who: &Person,
    request: &AskToClose,
) -> Result<Leaving, AccountError> {
    let account = transact!(app.db.read(), |tx| {
        store::credential(tx, who.account).await
    })?;
    let account = account.ok_or(AccountError::Unknown)?;
    if hashing::matches(&request.password, Some(account.password_hash.clone())).await
        == hashing::Match::No
    {
        return Err(AccountError::Invalid(vec![Problem::PasswordWrong]));
    }
    let leaving = Leaving {
        closes_at: app.now().after(GRACE),
        posts: request.posts,
    };
    transact!(app.db.write(), |tx| {
        let erases = leaving.posts == PostsLeft::Go;
        not_the_last(tx, account.id, account.role).await?;
        store::mark_leaving(tx, account.id, leaving.closes_at, erases).await?;
        let letter = words::AccountLeaving {
            display_name: account.display_name.clone(),
            erases,
            keep: page(app, "/account/close"),
        };
        letters::write(tx, app, &account.email, account.lang, &letter).await?;
        Ok::<_, AccountError>(())
    })?;
    Ok(leaving)
}

/// Keeps an account after all.
///
/// # Errors
/// [`AccountError::Unknown`] when there is nothing to take back, or it is too late.
pub async fn keep_account(app: &App, who: &Person) -> Result<(), AccountError> {
    let kept = transact!(app.db.write(), |tx| {
        store::mark_staying(tx, who.account, app.now()).await
    })?;
    if kept == 0 {
        return Err(AccountError::Unknown);
    }
    Ok(())
}

/// How somebody's leave stands; nothing for those who stay.
pub async fn leaving(tx: &mut Tx, account: AccountId) -> Result<Option<Leaving>, DbError> {
    Ok(store::leaving(tx, account).await?.map(|row| Leaving {
        closes_at: row.closes_at,
        posts: if row.erases_posts {
            PostsLeft::Go
        } else {
            PostsLeft::Stay
        },
    }))
}

/// How one's own leave stands, for the account's pages.
pub async fn own_leave(app: &App, who: &Person) -> Result<Option<Leaving>, DbError> {
    transact!(app.db.read(), |tx| { leaving(tx, who.account).await })
}

/// Accounts whose day is over, the longest waiting first.
pub async fn list_leaving(tx: &mut Tx, now: Time) -> Result<Vec<AccountId>, DbError> {
    Ok(store::list_leaving(tx, now, ROUND)
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect())
}

/// Removes whatever says whose account it was, ends its sessions and forgets the letters to it. The row stays without
/// a name, because decisions and statements of reasons refer to it and have to be kept (DSA Art. 24(1)).
///
/// # Errors
/// [`AccountError::LastAdministrator`]; [`AccountError::Unknown`] when it is closed already or was kept after all.
pub async fn close(tx: &mut Tx, app: &App, account: AccountId) -> Result<(), AccountError> {
    let now = app.now();
    let before = store::credential(tx, account)
        .await?
        .ok_or(AccountError::Unknown)?;
    not_the_last(tx, account, before.role).await?;
    let nobody = format!("closed:{account}");
    if store::mark_closed(tx, account, &nobody, now).await? == 0 {
        return Err(AccountError::Unknown);
    }
    store::forget_sessions(tx, account).await?;
    store::forget_tokens(tx, account).await?;
    store::forget_email_changes(tx, account).await?;
    store::forget_former_names(tx, account).await?;
    letters::forget(tx, &before.email).await?;
    let entry = Entry {
        actor: &account.to_string(),
        verb: "account closed",
        subject: &super::people::subject(account),
        detail: "",
    };
    audit::record(tx, app, &entry).await?;
    announce(tx, app, Event::AccountRenamed { account }).await?;
    Ok(())
}

async fn not_the_last(tx: &mut Tx, account: AccountId, role: Role) -> Result<(), AccountError> {
    let others = store::count_other_administrators(tx, account).await?.total;
    if role == Role::Administrator && others == 0 {
        return Err(AccountError::LastAdministrator);
    }
    Ok(())
}
