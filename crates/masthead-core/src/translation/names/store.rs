//! The statements of the table of names.

use masthead_db::{Time, row, statements};

use super::{EntityId, EntityKind};
use crate::kernel::AccountId;

row! {
    pub(in crate::translation) struct FormRow {
        pub id: EntityId,
        pub kind: EntityKind,
        pub is_never_translated: bool,
        pub lang: String,
        pub form: String,
    }
}

statements! {
    /// Every name in each of its forms.
    pub(in crate::translation) fn list_forms() -> Vec<FormRow> =
        "select e.id, e.kind, e.is_never_translated, f.lang, f.form
         from named_entity e join named_entity_form f on f.entity_id = e.id order by e.id, f.lang";

    /// A name.
    pub(in crate::translation) fn put_entity(
        id: EntityId, kind: EntityKind, is_never_translated: bool, by: AccountId, at: Time
    ) =
        "insert into named_entity (id, kind, is_never_translated, account_id, changed_at) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set kind = excluded.kind, is_never_translated = excluded.is_never_translated,
           account_id = excluded.account_id, changed_at = excluded.changed_at";

    /// Takes the forms of a name away.
    pub(in crate::translation) fn delete_forms(id: EntityId) = "delete from named_entity_form where entity_id = $1";

    /// A form of it.
    pub(in crate::translation) fn insert_form(id: EntityId, lang: &str, form: &str) =
        "insert into named_entity_form (entity_id, lang, form) values ($1, $2, $3)";

    /// Takes a name away.
    pub(in crate::translation) fn delete_entity(id: EntityId) = "delete from named_entity where id = $1";
}
