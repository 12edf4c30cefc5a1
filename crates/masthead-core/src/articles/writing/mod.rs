//! Writing, publishing and correcting: one use case in each file.

mod bring_in;
mod content;
mod correct;
mod create_draft;
mod place;
mod publish;
mod restore_revision;
mod save_revision;
mod schedule;
pub(super) mod store;
mod withdraw;

pub use bring_in::{
    BringIn, article_called, article_led_to, bring_correction_in, bring_state_in, bring_text_in,
    bring_times_in, close_thread_of, edition_of, lead_here, lead_to_section, schedule_at,
};
pub use content::{Content, Filing, Lead};
pub use correct::{Correct, correct};
pub use create_draft::{
    Drafted, NewArticle, NewEdition, add_edition, create_draft, insert_draft, insert_draft_as,
    insert_edition,
};
pub use place::place;
pub use publish::{Publish, publish, publish_at};
pub use restore_revision::restore_revision;
pub use save_revision::{Save, Saved, TheirText, save_revision};
pub use schedule::{PUBLISH_SCHEDULED, publish_scheduled, schedule};
pub use withdraw::{bring_withdrawal_in, withdraw};
