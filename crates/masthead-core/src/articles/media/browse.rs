//! Finds pictures: one by its name, all for the newsroom, one drawing for a browser.

use bytes::Bytes;
use masthead_db::{DbError, Tx, Uuid, transact};
use masthead_engines::files::FileKey;

use super::MediaError;
use super::store::{self, MediaCard, RenditionFile};
use crate::kernel::{App, MediaId};

/// Pictures on one page of the newsroom.
const PAGE: i64 = 48;

/// One page of pictures, newest first.
#[derive(Clone, Debug)]
pub struct MediaPage {
    /// The pictures.
    pub cards: Vec<MediaCard>,
    /// From where the next page goes on; none at the end.
    pub next_before: Option<MediaId>,
}

/// Pictures for the newsroom, newest first, from one on backwards.
///
/// # Errors
/// [`MediaError::Db`].
pub async fn list_media(app: &App, before: Option<MediaId>) -> Result<MediaPage, MediaError> {
    let before = before.unwrap_or(Uuid::max().into());
    let mut cards = transact!(app.db.read(), |tx| {
        store::list_cards(tx, before, PAGE + 1).await
    })?;
    let has_more = cards.len() as i64 > PAGE;
    cards.truncate(PAGE as usize);
    let next_before = cards.last().filter(|_| has_more).map(|it| it.id);
    Ok(MediaPage { cards, next_before })
}

/// The picture of a short name, drawn or not.
///
/// # Errors
/// [`MediaError::Unknown`], [`MediaError::Db`].
pub async fn media(app: &App, short: &str) -> Result<MediaCard, MediaError> {
    let found = transact!(app.db.read(), |tx| { store::card(tx, short).await })?;
    found.ok_or(MediaError::Unknown)
}

/// One drawing of a picture; `ending` is `webp` or `jpg`.
///
/// # Errors
/// [`MediaError::Db`].
pub async fn rendition(
    app: &App,
    short: &str,
    width: i64,
    ending: &str,
) -> Result<Option<RenditionFile>, MediaError> {
    let found = transact!(app.db.read(), |tx| {
        store::rendition(tx, short, width, ending).await
    })?;
    Ok(found)
}

/// The bytes of a drawing.
///
/// # Errors
/// [`MediaError::File`]: a row without its file means that the data folder is not whole.
pub async fn rendition_bytes(app: &App, rendition: &RenditionFile) -> Result<Bytes, MediaError> {
    let key: FileKey = rendition.file.parse().map_err(|_| MediaError::Unknown)?;
    Ok(app.files.get(key).await?)
}

/// The picture with these letters in its address, if it is here.
///
/// # Errors
/// Only the database's.
pub async fn media_called(tx: &mut Tx, short: &str) -> Result<Option<MediaId>, DbError> {
    let row = store::called(tx, short).await?;
    Ok(row.map(|row| row.id))
}
