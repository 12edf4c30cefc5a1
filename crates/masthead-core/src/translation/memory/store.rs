//! The statements of the memory.

use masthead_db::{Time, Uuid, row, statements};

use crate::kernel::AccountId;

row! {
    pub(in crate::translation) struct MachineRow {
        pub target: String,
        pub hints: String,
        pub unknown_words: i64,
        pub engine: String,
        pub model: String,
        pub is_blocked: bool,
    }
}
row! {
    pub(in crate::translation) struct ModelRow { pub model: String }
}
row! {
    pub(in crate::translation) struct HumanRow {
        pub before_key: Vec<u8>,
        pub after_key: Vec<u8>,
        pub target: String,
        pub is_approved: bool,
        pub account_id: AccountId,
    }
}

statements! {
    /// The model that an engine last answered with.
    pub(in crate::translation) fn newest_model(engine: &str, from: &str, to: &str) -> Option<ModelRow> =
        "select model from machine_sentence where engine = $1 and from_lang = $2 and to_lang = $3
         order by created_at desc limit 1";

    /// What an engine made of a sentence.
    pub(in crate::translation) fn machine(key: &[u8]) -> Option<MachineRow> =
        "select target, hints, unknown_words, engine, model, is_blocked from machine_sentence where key = $1";

    /// Remembers what an engine made of a sentence. What a person has refused stays refused.
    pub(in crate::translation) fn put_machine(
        key: &[u8], from: &str, to: &str, sentence_key: &[u8], source: &str, target: &str, hints: &str,
        unknown_words: i64, engine: &str, model: &str, at: Time
    ) =
        "insert into machine_sentence
           (key, from_lang, to_lang, sentence_key, source, target, hints, unknown_words, engine, model, is_blocked,
            created_at, used_at, uses)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, false, cast($11 as bigint), cast($11 as bigint), 1)
         on conflict (key) do update set target = excluded.target, hints = excluded.hints,
           unknown_words = excluded.unknown_words";

    /// Notes that it was used again.
    pub(in crate::translation) fn use_machine(key: &[u8], at: Time) =
        "update machine_sentence set used_at = $2, uses = uses + 1 where key = $1";

    /// Refuses it.
    pub(in crate::translation) fn block_machine(key: &[u8]) =
        "update machine_sentence set is_blocked = true where key = $1";

    /// Forgets what no translation stands on and nobody has used since a time.
    pub(in crate::translation) fn delete_unused(before: Time) =
        "delete from machine_sentence where used_at < $1 and is_blocked = false
         and not exists (select 1 from translation_segment s where s.machine_key = machine_sentence.key)";

    /// What people made of a sentence, the newest first.
    pub(in crate::translation) fn human(sentence_key: &[u8], from: &str, to: &str) -> Vec<HumanRow> =
        "select before_key, after_key, target, is_approved, account_id from human_sentence
         where sentence_key = $1 and from_lang = $2 and to_lang = $3
         order by written_at desc, id desc limit 200";

    /// Adds what a person made of it.
    pub(in crate::translation) fn insert_human(
        id: Uuid, from: &str, to: &str, sentence_key: &[u8], before_key: &[u8], after_key: &[u8], source: &str,
        target: &str, is_approved: bool, by: AccountId, at: Time
    ) =
        "insert into human_sentence
           (id, from_lang, to_lang, sentence_key, before_key, after_key, source, target, is_approved, account_id,
            written_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
}
