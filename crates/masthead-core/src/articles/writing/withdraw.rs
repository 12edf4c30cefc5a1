//! Takes a published edition away from readers, with a reason. Its address then says that it is gone.

use masthead_db::{Tx, transact};

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
    let actor = who.account.to_string();
    transact!(app.db.write(), |tx| {
        take_away(tx, app, &actor, edition, because).await
    })
}

/// Withdraws in the caller's transaction what was withdrawn on its own site.
///
/// # Errors
/// As [`withdraw`].
pub async fn bring_withdrawal_in(
    tx: &mut Tx,
    app: &App,
    edition: EditionId,
    because: &str,
) -> Result<(), ArticleError> {
    take_away(tx, app, "site", edition, because).await
}

async fn take_away(
    tx: &mut Tx,
    app: &App,
    actor: &str,
    edition: EditionId,
    because: &str,
) -> Result<(), ArticleError> {
    let row = store::edition(tx, edition)
        .await?
        .ok_or(ArticleError::Unknown("edition"))?;
    row.state.change_to(EditionState::Withdrawn)?;
    store::withdraw_edition(tx, edition, because).await?;
    let entry = audit::Entry {
        actor,
        verb: "withdraw",
        subject: &format!("edition:{edition}"),
        detail: because,
    };
    audit::record(tx, app, &entry).await?;
    let event = Event::ArticleWithdrawn {
        article: row.article_id,
        section: row.section_id,
    };
    announce(tx, app, event).await?;
    Ok(())
}
