//! The only rooms that talk to the outside: mail, files, pictures, fetching from other sites, and engines of language.
//!
//! An engine is a door to something we do not control: a mail server, a disk, a file somebody
//! uploaded, another web site. Each answers in our own words and tells its caller one thing above
//! all: whether trying again later can help. None of them knows a database, a feature or a page,
//! none reads the clock to decide anything, and none is ever called inside a transaction.

pub mod asking;
pub mod audio;
pub mod fetching;
pub mod files;
pub mod mail;
pub mod models;
pub mod pictures;
pub mod processes;
mod secret;
pub mod speech;
pub mod translation;

pub use secret::Secret;
