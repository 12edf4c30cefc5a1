//! What readers write: threads and the posts in them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Finding, moment};

/// A place where posts stand: below an article or by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Thread {
    /// The source's number for it; posts refer to it.
    pub source_id: String,
    /// The `source_id` of its article, where the source has articles too.
    pub article: Option<String>,
    /// The address of the page it stands on; may be empty.
    pub address: String,
    /// The name that the site itself gave to that page; may be empty.
    pub identifier: String,
    /// The title of that page; may be empty.
    pub title: String,
    /// When it was opened.
    #[serde(with = "moment")]
    pub created_at: Option<Timestamp>,
    /// Whether nobody may write any more.
    pub is_closed: bool,
    /// Why not, as readers are told; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub closed_because: String,
    /// Whether the source has deleted it; its posts come all the same.
    pub is_deleted: bool,
    /// What was noticed.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}

/// What became of a post where it comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PostState {
    /// Everybody can read it.
    #[default]
    Approved,
    /// Nobody has decided.
    Waiting,
    /// Refused as spam.
    Spam,
    /// Refused.
    Trashed,
    /// Taken back by its author, or deleted without a word; its answers may live on.
    Deleted,
    /// It was published and taken down; readers see a gap.
    Removed,
}

impl PostState {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Waiting => "waiting",
            Self::Spam => "spam",
            Self::Trashed => "in the trash",
            Self::Deleted => "deleted",
            Self::Removed => "removed",
        }
    }
}

/// How a post is signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Author {
    /// The source's number for an author with an account.
    pub account: Option<String>,
    /// The name it was signed with; may be empty.
    pub name: String,
    /// The e-mail address where the source has it, in small letters: tells two of the same name apart, never shown.
    pub email: String,
    /// Their own site; may be empty.
    pub website: String,
}

/// What readers thought of a post.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Votes {
    /// For it.
    pub up: u64,
    /// Against it.
    pub down: u64,
}

/// What a reader wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Post {
    /// The source's number for it.
    pub source_id: String,
    /// The `source_id` of its [`Thread`], or of the article where the source has no threads.
    pub thread: String,
    /// The `source_id` of the post it answers, which may come later or never.
    pub parent: Option<String>,
    /// Who wrote it.
    pub author: Author,
    /// When it was written.
    #[serde(with = "moment")]
    pub written_at: Option<Timestamp>,
    /// When everybody could first read it, where that was later.
    #[serde(with = "moment", skip_serializing_if = "Option::is_none")]
    pub published_at: Option<Timestamp>,
    /// When its author last changed it.
    #[serde(with = "moment")]
    pub edited_at: Option<Timestamp>,
    /// The text in the small Markdown of posts.
    pub text: String,
    /// Its language where it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What became of it.
    pub state: PostState,
    /// On what ground it was refused or removed, by the source's name for it (`TC-SPAM`); may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ground: String,
    /// What of it conflicts with that ground, as its author was told; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub facts: String,
    /// What readers thought of it.
    pub votes: Votes,
    /// Stars given to what the article is about, 1 to 5.
    pub rating: Option<u8>,
    /// Whether the newsroom set it apart as a good one.
    pub is_featured: bool,
    /// What was noticed.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}
