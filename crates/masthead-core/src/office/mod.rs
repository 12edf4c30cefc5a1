//! The reporting and redress office: notices from anybody, decisions with reasons, complaints to a second person.

mod address;
mod case;
mod cases;
mod complain;
mod deadlines;
mod decide_complaint;
mod decide_notice;
mod error;
mod evidence;
mod follow;
mod give_notice;
mod grounds;
mod hear;
mod letters;
mod list;
mod look;
mod notifier;
mod questions;
mod ruling;
pub mod sanctions;
mod settle;
mod sort_notice;
mod store;
mod take_back;

pub use case::{
    About, Basis, CaseKind, ComplaintOutcome, ItemOutcome, Lane, Means, Receipt, Urgency,
};
pub use cases::{
    CaseFile, ComplaintFile, EvidenceFile, ItemFile, NoticeFile, NoticeGlance, Sorting, case_file,
    notices_beside, open_notices_about,
};
pub use complain::{Challenge, Complain, Complained, complain};
pub use deadlines::{REMIND, remind_of_deadlines};
pub use decide_complaint::{DecideComplaint, Instead, decide_complaint};
pub use decide_notice::{DecideItem, decide_item};
pub use error::OfficeError;
pub use evidence::{TAKE_EVIDENCE, evidence_job, take_evidence};
pub use follow::{AskedBack, Followed, FollowedItem, Follower, follow};
pub use give_notice::{GiveNotice, MOST_ADDRESSES, REASON_LIMIT, give_notice};
pub use grounds::{grounds, item_of};
pub use hear::{add_statement, hear, hear_about_complaint};
pub use list::{CaseLine, list_cases};
pub use notifier::{Notifier, reveal_notifier};
pub use questions::{answer_question, ask_notifier};
pub use ruling::{HIDE_DAYS, Ruling};
pub use settle::{SETTLE, settle, settle_job};
pub use sort_notice::{SortNotice, sort_notice};
pub use take_back::take_back;

use masthead_db::Statement;

/// Every statement of this feature.
pub(crate) fn statements() -> [&'static [Statement]; 2] {
    [store::STATEMENTS, sanctions::STATEMENTS]
}
