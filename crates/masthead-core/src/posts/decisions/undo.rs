//! Taking decisions back, one after the other, while nothing has followed from them.

use masthead_db::{DbError, Time, Tx, transact};

use super::made::Outcome;
use super::store;
use crate::kernel::{App, DecisionId, Person, PostId, QueueItemId};
use crate::posts::desk::{lease_from, queue, store as desk};
use crate::posts::store as posts;

/// What came of an undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// The item waits again, on the screen of whoever undid.
    Back(QueueItemId),
    /// There is nothing left that can be taken back.
    Nothing,
}

/// A decision that can still be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named above")]
pub struct Undoable {
    pub decision: DecisionId,
    pub item: Option<QueueItemId>,
    pub outcome: Outcome,
    pub due_at: Time,
}

/// Takes back the newest decision of this moderator from which nothing has followed.
pub async fn undo(app: &App, who: &Person) -> Result<Undone, DbError> {
    transact!(app.db.write(), |tx| { undo_newest(tx, app, who).await })
}

async fn undo_newest(tx: &mut Tx, app: &App, who: &Person) -> Result<Undone, DbError> {
    let pending = store::list_pending_by(tx, who.account).await?;
    let Some((newest, item)) = pending
        .into_iter()
        .find_map(|row| row.queue_item_id.map(|item| (row, item)))
    else {
        return Ok(Undone::Nothing);
    };
    let now = app.now();
    store::mark_undone(tx, newest.id, now).await?;
    desk::mark_undone(tx, item, who.account, who.session, lease_from(now)).await?;
    if let (Some(item), Some(post)) = (
        desk::item(tx, item).await?,
        posts::post(tx, PostId::from(newest.subject_id)).await?,
    ) {
        queue::count_in(tx, item.id, item.queue, post.thread_id).await?;
    }
    Ok(Undone::Back(item))
}

/// What this moderator can still take back, the newest first.
pub async fn list_undoable(tx: &mut Tx, who: &Person) -> Result<Vec<Undoable>, DbError> {
    let pending = store::list_pending_by(tx, who.account).await?;
    Ok(pending
        .into_iter()
        .map(|row| Undoable {
            decision: row.id,
            item: row.queue_item_id,
            outcome: row.outcome,
            due_at: row.due_at,
        })
        .collect())
}

/// Lets a decision fall that has not taken effect, because the text it was made on is not the text any more.
pub(in crate::posts) async fn cancel(tx: &mut Tx, post: PostId, now: Time) -> Result<(), DbError> {
    let Some(open) = desk::open_item(tx, post.uuid()).await? else {
        return Ok(());
    };
    if let Some(decision) = store::decision_of_item(tx, open.subject_id, open.id).await? {
        store::mark_undone(tx, decision.id, now).await?;
    }
    Ok(())
}
