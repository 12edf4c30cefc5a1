//! Takes a published edition away from readers, with a reason. Its address then says that it is gone.

use masthead_db::transact;

use super::store;
use crate::articles::{ArticleError, EditionState};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, EditionId, Person, audit};

/// Withdraws an edition. Text, revisions and posts stay; it can be published again.
///
/// # Errors
/// [`ArticleError::Impossible`] unless it is published, [`ArticleError::Unknown`].
pub async fn withdraw(
    app: &App,
    who: &Person,
    edition: EditionId,
    because: &str,
) -> Result<(), ArticleError> {
    transact!(app.db.write(), |tx| {
        let row = store::edition(tx, edition)
            .await?
            .ok_or(ArticleError::Unknown("edition"))?;
        row.state.change_to(EditionState::Withdrawn)?;
        store::withdraw_edition(tx, edition, because).await?;
        let entry = audit::Entry {
            actor: &who.account.to_string(),
            verb: "withdraw",
            subject: &format!("edition:{edition}"),
            detail: because,
        };
        audit::record(tx, app, &entry).await?;
        announce(
            tx,
            app,
            Event::ArticleWithdrawn {
                article: row.article_id,
                section: row.section_id,
            },
        )
        .await?;
        Ok(())
    })
}
