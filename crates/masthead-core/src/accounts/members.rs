//! Members as the office knows them: by the name beside their posts, never by their own name or address.

use masthead_db::{DbError, Time, Tx};

use super::account::State;
use super::store;
use crate::kernel::{AccountId, Role};

/// Members that are listed at a time.
const PAGE: i64 = 50;

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns of an account")]
pub struct Member {
    pub id: AccountId,
    pub display_name: String,
    pub role: Role,
    pub state: State,
    pub created_at: Time,
}

/// Members whose display name contains some words.
pub async fn list_members(tx: &mut Tx, words: &str) -> Result<Vec<Member>, DbError> {
    let pattern = super::people::pattern(&words.trim().to_lowercase());
    let rows = store::list_members(tx, &pattern, PAGE).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// One member.
pub async fn find_member(tx: &mut Tx, id: AccountId) -> Result<Option<Member>, DbError> {
    Ok(store::member(tx, id).await?.map(read))
}

fn read(row: store::MemberRow) -> Member {
    Member {
        id: row.id,
        display_name: row.display_name,
        role: row.role,
        state: row.state,
        created_at: row.created_at,
    }
}
