//! Background work as the newsroom sees it: what waits, what was given up and why, and trying again.

use masthead_db::{DbError, transact};
pub use masthead_jobs::{Counts, JobNumber, JobState, Listed};

use super::audit::{self, Entry};
use super::{App, Person};

/// Jobs on a page of the list.
const PAGE: i64 = 100;

/// The queue of background work at one moment.
#[derive(Clone, Debug)]
pub struct Board {
    /// How many jobs of each kind are in each state.
    pub counts: Vec<Counts>,
    /// Those in the state that was asked for, newest first.
    pub jobs: Vec<Listed>,
}

/// Reads the queue.
pub async fn board(app: &App, state: JobState) -> Result<Board, DbError> {
    transact!(app.db.read(), |tx| {
        Ok(Board {
            counts: masthead_jobs::counts(tx).await?,
            jobs: masthead_jobs::list(tx, state, None, PAGE).await?,
        })
    })
}

/// Lets a job run now that waits or was given up; `false` when there is nothing to repeat.
pub async fn try_again(app: &App, who: &Person, job: JobNumber) -> Result<bool, DbError> {
    transact!(app.db.write(), |tx| {
        let is_on = masthead_jobs::retry_now(tx, job, app.now()).await?;
        if is_on {
            let (actor, subject) = (who.account.to_string(), format!("job {job}"));
            let entry = Entry {
                actor: &actor,
                verb: "job.retry",
                subject: &subject,
                detail: "",
            };
            audit::record(tx, app, &entry).await?;
        }
        Ok::<_, DbError>(is_on)
    })
}
