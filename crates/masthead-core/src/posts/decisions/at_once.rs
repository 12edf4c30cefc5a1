//! Decisions that take effect at once: those of the office, which answer a case, and those of a rule.

use masthead_db::{DbError, Time, Tx};

use super::decide::grounded;
use super::in_force;
use super::made::{AutomatedDecision, Cause, Outcome};
use super::store;
use super::undo;
use crate::kernel::{App, CaseId, DecisionId, GroundId, Person, PostId, QueueItemId};
use crate::posts::desk::{queue, store as desk};
use crate::posts::store::{self as posts, PostRow};
use crate::posts::{ImpossibleChange, PostError, PostState};
use crate::screening::Rule;

/// How the office answers a case about a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The post.
    pub post: PostId,
    /// What is to become of it.
    pub answered: Answered,
    /// What made somebody look.
    pub cause: Cause,
    /// The case that is answered.
    pub case: CaseId,
    /// The decision that is reversed or confirmed.
    pub supersedes: Option<DecisionId>,
    /// A note for colleagues; may be empty.
    pub note: String,
    /// What was weighed, above all the freedom to speak (DSA Art. 14(4)); may be empty.
    pub weighing: String,
    /// Until when a removal, or what corrects one, holds; none is without limit.
    pub ends_at: Option<Time>,
}

/// What the office says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// The post stays as it is.
    Keep,
    /// A published post is taken down.
    Remove {
        /// On this ground.
        ground: GroundId,
        /// For this reason, in words about this very post; its author reads them.
        facts: String,
    },
    /// A refused or removed post is published after all.
    Restore,
    /// It stays held back, but for another reason than its author was told: the statement of reasons is corrected.
    Correct {
        /// On this ground.
        ground: GroundId,
        /// For this reason, in words about this very post; its author reads them.
        facts: String,
    },
}

/// Decides about a post for a case and puts the decision in force, all in the transaction of the case. Whatever of
/// the post waits in the queue is decided with it. Decided is about the text that readers see, or, where an earlier
/// decision is reversed or corrected, about the text of that decision.
///
/// Who may decide what is the office's to check: that a complaint is decided by another person, above all.
///
/// # Errors
/// [`PostError::Unknown`], [`PostError::NoGround`], [`PostError::NoFacts`], and [`PostError::Impossible`] when the post
/// does not stand where the answer supposes it.
pub async fn answer(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    request: &Answer,
) -> Result<DecisionId, PostError> {
    let post = posts::post(tx, request.post)
        .await?
        .ok_or(PostError::Unknown)?;
    let earlier = match request.supersedes {
        Some(id) => store::decision(tx, id).await?,
        None => None,
    };
    let (outcome, ground, facts) = match &request.answered {
        Answered::Keep => (Outcome::Keep, None, String::new()),
        Answered::Remove { ground, facts } => (Outcome::Remove, Some(*ground), facts.clone()),
        Answered::Restore => (Outcome::Restore, None, String::new()),
        Answered::Correct { ground, facts } => {
            let outcome = earlier.as_ref().map(|row| row.outcome);
            let outcome = outcome
                .filter(|it| it.restricts())
                .ok_or(PostError::Unknown)?;
            (outcome, Some(*ground), facts.clone())
        }
    };
    let corrects = matches!(request.answered, Answered::Correct { .. });
    if !corrects {
        possible(&post, outcome)?;
    }
    let (snapshot, facts) = match ground {
        Some(ground) => grounded(tx, who, ground, &facts)
            .await
            .map(|(snapshot, facts)| (Some(snapshot), facts))?,
        None => (None, facts),
    };
    let ends_at = request.ends_at.filter(|_| outcome == Outcome::Remove);
    let of_earlier = earlier.filter(|_| corrects || outcome == Outcome::Restore);
    let version = of_earlier.map_or(post.published_version.unwrap_or(post.version), |row| {
        row.subject_version
    });
    if outcome == Outcome::Restore && post.published_version == Some(version) {
        published_already(&post)?;
    }
    let item = match outcome {
        Outcome::Keep | Outcome::Remove if !corrects => {
            settle_item(tx, app, &post, outcome).await?
        }
        Outcome::Keep | Outcome::Remove | Outcome::Approve | Outcome::Refuse | Outcome::Restore => {
            None
        }
    };
    let (now, decision): (_, DecisionId) = (app.now(), app.new_id());
    store::insert_decision(
        tx,
        decision,
        post.id.uuid(),
        version,
        item,
        outcome,
        request.cause,
        Some(request.case),
        Some(who.account),
        None,
        ground,
        snapshot.as_deref(),
        &facts,
        request.note.trim(),
        false,
        AutomatedDecision::Not,
        now,
        now,
        request.supersedes,
    )
    .await?;
    store::bound_decision(tx, decision, ends_at, request.weighing.trim()).await?;
    in_force(tx, app, decision).await?;
    Ok(decision)
}

/// A text that readers see cannot be brought back.
fn published_already(post: &PostRow) -> Result<(), ImpossibleChange> {
    if post.state == PostState::Published {
        return Err(ImpossibleChange {
            from: post.state,
            to: PostState::Published,
        });
    }
    Ok(())
}

fn possible(post: &PostRow, outcome: Outcome) -> Result<(), PostError> {
    let to = match outcome {
        Outcome::Remove => PostState::Removed,
        Outcome::Restore => PostState::Published,
        Outcome::Keep | Outcome::Approve | Outcome::Refuse => return Ok(()),
    };
    // A newer text of a published post can have been refused: restoring it leaves the post where it is.
    if outcome == Outcome::Restore && post.state == PostState::Published {
        return Ok(());
    }
    post.state.change_to(to)?;
    Ok(())
}

/// Takes the open item of a post out of the queue, because this decision is about it.
async fn settle_item(
    tx: &mut Tx,
    app: &App,
    post: &PostRow,
    outcome: Outcome,
) -> Result<Option<QueueItemId>, DbError> {
    let Some(open) = desk::open_item(tx, post.id.uuid()).await? else {
        return Ok(None);
    };
    if post.published_version != Some(open.subject_version) {
        // A newer text that waits is another matter, unless there is no post left to show it in.
        if outcome == Outcome::Remove {
            undo::cancel(tx, post.id, app.now()).await?;
            queue::drop_item(tx, post.id, app.now()).await?;
        }
        return Ok(None);
    }
    if open.state == "waiting" {
        desk::mark_decided(tx, open.id, open.version).await?;
        queue::count_out(tx, open.id, open.queue, post.thread_id).await?;
    } else {
        undo::cancel(tx, post.id, app.now()).await?;
    }
    Ok(Some(open.id))
}

/// Publishes a post by a rule of the house, without anybody looking.
pub(in crate::posts) async fn by_rule(
    tx: &mut Tx,
    app: &App,
    post: PostId,
    version: i64,
    rule: Rule,
) -> Result<(), PostError> {
    let (now, decision): (_, DecisionId) = (app.now(), app.new_id());
    let word = masthead_db::TextColumn::word(rule);
    store::insert_decision(
        tx,
        decision,
        post.uuid(),
        version,
        None,
        Outcome::Approve,
        Cause::Rule,
        None,
        None,
        Some(word),
        None,
        None,
        "",
        "",
        true,
        AutomatedDecision::Fully,
        now,
        now,
        None,
    )
    .await?;
    in_force(tx, app, decision).await
}

async fn in_force(tx: &mut Tx, app: &App, id: DecisionId) -> Result<(), PostError> {
    let row = store::decision(tx, id).await?.ok_or(PostError::Unknown)?;
    in_force::put_in_force(tx, app, &row).await
}
