//! The neutral model: what a source consists of, whoever wrote it. Ids are those of the source, as text.
//!
//! A source is a row of [`Record`]s. What refers to something by its `source_id` may come before it, with two
//! exceptions that every reader keeps: the [`Site`] is first, and a [`Post`] comes after its thread or article. What was
//! noticed stands with the item it concerns, and what concerns the source as a whole is a record of its own.

mod article;
mod error;
mod finding;
mod media;
mod moment;
mod people;
mod posts;
mod registers;

use serde::{Deserialize, Serialize};

pub use article::{
    Access, Alternate, Article, ArticleKind, ArticleState, CorrectionTold, Making, PictureWanted,
    Rights,
};
pub use error::ReadError;
pub use finding::{Finding, Kind, Place};
pub use media::{Machine, Media, MediaKind, MediaRights};
pub use people::{Account, AccountRole, Writer};
pub use posts::{Author, Post, PostState, Thread, Votes};
pub use registers::{LeftOut, Redirect, Section, Site, Topic};

/// One item of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// The site it comes from; the first record of every source.
    Site(Site),
    /// Somebody who writes articles.
    Writer(Writer),
    /// A section.
    Section(Section),
    /// A topic.
    Topic(Topic),
    /// A picture, film or document that articles use.
    Media(Box<Media>),
    /// An article.
    Article(Box<Article>),
    /// Somebody with an account.
    Account(Box<Account>),
    /// A place where posts stand.
    Thread(Box<Thread>),
    /// What a reader wrote.
    Post(Box<Post>),
    /// An old address.
    Redirect(Redirect),
    /// An item that is not brought in, and why.
    LeftOut(LeftOut),
    /// What was noticed about the source as a whole; mostly at its end.
    Finding(Finding),
}

impl Record {
    /// What was noticed about this item.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Site(site) => &site.findings,
            Self::Media(media) => &media.findings,
            Self::Article(article) => &article.findings,
            Self::Account(account) => &account.findings,
            Self::Thread(thread) => &thread.findings,
            Self::Post(post) => &post.findings,
            Self::Finding(finding) => std::slice::from_ref(finding),
            Self::Writer(_)
            | Self::Section(_)
            | Self::Topic(_)
            | Self::Redirect(_)
            | Self::LeftOut(_) => &[],
        }
    }
}
