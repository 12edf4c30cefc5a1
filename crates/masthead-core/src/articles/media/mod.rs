//! Pictures: kept as they came, drawn anew in every width pages ask for, never without whose they are.
//!
//! The life of a picture: *expected* (an import named its address), *stored* (its bytes are here), *drawn* (pages can
//! show it), or *failed*, with the trouble in words. What an upload contained is never served, only what we drew of it.

mod browse;
mod change_rights;
mod error;
mod expect_picture;
mod fetch_picture;
mod find_missing;
mod photo_rights;
mod render_picture;
mod rights;
mod state;
pub(super) mod store;
mod store_picture;

pub use browse::{MediaPage, list_media, media, media_called, rendition, rendition_bytes};
pub use change_rights::change_rights;
pub use error::MediaError;
pub use expect_picture::{ExpectPicture, expect_picture};
pub use fetch_picture::{FETCH_PICTURE, fetch_job, fetch_picture};
pub use find_missing::{FilesFound, count_media, find_missing_files};
pub use photo_rights::{PhotoDoubt, photo_doubts};
pub use render_picture::{RENDER_PICTURE, render_job, render_picture};
pub use rights::Rights;
pub use state::MediaState;
pub use store::{MediaCard, RenditionFile};
pub use store_picture::{StorePicture, StoredPicture, store_picture, store_picture_as};

pub use masthead_engines::pictures::PictureError;

use masthead_db::{DbError, transact};

use crate::kernel::{App, MediaId};

/// Writes down why a picture will not be shown, for the newsroom. Done when a job is given up.
///
/// # Errors
/// Whatever the database says.
pub async fn give_up_picture(app: &App, media: MediaId, trouble: &str) -> Result<(), DbError> {
    transact!(app.db.write(), |tx| {
        store::mark_failed(tx, media, trouble).await
    })?;
    Ok(())
}
