//! What other systems write, read into one neutral model: articles, posts, feeds, wires, pages, photographs. Pure.
//!
//! Readers stream: a [`Record`] at a time, whatever the size of the file. Every item of the source ends as exactly one
//! record, be it an article, a picture or a [`LeftOut`] with its reason, so that a report can account for all of it.

pub mod artrans;
pub mod commento;
pub mod coral;
mod detect;
pub mod disqus;
pub mod feed;
pub mod ghost;
pub mod isso;
pub mod markdown;
mod model;
mod open;
pub mod page;
pub mod pasted;
pub mod photo;
pub mod remark42;
mod source;
mod sqlite;
pub mod wire;
pub mod wordpress;
pub mod writing;

pub use detect::{Format, detect};
pub use model::{
    Access, Account, AccountRole, Alternate, Article, ArticleKind, ArticleState, Author,
    CorrectionTold, Finding, Kind, LeftOut, Machine, Making, Media, MediaKind, MediaRights,
    PictureWanted, Place, Post, PostState, ReadError, Record, Redirect, Rights, Section, Site,
    Thread, Topic, Votes, Writer,
};
pub use open::{BesideFile, Surroundings, open};
pub use source::Source;
pub use source::flow::Records;
pub use source::patience::IsTimeUp;
