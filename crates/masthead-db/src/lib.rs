//! The one data layer: SQLite and PostgreSQL behind one face, so that no feature knows which of them it runs on.
//!
//! What it promises to a use case, on both databases alike:
//!
//! - A [`transact!`] block over [`Db::write`] behaves as if it ran alone, and when it answers `Ok` its work is on disk.
//! - A block over [`Db::read`] sees one moment of the database from its first statement to its last, and waits for no writer.
//! - An error undoes the block; so do a panic and a future that is dropped half-way. Nobody else's block is hurt by it.
//! - A block may run more than once (PostgreSQL asks for it when two collide), so its only effects are made through [`Tx`].
//!
//! Statements are plain SQL written once ([`statements!`]), with rows as records ([`row!`]). Where the two databases must
//! differ there is one room, `dialect.rs`. This crate knows tables of the kernel (the event feed), but no feature.

mod address;
mod column;
mod database;
mod dialect;
mod error;
mod events;
mod migrate;
mod postgres;
mod row;
mod sqlite;
mod statement;
mod time;
mod transact;
mod tx;
mod upkeep;
mod wakeups;

#[cfg(feature = "testing")]
pub mod check;
#[cfg(feature = "testing")]
pub mod testing;

pub use address::Address;
pub use column::{Column, Kind, Misfit, Param, TextColumn, Value};
pub use database::{Db, Engine, Options};
pub use error::{DbError, OpenError, Situation};
#[cfg(feature = "testing")]
pub use events::statements as own_statements;
pub use events::{
    Cursor, FeedRow, append_event, events_after, events_head, follower_cursor, take_events,
};
pub use migrate::Migrated;
pub use row::{Cells, ColumnShape, Row};
pub use statement::{Answer, One, Statement};
pub use time::Time;
pub use transact::Attempts;
pub use tx::Tx;
pub use uuid::Uuid;
pub use wakeups::Wakeups;

#[doc(hidden)]
pub use statement::shapes;
