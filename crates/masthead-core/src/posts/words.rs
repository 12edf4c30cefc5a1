//! What a post says, letter by letter, for evidence: not cleaned, not shown to readers.

use masthead_db::{DbError, Tx};

use super::store;
use crate::kernel::PostId;

/// The text of one version as it was handed in.
pub async fn words_of(tx: &mut Tx, post: PostId, version: i64) -> Result<Option<String>, DbError> {
    Ok(store::text(tx, post, version).await?.map(|row| row.text))
}
