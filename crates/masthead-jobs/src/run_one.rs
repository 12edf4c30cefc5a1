//! One attempt at one job: its lease is kept alive while it runs, and its outcome noted.

use masthead_db::{DbError, transact};
use tokio::task::JoinSet;

use crate::JobState;
use crate::backoff::wait_after;
use crate::runner::{Handler, Outcome, Runner, Work};
use crate::store::{self, ClaimedRow};

/// How long work waits for a node that knows its kind: an upgrade is under way.
const STRANGE_WAIT: std::time::Duration = std::time::Duration::from_secs(30);

/// Makes the attempt that `row` was claimed for.
pub(crate) async fn run(runner: Runner, row: ClaimedRow) {
    let noted = match attempt(&runner, &row).await {
        Some(outcome) => note(&runner, &row, outcome).await,
        None => Ok(()),
    };
    if let Err(error) = noted {
        // Its lease runs out, and somebody makes another attempt.
        tracing::error!(job = row.number.0, kind = row.kind, %error, "the outcome of a job could not be noted");
    }
}

/// The outcome, or nothing when the job is no longer ours to have one.
async fn attempt(runner: &Runner, row: &ClaimedRow) -> Option<Outcome> {
    if row.attempts > row.attempts_max {
        return Some(Outcome::GiveUp(format!(
            "it was interrupted in each of {} attempts",
            row.attempts_max
        )));
    }
    let Some(handler) = runner
        .handlers
        .iter()
        .find(|handler| handler.kind == row.kind)
    else {
        put_back(runner, row).await;
        return None;
    };
    let work = match serde_json::from_str(&row.payload) {
        Ok(payload) => Work {
            number: row.number,
            payload,
            attempt: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        },
        Err(error) => return Some(Outcome::GiveUp(format!("its payload is not JSON: {error}"))),
    };
    tokio::select! {
        outcome = done(handler, work) => Some(outcome),
        () = lease_is_lost(runner, row) => None,
    }
}

/// Does the work, as a task of its own so that work that is busy cannot keep its lease from being renewed. A panic is a
/// failure like any other, with its words as the reason. Dropped, it stops the work.
async fn done(handler: &Handler, work: Work) -> Outcome {
    let mut task = JoinSet::new();
    task.spawn((handler.work)(work));
    match task.join_next().await.expect("one task was just put there") {
        Ok(outcome) => outcome,
        Err(ended) => Outcome::Retry(format!("panicked: {}", last_words(ended))),
    }
}

fn last_words(ended: tokio::task::JoinError) -> String {
    let Ok(panic) = ended.try_into_panic() else {
        return "it was stopped".to_owned();
    };
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or(panic.downcast_ref::<&str>().copied());
    words.unwrap_or("without a word").to_owned()
}

/// Renews the lease from time to time; returns when somebody else has the job now.
async fn lease_is_lost(runner: &Runner, row: &ClaimedRow) {
    loop {
        tokio::time::sleep(runner.pace.lease / 3).await;
        let until = runner.clock.now().after(runner.pace.lease);
        let renewed = transact!(runner.db.write(), |tx| {
            store::renew(tx, row.number, &runner.name, row.attempts, until).await
        });
        match renewed {
            Ok(0) => {
                tracing::warn!(
                    job = row.number.0,
                    kind = row.kind,
                    "somebody else has taken over a job; leaving it"
                );
                return;
            }
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(job = row.number.0, %error, "a lease could not be renewed; trying again");
            }
        }
    }
}

async fn note(runner: &Runner, row: &ClaimedRow, outcome: Outcome) -> Result<(), DbError> {
    let now = runner.clock.now();
    let is_last = row.attempts >= row.attempts_max;
    match outcome {
        Outcome::Done => finish(runner, row, JobState::Done, None).await,
        Outcome::Retry(why) if !is_last => {
            let wait = wait_after(
                u32::try_from(row.attempts).unwrap_or(u32::MAX),
                (runner.chance)(),
            );
            tracing::warn!(
                job = row.number.0,
                kind = row.kind,
                why,
                "a job failed and will be tried again"
            );
            transact!(runner.db.write(), |tx| {
                store::put_back(
                    tx,
                    row.number,
                    &runner.name,
                    row.attempts,
                    row.attempts,
                    &why,
                    now.after(wait),
                )
                .await?;
                Ok(())
            })
        }
        Outcome::Retry(why) | Outcome::GiveUp(why) => {
            tracing::error!(
                job = row.number.0,
                kind = row.kind,
                why,
                "a job was given up"
            );
            finish(runner, row, JobState::GivenUp, Some(&why)).await
        }
    }
}

async fn finish(
    runner: &Runner,
    row: &ClaimedRow,
    state: JobState,
    reason: Option<&str>,
) -> Result<(), DbError> {
    let now = runner.clock.now();
    transact!(runner.db.write(), |tx| {
        store::finish(
            tx,
            row.number,
            &runner.name,
            row.attempts,
            state,
            reason,
            now,
        )
        .await?;
        Ok(())
    })
}

/// Returns work that no handler here knows; another node may, so this is no attempt.
async fn put_back(runner: &Runner, row: &ClaimedRow) {
    let due_at = runner.clock.now().after(STRANGE_WAIT);
    let reason = "no node that was asked knows this kind of work";
    let returned = transact!(runner.db.write(), |tx| {
        store::put_back(
            tx,
            row.number,
            &runner.name,
            row.attempts,
            row.attempts - 1,
            reason,
            due_at,
        )
        .await?;
        Ok::<_, DbError>(())
    });
    if let Err(error) = returned {
        tracing::error!(job = row.number.0, %error, "a job could not be put back; its lease will run out");
    }
}
