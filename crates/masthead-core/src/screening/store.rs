//! The statements of the catalogue of grounds.

use masthead_db::{Time, row, statements};

use super::GroundKind;
use crate::kernel::{GroundId, Lang};

row! {
    pub(super) struct GroundRow {
        pub id: GroundId,
        pub code: String,
        pub version: i64,
        pub kind: GroundKind,
        pub category: String,
        pub keyword: String,
        pub art18: String,
        pub label: String,
        pub citation: String,
        pub explanation: String,
        pub prepared: String,
    }
}
row! {
    pub(super) struct VersionRow { pub version: i64, pub fingerprint: Vec<u8> }
}

statements! {
    /// The grounds in force, in the words of one language.
    pub(super) fn list_grounds(lang: Lang) -> Vec<GroundRow> =
        "select g.id, g.code, g.version, g.kind, g.category, g.keyword, g.art18,
                t.label, t.citation, t.explanation, t.prepared
         from ground g join ground_text t on t.ground_id = g.id and t.lang = $1
         where g.active_to is null order by g.position, g.code";

    /// One version of one ground.
    pub(super) fn find_ground(id: GroundId, lang: Lang) -> Option<GroundRow> =
        "select g.id, g.code, g.version, g.kind, g.category, g.keyword, g.art18,
                t.label, t.citation, t.explanation, t.prepared
         from ground g join ground_text t on t.ground_id = g.id and t.lang = $2
         where g.id = $1";

    /// The version in force of a code.
    pub(super) fn ground_by_code(code: &str, lang: Lang) -> Option<GroundRow> =
        "select g.id, g.code, g.version, g.kind, g.category, g.keyword, g.art18,
                t.label, t.citation, t.explanation, t.prepared
         from ground g join ground_text t on t.ground_id = g.id and t.lang = $2
         where g.code = $1 and g.active_to is null";

    /// One version of one ground in every language.
    pub(super) fn ground_in_all_languages(id: GroundId) -> Vec<GroundRow> =
        "select g.id, g.code, g.version, g.kind, g.category, g.keyword, g.art18,
                t.label, t.citation, t.explanation, t.prepared
         from ground g join ground_text t on t.ground_id = g.id
         where g.id = $1 order by t.lang";

    /// The newest version of a code.
    pub(super) fn newest_version(code: &str) -> Option<VersionRow> =
        "select version, fingerprint from ground where code = $1 order by version desc limit 1";

    /// Ends the version in force.
    pub(super) fn close_ground(code: &str, at: Time) =
        "update ground set active_to = $2 where code = $1 and active_to is null";

    /// A version of a ground.
    pub(super) fn insert_ground(
        id: GroundId, code: &str, version: i64, kind: GroundKind, position: i64, category: &str, keyword: &str,
        prosecution: &str, art18: &str, fingerprint: &[u8], at: Time
    ) =
        "insert into ground
           (id, code, version, kind, position, category, keyword, prosecution, art18, fingerprint, active_from)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    /// Its words in one language.
    pub(super) fn insert_ground_text(
        ground: GroundId, lang: Lang, label: &str, citation: &str, explanation: &str, prepared: &str
    ) =
        "insert into ground_text (ground_id, lang, label, citation, explanation, prepared)
         values ($1, $2, $3, $4, $5, $6)";
}
