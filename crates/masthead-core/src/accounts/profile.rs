//! Somebody as they see themselves.

use masthead_db::{Time, transact};

use super::account::State;
use super::problem::AccountError;
use super::store;
use crate::kernel::{AccountId, App, Lang, Person, Role};

/// What the site knows of somebody and shows to nobody else but who manages accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of an account")]
pub struct Profile {
    pub id: AccountId,
    pub short: String,
    pub name: String,
    pub display_name: String,
    pub email: String,
    pub role: Role,
    pub lang: Lang,
    pub state: State,
    pub created_at: Time,
    /// Never, for somebody who has not signed in yet.
    pub last_seen_at: Option<Time>,
}

/// The person's own account.
pub async fn profile(app: &App, who: &Person) -> Result<Profile, AccountError> {
    let row = transact!(app.db.read(), |tx| {
        store::profile(tx, who.account).await
    })?;
    row.map(from_row).ok_or(AccountError::Unknown)
}

pub(super) fn from_row(row: store::ProfileRow) -> Profile {
    Profile {
        id: row.id,
        short: row.short,
        name: row.name,
        display_name: row.display_name,
        email: row.email,
        role: row.role,
        lang: row.lang,
        state: row.state,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
    }
}
