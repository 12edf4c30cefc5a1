//! Decisions about posts: made by a moderator or by a rule, undone while nothing has followed, then in force with
//! everything that belongs to them in one transaction.

mod at_once;
pub(crate) mod dates;
mod decide;
pub(in crate::posts) mod elsewhere;
mod expire;
mod in_force;
mod letters;
mod made;
pub(crate) mod rules_cited;
mod statement;
pub(in crate::posts) mod store;
mod undo;
mod window;

pub use at_once::{Answer, Answered, answer};
pub use decide::{Decide, Decided, Verdict, decide};
pub use in_force::{SWEEP_DUE, Swept, TAKE_EFFECT, list_due, sweep_due, take_effect};
pub use made::{AutomatedDecision, Cause, Decision, Outcome, decision, latest_decision};
pub use statement::{Statement, complaint_path, list_statements, statement, statement_by_short};
pub use undo::{Undoable, Undone, list_undoable, undo};
pub use window::complaint_window_ends;

pub(in crate::posts) use at_once::by_rule;
pub(in crate::posts) use in_force::count;
pub(in crate::posts) use undo::cancel;
