//! Statements that remember what came from where.

use masthead_db::{Time, Uuid, row, statements};

use crate::kernel::RevisionId;

row! {
    /// What an item of a source became here.
    pub(super) struct ItemRow {
        pub id: Uuid,
        pub target_id: Uuid,
        pub fingerprint: String,
        pub revision_id: Option<RevisionId>,
    }
}

statements! {
    /// What an item became when it was imported before.
    pub(super) fn item(system: &str, site: &str, kind: &str, source_id: &str) -> Option<ItemRow> =
        "select id, target_id, fingerprint, revision_id from import_item
         where system = $1 and site = $2 and kind = $3 and source_id = $4";

    /// Remembers an item.
    pub(super) fn insert_item(
        id: Uuid, system: &str, site: &str, kind: &str, source_id: &str, target: Uuid, fingerprint: &str,
        revision: Option<RevisionId>, at: Time
    ) =
        "insert into import_item (id, system, site, kind, source_id, target_id, fingerprint, revision_id, imported_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// Remembers what the source says now.
    pub(super) fn update_item(id: Uuid, fingerprint: &str, revision: Option<RevisionId>, at: Time) =
        "update import_item set fingerprint = $2, revision_id = $3, imported_at = $4 where id = $1";
}
