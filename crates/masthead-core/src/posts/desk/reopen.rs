//! Somebody has reported a published post: it comes back to the desk, before everything else.

use masthead_db::Tx;

use super::queue::{self, Hold, Queue};
use super::store;
use crate::kernel::{App, PostId, QueueItemId};
use crate::posts::decisions;
use crate::posts::store as posts;
use crate::posts::{PostError, PostState};
use crate::screening::{Rule, look_at};

/// Puts a published post into the queue of reported ones; one that waits there already stays where it is. Readers go on
/// seeing it until somebody decides.
///
/// # Errors
/// [`PostError::Unknown`] when there is no such post or nobody sees it.
pub async fn reopen(
    tx: &mut Tx,
    app: &App,
    id: PostId,
    why: Rule,
) -> Result<QueueItemId, PostError> {
    let post = posts::post(tx, id).await?.ok_or(PostError::Unknown)?;
    let (PostState::Published, Some(published)) = (post.state, post.published_version) else {
        return Err(PostError::Unknown);
    };
    // Where a newer text waits, a moderator reads both; the item goes on being about the newer one.
    let version = match store::open_item(tx, id.uuid()).await? {
        Some(open) if open.queue == Queue::Reported && weighs_no_more(why, open.why) => {
            return Ok(open.id);
        }
        Some(open) => {
            // Whoever has just decided did not know of the report: their decision falls, and the post is read again.
            decisions::cancel(tx, id, app.now()).await?;
            open.subject_version
        }
        None => published,
    };
    let text = posts::text(tx, id, version)
        .await?
        .ok_or(PostError::Unknown)?;
    let held = Hold {
        post: id,
        version,
        thread: post.thread_id,
        author: post.account_id,
        queue: Queue::Reported,
        why,
        hits: &look_at(&text.text),
    };
    Ok(queue::hold(tx, app, &held).await?)
}

/// Whether what was said now adds nothing to why the post waits already: an unlawful post weighs more than one against
/// the netiquette.
fn weighs_no_more(why: Rule, known: Rule) -> bool {
    why == known || why == Rule::Reopened
}
