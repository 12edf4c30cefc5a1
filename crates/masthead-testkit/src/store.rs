//! What a test looks at and a site never asks.

use masthead_db::{Uuid, row, statements};

row! {
    pub(crate) struct LetterRow { pub id: Uuid, pub recipient: String, pub subject: String, pub body: String }
    pub(crate) struct KindRow { pub kind: String }
}

statements! {
    /// Every letter, in the order in which they were posted.
    pub(crate) fn list_letters() -> Vec<LetterRow> =
        "select id, recipient, subject, body from letter order by created_at, id";

    /// The kinds of all events, in their order.
    pub(crate) fn list_event_kinds() -> Vec<KindRow> = "select kind from event order by number";
}
