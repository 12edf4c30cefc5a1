//! Who may speak at once, whose words wait, and on what grounds a post may be refused.

mod checks;
mod grounds;
mod opening;
mod rules;
mod store;

pub use checks::{Check, Hit, Marked, look_at, mark};
pub use grounds::{
    Ground, GroundKind, find_ground, ground_by_code, list_grounds, snapshot_of, sow_grounds,
};
pub use opening::{ClosedBecause, Opening, Place, opening};
pub use rules::{Rule, Screened, Seen, Standing, TRUSTED_AFTER, screen};
pub(crate) use store::STATEMENTS;
