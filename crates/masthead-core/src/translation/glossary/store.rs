//! The statements of the glossary.

use masthead_db::{Time, Uuid, row, statements};

use crate::kernel::AccountId;

row! {
    pub(in crate::translation) struct TermRow { pub source: String, pub target: String }
}
row! {
    pub(in crate::translation) struct RevisionRow { pub number: i64 }
}

statements! {
    /// The terms in force.
    pub(in crate::translation) fn list_terms(from: &str, to: &str) -> Vec<TermRow> =
        "select source, target from glossary_term
         where from_lang = $1 and to_lang = $2 and removed_in is null order by source";

    /// How often the glossary of a pair was changed.
    pub(in crate::translation) fn revision(from: &str, to: &str) -> One<RevisionRow> =
        "select cast(coalesce(max(number), 0) as bigint) as number from glossary_revision
         where from_lang = $1 and to_lang = $2";

    /// A change.
    pub(in crate::translation) fn insert_revision(from: &str, to: &str, number: i64, by: AccountId, at: Time) =
        "insert into glossary_revision (from_lang, to_lang, number, account_id, changed_at)
         values ($1, $2, $3, $4, $5)";

    /// Ends a term.
    pub(in crate::translation) fn close_term(from: &str, to: &str, source: &str, number: i64) =
        "update glossary_term set removed_in = $4
         where from_lang = $1 and to_lang = $2 and source = $3 and removed_in is null";

    /// A term.
    pub(in crate::translation) fn insert_term(
        id: Uuid, from: &str, to: &str, source: &str, target: &str, number: i64, by: AccountId, at: Time
    ) =
        "insert into glossary_term (id, from_lang, to_lang, source, target, added_in, account_id, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)";
}
