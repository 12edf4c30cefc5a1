//! What the kill test counts in the database afterwards, whatever it runs on.

use masthead_core::kernel::QueueItemId;
use masthead_db::{row, statements};

row! {
    pub(crate) struct CountRow { pub total: i64 }
    pub(crate) struct OutcomeRow { pub outcome: String }
}

statements! {
    /// Posts with exactly this text.
    pub(crate) fn count_posts_saying(text: &str) -> One<CountRow> =
        "select count(*) as total from post_version where text = $1";

    /// Texts that stand in more than one post. Every text of the test is written once.
    pub(crate) fn count_doubled_texts() -> One<CountRow> =
        "select count(*) as total from
         (select text from post_version group by text having count(*) > 1) as doubled";

    /// The decisions about an item of the queue that were not taken back.
    pub(crate) fn list_outcomes(item: QueueItemId) -> Vec<OutcomeRow> =
        "select outcome from decision where queue_item_id = $1 and undone_at is null";

    /// Items about which more than one decision stands.
    pub(crate) fn count_decided_twice() -> One<CountRow> =
        "select count(*) as total from
         (select queue_item_id from decision where undone_at is null group by queue_item_id having count(*) > 1) as twice";

    /// Refusals in force whose author was told nothing.
    pub(crate) fn count_untold_refusals() -> One<CountRow> =
        "select count(*) as total from decision d
         where d.outcome = 'refuse' and d.effective_at is not null and d.undone_at is null
           and not exists (select 1 from statement_of_reasons s where s.decision_id = d.id)";

    /// Posts whose newest text is neither waiting in the queue nor decided.
    pub(crate) fn count_posts_nobody_will_see() -> One<CountRow> =
        "select count(*) as total from post p
         where p.state = 'waiting'
           and not exists (select 1 from queue_item q where q.subject_id = p.id and q.state in ('waiting', 'decided'))";
}
