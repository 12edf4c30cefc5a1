//! Learns from a newsroom's own decisions which waiting posts are risky, and says why. It never decides alone.
//!
//! Pure: no clock, no chance, no threads, no files. Its state is a function of the log of decisions; a snapshot of it is
//! a cache. What it is good for, what it is not, and how well it does are in the crate's README.

mod arithmetic;
mod assistant;
mod calibration;
mod context;
mod duplicates;
mod entry;
mod explain;
mod features;
pub mod guards;
mod head;
pub mod measure;
mod normal;
mod post;
mod snapshot;
mod tokens;

pub use assistant::{Assistant, MOST_GROUNDS, Prediction};
pub use calibration::{KEPT, Unseen, lower_bound};
pub use context::Background;
pub use duplicates::{ALIKE, Duplicates, Likeness, Print, REMEMBERED, Shingles};
pub use entry::Entry;
pub use explain::{Explanation, Part};
pub use features::Reading;
pub use normal::{Letter, MOST_CHARACTERS, Normal, Shape};
pub use post::{Post, Verdict};
pub use snapshot::{SnapshotError, VERSION};
