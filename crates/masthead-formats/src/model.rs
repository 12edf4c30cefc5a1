//! The neutral model: what an import consists of, whoever wrote it. Ids are those of the source, as text.

use jiff::Timestamp;
use masthead_text::{Document, Finding, Image};

/// One item of a source.
#[derive(Debug, Clone, PartialEq)]
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
    /// An article with what was written below it.
    Article(Box<Article>),
    /// An item that is not imported, and why.
    LeftOut(LeftOut),
}

/// The site that a source comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// The system: `wordpress`, `markdown`.
    pub system: String,
    /// Which of its sites: an address without scheme, or empty.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its language as the source names it (`de`, `en-US`); may be empty.
    pub language: String,
    /// What was noticed about the source as a whole.
    pub findings: Vec<Finding>,
}

/// Somebody who writes articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writer {
    /// The source's name for them; articles refer to it.
    pub source_id: String,
    /// The name that is printed.
    pub name: String,
}

/// A section, perhaps below another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The source's name for it; articles refer to it.
    pub source_id: String,
    /// The `source_id` of the section above.
    pub parent: Option<String>,
    /// The name that is printed.
    pub name: String,
}

/// A topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topic {
    /// The source's name for it; articles refer to it.
    pub source_id: String,
    /// The name that is printed.
    pub name: String,
}

/// A picture, film or document that articles use.
#[derive(Debug, Clone, PartialEq)]
pub struct Media {
    /// The source's number for it.
    pub source_id: String,
    /// Its title, for the report.
    pub title: String,
    /// Where it is kept, with caption, credit, alternative text and size.
    pub image: Image,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// Whether it is an article of a day or a page that stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ArticleKind {
    /// A piece of journalism with a date.
    #[default]
    Article,
    /// An imprint, an "about us".
    Page,
}

/// How far an article has come where it comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ArticleState {
    /// Everybody can read it.
    #[default]
    Published,
    /// It will be published at its time.
    Scheduled,
    /// Being written.
    Draft,
    /// Waiting for somebody's approval.
    Pending,
    /// Published, but for the newsroom only.
    Private,
    /// Published behind a password.
    Protected,
    /// Thrown away, but not yet gone.
    Trashed,
}

impl ArticleState {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Scheduled => "scheduled",
            Self::Draft => "draft",
            Self::Pending => "pending",
            Self::Private => "private",
            Self::Protected => "protected by a password",
            Self::Trashed => "in the trash",
        }
    }
}

/// An article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    /// The source's number or name for it.
    pub source_id: String,
    /// Where it stands in the source, for the report.
    pub place: String,
    /// Article or page.
    pub kind: ArticleKind,
    /// How far it has come.
    pub state: ArticleState,
    /// Short words above the headline.
    pub kicker: String,
    /// The headline; empty when it has none.
    pub headline: String,
    /// The lede.
    pub lede: String,
    /// A wish for the readable part of its address; may be empty.
    pub slug: String,
    /// Where it was reported from; may be empty.
    pub dateline: String,
    /// The addresses it had, as paths with query, for redirects.
    pub old_addresses: Vec<String>,
    /// The `source_id` of its writers, in order.
    pub writers: Vec<String>,
    /// The `source_id` of its sections; the first is the main one.
    pub sections: Vec<String>,
    /// The `source_id` of its topics.
    pub topics: Vec<String>,
    /// Its language where it has one of its own.
    pub language: Option<String>,
    /// When it was, or will be, published.
    pub published_at: Option<Timestamp>,
    /// When it was last changed.
    pub modified_at: Option<Timestamp>,
    /// The picture that stands for it.
    pub lead: Option<Image>,
    /// Its text.
    pub document: Document,
    /// Whether readers may still write below it.
    pub takes_comments: bool,
    /// What readers wrote below it, in the order of the source (parents may come after their replies).
    pub comments: Vec<Comment>,
    /// What else stood below it and is not imported.
    pub left_out: Vec<LeftOut>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// What became of a comment where it comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CommentState {
    /// Everybody can read it.
    #[default]
    Approved,
    /// Nobody has decided.
    Waiting,
    /// Refused as spam.
    Spam,
    /// Refused.
    Trashed,
}

impl CommentState {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Waiting => "waiting",
            Self::Spam => "spam",
            Self::Trashed => "in the trash",
        }
    }
}

/// What a reader wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comment {
    /// The source's number for it.
    pub source_id: String,
    /// The `source_id` of the comment it answers.
    pub parent: Option<String>,
    /// The name it was signed with; may be empty.
    pub author_name: String,
    /// The author's e-mail address where the source has it: tells two of the same name apart, never shown.
    pub author_email: String,
    /// The source's number for an author with an account.
    pub author_id: Option<String>,
    /// When it was written.
    pub written_at: Option<Timestamp>,
    /// The text in the small Markdown of posts.
    pub text: String,
    /// What became of it.
    pub state: CommentState,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// An item that is not imported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is where it comes from: `nav_menu_item`, `pingback`.
    pub kind: String,
    /// The source's number for it.
    pub source_id: String,
    /// Its title or first words.
    pub title: String,
    /// Why, as a sentence without a full stop.
    pub reason: String,
}

/// Why a source cannot be read on. What came before stays valid.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file could not be read from its disk.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// Not what it should be, from a place on.
    #[error("at byte {position}: {reason}")]
    Malformed {
        /// The byte at which reading stopped.
        position: u64,
        /// What is wrong there.
        reason: String,
    },
    /// More of something than any honest file has.
    #[error("at byte {position}: {what} are not read")]
    TooMuch {
        /// The byte at which reading stopped.
        position: u64,
        /// What there is too much of, in the plural.
        what: String,
    },
}
