//! A restriction with an end is over: the post appears again by itself, and its author is told (spec/office.md §3.3).

use masthead_db::{DbError, Tx, transact};

use super::in_force::{Swept, put_in_force};
use super::made::{AutomatedDecision, Cause, Outcome};
use super::store;
use crate::kernel::{App, DecisionId};
use crate::posts::PostError;

/// What lifts a restriction, by its name in the list of rules.
const RULE: &str = "time_is_over";

/// Restrictions that are lifted in one round; the next round takes the rest.
const PAGE: i64 = 200;

/// Lifts every restriction whose end has come. One that cannot be lifted is logged and does not keep the others.
pub(super) async fn lift_over(app: &App, swept: &mut Swept) -> Result<(), DbError> {
    let over = transact!(app.db.read(), |tx| {
        store::list_over(tx, app.now(), PAGE).await
    })?;
    for row in over {
        let lifted = transact!(app.db.write(), |tx| {
            lift(tx, app, row.decision_id).await
        });
        match lifted {
            Ok(()) => swept.lifted += 1,
            Err(cause) => {
                tracing::error!(post = %row.post_id, %cause, "a restriction cannot be lifted; it is tried again in a minute");
                swept.failed += 1;
            }
        }
    }
    Ok(())
}

/// Brings the post back by a decision of its own, so that its history says why it can be seen again.
async fn lift(tx: &mut Tx, app: &App, first: DecisionId) -> Result<(), PostError> {
    let first = store::decision(tx, first)
        .await?
        .ok_or(PostError::Unknown)?;
    let is_lifted = store::restriction_of(tx, first.id)
        .await?
        .is_none_or(|it| it.lifted_at.is_some());
    if is_lifted {
        return Ok(());
    }
    let (now, id): (_, DecisionId) = (app.now(), app.new_id());
    let (outcome, cause, means) = (Outcome::Restore, Cause::Rule, AutomatedDecision::Fully);
    store::insert_decision(
        tx,
        id,
        first.subject_id,
        first.subject_version,
        None,
        outcome,
        cause,
        None,
        None,
        Some(RULE),
        None,
        None,
        "",
        "",
        false,
        means,
        now,
        now,
        Some(first.id),
    )
    .await?;
    let row = store::decision(tx, id).await?.ok_or(PostError::Unknown)?;
    put_in_force(tx, app, &row).await
}
