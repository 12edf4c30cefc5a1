//! Compares the file store with what pictures name: for `masthead doctor` and after a restore.

use masthead_db::transact;
use masthead_engines::files::{FileError, FileKey};

use super::{MediaError, MediaState, store};
use crate::kernel::App;

/// Files looked at between two questions to the database; keeps memory flat.
const PAGE: i64 = 500;

/// What a look at all files found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesFound {
    /// How many files are named.
    pub named: u64,
    /// Named and not there: the file and the picture it belongs to.
    pub missing: Vec<(String, String)>,
    /// There, and not what was put: the file and the picture it belongs to.
    pub damaged: Vec<(String, String)>,
}

/// Looks at every file that is named. With `thorough` each is read and compared with its fingerprint.
///
/// # Errors
/// [`MediaError::Db`]; [`MediaError::File`] when the store cannot be asked at all.
pub async fn find_missing_files(app: &App, thorough: bool) -> Result<FilesFound, MediaError> {
    let mut found = FilesFound::default();
    let mut after = String::new();
    loop {
        let page = transact!(app.db.read(), |tx| {
            store::list_files(tx, &after, PAGE).await
        })?;
        let Some(last) = page.last() else {
            return Ok(found);
        };
        after.clone_from(&last.file);
        for row in page {
            found.named += 1;
            match look(app, &row.file, thorough).await {
                Ok(()) => {}
                Err(FileError::Missing(_)) => found.missing.push((row.file, row.short)),
                Err(FileError::Damaged(_)) => found.damaged.push((row.file, row.short)),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

async fn look(app: &App, file: &str, thorough: bool) -> Result<(), FileError> {
    let Ok(key) = file.parse::<FileKey>() else {
        // A name that is no fingerprint can only be the row's damage.
        return Err(FileError::Damaged(FileKey::of(file.as_bytes())));
    };
    if thorough {
        return app.files.verify(key).await;
    }
    app.files.open(key).await.map(|_| ())
}

/// How many pictures are how far on their way to the page.
///
/// # Errors
/// [`MediaError::Db`].
pub async fn count_media(app: &App) -> Result<Vec<(MediaState, i64)>, MediaError> {
    let rows = transact!(app.db.read(), |tx| { store::count_by_state(tx).await })?;
    Ok(rows.into_iter().map(|row| (row.state, row.total)).collect())
}
