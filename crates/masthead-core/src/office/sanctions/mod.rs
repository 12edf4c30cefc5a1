//! Measures against accounts: warnings, suspensions for a time, and what their holders can do about them.

mod answer;
mod end;
mod impose;
mod letters;
pub(super) mod read;
mod store;

pub(super) use answer::answer;
pub use end::{END_SUSPENSIONS, Lift, end_suspensions, lift};
pub use impose::{DAYS, Impose, MEMORY_DAYS, Measure, impose};
pub(super) use read::since;
pub use read::{
    Ended, Holder, MemberFile, Members, Sanction, SanctionKind, SanctionLine, member_file, members,
    sanction, suspension_of, token_for,
};
pub(super) use store::STATEMENTS;
