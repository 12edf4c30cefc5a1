//! What a decision is, and how it is read again.

use masthead_db::{DbError, Time, Tx};

use super::store;
use crate::kernel::{AccountId, CaseId, DecisionId, GroundId, PostId};

/// What was decided about a text of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It may be published.
    Approve,
    /// It is not published.
    Refuse,
    /// It is published and stays so.
    Keep,
    /// It is taken down.
    Remove,
    /// It comes back: an earlier refusal or removal was wrong.
    Restore,
}

masthead_db::impl_text_column!(Outcome {
    Approve = "approve",
    Refuse = "refuse",
    Keep = "keep",
    Remove = "remove",
    Restore = "restore",
});

impl Outcome {
    /// Whether somebody's words are held back by it, so that they must be told why.
    pub fn restricts(self) -> bool {
        matches!(self, Outcome::Refuse | Outcome::Remove)
    }

    /// The word in locales and in the audit log.
    pub fn word(self) -> &'static str {
        masthead_db::TextColumn::word(self)
    }
}

/// What made somebody look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The desk reads what is handed in.
    OwnInitiative,
    /// A notice that something is illegal (DSA Art. 16).
    Notice,
    /// A report that something is against the netiquette.
    RulesReport,
    /// A complaint against an earlier decision (DSA Art. 20).
    Complaint,
    /// A rule of the house, without anybody looking.
    Rule,
}

masthead_db::impl_text_column!(Cause {
    OwnInitiative = "own_initiative",
    Notice = "notice",
    RulesReport = "rules_report",
    Complaint = "complaint",
    Rule = "rule",
});

/// How far a machine decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AutomatedDecision {
    /// A person decided.
    Not,
    /// A person decided what a machine proposed.
    Partially,
    /// Nobody looked.
    Fully,
}

masthead_db::impl_text_column!(AutomatedDecision { Not = "not", Partially = "partially", Fully = "fully" });

/// A decision as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Which.
    pub id: DecisionId,
    /// About which post.
    pub post: PostId,
    /// About which text of it.
    pub version: i64,
    /// What was decided.
    pub outcome: Outcome,
    /// What made somebody look.
    pub cause: Cause,
    /// The case that it answers.
    pub case: Option<CaseId>,
    /// Who decided; nobody when a rule did.
    pub by: Option<AccountId>,
    /// The name of whoever decided, as colleagues know them.
    pub by_name: Option<String>,
    /// The rule that decided.
    pub by_rule: Option<String>,
    /// On what ground.
    pub ground: Option<GroundId>,
    /// The facts as the author was told them.
    pub facts: String,
    /// A note for colleagues.
    pub note: String,
    /// When it was made.
    pub decided_at: Time,
    /// Since when it is in force.
    pub effective_at: Option<Time>,
    /// The decision that it reverses.
    pub supersedes: Option<DecisionId>,
    /// Until when it holds a post back; none is without limit.
    pub ends_at: Option<Time>,
    /// What was weighed; for colleagues, and for whoever decides a complaint.
    pub weighing: String,
    /// Whether a program drew attention to the post.
    pub automated_detection: bool,
    /// How far a program decided.
    pub automated_decision: AutomatedDecision,
}

/// A decision by its identifier; whoever decides a complaint compares themselves with its `by`.
pub async fn decision(tx: &mut Tx, id: DecisionId) -> Result<Option<Decision>, DbError> {
    Ok(store::decision(tx, id).await?.map(read))
}

/// The newest decision in force about a post.
pub async fn latest_decision(tx: &mut Tx, post: PostId) -> Result<Option<Decision>, DbError> {
    Ok(store::latest_decision(tx, post.uuid()).await?.map(read))
}

fn read(row: store::DecisionRow) -> Decision {
    Decision {
        id: row.id,
        post: row.subject_id.into(),
        version: row.subject_version,
        outcome: row.outcome,
        cause: row.cause,
        case: row.case_id,
        by: row.by_account,
        by_name: row.by_name,
        by_rule: row.by_rule,
        ground: row.ground_id,
        facts: row.facts,
        note: row.note,
        decided_at: row.decided_at,
        effective_at: row.effective_at,
        supersedes: row.supersedes,
        ends_at: row.ends_at,
        weighing: row.weighing,
        automated_detection: row.automated_detection,
        automated_decision: row.automated_decision,
    }
}
