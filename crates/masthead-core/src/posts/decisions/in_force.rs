//! A decision takes effect: the post, what its author is told, the counts and what is announced, in one transaction.

use masthead_db::{DbError, Time, Tx, Uuid, transact};

use super::expire;
use super::letters;
use super::made::{Cause, Outcome};
use super::statement;
use super::store::{self, DecisionRow};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, DecisionId, PostId, audit};
use crate::posts::desk::store as desk;
use crate::posts::store::{self as posts, PostRow};
use crate::posts::{PostError, PostState};

/// The job that puts a decision in force when the time to undo it is over; its payload is the decision.
pub const TAKE_EFFECT: &str = "take_effect";

/// Decisions that are listed at a time.
const DUE_LISTED: i64 = 500;

/// Puts a decision in force, unless it was undone or is in force already: doing it twice does no harm. Says `false`
/// when the time to undo it is not over yet.
pub async fn take_effect(app: &App, id: DecisionId) -> Result<bool, PostError> {
    transact!(app.db.write(), |tx| {
        let Some(decision) = store::decision(tx, id).await? else {
            return Ok(true);
        };
        if decision.due_at > app.now() {
            return Ok(false);
        }
        put_in_force(tx, app, &decision).await?;
        Ok(true)
    })
}

/// Decisions whose time has come and that have not taken effect: what a node finds after a standstill.
pub async fn list_due(tx: &mut Tx, now: Time) -> Result<Vec<DecisionId>, DbError> {
    Ok(store::list_due(tx, now, DUE_LISTED)
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect())
}

/// The work that comes round and lets take effect what its own job has not.
pub const SWEEP_DUE: &str = "sweep_due_decisions";

/// What a round has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Decisions that have taken effect.
    pub in_force: usize,
    /// Restrictions whose end had come and that were lifted.
    pub lifted: usize,
    /// Decisions that still have not; each is logged with its cause.
    pub failed: usize,
}

/// Lets every decision take effect whose time is over, whatever became of the job that should have seen to it: a
/// moderator's word must not hang on one row. Restrictions with an end are lifted when it has come. One that fails does
/// not keep the others from being tried.
///
/// # Errors
/// [`DbError`] when the decisions cannot even be listed.
pub async fn sweep_due(app: &App) -> Result<Swept, DbError> {
    let due = transact!(app.db.read(), |tx| { list_due(tx, app.now()).await })?;
    let mut swept = Swept::default();
    for decision in due {
        match take_effect(app, decision).await {
            Ok(_) => swept.in_force += 1,
            Err(cause) => {
                tracing::error!(%decision, %cause, "a decision cannot take effect; it is tried again in a minute");
                swept.failed += 1;
            }
        }
    }
    expire::lift_over(app, &mut swept).await?;
    Ok(swept)
}

/// Does what a decision says, now.
pub(super) async fn put_in_force(
    tx: &mut Tx,
    app: &App,
    decision: &DecisionRow,
) -> Result<(), PostError> {
    let now = app.now();
    if store::mark_effective(tx, decision.id, now).await? == 0 {
        return Ok(());
    }
    let post = posts::post(tx, PostId::from(decision.subject_id))
        .await?
        .ok_or(PostError::Unknown)?;
    let events = match decision.outcome {
        Outcome::Approve => approve(tx, decision, &post, now).await?,
        Outcome::Restore => restore(tx, app, decision, &post, now).await?,
        Outcome::Keep => Vec::new(),
        Outcome::Refuse | Outcome::Remove => match corrected(tx, decision).await? {
            Some(earlier) => correct(tx, app, decision, &post, &earlier).await?,
            None => hold_back(tx, app, decision, &post).await?,
        },
    };
    close_item(tx, decision, now).await?;
    if decision.by_account.is_some() || decision.outcome != Outcome::Approve {
        write_down(tx, app, decision, &post).await?;
    }
    for event in events {
        announce(tx, app, event).await?;
    }
    announce(
        tx,
        app,
        Event::DecisionMade {
            decision: decision.id,
        },
    )
    .await?;
    Ok(())
}

async fn approve(
    tx: &mut Tx,
    decision: &DecisionRow,
    post: &PostRow,
    now: Time,
) -> Result<Vec<Event>, PostError> {
    // Approving a text does not bring back what was removed or taken back meanwhile.
    if !matches!(post.state, PostState::Waiting | PostState::Published) {
        return Ok(Vec::new());
    }
    posts::decide_version(tx, post.id, decision.subject_version, "approved").await?;
    // Only what somebody has read makes somebody known.
    if let (Some(account), Some(_)) = (post.account_id, decision.by_account) {
        posts::keep_record(tx, account, 1, 0).await?;
    }
    if post.state == PostState::Published {
        if let Some(replaced) = post.published_version {
            posts::decide_version(tx, post.id, replaced, "replaced").await?;
        }
        posts::replace_text(tx, post.id, decision.subject_version, now).await?;
        return Ok(vec![Event::ThreadChanged {
            thread: post.thread_id,
            article: post.article_id,
        }]);
    }
    publish(tx, post, decision.subject_version, now).await?;
    Ok(vec![published(post)])
}

async fn restore(
    tx: &mut Tx,
    app: &App,
    decision: &DecisionRow,
    post: &PostRow,
    now: Time,
) -> Result<Vec<Event>, PostError> {
    posts::decide_version(tx, post.id, decision.subject_version, "approved").await?;
    store::lift_restrictions(tx, post.id, now, decision.id).await?;
    // A time that is over puts nothing right: what was decided was not wrong.
    let is_over = decision.cause == Cause::Rule;
    if let (Some(account), false) = (post.account_id, is_over) {
        store::forgive(tx, account).await?;
    }
    letters::restored(tx, app, post, is_over).await?;
    if post.state == PostState::Published {
        posts::replace_text(tx, post.id, decision.subject_version, now).await?;
        return Ok(vec![Event::ThreadChanged {
            thread: post.thread_id,
            article: post.article_id,
        }]);
    }
    publish(tx, post, decision.subject_version, now).await?;
    Ok(vec![published(post)])
}

/// Refuses a text that was not published, or removes one that was.
async fn hold_back(
    tx: &mut Tx,
    app: &App,
    decision: &DecisionRow,
    post: &PostRow,
) -> Result<Vec<Event>, PostError> {
    let removes = decision.outcome == Outcome::Remove;
    let restriction: Uuid = statement::restrict(tx, app, decision, post).await?;
    let word = if removes { "removed" } else { "refused" };
    posts::decide_version(tx, post.id, decision.subject_version, word).await?;
    if let Some(account) = post.account_id {
        posts::keep_record(tx, account, 0, 1).await?;
    }
    if removes {
        posts::hold_post(
            tx,
            post.id,
            post.state.change_to(PostState::Removed)?,
            restriction,
        )
        .await?;
        count(tx, post, -1, None).await?;
        return Ok(vec![Event::PostRemoved {
            post: post.id,
            thread: post.thread_id,
            article: post.article_id,
        }]);
    }
    // The newer text of a published post is refused; the one that readers see stays.
    if post.state != PostState::Published {
        posts::hold_post(
            tx,
            post.id,
            post.state.change_to(PostState::Refused)?,
            restriction,
        )
        .await?;
    }
    Ok(vec![Event::PostRefused {
        post: post.id,
        thread: post.thread_id,
        article: post.article_id,
    }])
}

/// The restriction whose reasons a decision corrects, if that is what it does.
async fn corrected(
    tx: &mut Tx,
    decision: &DecisionRow,
) -> Result<Option<store::RestrictionRow>, DbError> {
    match decision.supersedes {
        Some(earlier) => {
            let restriction = store::restriction_of(tx, earlier).await?;
            Ok(restriction.filter(|it| it.lifted_at.is_none()))
        }
        None => Ok(None),
    }
}

/// Puts another restriction in the place of an earlier one: the post stays held back, its author reads other reasons,
/// and nothing is counted twice.
async fn correct(
    tx: &mut Tx,
    app: &App,
    decision: &DecisionRow,
    post: &PostRow,
    earlier: &store::RestrictionRow,
) -> Result<Vec<Event>, PostError> {
    let restriction: Uuid = statement::restrict(tx, app, decision, post).await?;
    store::end_restriction(tx, earlier.id, app.now(), decision.id).await?;
    posts::exchange_restriction(tx, post.id, earlier.id, restriction).await?;
    Ok(vec![Event::ThreadChanged {
        thread: post.thread_id,
        article: post.article_id,
    }])
}

async fn publish(tx: &mut Tx, post: &PostRow, version: i64, now: Time) -> Result<(), PostError> {
    post.state.change_to(PostState::Published)?;
    posts::publish_post(tx, post.id, version, now).await?;
    count(tx, post, 1, Some(now)).await?;
    Ok(())
}

/// Counts a post in or out, in its thread and in everything that it answers.
pub(in crate::posts) async fn count(
    tx: &mut Tx,
    post: &PostRow,
    by: i64,
    last: Option<Time>,
) -> Result<(), DbError> {
    posts::count_in_thread(tx, post.thread_id, by, last).await?;
    if let Some(parent) = post.parent_id {
        posts::count_in_ancestors(tx, parent, by).await?;
    }
    Ok(())
}

async fn close_item(tx: &mut Tx, decision: &DecisionRow, now: Time) -> Result<(), DbError> {
    let Some(item) = decision.queue_item_id else {
        return Ok(());
    };
    // What waits anew, for another reason, is not closed by what was decided before.
    let Some(row) = desk::item(tx, item)
        .await?
        .filter(|row| row.state == "decided")
    else {
        return Ok(());
    };
    let waited = now.since(row.waiting_since).as_secs();
    desk::mark_done(tx, item, i64::try_from(waited).unwrap_or(i64::MAX), now).await?;
    Ok(())
}

async fn write_down(
    tx: &mut Tx,
    app: &App,
    decision: &DecisionRow,
    post: &PostRow,
) -> Result<(), DbError> {
    let actor = match (&decision.by_account, &decision.by_rule) {
        (Some(account), _) => account.to_string(),
        (None, Some(rule)) => format!("rule:{rule}"),
        (None, None) => "site".to_owned(),
    };
    let detail = format!(
        "decision {} on version {}",
        decision.id, decision.subject_version
    );
    audit::record(
        tx,
        app,
        &audit::Entry {
            actor: &actor,
            verb: decision.outcome.word(),
            subject: &post.id.to_string(),
            detail: &detail,
        },
    )
    .await
}

fn published(post: &PostRow) -> Event {
    Event::PostPublished {
        post: post.id,
        thread: post.thread_id,
        article: post.article_id,
    }
}
