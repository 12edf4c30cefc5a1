//! Counting everything again, for whoever doubts a number. `masthead doctor` prints what it finds.

use masthead_db::{DbError, Tx};

use super::store;

/// A count that is not what counting again gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// What is counted: `thread`, `answers`, `queue`.
    pub what: &'static str,
    /// Of which thing.
    pub of: String,
    /// What is written down.
    pub kept: i64,
    /// What counting again gives.
    pub counted: i64,
}

/// Counts posts in threads, answers below posts and items in queues again, and names those that differ. Changes nothing:
/// a number that is wrong is a fault to be found, not to be painted over.
pub async fn recount(tx: &mut Tx) -> Result<Vec<Drift>, DbError> {
    let mut drifts = Vec::new();
    for (what, rows) in [
        ("thread", store::list_thread_drift(tx).await?),
        ("answers", store::list_answer_drift(tx).await?),
    ] {
        drifts.extend(rows.into_iter().map(|row| Drift {
            what,
            of: row.id.to_string(),
            kept: row.kept,
            counted: row.counted,
        }));
    }
    let queues = store::list_queue_drift(tx).await?;
    drifts.extend(queues.into_iter().map(|row| Drift {
        what: "queue",
        of: format!("{} {}", row.queue, row.thread_id),
        kept: row.kept,
        counted: row.counted,
    }));
    Ok(drifts)
}
