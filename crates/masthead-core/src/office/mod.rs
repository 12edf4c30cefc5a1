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
mod notifier;
pub mod sanctions;
mod settle;
mod sort_notice;
mod store;

pub use case::{Basis, CaseKind, ComplaintOutcome, ItemOutcome, Lane, Receipt, Urgency};
pub use cases::{
    CaseFile, CaseLine, ComplaintFile, EvidenceFile, ItemFile, NoticeFile, NoticeGlance, Sorting,
    case_file, list_cases, notices_beside, open_notices_about,
};
pub use complain::{Challenge, Complain, Complained, complain};
pub use deadlines::{REMIND, remind_of_deadlines};
pub use decide_complaint::{DecideComplaint, Instead, decide_complaint};
pub use decide_notice::{DecideItem, Ruling, decide_item};
pub use error::OfficeError;
pub use evidence::{TAKE_EVIDENCE, evidence_job, take_evidence};
pub use follow::{Followed, FollowedItem, Follower, follow};
pub use give_notice::{GiveNotice, MOST_ADDRESSES, REASON_LIMIT, give_notice};
pub use grounds::{grounds, item_of};
pub use hear::{add_statement, hear};
pub use notifier::{Notifier, reveal_notifier};
pub use settle::{SETTLE, settle, settle_job};
pub use sort_notice::{SortNotice, sort_notice};

use masthead_db::Statement;

/// Every statement of this feature.
pub(crate) fn statements() -> [&'static [Statement]; 2] {
    [store::STATEMENTS, sanctions::STATEMENTS]
}
