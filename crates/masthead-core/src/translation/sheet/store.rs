//! The statements of translations as they stand.

use masthead_db::{Time, row, statements};

use super::{PieceState, TranslationId, TranslationState};
use crate::kernel::AccountId;

row! {
    pub(in crate::translation) struct TranslationRow {
        pub id: TranslationId,
        pub from_lang: String,
        pub state: TranslationState,
        pub built_at: Time,
        pub reviewer_id: Option<AccountId>,
        pub reviewed_at: Option<Time>,
    }
}
row! {
    pub(in crate::translation) struct SegmentRow {
        pub position: i64,
        pub place: String,
        pub sentence_id: String,
        pub source: String,
        pub target: String,
        pub state: PieceState,
        pub machine_key: Option<Vec<u8>>,
        pub account_id: Option<AccountId>,
        pub stale_at: Option<Time>,
        pub stale_source: Option<String>,
    }
}

statements! {
    /// The translation of an article.
    pub(in crate::translation) fn translation(article: &str, to: &str) -> Option<TranslationRow> =
        "select id, from_lang, state, built_at, reviewer_id, reviewed_at from translation
         where article = $1 and to_lang = $2";

    /// Writes down that it was made.
    pub(in crate::translation) fn put_translation(
        id: TranslationId, article: &str, from: &str, to: &str, state: TranslationState, at: Time
    ) =
        "insert into translation (id, article, from_lang, to_lang, state, built_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (article, to_lang) do update set from_lang = excluded.from_lang, state = excluded.state,
           built_at = excluded.built_at";

    /// Its sentences in their order.
    pub(in crate::translation) fn segments(id: TranslationId) -> Vec<SegmentRow> =
        "select position, place, sentence_id, source, target, state, machine_key, account_id, stale_at, stale_source
         from translation_segment where translation_id = $1 order by position";

    /// Takes its sentences away.
    pub(in crate::translation) fn delete_segments(id: TranslationId) =
        "delete from translation_segment where translation_id = $1";

    /// A sentence of it.
    pub(in crate::translation) fn insert_segment(
        id: TranslationId, position: i64, place: &str, sentence_id: &str, sentence_key: &[u8], source: &str,
        target: &str, state: PieceState, machine_key: Option<&[u8]>, account: Option<AccountId>,
        stale_at: Option<Time>, stale_source: Option<&str>
    ) =
        "insert into translation_segment
           (translation_id, position, place, sentence_id, sentence_key, source, target, state, machine_key, account_id,
            stale_at, stale_source)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

    /// Puts a person's words there.
    pub(in crate::translation) fn write_segment(
        id: TranslationId, position: i64, target: &str, account: AccountId
    ) =
        "update translation_segment set target = $3, account_id = $4, state = 'human', machine_key = null,
           stale_at = null, stale_source = null
         where translation_id = $1 and position = $2";

    /// Empties a place, so that it is asked for again.
    pub(in crate::translation) fn empty_segment(id: TranslationId, position: i64) =
        "update translation_segment set target = '', account_id = null, state = 'missing', machine_key = null,
           stale_at = null, stale_source = null
         where translation_id = $1 and position = $2";

    /// What the translation is worth now.
    pub(in crate::translation) fn set_state(id: TranslationId, state: TranslationState) =
        "update translation set state = $2 where id = $1";

    /// Writes down who answers for it.
    pub(in crate::translation) fn set_reviewed(id: TranslationId, by: AccountId, at: Time) =
        "update translation set state = 'reviewed', reviewer_id = $2, reviewed_at = $3 where id = $1";
}
