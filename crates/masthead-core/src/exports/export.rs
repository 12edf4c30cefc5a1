//! Walks through the site in the order in which another reads it, and hands out what it meets.

use bytes::Bytes;
use masthead_db::{DbError, Time};
use masthead_engines::files::FileError;
use masthead_formats::Record;

use super::{accounts, articles, media, posts, registers};
use crate::articles::ArticleError;
use crate::kernel::App;

/// Where an export goes.
pub trait Takes: Send {
    /// Takes the next record.
    ///
    /// # Errors
    /// Of the disk; the export ends with it.
    fn record(&mut self, record: Record) -> std::io::Result<()>;

    /// Takes a file that a record before it names by this relative path.
    ///
    /// # Errors
    /// Of the disk; the export ends with it.
    fn file(&mut self, path: &str, bytes: Bytes) -> std::io::Result<()>;
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The export has no place to go to.
    #[error("the export cannot be written: {0}")]
    Out(#[from] std::io::Error),
    /// A picture's file cannot be read.
    #[error("the file of picture {short} cannot be read: {cause}")]
    File {
        /// The picture.
        short: String,
        /// Why.
        cause: FileError,
    },
    /// A register or a text is not as we wrote it.
    #[error(transparent)]
    Article(#[from] ArticleError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Hands out the whole site, a page of rows at a time, so that its memory does not grow with the site.
///
/// Each page is a transaction of its own. What is written while the export runs may be in it or not; whatever a record
/// refers to is in it, or was there before.
///
/// # Errors
/// Whatever stops it; what was handed out before is true.
pub async fn export(app: &App, out: &mut dyn Takes) -> Result<(), ExportError> {
    registers::export(app, out).await?;
    accounts::export(app, out).await?;
    media::export(app, out).await?;
    articles::export(app, out).await?;
    posts::export(app, out).await
}

/// A time as the model has it.
pub(super) fn moment(time: Time) -> Option<jiff::Timestamp> {
    jiff::Timestamp::from_microsecond(time.as_micros()).ok()
}
