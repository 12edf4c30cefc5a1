//! An author takes their post back. What others have answered stays.

use masthead_db::{Tx, transact};

use super::desk::queue;
use super::store::{self, PostRow};
use super::{PostError, PostState, decisions};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Person, PostId};

/// Takes one's own post back. Where others have answered, a gap marks its place; elsewhere nothing is left of it.
///
/// # Errors
/// [`PostError::NotYours`], and [`PostError::Impossible`] for a post that was removed by the house or is gone already.
pub async fn withdraw(app: &App, who: &Person, post: PostId) -> Result<(), PostError> {
    transact!(app.db.write(), |tx| {
        let row = store::post(tx, post).await?.ok_or(PostError::Unknown)?;
        if row.account_id != Some(who.account) {
            return Err(PostError::NotYours);
        }
        take_back(tx, app, &row, PostState::Withdrawn).await
    })
}

/// Takes a post from view for its author.
pub(super) async fn take_back(
    tx: &mut Tx,
    app: &App,
    post: &PostRow,
    to: PostState,
) -> Result<(), PostError> {
    let state = post.state.change_to(to)?;
    decisions::cancel(tx, post.id, app.now()).await?;
    queue::drop_item(tx, post.id, app.now()).await?;
    let leaves_gap = post.listed && store::has_listed_answers(tx, post.id).await?.found;
    store::take_back_post(tx, post.id, state, leaves_gap).await?;
    if post.state == PostState::Waiting {
        store::decide_version(tx, post.id, post.version, "withdrawn").await?;
    }
    if post.state == PostState::Published {
        decisions::count(tx, post, -1, None).await?;
    }
    announce(
        tx,
        app,
        Event::PostErased {
            post: post.id,
            thread: post.thread_id,
            article: post.article_id,
        },
    )
    .await?;
    Ok(())
}
