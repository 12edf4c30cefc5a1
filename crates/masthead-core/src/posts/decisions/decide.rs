//! A moderator decides what is on their screen. Nothing follows yet; for some seconds it can be taken back.

use std::time::Duration;

use masthead_db::{DbError, Time, Tx, transact};
use masthead_jobs::NewJob;

use super::in_force::{self, TAKE_EFFECT};
use super::made::{AutomatedDecision, Cause, Outcome};
use super::store;
use crate::kernel::{App, Capability, DecisionId, GroundId, Person, PostId, QueueItemId};
use crate::posts::desk::{queue, store as desk};
use crate::posts::store as posts;
use crate::posts::{PostError, PostState};
use crate::screening::{Hit, Rule, find_ground, snapshot_of};

/// Decisions of one moderator that wait to take effect; one more, and the oldest does so at once.
const STEPS_BACK: usize = 5;

/// A moderator's decision about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decide {
    /// Which item.
    pub item: QueueItemId,
    /// The version of it that was on the screen.
    pub version: i64,
    /// What they say.
    pub verdict: Verdict,
    /// A note for colleagues; may be empty.
    pub note: String,
}

/// What a moderator says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be seen.
    Approve,
    /// It may not be seen.
    Refuse {
        /// On this ground.
        ground: GroundId,
        /// For this reason, in words about this very post; its author reads them.
        facts: String,
    },
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It was made, and takes effect then unless it is undone.
    Made {
        /// Which.
        decision: DecisionId,
        /// When.
        due_at: Time,
    },
    /// Somebody was faster; nothing was changed.
    Already {
        /// Their name; none when a rule was.
        by: Option<String>,
        /// What they decided.
        outcome: Outcome,
    },
    /// The text is not the one that was on the screen; nothing was changed.
    TextChanged,
    /// A colleague has it on the screen; nothing was changed.
    HeldBy {
        /// Their name.
        name: String,
        /// Until when.
        until: Time,
    },
    /// Its author took it back; nothing was changed.
    Gone,
}

/// Decides an item. Counts it out of the queue at once; everything else waits for [`super::take_effect`].
///
/// # Errors
/// [`PostError::NotAllowed`] for a role that decides nothing and for one's own post, [`PostError::NoGround`] and
/// [`PostError::NoFacts`] for a refusal that would not tell its author enough.
pub async fn decide(app: &App, who: &Person, request: &Decide) -> Result<Decided, PostError> {
    if !who.may(Capability::DecidePosts) {
        return Err(PostError::NotAllowed);
    }
    transact!(app.db.write(), |tx| {
        decide_in(tx, app, who, request).await
    })
}

async fn decide_in(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    request: &Decide,
) -> Result<Decided, PostError> {
    let item = desk::item(tx, request.item)
        .await?
        .ok_or(PostError::Unknown)?;
    if item.author_id == Some(who.account) {
        return Err(PostError::NotAllowed);
    }
    if let Some(instead) = in_the_way(tx, &item, who, request.version, app.now()).await? {
        return Ok(instead);
    }
    let post = posts::post(tx, PostId::from(item.subject_id))
        .await?
        .ok_or(PostError::Unknown)?;
    let is_public =
        post.state == PostState::Published && post.published_version == Some(item.subject_version);
    let ruled = rule(tx, who, &request.verdict, is_public).await?;
    if desk::mark_decided(tx, item.id, request.version).await? == 0 {
        return Ok(Decided::TextChanged);
    }
    queue::count_out(tx, item.id, item.queue, post.thread_id).await?;
    let made = insert(tx, app, who, &item, &ruled, &request.note).await?;
    settle_older(tx, app, who).await?;
    Ok(made)
}

/// Why nothing can be decided here, if so.
async fn in_the_way(
    tx: &mut Tx,
    item: &desk::ItemRow,
    who: &Person,
    version: i64,
    now: Time,
) -> Result<Option<Decided>, DbError> {
    let held = item.claimed_until > now && item.claimed_by != Some(who.account);
    Ok(match item.state.as_str() {
        "decided" | "done" => {
            let earlier = store::decision_of_item(tx, item.subject_id, item.id).await?;
            Some(earlier.map_or(Decided::Gone, |row| Decided::Already {
                by: row.by_name,
                outcome: row.outcome,
            }))
        }
        "dropped" => Some(Decided::Gone),
        _ if item.version != version => Some(Decided::TextChanged),
        _ if held => Some(Decided::HeldBy {
            name: item.claimed_name.clone().unwrap_or_default(),
            until: item.claimed_until,
        }),
        _ => None,
    })
}

/// What a verdict comes to, checked against the catalogue.
struct Ruled {
    outcome: Outcome,
    ground: Option<GroundId>,
    snapshot: Option<String>,
    facts: String,
}

async fn rule(
    tx: &mut Tx,
    who: &Person,
    verdict: &Verdict,
    is_public: bool,
) -> Result<Ruled, PostError> {
    match verdict {
        Verdict::Approve => {
            let outcome = if is_public {
                Outcome::Keep
            } else {
                Outcome::Approve
            };
            Ok(Ruled {
                outcome,
                ground: None,
                snapshot: None,
                facts: String::new(),
            })
        }
        Verdict::Refuse { ground, facts } => {
            let outcome = if is_public {
                Outcome::Remove
            } else {
                Outcome::Refuse
            };
            let (snapshot, facts) = grounded(tx, who, *ground, facts).await?;
            Ok(Ruled {
                outcome,
                ground: Some(*ground),
                snapshot: Some(snapshot),
                facts,
            })
        }
    }
}

/// The ground as it reads today, and facts that say more than its label (spec/office.md, appendix C).
pub(super) async fn grounded(
    tx: &mut Tx,
    who: &Person,
    ground: GroundId,
    facts: &str,
) -> Result<(String, String), PostError> {
    let found = find_ground(tx, ground, who.lang)
        .await?
        .ok_or(PostError::NoGround)?;
    let facts = facts.trim();
    if facts.is_empty() || facts == found.label {
        return Err(PostError::NoFacts);
    }
    Ok((snapshot_of(tx, ground).await?, facts.to_owned()))
}

async fn insert(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    item: &desk::ItemRow,
    ruled: &Ruled,
    note: &str,
) -> Result<Decided, DbError> {
    let now = app.now();
    let decision: DecisionId = app.new_id();
    let due_at = now.after(Duration::from_secs(u64::from(app.settings().undo_secs)));
    store::insert_decision(
        tx,
        decision,
        item.subject_id,
        item.subject_version,
        Some(item.id),
        ruled.outcome,
        cause_of(item.why),
        None,
        Some(who.account),
        None,
        ruled.ground,
        ruled.snapshot.as_deref(),
        &ruled.facts,
        note.trim(),
        was_detected(item),
        AutomatedDecision::Not,
        now,
        due_at,
        None,
    )
    .await?;
    let payload = serde_json::json!({ "decision": decision.to_string() });
    masthead_jobs::enqueue(
        tx,
        &NewJob::new(TAKE_EFFECT, payload, now).not_before(due_at),
    )
    .await?;
    Ok(Decided::Made { decision, due_at })
}

/// Whether a program drew the moderator's attention to the post (DSA Art. 17(3)(c)): one of the checks had marked
/// something in it, and nobody had reported it.
fn was_detected(item: &desk::ItemRow) -> bool {
    let hits: Vec<Hit> = serde_json::from_str(&item.hits).unwrap_or_default();
    !hits.is_empty() && cause_of(item.why) == Cause::OwnInitiative
}

/// Whoever moves on settles what lies further back than they can see.
async fn settle_older(tx: &mut Tx, app: &App, who: &Person) -> Result<(), PostError> {
    let pending = store::list_pending_by(tx, who.account).await?;
    for older in pending.into_iter().skip(STEPS_BACK) {
        in_force::put_in_force(tx, app, &older).await?;
    }
    Ok(())
}

/// What made the moderator look, as the statement of reasons has to say (DSA Art. 17(3)(b)).
fn cause_of(why: Rule) -> Cause {
    match why {
        Rule::ReportedUnlawful => Cause::Notice,
        Rule::Reopened => Cause::RulesReport,
        _ => Cause::OwnInitiative,
    }
}
