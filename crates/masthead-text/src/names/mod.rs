//! Names that are written in several ways, gathered over a whole article and made one.
//!
//! `Selenskyj`, `Zelenskyi`, `Zelensky` and `Zelenskyy` are one person, and a reader should meet one spelling. `Müller`
//! and `Möller` are two, and so are `Maier` and `Mayer` when both are in the original. `key.rs` says which spellings
//! can be one name, `cluster.rs` gathers them, `settle.rs` chooses the form and puts it into the text.

mod cluster;
mod key;
mod settle;
mod tokens;

pub use cluster::{Aligned, Cluster, clusters_in, clusters_of};
pub use key::{NameKey, may_be_same};
pub use settle::{Change, Entity, form_of, settle, unsettled};
