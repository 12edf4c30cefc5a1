//! The people of the house, as a letter to those with a role reaches them.

use masthead_db::{DbError, Tx};

use super::account::Reach;
use super::store;
use crate::kernel::{AccountId, Role};

/// Somebody who works here and can be written to.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Whose account it is.
    pub account: AccountId,
    /// What they are to the site.
    pub role: Role,
    /// How they are reached.
    pub reach: Reach,
}

/// Everybody with a role beyond reading who can sign in.
pub async fn list_colleagues(tx: &mut Tx) -> Result<Vec<Colleague>, DbError> {
    let rows = store::list_colleagues(tx).await?;
    let colleague = |row: store::ColleagueRow| Colleague {
        account: row.id,
        role: row.role,
        reach: Reach {
            email: row.email,
            lang: row.lang,
            display_name: row.display_name,
            name: row.name,
        },
    };
    Ok(rows.into_iter().map(colleague).collect())
}
