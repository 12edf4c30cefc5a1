//! The statements of the office.

use masthead_db::{Time, Uuid, row, statements};

use super::case::{About, Basis, CaseKind, ComplaintOutcome, ItemOutcome, Lane, Urgency};
use crate::kernel::{AccountId, CaseId, DecisionId, GroundId, Lang, PostId, SanctionId};
use crate::posts::decisions::AutomatedDecision;

row! {
    pub(super) struct CountRow { pub total: i64 }
    pub(super) struct CaseRow {
        pub id: CaseId,
        pub number: String,
        pub kind: CaseKind,
        pub lang: Lang,
        pub account_id: Option<AccountId>,
        pub sender_name: String,
        pub sender_email: String,
        pub received_at: Time,
        pub due_at: Time,
        pub decided_at: Option<Time>,
        pub withdrawn_at: Option<Time>,
    }
    pub(super) struct NoticeRow {
        pub lane: Lane,
        pub reason: String,
        pub law: String,
        pub in_good_faith: bool,
        pub precise: bool,
        pub urgency: Urgency,
        pub ground_id: Option<GroundId>,
        pub is_identity_exempt: bool,
    }
    pub(super) struct QuestionRow {
        pub id: Uuid,
        pub about: About,
        pub text: String,
        pub by_name: Option<String>,
        pub asked_at: Time,
        pub answer: String,
        pub answered_at: Option<Time>,
    }
    pub(super) struct ItemRow {
        pub id: Uuid,
        pub case_id: CaseId,
        pub address: String,
        pub post_id: Option<PostId>,
        pub post_version: Option<i64>,
        pub outcome: Option<ItemOutcome>,
        pub reasons: String,
        pub decision_id: Option<DecisionId>,
        pub decided_by: Option<AccountId>,
        pub decided_at: Option<Time>,
        pub complain_until: Option<Time>,
        pub heard_at: Option<Time>,
        pub hidden_until_at: Option<Time>,
        pub author_id: Option<AccountId>,
        pub author_name: Option<String>,
        pub text: Option<String>,
        pub automated_detection: Option<bool>,
        pub automated_decision: Option<AutomatedDecision>,
    }
    pub(super) struct EvidenceRow {
        pub item_id: Uuid,
        pub post_version: Option<i64>,
        pub text: Option<String>,
        pub file_hash: Vec<u8>,
        pub taken_at: Time,
    }
    pub(super) struct SortingRow {
        pub lane_before: Lane,
        pub lane: Lane,
        pub urgency: Urgency,
        pub reason: String,
        pub by_name: String,
        pub sorted_at: Time,
    }
    pub(super) struct DeadlineRow {
        pub id: CaseId,
        pub number: String,
        pub kind: CaseKind,
        pub received_at: Time,
        pub due_at: Time,
        pub first_decider: Option<AccountId>,
        pub reminded: i64,
    }
    pub(super) struct ReminderRow { pub percent: i64, pub reached_at: Time }
    pub(super) struct ComplaintRow {
        pub basis: Basis,
        pub post_id: Option<PostId>,
        pub against_decision: Option<DecisionId>,
        pub against_item: Option<Uuid>,
        pub against_sanction: Option<SanctionId>,
        pub first_decider: Option<AccountId>,
        pub first_decider_name: Option<String>,
        pub text: String,
        pub window_ends_at: Time,
        pub outcome: Option<ComplaintOutcome>,
        pub reasons: String,
        pub decider: Option<AccountId>,
        pub author_id: Option<AccountId>,
        pub heard_at: Option<Time>,
    }
    pub(super) struct StatementRow { pub account_id: AccountId, pub display_name: String, pub text: String, pub made_at: Time }
    pub(super) struct LineRow {
        pub number: String,
        pub kind: CaseKind,
        pub received_at: Time,
        pub due_at: Time,
        pub decided_at: Option<Time>,
        pub lane: Option<Lane>,
        pub basis: Option<Basis>,
        pub opening: String,
        pub items: i64,
        pub urgency: Option<Urgency>,
        pub reminded: i64,
        pub is_withdrawn: bool,
        pub questions: i64,
    }
    pub(super) struct GlanceRow {
        pub number: String,
        pub lane: Lane,
        pub reason: String,
        pub law: String,
        pub received_at: Time,
        pub answer: String,
    }
    pub(super) struct OpenItemRow { pub id: Uuid, pub case_id: CaseId }
    pub(super) struct ReporterRow { pub number: String, pub lang: Lang, pub sender_email: String, pub complain_until: Option<Time> }
}

statements! {
    /// A case by its number.
    pub(super) fn case_by_number(number: &str) -> Option<CaseRow> =
        "select id, number, kind, lang, account_id, sender_name, sender_email, received_at, due_at, decided_at,
             withdrawn_at
         from office_case where number = $1";

    /// A case by its identifier.
    pub(super) fn case(id: CaseId) -> Option<CaseRow> =
        "select id, number, kind, lang, account_id, sender_name, sender_email, received_at, due_at, decided_at,
             withdrawn_at
         from office_case where id = $1";

    /// Opens a case.
    pub(super) fn insert_case(
        id: CaseId, number: &str, kind: CaseKind, lang: Lang, account: Option<AccountId>,
        sender_name: &str, sender_email: &str, at: Time, deadline: &str, due_at: Time
    ) =
        "insert into office_case (id, number, kind, state, lang, account_id, sender_name, sender_email,
             received_at, deadline, due_at)
         values ($1, $2, $3, 'open', $4, $5, $6, $7, $8, $9, $10)";

    /// Closes a case.
    pub(super) fn close_case(id: CaseId, at: Time) =
        "update office_case set state = 'decided', decided_at = $2 where id = $1 and state = 'open'";

    /// What a notice says.
    pub(super) fn insert_notice(
        case: CaseId, lane: Lane, reason: &str, law: &str, in_good_faith: bool, precise: bool, ground: Option<GroundId>,
        is_identity_exempt: bool
    ) =
        "insert into notice (case_id, lane, reason, law, in_good_faith, precise, ground_id, is_identity_exempt)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// Asks a notifier something.
    pub(super) fn insert_question(id: Uuid, case: CaseId, about: About, text: &str, by: Option<AccountId>, at: Time) =
        "insert into notice_question (id, case_id, about, text, asked_by, asked_at, answer)
         values ($1, $2, $3, $4, $5, $6, '')";

    /// What a notifier was asked, and what they have answered.
    pub(super) fn list_questions(case: CaseId) -> Vec<QuestionRow> =
        "select q.id, q.about, q.text, a.display_name as by_name, q.asked_at, q.answer, q.answered_at
         from notice_question q left join account a on a.id = q.asked_by
         where q.case_id = $1 order by q.asked_at, q.id";

    /// Takes down what a notifier answers to everything that they were asked.
    pub(super) fn answer_questions(case: CaseId, answer: &str, at: Time) =
        "update notice_question set answer = $2, answered_at = $3 where case_id = $1 and answered_at is null";

    /// Says that a notice can be looked at without guessing.
    pub(super) fn make_precise(case: CaseId) = "update notice set precise = true where case_id = $1";

    /// Says which post is meant, where a notice did not.
    pub(super) fn point_item(id: Uuid, post: PostId, version: i64) =
        "update notice_item set post_id = $2, post_version = $3 where id = $1 and post_id is null and outcome is null";

    /// Says that whoever opened a case took it back.
    pub(super) fn withdraw_case(id: CaseId, at: Time) =
        "update office_case set withdrawn_at = $2 where id = $1 and withdrawn_at is null";

    /// One thing that a notice is about.
    pub(super) fn insert_notice_item(
        id: Uuid, case: CaseId, position: i64, address: &str, post: Option<PostId>, version: Option<i64>
    ) =
        "insert into notice_item (id, case_id, position, address, post_id, post_version, reasons)
         values ($1, $2, $3, $4, $5, $6, '')";

    /// Where the evidence is.
    pub(super) fn insert_evidence(
        id: Uuid, case: CaseId, item: Uuid, version: i64, file_hash: &[u8], text_hash: &[u8], at: Time
    ) =
        "insert into evidence (id, case_id, item_id, post_version, file_hash, text_hash, taken_at)
         values ($1, $2, $3, $4, $5, $6, $7)";

    /// The pictures of what a notice is about, the earliest first, each with its text.
    pub(super) fn list_evidence(case: CaseId) -> Vec<EvidenceRow> =
        "select e.item_id, e.post_version, v.text, e.file_hash, e.taken_at
         from evidence e join notice_item i on i.id = e.item_id
         left join post_version v on v.post_id = i.post_id and v.number = coalesce(e.post_version, i.post_version)
         where e.case_id = $1 order by e.taken_at, e.post_version, e.id";

    /// Whether there is a picture of this text for a thing of a notice.
    pub(super) fn count_evidence_of(item: Uuid, version: i64) -> One<CountRow> =
        "select count(*) as total from evidence e join notice_item i on i.id = e.item_id
         where e.item_id = $1 and coalesce(e.post_version, i.post_version) = $2";

    /// Sorts an open notice anew.
    pub(super) fn sort_notice(case: CaseId, lane: Lane, urgency: Urgency) =
        "update notice set lane = $2, urgency = $3 where case_id = $1";

    /// Moves the deadline of an open case.
    pub(super) fn move_deadline(case: CaseId, deadline: &str, due: Time) =
        "update office_case set deadline = $2, due_at = $3 where id = $1 and state = 'open'";

    /// Writes down who sorted a notice anew, as what and why.
    pub(super) fn insert_sorting(
        id: Uuid, case: CaseId, before: Lane, lane: Lane, urgency: Urgency, reason: &str, by: AccountId, at: Time
    ) =
        "insert into notice_sorting (id, case_id, lane_before, lane, urgency, reason, sorted_by, sorted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";

    /// How a notice was sorted since it came.
    pub(super) fn list_sortings(case: CaseId) -> Vec<SortingRow> =
        "select s.lane_before, s.lane, s.urgency, s.reason, a.display_name as by_name, s.sorted_at
         from notice_sorting s join account a on a.id = s.sorted_by
         where s.case_id = $1 order by s.sorted_at, s.id";

    /// Open cases of whose deadline half is over, and not everything was said yet.
    pub(super) fn list_deadlines(now: Time, limit: i64) -> Vec<DeadlineRow> =
        "select c.id, c.number, c.kind, c.received_at, c.due_at, k.first_decider,
             coalesce((select max(r.percent) from case_reminder r where r.case_id = c.id), 0) as reminded
         from office_case c left join complaint k on k.case_id = c.id
         where c.state = 'open' and c.received_at + (c.due_at - c.received_at) / 2 <= $1
             and not exists (select 1 from case_reminder r where r.case_id = c.id and r.percent = 100)
         order by c.due_at, c.id limit $2";

    /// Says that part of a deadline is over; saying it twice changes nothing.
    pub(super) fn insert_reminder(case: CaseId, percent: i64, at: Time) =
        "insert into case_reminder (case_id, percent, reached_at) values ($1, $2, $3)
         on conflict (case_id, percent) do nothing";

    /// Forgets what was said about a deadline that was moved.
    pub(super) fn forget_reminders(case: CaseId) = "delete from case_reminder where case_id = $1";

    /// What was said about a deadline.
    pub(super) fn list_reminders(case: CaseId) -> Vec<ReminderRow> =
        "select percent, reached_at from case_reminder where case_id = $1 order by percent";

    /// Writes down what became of one thing, unless somebody was faster.
    pub(super) fn settle_item(
        id: Uuid, outcome: ItemOutcome, reasons: &str, decision: Option<DecisionId>, by: Option<AccountId>, at: Time,
        complain_until: Time, hidden_until: Option<Time>, sanction: Option<SanctionId>
    ) =
        "update notice_item set reasons = $3, decision_id = $4, decided_by = $5, decided_at = $6, complain_until = $7,
             hidden_until_at = $8, sanction_id = $9,
             outcome = case cast($2 as text) when 'disabled' then 'removed' when 'other_restriction' then 'no_action'
                 else cast($2 as text) end
         where id = $1 and outcome is null";

    /// Writes down that an author was asked for their view of a complaint.
    pub(super) fn mark_heard_about_complaint(case: CaseId, at: Time) =
        "update complaint set heard_at = $2 where case_id = $1 and heard_at is null";

    /// Writes down that an author was asked for their view.
    pub(super) fn mark_heard(id: Uuid, at: Time) = "update notice_item set heard_at = $2 where id = $1 and heard_at is null";

    /// What a notice says.
    pub(super) fn notice(case: CaseId) -> Option<NoticeRow> =
        "select lane, reason, law, in_good_faith, precise, urgency, ground_id, is_identity_exempt from notice where case_id = $1";

    /// What a notice is about, with the text as it was then.
    pub(super) fn list_items(case: CaseId) -> Vec<ItemRow> =
        "select i.id, i.case_id, i.address, i.post_id, i.post_version,
             case when i.outcome = 'removed' and i.hidden_until_at is not null then 'disabled'
                 when i.outcome = 'no_action' and i.sanction_id is not null then 'other_restriction'
                 else i.outcome end as outcome,
             i.reasons, i.decision_id, i.decided_by, i.decided_at, i.complain_until, i.heard_at, i.hidden_until_at,
             p.account_id as author_id, p.author_name, v.text, d.automated_detection, d.automated_decision
         from notice_item i
         left join post p on p.id = i.post_id
         left join decision d on d.id = i.decision_id
         left join post_version v on v.post_id = i.post_id and v.number = i.post_version
         where i.case_id = $1 order by i.position";

    /// The things of a notice that nothing was decided about.
    pub(super) fn count_open_items(case: CaseId) -> One<CountRow> =
        "select count(*) as total from notice_item where case_id = $1 and outcome is null";

    /// One thing that was reported.
    pub(super) fn notice_item(id: Uuid) -> Option<OpenItemRow> = "select id, case_id from notice_item where id = $1";

    /// Every open report of a post.
    pub(super) fn list_open_items_about(post: PostId) -> Vec<OpenItemRow> =
        "select id, case_id from notice_item where post_id = $1 and outcome is null order by case_id, position";

    /// What is said about a post in open notices, for the desk.
    pub(super) fn list_open_notices_about(post: PostId) -> Vec<GlanceRow> =
        "select c.number, n.lane, n.reason, n.law, c.received_at,
             coalesce((select q.answer from notice_question q where q.case_id = c.id and q.answered_at is not null
                 order by q.answered_at desc, q.id limit 1), '') as answer
         from notice_item i join notice n on n.case_id = i.case_id join office_case c on c.id = i.case_id
         where i.post_id = $1 and i.outcome is null order by c.received_at, c.id";

    /// Whose notices led to a decision, so that they learn when it is reversed.
    pub(super) fn list_reporters_of_decision(decision: DecisionId) -> Vec<ReporterRow> =
        "select distinct c.number, c.lang, c.sender_email, i.complain_until
         from notice_item i join office_case c on c.id = i.case_id
         where i.decision_id = $1 and c.sender_email <> ''";

    /// Files a complaint. Who decided first is read from what is challenged, not said by anybody.
    pub(super) fn insert_complaint(
        case: CaseId, basis: Basis, post: Option<PostId>, decision: Option<DecisionId>, item: Option<Uuid>,
        sanction: Option<SanctionId>, text: &str, window_ends_at: Time
    ) =
        "insert into complaint (case_id, basis, post_id, against_decision, against_item, against_sanction, first_decider,
             text, window_ends_at, reasons)
         values ($1, $2, $3, $4, $5, $6,
             coalesce((select d.by_account from decision d where d.id = $4),
                      (select i.decided_by from notice_item i where i.id = $5),
                      (select s.decided_by from sanction s where s.id = $6)),
             $7, $8, '')";

    /// A complaint with the name of whoever decided first.
    pub(super) fn complaint(case: CaseId) -> Option<ComplaintRow> =
        "select k.basis, k.post_id, k.against_decision, k.against_item, k.against_sanction, k.first_decider,
             a.display_name as first_decider_name, k.text, k.window_ends_at, k.outcome, k.reasons, k.decider,
             coalesce(p.account_id, s.account_id) as author_id, k.heard_at
         from complaint k
         left join account a on a.id = k.first_decider
         left join post p on p.id = k.post_id
         left join sanction s on s.id = k.against_sanction
         where k.case_id = $1";

    /// How many open complaints challenge the same thing.
    pub(super) fn count_complaints_against(
        decision: Option<DecisionId>, item: Option<Uuid>, sanction: Option<SanctionId>, basis: Basis
    ) -> One<CountRow> =
        "select count(*) as total from complaint k join office_case c on c.id = k.case_id
         where c.withdrawn_at is null and basis = $4 and (against_item = $2 or against_sanction = $3
             or ($2 is null and against_decision = $1))";

    /// Decides a complaint. The database refuses whoever decided first.
    pub(super) fn decide_complaint(
        case: CaseId, outcome: ComplaintOutcome, reasons: &str, decider: AccountId, decision: Option<DecisionId>
    ) =
        "update complaint set outcome = $2, reasons = $3, decider = $4, decision_id = $5
         where case_id = $1 and outcome is null";

    /// What the person affected says.
    pub(super) fn insert_case_statement(id: Uuid, case: CaseId, account: AccountId, text: &str, at: Time) =
        "insert into case_statement (id, case_id, account_id, text, made_at) values ($1, $2, $3, $4, $5)";

    /// What the persons affected have said.
    pub(super) fn list_case_statements(case: CaseId) -> Vec<StatementRow> =
        "select s.account_id, a.display_name, s.text, s.made_at
         from case_statement s join account a on a.id = s.account_id
         where s.case_id = $1 order by s.made_at, s.id";

    /// The open cases, the most urgent first.
    pub(super) fn list_open_cases(limit: i64) -> Vec<LineRow> =
        "select c.number, c.kind, c.received_at, c.due_at, c.decided_at, n.lane, k.basis,
             coalesce(n.reason, k.text, '') as opening,
             (select count(*) from notice_item i where i.case_id = c.id) as items, n.urgency,
             coalesce((select max(r.percent) from case_reminder r where r.case_id = c.id), 0) as reminded,
             (c.withdrawn_at is not null) as is_withdrawn,
             (select count(*) from notice_question q where q.case_id = c.id and q.answered_at is null) as questions
         from office_case c left join notice n on n.case_id = c.id left join complaint k on k.case_id = c.id
         where c.state = 'open' order by c.due_at, c.id limit $1";

    /// The cases decided last.
    pub(super) fn list_decided_cases(limit: i64) -> Vec<LineRow> =
        "select c.number, c.kind, c.received_at, c.due_at, c.decided_at, n.lane, k.basis,
             coalesce(n.reason, k.text, '') as opening,
             (select count(*) from notice_item i where i.case_id = c.id) as items, n.urgency,
             coalesce((select max(r.percent) from case_reminder r where r.case_id = c.id), 0) as reminded,
             (c.withdrawn_at is not null) as is_withdrawn,
             (select count(*) from notice_question q where q.case_id = c.id and q.answered_at is null) as questions
         from office_case c left join notice n on n.case_id = c.id left join complaint k on k.case_id = c.id
         where c.state = 'decided' order by c.decided_at desc, c.id limit $1";
}
