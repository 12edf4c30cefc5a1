//! The models of this machine: a folder, in which each pair of languages has a folder with its files and a manifest.
//!
//! Nothing gets here by itself. An operator gives the files, or an address and their hashes; what is kept is what the
//! hashes say, and it is checked again whenever somebody asks.

mod container;
mod manifest;
mod shelf;

pub use container::{adds_up, look_over};
pub use manifest::{Kept, Model, ModelFiles, Pair, Part};
pub use shelf::{Arrived, ModelError, Shelf};
