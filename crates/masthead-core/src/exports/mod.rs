//! The whole site as one export that another Masthead reads: everything in it by its own name, a record at a time.
//!
//! What is in it: the site, sections, topics and authors, accounts without their passwords, pictures with their rights
//! and the files as they came, every article in every language with its corrections and old addresses, threads, and the
//! posts in them with what became of each. Not in it: sessions, documents that were accepted, revisions before the one
//! that readers see, cases of the office, the audit log: `masthead backup` has all of that.

mod accounts;
mod articles;
mod export;
mod media;
mod posts;
mod registers;
mod store;

pub use export::{ExportError, Takes, export};
pub(crate) use store::STATEMENTS;
