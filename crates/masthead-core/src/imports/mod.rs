//! Brings in what other systems hold: articles, sections, authors, topics, pictures, and what readers wrote below.
//!
//! An import can be repeated. What came in before is found again by the source's own name for it: the same content
//! changes nothing, newer content makes a new revision, and what somebody here has edited since is left alone. Nothing
//! is ever deleted.

mod accounts;
mod article;
mod article_state;
mod article_text;
mod comments;
mod error;
mod import;
mod media;
mod registers;
mod report;
mod store;
mod threads;
mod unmapped;

pub use error::ImportError;
pub(crate) use import::MASTHEAD;
pub use import::{Beside, Options, import};
pub use report::{Line, Outcome, Totals};
pub(crate) use store::STATEMENTS;
