//! The statements of measures against accounts.

use masthead_db::{Time, row, statements};

use super::read::{Ended, SanctionKind};
use crate::kernel::{AccountId, CaseId, GroundId, Lang, SanctionId};

row! {
    pub(super) struct SanctionRow {
        pub id: SanctionId,
        pub short: String,
        pub account_id: AccountId,
        pub display_name: String,
        pub kind: SanctionKind,
        pub is_grave: bool,
        pub ground_id: GroundId,
        pub facts: String,
        pub note: String,
        pub body: String,
        pub decided_by: AccountId,
        pub by_name: String,
        pub starts_at: Time,
        pub ends_at: Option<Time>,
        pub complain_until: Time,
        pub ended_at: Option<Time>,
        pub ended_how: Option<Ended>,
        pub end_reason: String,
    }
    pub(super) struct DueRow { pub id: SanctionId }
}

statements! {
    /// Writes down a warning or a suspension with what its holder was told.
    pub(super) fn insert_sanction(
        id: SanctionId, short: &str, account: AccountId, kind: SanctionKind, is_grave: bool, ground: GroundId,
        facts: &str, note: &str, lang: Lang, body: &str, follows: Option<SanctionId>, case: Option<CaseId>,
        by: AccountId, starts: Time, ends: Option<Time>, complain_until: Time
    ) =
        "insert into sanction (id, short, account_id, kind, is_grave, ground_id, facts, note, lang, body, follows,
             case_id, decided_by, starts_at, ends_at, complain_until, end_reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '')";

    /// A measure by its identifier.
    pub(super) fn sanction(id: SanctionId) -> Option<SanctionRow> =
        "select s.id, s.short, s.account_id, a.display_name, s.kind, s.is_grave, s.ground_id, s.facts, s.note, s.body,
             s.decided_by, b.display_name as by_name, s.starts_at, s.ends_at, s.complain_until, s.ended_at, s.ended_how,
             s.end_reason
         from sanction s join account a on a.id = s.account_id join account b on b.id = s.decided_by where s.id = $1";

    /// A measure by the letters in its address.
    pub(super) fn sanction_by_short(short: &str) -> Option<SanctionRow> =
        "select s.id, s.short, s.account_id, a.display_name, s.kind, s.is_grave, s.ground_id, s.facts, s.note, s.body,
             s.decided_by, b.display_name as by_name, s.starts_at, s.ends_at, s.complain_until, s.ended_at, s.ended_how,
             s.end_reason
         from sanction s join account a on a.id = s.account_id join account b on b.id = s.decided_by where s.short = $1";

    /// The measures against an account, the newest first.
    pub(super) fn list_sanctions_of(account: AccountId) -> Vec<SanctionRow> =
        "select s.id, s.short, s.account_id, a.display_name, s.kind, s.is_grave, s.ground_id, s.facts, s.note, s.body,
             s.decided_by, b.display_name as by_name, s.starts_at, s.ends_at, s.complain_until, s.ended_at, s.ended_how,
             s.end_reason
         from sanction s join account a on a.id = s.account_id join account b on b.id = s.decided_by
         where s.account_id = $1 order by s.starts_at desc, s.id desc";

    /// The suspensions in force, the one that ends first before the others.
    pub(super) fn list_in_force(limit: i64) -> Vec<SanctionRow> =
        "select s.id, s.short, s.account_id, a.display_name, s.kind, s.is_grave, s.ground_id, s.facts, s.note, s.body,
             s.decided_by, b.display_name as by_name, s.starts_at, s.ends_at, s.complain_until, s.ended_at, s.ended_how,
             s.end_reason
         from sanction s join account a on a.id = s.account_id join account b on b.id = s.decided_by
         where s.kind = 'suspension' and s.ended_at is null order by s.ends_at, s.id limit $1";

    /// The newest warning of an account since a moment that was not undone.
    pub(super) fn warning_since(account: AccountId, since: Time) -> Option<DueRow> =
        "select id from sanction where account_id = $1 and kind = 'warning' and ended_at is null and starts_at >= $2
         order by starts_at desc, id desc limit 1";

    /// The newest measure against an account since a moment that was not taken back.
    pub(super) fn measure_since(account: AccountId, since: Time) -> Option<DueRow> =
        "select id from sanction
         where account_id = $1 and starts_at >= $2 and (ended_how is null or ended_how not in ('reversed', 'lifted'))
         order by starts_at desc, id desc limit 1";

    /// Suspensions whose time is over.
    pub(super) fn list_over(now: Time, limit: i64) -> Vec<DueRow> =
        "select id from sanction where kind = 'suspension' and ended_at is null and ends_at <= $1
         order by ends_at, id limit $2";

    /// Ends a measure, unless it has ended.
    pub(super) fn end_sanction(id: SanctionId, at: Time, how: Ended, by: Option<AccountId>, reason: &str) =
        "update sanction set ended_at = $2, ended_how = $3, ended_by = $4, end_reason = $5
         where id = $1 and ended_at is null";
}
