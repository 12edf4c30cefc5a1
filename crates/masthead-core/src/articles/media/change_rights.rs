//! Corrects the words of a picture: whose it is, what is on it.

use masthead_db::transact;

use super::store;
use super::{MediaError, MediaState, Rights, render_job};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, MediaId, Person, audit};

/// Replaces all words of the picture; pages that show it are made anew and it is drawn again. Stands in the log, because a changed credit
/// is a question of law.
///
/// # Errors
/// [`MediaError::Unknown`], [`MediaError::TooLong`], [`MediaError::Db`].
pub async fn change_rights(
    app: &App,
    who: &Person,
    media: MediaId,
    rights: &Rights,
) -> Result<(), MediaError> {
    let rights = rights.tidied()?;
    transact!(app.db.write(), |tx| {
        if store::change_words(tx, media, &rights).await? == 0 {
            return Err(MediaError::Unknown);
        }
        let entry = audit::Entry {
            actor: &who.account.to_string(),
            verb: "media.rights",
            subject: &format!("media:{media}"),
            detail: &rights.credit,
        };
        audit::record(tx, app, &entry).await?;
        announce(tx, app, Event::MediaRendered { media }).await?;
        let row = store::original(tx, media).await?;
        if row.is_some_and(|row| row.state == MediaState::Drawn) {
            // Every drawing carries whose it is.
            masthead_jobs::enqueue(tx, &render_job(media, app.now())).await?;
        }
        Ok(())
    })
}
