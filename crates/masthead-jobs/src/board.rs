//! What the newsroom sees of the queue: what waits, what failed and why, and a way to try again.

use masthead_db::{DbError, Time, Tx};

use crate::{JobNumber, JobState, store};

/// A job, as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub number: JobNumber,
    /// The name of its handler.
    pub kind: String,
    /// What the handler is given, as JSON.
    pub payload: String,
    /// Where it is in its life.
    pub state: JobState,
    /// When it is to run; for one that is running, until when it is leased.
    pub due_at: Time,
    /// Attempts so far.
    pub attempts: i64,
    /// Attempts before it is given up.
    pub attempts_max: i64,
    /// The runner that has it.
    pub leased_by: Option<String>,
    /// Why it last failed.
    pub reason: Option<String>,
    /// When it was enqueued.
    pub created_at: Time,
    /// When it was done or given up.
    pub finished_at: Option<Time>,
}

/// How many jobs of a kind are in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// The name of the handler.
    pub kind: String,
    /// The state.
    pub state: JobState,
    /// How many.
    pub total: i64,
}

/// The jobs in `state`, newest first, from before `before` (the last number of the page above), at most `limit`.
///
/// # Errors
/// Whatever the database says.
pub async fn list(
    tx: &mut Tx,
    state: JobState,
    before: Option<JobNumber>,
    limit: i64,
) -> Result<Vec<Listed>, DbError> {
    let rows = store::list_jobs(tx, state, before.unwrap_or(JobNumber(i64::MAX)), limit).await?;
    Ok(rows.into_iter().map(listed).collect())
}

fn listed(row: store::ListedRow) -> Listed {
    Listed {
        number: row.number,
        kind: row.kind,
        payload: row.payload,
        state: row.state,
        due_at: row.due_at,
        attempts: row.attempts,
        attempts_max: row.attempts_max,
        leased_by: row.leased_by,
        reason: row.reason,
        created_at: row.created_at,
        finished_at: row.finished_at,
    }
}

/// How many jobs there are of each kind in each state.
///
/// # Errors
/// Whatever the database says.
pub async fn counts(tx: &mut Tx) -> Result<Vec<Counts>, DbError> {
    let rows = store::count_jobs(tx).await?;
    Ok(rows
        .into_iter()
        .map(|row| Counts {
            kind: row.kind,
            state: row.state,
            total: row.total,
        })
        .collect())
}

/// Lets a job that waits or was given up run now, with all its attempts before it.
///
/// `false` when it is running or done, or when another of its kind and key is waiting already.
///
/// # Errors
/// Whatever the database says.
pub async fn retry_now(tx: &mut Tx, number: JobNumber, now: Time) -> Result<bool, DbError> {
    tx.wake_followers();
    Ok(store::retry(tx, number, now).await? == 1)
}

/// Forgets at most `limit` jobs that were done before `before`, and says how many. What was given up stays until
/// somebody has looked at it.
///
/// # Errors
/// Whatever the database says.
pub async fn forget_finished(tx: &mut Tx, before: Time, limit: i64) -> Result<u64, DbError> {
    store::delete_done(tx, before, limit).await
}
