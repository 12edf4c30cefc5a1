//! What the desk has decided about a reported post answers the notices about it.

use masthead_db::{Tx, transact};
use masthead_jobs::NewJob;

use super::case::{ItemOutcome, Lane};
use super::decide_notice::{close_all, settle_one};
use super::error::OfficeError;
use super::letters;
use super::ruling::Ruled;
use super::store;
use crate::kernel::{App, DecisionId, PostId, Time};
use crate::posts::decisions::{Outcome, decision};
use crate::posts::{PostError, reopen};
use crate::screening::Rule;

/// The job that follows every decision that takes effect; its payload is the decision.
pub const SETTLE: &str = "settle_notices";

/// The job for a decision that has taken effect.
pub fn settle_job(decision: DecisionId, now: Time) -> NewJob {
    NewJob::new(
        SETTLE,
        serde_json::json!({ "decision": decision.to_string() }),
        now,
    )
}

/// Answers every open notice about the post with what the desk has decided. Doing it twice changes nothing, and a
/// decision that is itself the answer to a case has answered it already.
pub async fn settle(app: &App, id: DecisionId) -> Result<(), OfficeError> {
    transact!(app.db.write(), |tx| {
        let Some(made) = decision(tx, id)
            .await?
            .filter(|it| it.effective_at.is_some() && it.case.is_none())
        else {
            return Ok(());
        };
        let open = store::list_open_items_about(tx, made.post).await?;
        let outcome = match made.outcome {
            Outcome::Keep => ItemOutcome::NoAction,
            Outcome::Remove => ItemOutcome::Removed,
            Outcome::Approve | Outcome::Refuse if !open.is_empty() => {
                return ask_again(tx, app, made.post).await;
            }
            Outcome::Restore if made.by.is_none() => {
                return tell_that_it_is_over(tx, app, made.supersedes).await;
            }
            Outcome::Approve | Outcome::Refuse | Outcome::Restore => return Ok(()),
        };
        let ruled = Ruled::plain(outcome, String::new(), Some(id));
        for item in &open {
            settle_one(tx, app, item, &ruled, None).await?;
        }
        close_all(tx, app, &open).await
    })
}

/// Tells whoever had reported a post that was hidden for a time that it can be seen again.
async fn tell_that_it_is_over(
    tx: &mut Tx,
    app: &App,
    first: Option<DecisionId>,
) -> Result<(), OfficeError> {
    match first {
        Some(first) => Ok(letters::restriction_over(tx, app, first).await?),
        None => Ok(()),
    }
}

/// A newer text of a reported post was decided about: what was reported still waits, and comes back to the desk.
async fn ask_again(tx: &mut Tx, app: &App, post: PostId) -> Result<(), OfficeError> {
    let glances = store::list_open_notices_about(tx, post).await?;
    let why = if glances.iter().any(|it| it.lane == Lane::Unlawful) {
        Rule::ReportedUnlawful
    } else {
        Rule::Reopened
    };
    match reopen(tx, app, post, why).await {
        Ok(_) | Err(PostError::Unknown) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
