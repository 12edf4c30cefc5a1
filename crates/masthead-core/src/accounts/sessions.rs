//! Sessions: where an account is signed in, who that is, and how it ends.

use std::time::Duration;

use masthead_db::{DbError, Time, Tx, transact};

use super::problem::AccountError;
use super::{browser, secrets, store};
use crate::kernel::{AccountId, App, Person, Role, SessionId};

const DAY: u64 = 24 * 60 * 60;

/// How long a reader stays signed in without coming back.
const READER_STAYS: Duration = Duration::from_secs(60 * DAY);

/// How long somebody of the house does: a long shift and the way home.
const STAFF_STAYS: Duration = Duration::from_secs(DAY);

/// How often a session in use is written down as seen; more often would make every page a write.
const SEEN_EVERY: Duration = Duration::from_secs(5 * 60);

/// A session that was just opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The secret for the cookie. It is known here and in the browser, and nowhere else.
    pub secret: String,
    /// When it ends if it is not used.
    pub expires_at: Time,
}

/// A place where somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// To end it by.
    pub id: SessionId,
    /// Browser and system in a few words; empty if they did not tell.
    pub browser: String,
    /// Since when.
    pub created_at: Time,
    /// Last used, to within five minutes.
    pub last_seen_at: Time,
    /// Whether it is the one they are looking from.
    pub is_this: bool,
}

/// Who is signed in with the secret of a cookie.
///
/// One statement; every few minutes a second one that keeps the session alive. Whether that one succeeds changes
/// nothing for the request.
pub async fn person(app: &App, session_secret: &str) -> Result<Option<Person>, DbError> {
    let (hash, now) = (secrets::hash(session_secret), app.now());
    let Some(row) = transact!(app.db.read(), |tx| { store::person(tx, &hash, now).await })? else {
        return Ok(None);
    };
    if now.since(row.last_seen_at) >= SEEN_EVERY {
        let until = now.after(stays(row.role));
        let seen = transact!(app.db.write(), |tx| {
            store::mark_seen(tx, row.session, now, until).await
        });
        if let Err(cause) = seen {
            tracing::warn!(%cause, "a session could not be marked as seen");
        }
    }
    Ok(Some(Person {
        account: row.account,
        session: row.session,
        display_name: row.display_name,
        role: row.role,
        lang: row.lang,
    }))
}

/// Opens a session.
pub(super) async fn open(
    tx: &mut Tx,
    app: &App,
    account: AccountId,
    role: Role,
    user_agent: &str,
) -> Result<SignedIn, DbError> {
    let (now, secret) = (app.now(), app.ids.secret());
    let expires_at = now.after(stays(role));
    let hash = secrets::hash(&secret);
    store::insert_session(
        tx,
        app.new_id(),
        account,
        &hash,
        &browser::in_words(user_agent),
        now,
        expires_at,
    )
    .await?;
    Ok(SignedIn { secret, expires_at })
}

/// The places where somebody is signed in, the latest used first.
pub async fn list_sessions(app: &App, who: &Person) -> Result<Vec<SessionLine>, AccountError> {
    let rows = transact!(app.db.read(), |tx| {
        store::list_sessions(tx, who.account, app.now()).await
    })?;
    let line = |row: store::SessionRow| SessionLine {
        is_this: row.id == who.session,
        id: row.id,
        browser: row.browser,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Signs out where they are. Doing it twice changes nothing.
pub async fn sign_out(app: &App, who: &Person) -> Result<(), AccountError> {
    end_session(app, who, who.session).await
}

/// Ends one of the person's own sessions; somebody else's is not touched.
pub async fn end_session(app: &App, who: &Person, session: SessionId) -> Result<(), AccountError> {
    transact!(app.db.write(), |tx| {
        store::end_session(tx, session, who.account, app.now()).await
    })?;
    Ok(())
}

/// Signs out everywhere but here.
pub async fn end_other_sessions(app: &App, who: &Person) -> Result<(), AccountError> {
    transact!(app.db.write(), |tx| {
        store::end_other_sessions(tx, who.account, who.session, app.now()).await
    })?;
    Ok(())
}

fn stays(role: Role) -> Duration {
    if role == Role::Reader {
        READER_STAYS
    } else {
        STAFF_STAYS
    }
}
