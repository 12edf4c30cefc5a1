//! The feed of events: what happened, in an order in which nothing can be missed.
//!
//! On PostgreSQL a number drawn early may be committed late. So each event remembers the transaction it was settled in, the
//! feed is read in the order of these, and only up to the first transaction that may still be running: everything before
//! it is decided for good. `docs/adr/0003-event-feed-order.md` has the reasoning. On SQLite there is one writer and the
//! number alone is enough.

use uuid::Uuid;

use crate::error::DbError;
use crate::time::Time;
use crate::tx::Tx;

/// How far a follower has come in the feed. The default is before the first event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cursor {
    /// The transaction of the last event seen.
    pub settled_in: i64,
    /// Its number.
    pub number: i64,
}

crate::row! {
    /// An event as it stands in the feed.
    pub struct FeedRow {
        /// Its number; unique, but not the order of the feed.
        pub number: i64,
        /// The transaction it was settled in.
        pub settled_in: i64,
        /// What kind of thing happened.
        pub kind: String,
        /// To what it happened.
        pub subject: Option<Uuid>,
        /// What else is known, as JSON.
        pub payload: String,
        /// When.
        pub at: Time,
    }
    struct CursorRow { settled_in: i64, number: i64 }
}

impl FeedRow {
    /// The cursor of a follower that has seen this event.
    pub fn cursor(&self) -> Cursor {
        Cursor {
            settled_in: self.settled_in,
            number: self.number,
        }
    }
}

crate::statements! {
    fn insert_event(kind: &str, subject: Option<Uuid>, payload: &str, at: Time) =
        "insert into event (kind, subject, payload, at) values ($1, $2, $3, $4)";
    fn list_after(settled_in: i64, number: i64, limit: i64) -> Vec<FeedRow> =
        "select number, settled_in, kind, subject, payload, at from event
         where (settled_in, number) > ($1, $2) and settled_in < {horizon}
         order by settled_in, number limit $3";
    fn follower(name: &str) -> Option<CursorRow> =
        "select settled_in, number from event_follower where name = $1";
    fn insert_follower(name: &str, at: Time) =
        "insert into event_follower (name, settled_in, number, moved_at) values ($1, 0, 0, $2)
         on conflict (name) do nothing";
    fn update_follower(name: &str, settled_in: i64, number: i64, at: Time) =
        "update event_follower set settled_in = $2, number = $3, moved_at = $4 where name = $1";
    fn last() -> Option<CursorRow> =
        "select settled_in, number from event where settled_in < {horizon}
         order by settled_in desc, number desc limit 1";
}

/// Every statement of this crate, for the test that plans and runs each.
#[cfg(feature = "testing")]
pub fn statements() -> &'static [crate::Statement] {
    STATEMENTS
}

/// Puts an event into the feed, and calls its followers once the transaction is committed.
///
/// # Errors
/// Whatever the database says.
pub async fn append_event(
    tx: &mut Tx,
    kind: &str,
    subject: Option<Uuid>,
    payload: &str,
    at: Time,
) -> Result<(), DbError> {
    tx.wake_followers();
    insert_event(tx, kind, subject, payload, at).await?;
    Ok(())
}

/// The events after `cursor` that are settled for good, at most `limit`.
///
/// An event may come a moment late (while a transaction that began before it is still open), but never out of order, and
/// none is ever left out.
///
/// # Errors
/// Whatever the database says.
pub async fn events_after(
    tx: &mut Tx,
    cursor: Cursor,
    limit: i64,
) -> Result<Vec<FeedRow>, DbError> {
    list_after(tx, cursor.settled_in, cursor.number, limit).await
}

/// Where a follower begins that only wants what happens from now on: the last event that is settled for good.
///
/// An event whose transaction is still open comes after it, so none is missed; one that was committed a moment ago may
/// come after it as well.
///
/// # Errors
/// Whatever the database says.
pub async fn events_head(tx: &mut Tx) -> Result<Cursor, DbError> {
    let last = last(tx).await?;
    Ok(last.map_or(Cursor::default(), |row| Cursor {
        settled_in: row.settled_in,
        number: row.number,
    }))
}

/// How far the follower `name` has come; the beginning, if it has not been heard of.
///
/// # Errors
/// Whatever the database says.
pub async fn follower_cursor(tx: &mut Tx, name: &str) -> Result<Cursor, DbError> {
    let known = follower(tx, name).await?;
    Ok(known.map_or(Cursor::default(), |row| Cursor {
        settled_in: row.settled_in,
        number: row.number,
    }))
}

/// Takes the next events for the follower `name`, at most `limit`, and notes that it has come so far.
///
/// What follows from them is done in the same transaction, after this call, and so happens exactly once, on however many
/// nodes the follower runs: of two who take at once one waits here, runs again and finds them taken. Nothing is written
/// when there is nothing to take.
///
/// # Errors
/// Whatever the database says.
pub async fn take_events(
    tx: &mut Tx,
    name: &str,
    limit: i64,
    at: Time,
) -> Result<Vec<FeedRow>, DbError> {
    let cursor = follower_cursor(tx, name).await?;
    let events = events_after(tx, cursor, limit).await?;
    if let Some(last) = events.last() {
        insert_follower(tx, name, at).await?;
        update_follower(tx, name, last.settled_in, last.number, at).await?;
    }
    Ok(events)
}
