//! What can keep a translation from being made or changed.

use masthead_db::DbError;

/// A situation, with what the person can do about it in its words.
#[derive(Debug, thiserror::Error)]
pub enum TranslationError {
    /// It is to be translated into its own language.
    #[error("the article is in “{0}” already")]
    SameLanguage(String),
    /// Nobody is there who could be asked, and not everything is in the memory.
    #[error("no engine translates from “{from}” to “{to}”")]
    NoEngine {
        /// The language of the article.
        from: String,
        /// The language it was wanted in.
        to: String,
    },
    /// There is no translation of this article into this language.
    #[error("there is no translation of “{0}” into this language")]
    Unknown(String),
    /// The translation has no such sentence; it may have been rewritten meanwhile.
    #[error("the sentence {0} is not there; the original may have changed")]
    UnknownSentence(String),
    /// The placeholders of a sentence are not those of the original.
    #[error("{0} is missing, doubled or in the wrong place")]
    Placeholder(String),
    /// It cannot be called reviewed: sentences are missing or stale.
    #[error("{missing} sentences are not translated and {stale} belong to an earlier original")]
    Unfinished {
        /// Without a translation.
        missing: usize,
        /// Of which the original has changed.
        stale: usize,
    },
    /// A term or a name without words.
    #[error("both sides of a term need words")]
    Empty,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}
