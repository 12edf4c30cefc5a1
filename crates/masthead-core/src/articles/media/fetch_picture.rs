//! Fetches an expected picture from the site that has it. Done by a job.

use masthead_db::{Time, transact};
use masthead_engines::pictures;
use masthead_jobs::NewJob;

use super::photo_rights::with_those_of_file;
use super::store;
use super::{MediaError, MediaState};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, MediaId};

/// The job that fetches one picture; its payload names it.
pub const FETCH_PICTURE: &str = "fetch_picture";

/// The job for one picture.
pub fn fetch_job(media: MediaId, now: Time) -> NewJob {
    NewJob::new(FETCH_PICTURE, serde_json::json!({ "media": media }), now).once(media.to_string())
}

/// Fetches, looks, keeps, and asks for it to be drawn. A picture that is here already is left alone.
///
/// # Errors
/// [`MediaError::Unknown`], [`MediaError::Fetch`], [`MediaError::Picture`] when the site sends something else,
/// [`MediaError::File`], [`MediaError::Db`]; [`MediaError::is_worth_retrying`] says which may pass.
pub async fn fetch_picture(app: &App, media: MediaId) -> Result<(), MediaError> {
    let row = transact!(app.db.read(), |tx| { store::original(tx, media).await })?;
    let row = row.ok_or(MediaError::Unknown)?;
    let Some(address) = row
        .source_address
        .filter(|_| awaits_bytes(row.state, &row.file))
    else {
        return Ok(());
    };
    let fetched = app.fetch.fetch(&address).await?;
    let seen = pictures::inspect(&fetched.bytes)?;
    let original = fetched.bytes.clone();
    let bytes = i64::try_from(fetched.bytes.len()).unwrap_or(i64::MAX);
    let file = app.files.put(fetched.bytes).await?.to_string();
    transact!(app.db.write(), |tx| {
        let kind = seen.format.media_type();
        let (width, height) = (seen.width.into(), seen.height.into());
        store::mark_stored(tx, media, &file, kind, bytes, width, height).await?;
        let known = store::words(tx, media).await?.ok_or(MediaError::Unknown)?;
        let rights = with_those_of_file(&known.rights(), &original);
        store::change_words(tx, media, &rights).await?;
        announce(tx, app, Event::MediaStored { media }).await?;
        Ok::<_, MediaError>(())
    })
}

/// A failed one without a file is fetched again when somebody asks for it.
fn awaits_bytes(state: MediaState, file: &str) -> bool {
    matches!(state, MediaState::Expected | MediaState::Failed) && file.is_empty()
}
