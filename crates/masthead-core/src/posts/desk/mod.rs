//! The desk: what waits for a moderator, who has it on the screen, and all one needs to know to decide it.

mod author;
mod claim;
mod item;
mod overview;
pub(in crate::posts) mod queue;
mod remaining;
mod reopen;
pub(in crate::posts) mod store;
mod waiting_time;

pub use author::{AuthorHistory, EarlierPost, author_history};
pub(in crate::posts) use claim::lease_from;
pub use claim::{
    Claim, ClaimNext, Claimed, LEASE_SECS, PREFETCH, claim_next, give_back, list_claims, renew,
};
pub use item::{ArticleGlance, Companion, DeskItem, article_by_short, article_glance, desk_item};
pub use overview::{Overview, overview};
pub use queue::Queue;
pub use remaining::{Remaining, WaitingBelow, remaining, waiting_by_article};
pub use reopen::reopen;
pub use waiting_time::usual_waiting_secs;
