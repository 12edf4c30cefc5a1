//! What other systems write, read into one neutral model: WordPress exports and Markdown with front matter. Pure.
//!
//! Readers stream: a [`Record`] at a time, whatever the size of the file. Every item of the source ends as exactly one
//! record, be it an article, a picture or a [`LeftOut`] with its reason, so that a report can account for all of it.

mod detect;
pub mod markdown;
mod model;
pub mod photo;
pub mod wordpress;

pub use detect::{Format, detect};
pub use model::{
    Access, Account, AccountRole, Alternate, Article, ArticleKind, ArticleState, Author, Finding,
    Kind, LeftOut, Machine, Making, Media, MediaKind, MediaRights, Place, Post, PostState,
    ReadError, Record, Redirect, Rights, Section, Site, Thread, Topic, Votes, Writer,
};
