//! The statements of decisions, statements of reasons and restrictions.

use masthead_db::{Time, Uuid, row, statements};

use super::made::{AutomatedDecision, Cause, Outcome};
use crate::kernel::{
    AccountId, CaseId, DecisionId, GroundId, Lang, PostId, QueueItemId, StatementId,
};
use crate::screening::GroundKind;

row! {
    pub(super) struct DecisionRow {
        pub id: DecisionId,
        pub subject_id: Uuid,
        pub subject_version: i64,
        pub queue_item_id: Option<QueueItemId>,
        pub outcome: Outcome,
        pub cause: Cause,
        pub case_id: Option<CaseId>,
        pub by_account: Option<AccountId>,
        pub by_rule: Option<String>,
        pub ground_id: Option<GroundId>,
        pub facts: String,
        pub note: String,
        pub automated_detection: bool,
        pub automated_decision: AutomatedDecision,
        pub decided_at: Time,
        pub due_at: Time,
        pub effective_at: Option<Time>,
        pub undone_at: Option<Time>,
        pub supersedes: Option<DecisionId>,
        pub ends_at: Option<Time>,
        pub weighing: String,
        pub by_name: Option<String>,
    }
}
row! {
    pub(super) struct PendingRow { pub id: DecisionId, pub due_at: Time }
}
row! {
    pub(super) struct RestrictionRow { pub id: Uuid, pub decision_id: DecisionId, pub post_id: PostId, pub lifted_at: Option<Time> }
}
row! {
    pub(super) struct StatementRow {
        pub id: StatementId,
        pub short: String,
        pub decision_id: DecisionId,
        pub post_id: PostId,
        pub post_short: String,
        pub recipient_id: AccountId,
        pub lang: Lang,
        pub restriction: String,
        pub territory: String,
        pub starts_at: Time,
        pub ends_at: Option<Time>,
        pub facts: String,
        pub notice_based: bool,
        pub automated_detection: bool,
        pub automated_decision: AutomatedDecision,
        pub ground_kind: GroundKind,
        pub ground_code: String,
        pub ground_citation: String,
        pub ground_explanation: String,
        pub complain_until: Time,
        pub body: String,
        pub lifted_at: Option<Time>,
        pub replaced_by: Option<String>,
    }
}
row! {
    pub(super) struct ShortRow { pub short: String }
    pub(super) struct OverRow { pub decision_id: DecisionId, pub post_id: PostId }
}

/// What stands in a [`DecisionRow`], of the decisions that the rest of the statement names.
macro_rules! decisions {
    ($which:literal) => {
        concat!(
            "select d.id, d.subject_id, d.subject_version, d.queue_item_id, d.outcome, d.cause, d.case_id, d.by_account,
                d.by_rule, d.ground_id, d.facts, d.note, d.automated_detection, d.automated_decision, d.decided_at,
                d.due_at, d.effective_at, d.undone_at, d.supersedes, d.ends_at, d.weighing, a.display_name as by_name
         from decision d left join account a on a.id = d.by_account ",
            $which
        )
    };
}

statements! {
    /// A decision that has not taken effect yet.
    pub(super) fn insert_decision(
        id: DecisionId, subject: Uuid, version: i64, item: Option<QueueItemId>, outcome: Outcome, cause: Cause,
        case: Option<CaseId>, by: Option<AccountId>, rule: Option<&str>, ground: Option<GroundId>,
        snapshot: Option<&str>, facts: &str, note: &str, automated_detection: bool,
        automated_decision: AutomatedDecision, at: Time, due: Time, supersedes: Option<DecisionId>
    ) =
        "insert into decision
           (id, subject_kind, subject_id, subject_version, queue_item_id, outcome, cause, case_id, by_account, by_rule,
            ground_id, ground_snapshot, facts, note, automated_detection, automated_decision, decided_at, due_at,
            supersedes)
         values ($1, 'post', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

    /// Says until when a decision holds a post back, and what was weighed when it was made.
    pub(super) fn bound_decision(id: DecisionId, ends: Option<Time>, weighing: &str) =
        "update decision set ends_at = $2, weighing = $3 where id = $1";

    /// Restrictions whose end has come and that still hold a post back.
    pub(super) fn list_over(now: Time, limit: i64) -> Vec<OverRow> =
        "select r.decision_id, r.post_id from restriction r join post p on p.restriction_id = r.id
         where r.ends_at is not null and r.lifted_at is null and r.ends_at <= $1 and p.state = 'removed'
         order by r.ends_at, r.id limit $2";

    /// A decision.
    pub(super) fn decision(id: DecisionId) -> Option<DecisionRow> =
        decisions!("where d.id = $1");

    /// The newest decision in force about something.
    pub(super) fn latest_decision(subject: Uuid) -> Option<DecisionRow> =
        decisions!("where d.subject_id = $1 and d.effective_at is not null order by d.effective_at desc, d.id desc limit 1");

    /// The newest decision about an item that was not taken back.
    pub(super) fn decision_of_item(subject: Uuid, item: QueueItemId) -> Option<DecisionRow> =
        decisions!("where d.subject_id = $1 and d.queue_item_id = $2 and d.undone_at is null order by d.decided_at desc limit 1");

    /// Decisions of somebody that can still be undone, the newest first.
    pub(super) fn list_pending_by(account: AccountId) -> Vec<DecisionRow> =
        decisions!("where d.by_account = $1 and d.effective_at is null and d.undone_at is null
         order by d.decided_at desc, d.id desc");

    /// Decisions whose time has come.
    pub(super) fn list_due(now: Time, limit: i64) -> Vec<PendingRow> =
        "select id, due_at from decision
         where effective_at is null and undone_at is null and due_at <= $1 order by due_at, id limit $2";

    /// Says that a decision is in force.
    pub(super) fn mark_effective(id: DecisionId, at: Time) =
        "update decision set effective_at = $2 where id = $1 and effective_at is null and undone_at is null";

    /// Says that a decision was taken back before anything followed.
    pub(super) fn mark_undone(id: DecisionId, at: Time) =
        "update decision set undone_at = $2 where id = $1 and effective_at is null and undone_at is null";

    /// What somebody is told about a restriction.
    pub(super) fn insert_statement(
        id: StatementId, short: &str, decision: DecisionId, post: PostId, recipient: AccountId, lang: Lang,
        restriction: &str, territory: &str, starts: Time, ends: Option<Time>, facts: &str, notice_based: bool, automated_detection: bool,
        automated_decision: AutomatedDecision, ground_kind: GroundKind, ground_code: &str, ground_version: i64,
        ground_citation: &str, ground_explanation: &str, complain_until: Time, body: &str, delivery: &str
    ) =
        "insert into statement_of_reasons
           (id, short, decision_id, post_id, recipient_id, lang, restriction, territory, starts_at, ends_at, facts,
            notice_based, automated_detection, automated_decision, ground_kind, ground_code, ground_version, ground_citation,
            ground_explanation, complain_until, body, created_at, delivered_at, delivery)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $9, $9,
             $22)";

    /// What holds a post back.
    pub(super) fn insert_restriction(
        id: Uuid, decision: DecisionId, post: PostId, kind: &str, statement: Option<StatementId>, ground: GroundId,
        exemption: Option<&str>, starts: Time, ends: Option<Time>
    ) =
        "insert into restriction (id, decision_id, post_id, kind, statement_id, ground_id, exemption, starts_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// The restriction that came from a decision.
    pub(super) fn restriction_of(decision: DecisionId) -> Option<RestrictionRow> =
        "select id, decision_id, post_id, lifted_at from restriction where decision_id = $1";

    /// Ends what holds a post back.
    pub(super) fn lift_restrictions(post: PostId, at: Time, by: DecisionId) =
        "update restriction set lifted_at = $2, lifted_by = $3 where post_id = $1 and lifted_at is null";

    /// Ends one restriction, because another takes its place.
    pub(super) fn end_restriction(id: Uuid, at: Time, by: DecisionId) =
        "update restriction set lifted_at = $2, lifted_by = $3 where id = $1 and lifted_at is null";

    /// The letters in the address of the statement that explains a decision.
    pub(super) fn statement_short_of(decision: DecisionId) -> Option<ShortRow> =
        "select short from statement_of_reasons where decision_id = $1";

    /// Corrects the record of somebody whose post was refused or removed wrongly.
    pub(super) fn forgive(account: AccountId) =
        "update author_record set refused = refused - 1, approved = approved + 1,
                approved_since_refusal = approved_since_refusal + 1
         where account_id = $1 and refused > 0";

    /// A statement of reasons by the letters in its address.
    pub(super) fn statement_by_short(short: &str) -> Option<StatementRow> =
        "select s.id, s.short, s.decision_id, s.post_id, p.short as post_short, s.recipient_id, s.lang, s.restriction,
                s.territory, s.starts_at, s.ends_at, s.facts, s.notice_based, s.automated_detection,
                s.automated_decision, s.ground_kind, s.ground_code, s.ground_citation,
                s.ground_explanation, s.complain_until, s.body, r.lifted_at,
                (select n.short from statement_of_reasons n where n.decision_id = r.lifted_by) as replaced_by
         from statement_of_reasons s join post p on p.id = s.post_id
         left join restriction r on r.statement_id = s.id where s.short = $1";

    /// A statement of reasons by its identifier.
    pub(super) fn statement(id: StatementId) -> Option<StatementRow> =
        "select s.id, s.short, s.decision_id, s.post_id, p.short as post_short, s.recipient_id, s.lang, s.restriction,
                s.territory, s.starts_at, s.ends_at, s.facts, s.notice_based, s.automated_detection,
                s.automated_decision, s.ground_kind, s.ground_code, s.ground_citation,
                s.ground_explanation, s.complain_until, s.body, r.lifted_at,
                (select n.short from statement_of_reasons n where n.decision_id = r.lifted_by) as replaced_by
         from statement_of_reasons s join post p on p.id = s.post_id
         left join restriction r on r.statement_id = s.id where s.id = $1";

    /// What somebody was told, the newest first.
    pub(super) fn list_statements(recipient: AccountId, limit: i64) -> Vec<StatementRow> =
        "select s.id, s.short, s.decision_id, s.post_id, p.short as post_short, s.recipient_id, s.lang, s.restriction,
                s.territory, s.starts_at, s.ends_at, s.facts, s.notice_based, s.automated_detection,
                s.automated_decision, s.ground_kind, s.ground_code, s.ground_citation,
                s.ground_explanation, s.complain_until, s.body, r.lifted_at,
                (select n.short from statement_of_reasons n where n.decision_id = r.lifted_by) as replaced_by
         from statement_of_reasons s join post p on p.id = s.post_id
         left join restriction r on r.statement_id = s.id
         where s.recipient_id = $1 order by s.created_at desc limit $2";
}
