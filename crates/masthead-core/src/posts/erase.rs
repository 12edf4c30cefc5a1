//! What becomes of somebody's posts when their account is closed.

use masthead_db::{Tx, transact};

use super::withdraw::take_back;
use super::{PostError, PostState, store};
use crate::accounts::{self, AccountError, PostsLeft};
use crate::kernel::audit::{self, Entry};
use crate::kernel::{AccountId, App, PostId};

/// Posts that are dealt with in one transaction.
const BATCH: i64 = 200;

/// Closes an account whose day is over: first its posts, some hundred at a time, then the account itself with the last
/// of them. An attempt that was broken off is taken up where it ended.
///
/// Texts that wait are taken back in any case: nobody would be there to be told what became of them. What was refused
/// or removed keeps its text unless the posts go too, because a case may rest on it. Decisions and statements of
/// reasons stay (DSA Art. 24(1)).
///
/// # Errors
/// [`AccountError`] for whatever stands in the way; nothing for an account that was kept after all.
pub async fn close_account(app: &App, account: AccountId) -> Result<(), AccountError> {
    loop {
        let is_closed = transact!(app.db.write(), |tx| {
            let Some(leaving) = accounts::leaving(tx, account).await? else {
                return Ok::<_, AccountError>(true);
            };
            if leaving.closes_at > app.now() {
                return Ok(true);
            }
            if clear_some(tx, app, account, leaving.posts).await? {
                return Ok(false);
            }
            accounts::close(tx, app, account).await?;
            Ok(true)
        })?;
        if is_closed {
            return Ok(());
        }
    }
}

/// Deals with some of the posts; says `false` when none is left.
async fn clear_some(
    tx: &mut Tx,
    app: &App,
    account: AccountId,
    left: PostsLeft,
) -> Result<bool, AccountError> {
    let cleared = match left {
        PostsLeft::Go => erase_posts_of(tx, app, account).await,
        PostsLeft::Stay => withdraw_waiting(tx, app, account).await,
    };
    match cleared {
        Ok(count) => Ok(count > 0),
        Err(PostError::Db(cause)) => Err(cause.into()),
        // Erasing is possible from everywhere, and taking back whatever waits.
        Err(_) => Err(AccountError::Unknown),
    }
}

/// Takes names and texts of some posts away. The texts of a post that an open case is about are kept for that case and
/// for nothing else, and go when it is closed: an account that is given up does not make a notice void
/// (spec/office.md §3.13, NA-15).
async fn erase_posts_of(tx: &mut Tx, app: &App, account: AccountId) -> Result<usize, PostError> {
    let posts = store::list_posts_of(tx, account, BATCH).await?;
    for post in &posts {
        take_back(tx, app, post, PostState::Erased).await?;
        store::erase_post(tx, post.id).await?;
        if store::is_held(tx, post.id).await?.found {
            keep_for_the_case(tx, app, post.id).await?;
        } else {
            store::erase_texts(tx, post.id).await?;
        }
    }
    Ok(posts.len())
}

async fn keep_for_the_case(tx: &mut Tx, app: &App, post: PostId) -> Result<(), PostError> {
    let entry = Entry {
        actor: "site",
        verb: "erasure held by a case",
        subject: &post.to_string(),
        detail: "",
    };
    audit::record(tx, app, &entry).await?;
    Ok(())
}

async fn withdraw_waiting(tx: &mut Tx, app: &App, account: AccountId) -> Result<usize, PostError> {
    let posts = store::list_waiting_of(tx, account, BATCH).await?;
    for post in &posts {
        take_back(tx, app, post, PostState::Withdrawn).await?;
    }
    Ok(posts.len())
}
