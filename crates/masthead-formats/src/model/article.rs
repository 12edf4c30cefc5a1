//! An article as any system may hold it: its words, its times, its rights, and where it was.

use jiff::Timestamp;
use masthead_text::{Document, Image};
use serde::{Deserialize, Serialize};

use super::{Finding, moment};

/// Whether it is an article of a day or a page that stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ArticleKind {
    /// A piece of journalism with a date.
    #[default]
    Article,
    /// An imprint, an "about us".
    Page,
}

/// How far an article has come where it comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
    /// Approved, and not published yet.
    Ready,
    /// Published, but for the newsroom only.
    Private,
    /// Published behind a password.
    Protected,
    /// Thrown away, but not yet gone.
    Trashed,
    /// An agency sent it and said: not yet.
    Withheld,
    /// It was published and must be no longer.
    Withdrawn,
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
            Self::Ready => "ready",
            Self::Private => "private",
            Self::Protected => "protected by a password",
            Self::Trashed => "in the trash",
            Self::Withheld => "withheld",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Who may read it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// Everybody.
    #[default]
    Everybody,
    /// Whoever signs in.
    Members,
    /// Whoever pays.
    Paying,
}

/// Whose words they are, and what may be done with them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rights {
    /// Who holds the copyright.
    pub holder: String,
    /// The notice to be printed.
    pub notice: String,
    /// What the text may be used for, in words.
    pub usage_terms: String,
    /// How the source must be credited (`dpa`, `Reuters/Maria Huber`).
    pub credit: String,
    /// An address with the licence.
    pub licence: String,
    /// Whether machines may learn from it, in words or as an address.
    pub mining: String,
}

/// How the words came to be, as far as the source says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Making {
    /// The source says nothing: somebody wrote it.
    #[default]
    Written,
    /// Translated by somebody.
    Translated,
    /// Translated by a machine; nobody has checked it.
    MachineTranslated,
    /// Translated by a machine and checked by somebody.
    MachineTranslatedReviewed,
    /// Written by a machine.
    MachineWritten,
}

/// The same article in another language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Alternate {
    /// Its language.
    pub language: String,
    /// Where it is: an address, or a `source_id` of the same source.
    pub address: String,
}

/// What readers were told about a mistake, beside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CorrectionTold {
    /// What kind of change it was, in words of the source: `correction`, `clarification`; may be empty.
    pub kind: String,
    /// What was wrong and how it is.
    pub text: String,
    /// When readers were told.
    #[serde(with = "moment")]
    pub told_at: Option<Timestamp>,
}

/// What is known of a picture that the source shows without holding it, nor its address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureWanted {
    /// What is seen.
    pub caption: String,
    /// Whose it is.
    pub credit: String,
    /// Before which block of the text it stood, counted from 0.
    pub before: usize,
}

/// An article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
    /// Its address where it comes from, with scheme; may be empty.
    pub address: String,
    /// The addresses it had, as paths with query, for redirects.
    pub old_addresses: Vec<String>,
    /// The `source_id` of its writers, in order.
    pub writers: Vec<String>,
    /// The byline as it was printed, where no person can be told from it; may be empty.
    pub byline: String,
    /// The `source_id` of its sections; the first is the main one.
    pub sections: Vec<String>,
    /// The `source_id` of its topics.
    pub topics: Vec<String>,
    /// Report, analysis, opinion: in words of the source; may be empty.
    pub genre: String,
    /// Its language where it has one of its own.
    pub language: Option<String>,
    /// How the words came to be.
    pub making: Making,
    /// The `source_id` or address of the article it was translated from.
    pub translation_of: Option<String>,
    /// The same article in other languages.
    pub alternates: Vec<Alternate>,
    /// When it was first written down.
    #[serde(with = "moment")]
    pub created_at: Option<Timestamp>,
    /// When it was, or will be, published.
    #[serde(with = "moment")]
    pub published_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(with = "moment")]
    pub modified_at: Option<Timestamp>,
    /// Nothing of it may be published before.
    #[serde(with = "moment")]
    pub embargo_until: Option<Timestamp>,
    /// The embargo in words, where it is no time: a human must read it before anything is published.
    pub embargo: String,
    /// Nothing of it may be published after.
    #[serde(with = "moment")]
    pub expires_at: Option<Timestamp>,
    /// How urgent it is, 1 (flash) to 9.
    pub urgency: Option<u8>,
    /// Which state of the text it is, in words of the source; may be empty.
    pub version: String,
    /// What the desk must know and nobody prints.
    pub desk_note: String,
    /// Notes that stood beside the text: "Video above".
    pub notes: Vec<String>,
    /// Captions and credits whose pictures the source does not hold.
    pub pictures_wanted: Vec<PictureWanted>,
    /// The picture that stands for it.
    pub lead: Option<Image>,
    /// Its text.
    pub document: Document,
    /// What readers were told about mistakes beside the text; in the text they are blocks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionTold>,
    /// Why readers no longer see it, where it was withdrawn; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub withdrawn_because: String,
    /// Whose words they are.
    pub rights: Rights,
    /// How it came to be, as an address of the IPTC vocabulary; may be empty.
    pub digital_source_type: String,
    /// Who may read it.
    pub access: Access,
    /// Whether readers may still write below it.
    pub takes_posts: bool,
    /// What was noticed.
    #[serde(skip)]
    pub findings: Vec<Finding>,
}
