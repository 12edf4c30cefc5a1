//! The kernel's statements: events, settings, letters, the audit log.

use masthead_db::{Time, Uuid, row, statements};

use super::Lang;

row! {
    pub(super) struct SettingRow { pub value: String }
}
row! {
    pub(super) struct LetterRow { pub recipient: String, pub lang: Lang, pub subject: String, pub body: String, pub created_at: Time }
}
row! {
    /// How the outbox stands.
    pub(super) struct StandingRow {
        pub waiting: i64,
        pub oldest_waiting_at: Option<Time>,
        pub given_up: i64,
        pub last_error: Option<String>,
    }
}
row! {
    pub(super) struct HeadRow { pub seq: i64, pub hash: Vec<u8> }
}
row! {
    /// One entry of the audit log as it is stored.
    pub(super) struct EntryRow {
        pub seq: i64,
        pub at: Time,
        pub actor: String,
        pub verb: String,
        pub subject: String,
        pub detail: Option<String>,
        pub salt: Option<Vec<u8>>,
        pub commitment: Vec<u8>,
        pub prev_hash: Vec<u8>,
        pub hash: Vec<u8>,
    }
}

statements! {
    /// One setting.
    pub(super) fn setting(key: &str) -> Option<SettingRow> = "select value from setting where key = $1";

    /// Writes one setting.
    pub(super) fn put_setting(key: &str, value: &str, at: Time) =
        "insert into setting (key, value, changed_at) values ($1, $2, $3)
         on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at";

    /// Forgets what was sent to an address, or will never be.
    pub(super) fn forget_letters(recipient: &str) = "delete from letter where recipient = $1 and state <> 'waiting'";

    /// A letter for the outbox.
    pub(super) fn insert_letter(id: Uuid, recipient: &str, lang: Lang, subject: &str, body: &str, at: Time) =
        "insert into letter (id, recipient, language, subject, body, state, attempts, created_at)
         values ($1, $2, $3, $4, $5, 'waiting', 0, $6)";

    /// A letter that has not been sent.
    pub(super) fn waiting_letter(id: Uuid) -> Option<LetterRow> =
        "select recipient, language as lang, subject, body, created_at from letter where id = $1 and state = 'waiting'";

    /// Writes down that a letter is on its way.
    pub(super) fn mark_letter_sent(id: Uuid, at: Time) =
        "update letter set state = 'sent', sent_at = $2, attempts = attempts + 1 where id = $1";

    /// Writes down that a letter could not be sent this time.
    pub(super) fn note_letter_failure(id: Uuid, error: &str) =
        "update letter set attempts = attempts + 1, last_error = $2 where id = $1";

    /// Writes down that a letter will never be sent.
    pub(super) fn give_up_letter(id: Uuid, error: &str) =
        "update letter set state = 'given_up', attempts = attempts + 1, last_error = $2 where id = $1";

    /// How the outbox stands.
    pub(super) fn letter_standing() -> One<StandingRow> =
        "select
             (select count(*) from letter where state = 'waiting') as waiting,
             (select min(created_at) from letter where state = 'waiting') as oldest_waiting_at,
             (select count(*) from letter where state = 'given_up') as given_up,
             (select last_error from letter where last_error is not null and state <> 'sent'
              order by created_at desc limit 1) as last_error";

    /// Takes the next number of the audit log and says what the last entry's hash was.
    pub(super) fn advance_audit_head() -> One<HeadRow> =
        "update audit_head set seq = seq + 1 where only_row = 1 returning seq, hash";

    /// Remembers the newest entry's hash.
    pub(super) fn set_audit_head(hash: &[u8]) = "update audit_head set hash = $1 where only_row = 1";

    /// Appends to the audit log.
    pub(super) fn insert_audit_entry(
        seq: i64, at: Time, actor: &str, verb: &str, subject: &str, detail: &str, salt: &[u8], commitment: &[u8],
        prev_hash: &[u8], hash: &[u8]
    ) =
        "insert into audit_entry (seq, at, actor, verb, subject, detail, salt, commitment, prev_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    /// The newest number and hash.
    pub(super) fn audit_head() -> One<HeadRow> = "select seq, hash from audit_head where only_row = 1";

    /// Entries in order, from a number on.
    pub(super) fn list_audit_entries(after: i64, limit: i64) -> Vec<EntryRow> =
        "select seq, at, actor, verb, subject, detail, salt, commitment, prev_hash, hash from audit_entry
         where seq > $1 order by seq limit $2";

    /// The newest entries about one thing.
    pub(super) fn list_audit_entries_about(subject: &str, limit: i64) -> Vec<EntryRow> =
        "select seq, at, actor, verb, subject, detail, salt, commitment, prev_hash, hash from audit_entry
         where subject = $1 order by seq desc limit $2";

    /// The newest entries.
    pub(super) fn list_newest_audit_entries(limit: i64) -> Vec<EntryRow> =
        "select seq, at, actor, verb, subject, detail, salt, commitment, prev_hash, hash from audit_entry
         order by seq desc limit $1";
}
