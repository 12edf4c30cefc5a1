//! Erasing somebody's posts with their account: names and texts go, the shape of the conversation stays.

use masthead_db::Tx;

use super::withdraw::take_back;
use super::{PostError, PostState, store};
use crate::kernel::{AccountId, App};

/// Posts that are erased in one transaction.
const BATCH: i64 = 200;

/// Erases posts of an account, two hundred at a time; says how many were erased, nothing when all are.
///
/// Decisions and statements of reasons stay, because the law wants them kept; they name no text.
pub async fn erase_posts_of(
    tx: &mut Tx,
    app: &App,
    account: AccountId,
) -> Result<usize, PostError> {
    let posts = store::list_posts_of(tx, account, BATCH).await?;
    for post in &posts {
        take_back(tx, app, post, PostState::Erased).await?;
        store::erase_post(tx, post.id).await?;
        store::erase_texts(tx, post.id).await?;
    }
    Ok(posts.len())
}
