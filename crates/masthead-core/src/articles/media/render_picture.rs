//! Draws a stored picture in every width and format that pages ask for. Done by a job.

use masthead_db::{Time, transact};
use masthead_engines::files::FileKey;
use masthead_engines::pictures::{self, Rendered, Rendition, Spec};
use masthead_jobs::NewJob;

use super::MediaError;
use super::photo_rights::{carrying, for_drawings};
use super::store;
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, MediaId};

/// The job that draws one picture; its payload names it.
pub const RENDER_PICTURE: &str = "render_picture";

/// The job for one picture.
pub fn render_job(media: MediaId, now: Time) -> NewJob {
    NewJob::new(RENDER_PICTURE, serde_json::json!({ "media": media }), now).once(media.to_string())
}

/// Draws all renditions, writes into each whose picture it is, and makes them known in one transaction: a page sees all of them or none.
///
/// Doing it twice gives the same bytes and the same rows.
///
/// # Errors
/// [`MediaError::Unknown`], [`MediaError::Picture`] when it turns out damaged, [`MediaError::File`],
/// [`MediaError::Db`].
pub async fn render_picture(app: &App, media: MediaId) -> Result<(), MediaError> {
    let row = transact!(app.db.read(), |tx| { store::original(tx, media).await })?;
    let row = row.ok_or(MediaError::Unknown)?;
    let key: FileKey = row.file.parse().map_err(|_| MediaError::Unknown)?;
    let original = app.files.get(key).await?;
    let words = transact!(app.db.read(), |tx| { store::words(tx, media).await })?;
    let rights = words.map(|it| for_drawings(&it.rights(), &original));
    let mut rendered = pictures::render_aside(original, Spec::default()).await?;
    if let Some(rights) = rights {
        let drawn = rendered.renditions.into_iter();
        rendered.renditions = drawn.map(|it| carrying(it, &rights)).collect();
    }
    let files = keep(app, &rendered.renditions).await?;
    transact!(app.db.write(), |tx| {
        store::forget_renditions(tx, media).await?;
        for (rendition, file) in rendered.renditions.iter().zip(&files) {
            let (width, height) = (rendition.width.into(), rendition.height.into());
            let format = rendition.encoding.extension();
            let bytes = i64::try_from(rendition.bytes.len()).unwrap_or(i64::MAX);
            store::insert_rendition(tx, media, width, height, format, file, bytes).await?;
        }
        let (width, height) = (rendered.width.into(), rendered.height.into());
        let colour = rendered.colour.to_string();
        store::mark_drawn(tx, media, width, height, &widths(&rendered), &colour).await?;
        announce(tx, app, Event::MediaRendered { media }).await?;
        Ok::<_, MediaError>(())
    })
}

async fn keep(app: &App, renditions: &[Rendition]) -> Result<Vec<String>, MediaError> {
    let mut files = Vec::with_capacity(renditions.len());
    for rendition in renditions {
        files.push(app.files.put(rendition.bytes.clone()).await?.to_string());
    }
    Ok(files)
}

/// The widths in ascending order, each once, as the table keeps them.
fn widths(rendered: &Rendered) -> String {
    let mut widths: Vec<u32> = rendered.renditions.iter().map(|it| it.width).collect();
    widths.sort_unstable();
    widths.dedup();
    widths
        .iter()
        .map(u32::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}
