//! What can stand in the way of writing and publishing.

use masthead_db::{DbError, Time};

use super::state::ImpossibleChange;

/// Why an article was not written, published, withdrawn or filed. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ArticleError {
    /// There is no such article, edition, revision, section, topic, author or picture.
    #[error("there is no such {0}")]
    Unknown(&'static str),
    /// The edition stands where this is not possible; says where, and where it was to go.
    #[error(transparent)]
    Impossible(#[from] ImpossibleChange),
    /// An article needs at least a headline before anybody reads it.
    #[error("the headline is missing")]
    NoHeadline,
    /// A picture that names nobody is not published (spec/publishing.md, “Credit chain”); its short name.
    #[error("the picture {0} has no credit")]
    NoCredit(String),
    /// A field is longer than a page can carry.
    #[error("{field} has more than {limit} characters")]
    TooLong {
        /// The field's name.
        field: &'static str,
        /// Most characters it may have.
        limit: usize,
    },
    /// The article may not be seen by anybody before this time.
    #[error("there is an embargo on it")]
    Embargoed(Time),
    /// The time it should be published at is over already.
    #[error("the time to publish it is over")]
    InThePast,
    /// There is an edition in this language already.
    #[error("there is an edition in this language already")]
    LanguageTaken,
    /// A slug that is empty, malformed or needed for an address of the site's own.
    #[error("“{0}” cannot stand in an address")]
    BadSlug(String),
    /// Another section, topic or author has this address.
    #[error("the address “{0}” is taken")]
    SlugTaken(String),
    /// A section cannot stand below itself.
    #[error("a section cannot stand below itself")]
    Circle,
    /// Articles or sections still belong to it.
    #[error("it is still in use")]
    InUse,
    /// A correction without words.
    #[error("the text of the correction is missing")]
    NoText,
    /// What is stored of a revision cannot be read by this binary.
    #[error("the revision cannot be read")]
    Unreadable(#[from] masthead_text::DocumentError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}
