//! Gives an edition the time at which it publishes itself, and publishes it then.

use masthead_db::{Time, transact};
use masthead_jobs::NewJob;

use super::publish::{Publish, is_credited, publish_at};
use super::store;
use crate::articles::{ArticleError, EditionState, Significance};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, EditionId, Person};

/// The job that publishes an edition at its time; its payload names the edition and the time.
pub const PUBLISH_SCHEDULED: &str = "publish_scheduled";

/// Schedules an edition: its newest revision at that time will be published, unless somebody decides otherwise before.
///
/// # Errors
/// [`ArticleError::InThePast`], [`ArticleError::Embargoed`] when the time lies before the embargo's end,
/// [`ArticleError::NoHeadline`], [`ArticleError::Impossible`].
pub async fn schedule(
    app: &App,
    _who: &Person,
    edition: EditionId,
    at: Time,
) -> Result<(), ArticleError> {
    transact!(app.db.write(), |tx| {
        let row = store::edition(tx, edition)
            .await?
            .ok_or(ArticleError::Unknown("edition"))?;
        row.state.change_to(EditionState::Scheduled)?;
        if at <= app.now() {
            return Err(ArticleError::InThePast);
        }
        if let Some(until) = row.embargo_until.filter(|until| *until > at) {
            return Err(ArticleError::Embargoed(until));
        }
        let revision = store::revision(tx, row.revision_id)
            .await?
            .ok_or(ArticleError::Unknown("revision"))?;
        if revision.headline.trim().is_empty() {
            return Err(ArticleError::NoHeadline);
        }
        is_credited(tx, row.revision_id).await?;
        store::schedule_edition(tx, edition, at).await?;
        let payload = serde_json::json!({ "edition": edition.to_string(), "at": at.as_micros() });
        let job = NewJob::new(PUBLISH_SCHEDULED, payload, app.now()).not_before(at);
        masthead_jobs::enqueue(tx, &job).await?;
        announce(
            tx,
            app,
            Event::ArticleSaved {
                article: row.article_id,
            },
        )
        .await?;
        Ok(())
    })
}

/// Publishes an edition whose time has come. Does nothing when it was published, taken back or given another time since.
///
/// # Errors
/// As [`super::publish()`]; trying again later helps only against errors of the database.
pub async fn publish_scheduled(
    app: &App,
    edition: EditionId,
    at: Time,
) -> Result<(), ArticleError> {
    transact!(app.db.write(), |tx| {
        let Some(row) = store::edition(tx, edition).await? else {
            return Ok(());
        };
        if row.state != EditionState::Scheduled || row.scheduled_for != Some(at) {
            return Ok(());
        }
        let significance = if row.published_at.is_some() {
            Significance::Republication
        } else {
            Significance::Update
        };
        publish_at(
            tx,
            app,
            None,
            &Publish {
                edition,
                revision: row.revision_id,
                significance,
            },
            app.now(),
        )
        .await
    })
}
