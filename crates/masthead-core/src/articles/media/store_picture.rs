//! Takes a picture that somebody uploads.

use bytes::Bytes;
use masthead_db::transact;
use masthead_engines::pictures::{self, Inspected};

use super::photo_rights::with_those_of_file;
use super::store::{self, NewMedia};
use super::{MediaError, MediaState, Rights};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, MediaId};

/// A picture with its words.
#[derive(Clone, Debug)]
pub struct StorePicture {
    /// The file as it came.
    pub bytes: Bytes,
    /// Whose it is and what is on it.
    pub rights: Rights,
    /// Who uploads it; none when the site itself does, as the demo does.
    pub by: Option<AccountId>,
}

/// A picture that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPicture {
    /// Its identifier.
    pub id: MediaId,
    /// Its name in addresses and documents.
    pub short: String,
}

/// Where nothing was typed about whose it is, what the file says of that stands; [`super::photo_doubts`] tells where it
/// says two things.
///
/// Keeps the picture as it came and asks for it to be drawn. It is there for pages once that is done, which takes
/// seconds; until then they reserve its place, because its measures are known at once.
///
/// The file goes to its store before the row is written: a crash in between leaves a file that nobody names, which
/// the same upload finds again.
///
/// # Errors
/// [`MediaError::Picture`] when it is none that we open, [`MediaError::TooLong`], [`MediaError::File`],
/// [`MediaError::Db`].
pub async fn store_picture(app: &App, request: &StorePicture) -> Result<StoredPicture, MediaError> {
    let request = StorePicture {
        rights: with_those_of_file(&request.rights, &request.bytes),
        ..request.clone()
    };
    store_picture_as(app, app.new_id(), &request).await
}

/// Keeps a picture under the identifier, and with no other words than, it had on the site it comes from.
///
/// # Errors
/// As [`store_picture`].
pub async fn store_picture_as(
    app: &App,
    id: MediaId,
    request: &StorePicture,
) -> Result<StoredPicture, MediaError> {
    let rights = request.rights.tidied()?;
    let seen = pictures::inspect(&request.bytes)?;
    let file = app.files.put(request.bytes.clone()).await?.to_string();
    let now = app.now();
    transact!(app.db.write(), |tx| {
        let new = new_media(id, &file, &seen, request.bytes.len());
        store::insert(tx, &new, &rights, request.by, now).await?;
        announce(tx, app, Event::MediaStored { media: id }).await?;
        Ok::<_, MediaError>(())
    })?;
    Ok(StoredPicture {
        id,
        short: id.short(),
    })
}

fn new_media<'a>(id: MediaId, file: &'a str, seen: &Inspected, bytes: usize) -> NewMedia<'a> {
    NewMedia {
        id,
        file,
        media_type: seen.format.media_type(),
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        width: Some(seen.width.into()),
        height: Some(seen.height.into()),
        source_address: None,
        state: MediaState::Stored,
    }
}
