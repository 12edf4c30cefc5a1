//! Decisions that were made before, on the site that a post was brought in from.

use masthead_db::Tx;

use super::in_force::put_in_force;
use super::made::{AutomatedDecision, Cause, Outcome};
use super::store;
use crate::kernel::{App, DecisionId, GroundId, Lang, PostId};
use crate::posts::PostError;
use crate::screening::{Ground, ground_by_code, snapshot_of};

/// What decides about posts that were decided elsewhere, by its name in the list of rules.
const RULE: &str = "refused_elsewhere";

/// Keeps a post refused or removed that was so where it comes from. Nobody is told: its author has no account here or
/// was told there, and the restriction says so (DSA Art. 17(2)).
pub(in crate::posts) async fn refuse(
    tx: &mut Tx,
    app: &App,
    post: PostId,
    outcome: Outcome,
    (ground, facts): (&str, &str),
) -> Result<(), PostError> {
    let ground: Ground = ground_by_code(tx, ground, Lang::De)
        .await?
        .ok_or(PostError::NoGround)?;
    let ground: GroundId = ground.id;
    let snapshot = snapshot_of(tx, ground).await?;
    let (now, decision): (_, DecisionId) = (app.now(), app.new_id());
    let cause = Cause::Rule;
    store::insert_decision(
        tx,
        decision,
        post.uuid(),
        1,
        None,
        outcome,
        cause,
        None,
        None,
        Some(RULE),
        Some(ground),
        Some(&snapshot),
        facts,
        "",
        false,
        AutomatedDecision::Not,
        now,
        now,
        None,
    )
    .await?;
    let row = store::decision(tx, decision)
        .await?
        .ok_or(PostError::Unknown)?;
    put_in_force(tx, app, &row).await
}
