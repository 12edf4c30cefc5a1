//! Taking from the queue: each item is leased to one moderator, a few at a time, and never to two.

use std::time::Duration;

use masthead_db::{DbError, Time, Tx, transact};

use super::{Queue, store};
use crate::kernel::{AccountId, App, Capability, Person, QueueItemId, ThreadId};
use crate::posts::PostError;

/// Seconds that a lease lasts unless it is renewed: long enough to read a long post twice, short enough that a closed
/// laptop holds nobody up.
pub const LEASE_SECS: u64 = 75;

/// Items that are leased at a time: one on the screen and those that follow it.
pub const PREFETCH: usize = 4;

/// From where somebody wants to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ClaimNext {
    /// Whatever is most urgent.
    #[default]
    Anything,
    /// One queue.
    From(Queue),
    /// What waits below one article.
    Below(ThreadId),
}

/// An item that somebody has on the screen, or next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Which.
    pub item: QueueItemId,
    /// The version on which a decision can be made.
    pub version: i64,
    /// In which queue it waits.
    pub queue: Queue,
    /// Until when nobody else is given it.
    pub until: Time,
}

/// What a colleague has on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named above")]
pub struct Claim {
    pub item: QueueItemId,
    pub thread: Option<ThreadId>,
    pub account: AccountId,
    pub name: String,
    pub until: Time,
}

/// Leases the next items to a moderator, renewing what they have already; the first is the one to look at.
///
/// Nobody is given what a colleague has, nor what they wrote themselves.
pub async fn claim_next(
    app: &App,
    who: &Person,
    from: ClaimNext,
) -> Result<Vec<Claimed>, PostError> {
    if !who.may(Capability::DecidePosts) {
        return Err(PostError::NotAllowed);
    }
    let now = app.now();
    let until = lease_from(now);
    let mut rows = transact!(app.db.write(), |tx| {
        store::renew_claims(tx, who.account, who.session, until, now).await?;
        let mut rows = store::list_claimed_by(tx, who.account, who.session, now).await?;
        if rows.len() < PREFETCH {
            rows.extend(more(tx, who, from, now, PREFETCH - rows.len()).await?);
        }
        Ok::<_, DbError>(rows)
    })?;
    rows.sort_by_key(|row| (std::cmp::Reverse(row.priority), row.waiting_since, row.id));
    Ok(rows.iter().map(claimed).collect())
}

async fn more(
    tx: &mut Tx,
    who: &Person,
    from: ClaimNext,
    now: Time,
    wanted: usize,
) -> Result<Vec<store::ClaimedRow>, DbError> {
    let until = lease_from(now);
    let limit = i64::try_from(wanted).unwrap_or(0);
    match from {
        ClaimNext::Anything => store::claim(tx, who.account, who.session, until, now, limit).await,
        ClaimNext::From(queue) => {
            store::claim_in_queue(tx, who.account, who.session, until, now, limit, queue).await
        }
        ClaimNext::Below(thread) => {
            store::claim_in_thread(tx, who.account, who.session, until, now, limit, thread).await
        }
    }
}

/// Makes everything that somebody has on the screen stay theirs for another lease; says how many items that are.
pub async fn renew(app: &App, who: &Person) -> Result<u64, DbError> {
    let now = app.now();
    let until = lease_from(now);
    transact!(app.db.write(), |tx| {
        store::renew_claims(tx, who.account, who.session, until, now).await
    })
}

/// Gives items back, so that colleagues are given them at once: one, or everything somebody has.
pub async fn give_back(app: &App, who: &Person, item: Option<QueueItemId>) -> Result<(), DbError> {
    transact!(app.db.write(), |tx| {
        match item {
            Some(item) => store::give_back(tx, item, who.account).await?,
            None => store::give_back_all(tx, who.account, who.session).await?,
        };
        Ok(())
    })
}

/// Who has what on the screen.
pub async fn list_claims(tx: &mut Tx, now: Time) -> Result<Vec<Claim>, DbError> {
    let rows = store::list_claims(tx, now).await?;
    Ok(rows
        .into_iter()
        .map(|row| Claim {
            item: row.id,
            thread: row.thread_id,
            account: row.claimed_by,
            name: row.display_name,
            until: row.claimed_until,
        })
        .collect())
}

/// Until when a lease that begins now lasts.
pub(in crate::posts) fn lease_from(now: Time) -> Time {
    now.after(Duration::from_secs(LEASE_SECS))
}

fn claimed(row: &store::ClaimedRow) -> Claimed {
    Claimed {
        item: row.id,
        version: row.version,
        queue: row.queue,
        until: row.claimed_until,
    }
}
