//! What engines of language cost: a row for every question, and budgets that no question goes beyond.
//!
//! What a question may cost is set aside before it is sent, in a transaction that has counted everything before it, and
//! settled when the answer is there. A budget is derived from these rows and nothing else, so that it can always be
//! recounted. What was set aside and never settled, because the machine went down, stays spent: nobody knows whether
//! the engine counts it, and a budget that is hard must believe so.

mod book;
mod period;
mod store;
mod usage;

pub use book::{Ledger, Terms};
pub(crate) use store::STATEMENTS;
pub use usage::{Cost, Usage, WARNED_AT_PERCENT, cost_of_article, usage};
