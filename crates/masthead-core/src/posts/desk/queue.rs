//! Putting things into the queue, changing them there and taking them out, with the count in the same breath.

use masthead_db::{DbError, Time, Tx, Uuid};

use super::store::{self, ItemRow};
use crate::kernel::{AccountId, App, PostId, QueueItemId, ThreadId};
use crate::screening::{Hit, Rule};

/// Slots over which a count is spread, so that many submissions at once do not wait for one row.
const SLOTS: u8 = 128;

/// A queue, by what waits in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Queue {
    /// Posts that nobody has read yet.
    New,
    /// New texts of posts that are published.
    Edited,
    /// Posts that were published unread.
    Review,
    /// Published posts that somebody has reported.
    Reported,
}

masthead_db::impl_text_column!(Queue { New = "new", Edited = "edited", Review = "review", Reported = "reported" });

impl Queue {
    /// All of them, in the order in which the desk shows them.
    pub const ALL: [Queue; 4] = [Queue::Reported, Queue::New, Queue::Edited, Queue::Review];

    /// The word in addresses and locales.
    pub fn word(self) -> &'static str {
        masthead_db::TextColumn::word(self)
    }

    /// What comes first when a moderator takes from all queues: reported before new before read afterwards.
    pub fn priority(self) -> i64 {
        match self {
            Queue::Reported => 20,
            Queue::New | Queue::Edited => 10,
            Queue::Review => 0,
        }
    }
}

/// A text of a post that is to wait.
pub(in crate::posts) struct Hold<'a> {
    pub post: PostId,
    pub version: i64,
    pub thread: ThreadId,
    pub author: Option<AccountId>,
    pub queue: Queue,
    pub why: Rule,
    pub hits: &'a [Hit],
}

/// Lets a text wait. A post that waits already goes on waiting at its place, with the newer text.
pub(in crate::posts) async fn hold(
    tx: &mut Tx,
    app: &App,
    held: &Hold<'_>,
) -> Result<QueueItemId, DbError> {
    let hits = hits_of(held);
    match store::open_item(tx, held.post.uuid()).await? {
        Some(open) => renew_text(tx, held, &open, &hits).await,
        None => insert(tx, app, held, &hits).await,
    }
}

/// Puts a post that nobody has seen before into the queue.
///
/// Unlike [`hold`] it does not look whether the post is there already. On PostgreSQL that look would make every post that
/// is handed in at the same moment collide with this one: new rows lie on one page of the index, and it is a page that
/// the server remembers as read.
pub(in crate::posts) async fn hold_new(
    tx: &mut Tx,
    app: &App,
    held: &Hold<'_>,
) -> Result<QueueItemId, DbError> {
    insert(tx, app, held, &hits_of(held)).await
}

fn hits_of(held: &Hold<'_>) -> String {
    serde_json::to_string(held.hits).expect("hits are always JSON")
}

async fn insert(
    tx: &mut Tx,
    app: &App,
    held: &Hold<'_>,
    hits: &str,
) -> Result<QueueItemId, DbError> {
    let id: QueueItemId = app.new_id();
    store::insert_item(
        tx,
        id,
        held.queue,
        held.post.uuid(),
        held.version,
        held.thread,
        held.author,
        held.why,
        hits,
        app.now(),
        held.queue.priority(),
    )
    .await?;
    count_in(tx, id, held.queue, held.thread).await?;
    Ok(id)
}

async fn renew_text(
    tx: &mut Tx,
    held: &Hold<'_>,
    open: &ItemRow,
    hits: &str,
) -> Result<QueueItemId, DbError> {
    let queue = if held.queue.priority() > open.queue.priority() {
        held.queue
    } else {
        open.queue
    };
    store::renew_item(
        tx,
        open.id,
        queue,
        held.version,
        held.why,
        hits,
        queue.priority(),
    )
    .await?;
    if open.state == "waiting" {
        count_out(tx, open.id, open.queue, held.thread).await?;
    }
    count_in(tx, open.id, queue, held.thread).await?;
    Ok(open.id)
}

/// Takes from the queue what nobody has to decide any more.
pub(in crate::posts) async fn drop_item(
    tx: &mut Tx,
    post: PostId,
    at: Time,
) -> Result<(), DbError> {
    let Some(open) = store::open_item(tx, post.uuid()).await? else {
        return Ok(());
    };
    store::drop_item(tx, open.id, at).await?;
    if let ("waiting", Some(thread)) = (open.state.as_str(), open.thread_id) {
        count_out(tx, open.id, open.queue, thread).await?;
    }
    Ok(())
}

/// Counts an item in, for the queue and for its thread.
pub(in crate::posts) async fn count_in(
    tx: &mut Tx,
    item: QueueItemId,
    queue: Queue,
    thread: ThreadId,
) -> Result<(), DbError> {
    store::count_in(tx, queue, thread.uuid(), slot(item)).await?;
    store::count_in(tx, queue, Uuid::nil(), slot(item)).await?;
    Ok(())
}

/// Counts an item out, from the slot in which it was counted in.
pub(in crate::posts) async fn count_out(
    tx: &mut Tx,
    item: QueueItemId,
    queue: Queue,
    thread: ThreadId,
) -> Result<(), DbError> {
    store::count_out(tx, queue, thread.uuid(), slot(item), Uuid::nil()).await?;
    Ok(())
}

/// The slot in which an item is counted; decided by its identifier, so that it is the same on the way out.
pub(in crate::posts) fn slot(item: QueueItemId) -> i64 {
    i64::from(item.uuid().as_bytes()[15] % SLOTS)
}
