//! What can stand between a picture and the page.

use masthead_db::DbError;
use masthead_engines::fetching::FetchError;
use masthead_engines::files::FileError;
use masthead_engines::pictures::PictureError;

/// Why a picture was not taken, fetched, drawn or found.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// There is no such picture.
    #[error("there is no such picture")]
    Unknown,
    /// The bytes are no picture that we open; nothing was kept.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// A field is longer than a page can carry.
    #[error("{field} has more than {limit} characters")]
    TooLong {
        /// The field's name.
        field: &'static str,
        /// Most characters it may have.
        limit: usize,
    },
    /// The file store.
    #[error(transparent)]
    File(#[from] FileError),
    /// The site it was to be fetched from.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl MediaError {
    /// Whether the same attempt may succeed later.
    pub fn is_worth_retrying(&self) -> bool {
        match self {
            Self::Fetch(error) => error.is_worth_retrying(),
            Self::File(FileError::Full | FileError::Disk { .. }) | Self::Db(_) => true,
            Self::Unknown | Self::Picture(_) | Self::TooLong { .. } | Self::File(_) => false,
        }
    }
}
