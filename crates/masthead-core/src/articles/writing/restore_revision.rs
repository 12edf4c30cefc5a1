//! Brings an earlier revision back, as a new one: nothing that was saved is ever lost.

use masthead_db::transact;

use super::content::{NewRevision, write_revision};
use super::save_revision::content_of;
use super::store;
use crate::articles::ArticleError;
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, EditionId, Person, RevisionId};

/// Saves the text of an earlier revision as the newest one, with a note that says so, and gives the new revision.
/// Readers see it once it is published.
///
/// # Errors
/// [`ArticleError::Unknown`] when the revision is not one of this edition.
pub async fn restore_revision(
    app: &App,
    who: &Person,
    edition: EditionId,
    earlier: RevisionId,
) -> Result<RevisionId, ArticleError> {
    transact!(app.db.write(), |tx| {
        let row = store::edition(tx, edition)
            .await?
            .ok_or(ArticleError::Unknown("edition"))?;
        let revision = store::revision(tx, earlier)
            .await?
            .filter(|it| it.edition_id == edition);
        let revision = revision.ok_or(ArticleError::Unknown("revision"))?;
        let note = format!("← {}", revision.number);
        let content = content_of(revision)?;
        let id: RevisionId = app.new_id();
        let new = NewRevision {
            edition,
            content: &content,
            by: Some(who.account),
            at: app.now(),
            note: &note,
        };
        write_revision(tx, id, &new).await?;
        store::point_to_revision(tx, edition, id, &content.search_text(), app.now()).await?;
        announce(
            tx,
            app,
            Event::ArticleSaved {
                article: row.article_id,
            },
        )
        .await?;
        Ok(id)
    })
}
