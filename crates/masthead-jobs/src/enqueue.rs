//! Putting work into the queue.

use masthead_db::{DbError, Time, Tx};
use serde_json::Value;

use crate::store;

/// Attempts before a job is given up, unless it says otherwise. With the waits between them this covers some hours.
const ATTEMPTS_MAX: u32 = 8;

/// A job to be.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// The name of its handler.
    pub kind: &'static str,
    /// What the handler needs to know; small, because it is read again for every attempt. Ids rather than contents.
    pub payload: Value,
    /// Now.
    pub created_at: Time,
    /// Not before this moment.
    pub run_at: Time,
    /// While a job of this kind and key is waiting, no second one is enqueued. One that is running already does not
    /// count, because it may have looked before the change that asks for this one.
    pub unique_key: Option<String>,
    /// Attempts before it is given up.
    pub attempts_max: u32,
}

impl NewJob {
    /// A job to be run as soon as the transaction is committed.
    pub fn new(kind: &'static str, payload: Value, now: Time) -> Self {
        Self {
            kind,
            payload,
            created_at: now,
            run_at: now,
            unique_key: None,
            attempts_max: ATTEMPTS_MAX,
        }
    }

    /// Not before `run_at`.
    #[must_use]
    pub fn not_before(mut self, run_at: Time) -> Self {
        self.run_at = run_at;
        self
    }

    /// Only if none of its kind and `key` is waiting.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.unique_key = Some(key.into());
        self
    }
}

/// Puts a job into the queue; the runners learn of it when the transaction is committed.
///
/// `false` when one of the same kind and key is waiting already.
///
/// # Errors
/// Whatever the database says.
pub async fn enqueue(tx: &mut Tx, job: &NewJob) -> Result<bool, DbError> {
    tx.wake_followers();
    let payload = job.payload.to_string();
    let key = job.unique_key.as_deref();
    let attempts_max = i64::from(job.attempts_max.max(1));
    let added = store::insert_job(
        tx,
        job.kind,
        &payload,
        key,
        job.run_at,
        attempts_max,
        job.created_at,
    )
    .await?;
    Ok(added == 1)
}
