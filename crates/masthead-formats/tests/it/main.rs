//! The readers, tried on small sources of our own, on hostile ones, and on real ones where they are at hand.

mod articles;
mod hostile;
mod markdown;
#[path = "../../../../fuzz/mutate.rs"]
mod mutate;
mod pasted;
mod photo;
mod posts;
mod promises;
mod real_input;
mod wordpress;
mod writing;
