//! Lets readers see a revision.

use masthead_db::{Time, Tx, transact};
use masthead_text::{Document, Source};

use super::store::{self, EditionRow};
use crate::articles::{ArticleError, EditionState, Significance};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, EditionId, Person, RevisionId, audit};

/// What to publish.
#[derive(Clone, Copy, Debug)]
pub struct Publish {
    /// The edition.
    pub edition: EditionId,
    /// The revision readers will see. It may be an older one.
    pub revision: RevisionId,
    /// What it means to those who read the article before.
    pub significance: Significance,
}

/// Publishes a revision, for the first time or again.
///
/// # Errors
/// [`ArticleError::Embargoed`] before its embargo is over, [`ArticleError::NoHeadline`], [`ArticleError::Impossible`],
/// [`ArticleError::Unknown`] when the revision is not one of this edition, [`ArticleError::NoCredit`] while a picture
/// names nobody.
pub async fn publish(app: &App, who: &Person, request: &Publish) -> Result<(), ArticleError> {
    transact!(app.db.write(), |tx| {
        is_credited(tx, request.revision).await?;
        publish_at(tx, app, Some(who.account), request, app.now()).await
    })
}

/// Publishes in the caller's transaction and with its time: for the clock, and for imports of what was published
/// elsewhere.
///
/// # Errors
/// As [`publish`].
pub async fn publish_at(
    tx: &mut Tx,
    app: &App,
    by: Option<AccountId>,
    request: &Publish,
    at: Time,
) -> Result<(), ArticleError> {
    let edition = store::edition(tx, request.edition)
        .await?
        .ok_or(ArticleError::Unknown("edition"))?;
    may_be_read(tx, &edition, request, at).await?;
    let before = edition.published_at.zip(edition.updated_at);
    let (published_at, updated_at) = request.significance.times(before, at);
    store::publish_edition(
        tx,
        request.edition,
        request.revision,
        published_at,
        updated_at,
    )
    .await?;
    store::insert_publication(
        tx,
        request.revision,
        at,
        request.edition,
        request.significance,
        by,
    )
    .await?;
    record(tx, app, by, request).await?;
    announce(
        tx,
        app,
        Event::ArticlePublished {
            article: edition.article_id,
            section: edition.section_id,
        },
    )
    .await?;
    Ok(())
}

/// Every picture says whose it is, in the text or by itself. Imports are taken as they are: what was published elsewhere
/// without a credit is for the newsroom to mend.
pub(super) async fn is_credited(tx: &mut Tx, revision: RevisionId) -> Result<(), ArticleError> {
    let uncredited = store::list_uncredited(tx, revision).await?;
    if uncredited.is_empty() {
        return Ok(());
    }
    let row = store::revision(tx, revision).await?;
    let row = row.ok_or(ArticleError::Unknown("revision"))?;
    let document = Document::from_json(&row.document)?;
    let credited = |short: &str| {
        let mut images = document.images();
        images.any(|it| !it.credit.is_empty() && it.source == Source::Media(short.to_owned()))
    };
    match uncredited.into_iter().find(|row| !credited(&row.short)) {
        Some(row) => Err(ArticleError::NoCredit(row.short)),
        None => Ok(()),
    }
}

/// Everything that keeps a revision from its readers.
async fn may_be_read(
    tx: &mut Tx,
    edition: &EditionRow,
    request: &Publish,
    at: Time,
) -> Result<(), ArticleError> {
    edition.state.change_to(EditionState::Published)?;
    if let Some(until) = edition.embargo_until.filter(|until| *until > at) {
        return Err(ArticleError::Embargoed(until));
    }
    let revision = store::revision(tx, request.revision)
        .await?
        .ok_or(ArticleError::Unknown("revision"))?;
    if revision.edition_id != request.edition {
        return Err(ArticleError::Unknown("revision"));
    }
    if revision.headline.trim().is_empty() {
        Err(ArticleError::NoHeadline)
    } else {
        Ok(())
    }
}

async fn record(
    tx: &mut Tx,
    app: &App,
    by: Option<AccountId>,
    request: &Publish,
) -> Result<(), ArticleError> {
    let actor = by.map_or_else(|| "site".to_owned(), |account| account.to_string());
    let entry = audit::Entry {
        actor: &actor,
        verb: "publish",
        subject: &format!("edition:{}", request.edition),
        detail: &format!(
            "revision {}, {}",
            request.revision,
            masthead_db::TextColumn::word(request.significance)
        ),
    };
    Ok(audit::record(tx, app, &entry).await?)
}
