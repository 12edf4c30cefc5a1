//! What stops an import. What came in before stays.

use masthead_db::DbError;
use masthead_formats::ReadError;

use crate::articles::{ArticleError, MediaError};

/// Why an import stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The source cannot be read on.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// An article could not be written.
    #[error(transparent)]
    Article(#[from] ArticleError),
    /// A picture could not be noted or stored.
    #[error(transparent)]
    Media(MediaError),
    /// An account could not be brought in.
    #[error(transparent)]
    Account(crate::accounts::AccountError),
    /// A post could not be brought in.
    #[error(transparent)]
    Post(crate::posts::PostError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl ImportError {
    /// Whether only this item is concerned, and the next can be tried.
    pub(super) fn concerns_one_item(&self) -> bool {
        match self {
            Self::Article(ArticleError::Db(_)) | Self::Db(_) | Self::Read(_) => false,
            Self::Media(error) => !error.is_worth_retrying(),
            Self::Account(_) | Self::Article(_) | Self::Post(_) => true,
        }
    }
}
