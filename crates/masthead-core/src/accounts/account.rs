//! What an account is, and how somebody is reached by a letter.

use masthead_db::{DbError, Tx};

use super::store;
use crate::kernel::{AccountId, Lang};

/// Where an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Signed up; the address is not confirmed, so nobody can sign in.
    Unconfirmed,
    /// Can sign in.
    Active,
    /// Cannot sign in, by a decision that was told to them.
    Suspended,
    /// Given up by its owner.
    Closed,
}

masthead_db::impl_text_column!(State {
    Unconfirmed = "unconfirmed",
    Active = "active",
    Suspended = "suspended",
    Closed = "closed",
});

/// What a letter to somebody needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The address as they wrote it.
    pub email: String,
    /// The language they are addressed in.
    pub lang: Lang,
    /// The name that stands beside their posts.
    pub display_name: String,
    /// Their own name, for the salutation only.
    pub name: String,
}

/// How to reach somebody by letter; nobody when the account is closed or never had an address.
pub async fn reach(tx: &mut Tx, account: AccountId) -> Result<Option<Reach>, DbError> {
    let row = store::reach(tx, account).await?;
    Ok(row.map(|row| Reach {
        email: row.email,
        lang: row.lang,
        display_name: row.display_name,
        name: row.name,
    }))
}

/// The name that stands beside somebody's posts; empty for an account that is closed.
pub async fn display_name_of(tx: &mut Tx, account: AccountId) -> Result<Option<String>, DbError> {
    Ok(store::display_name(tx, account)
        .await?
        .map(|row| row.display_name))
}
