//! What an import needs beyond drafting and publishing, in its own transaction and with the times of the source.

use masthead_db::{Time, Tx};
use masthead_jobs::NewJob;

use super::content::{Content, Filing, NewRevision, write_filing, write_revision};
use super::schedule::PUBLISH_SCHEDULED;
use super::store;
use crate::articles::{ArticleError, EditionState};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, ArticleId, DbError, EditionId, Lang, Posting, RevisionId};

/// A newer text from the source of an article.
#[derive(Clone, Debug)]
pub struct BringIn {
    /// Of which edition.
    pub edition: EditionId,
    /// The revision that the import wrote last.
    pub made_on: RevisionId,
    /// The text.
    pub content: Content,
    /// Where the article belongs.
    pub filing: Filing,
}

/// Saves a newer text from the source, unless somebody here has saved one since; then nothing is written and the answer
/// is none.
///
/// # Errors
/// [`ArticleError::Unknown`], [`ArticleError::TooLong`].
pub async fn bring_text_in(
    tx: &mut Tx,
    app: &App,
    by: Option<AccountId>,
    request: &BringIn,
) -> Result<Option<RevisionId>, ArticleError> {
    let edition = store::edition(tx, request.edition)
        .await?
        .ok_or(ArticleError::Unknown("edition"))?;
    if edition.revision_id != request.made_on {
        return Ok(None);
    }
    let (revision, at): (RevisionId, _) = (app.new_id(), app.now());
    let new = NewRevision {
        edition: request.edition,
        content: &request.content,
        by,
        at,
        note: "",
    };
    write_revision(tx, revision, &new).await?;
    let search_text = request.content.search_text();
    store::point_to_revision(tx, request.edition, revision, &search_text, at).await?;
    write_filing(tx, edition.article_id, &request.filing).await?;
    let article = edition.article_id;
    announce(tx, app, Event::ArticleSaved { article }).await?;
    Ok(Some(revision))
}

/// The edition of an article in a language, if it has one.
///
/// # Errors
/// Only the database's.
pub async fn edition_of(
    tx: &mut Tx,
    article: ArticleId,
    lang: Lang,
) -> Result<Option<EditionId>, ArticleError> {
    Ok(store::edition_in(tx, article, lang)
        .await?
        .map(|row| row.id))
}

/// Gives a draft the time at which it publishes itself.
///
/// # Errors
/// [`ArticleError::Unknown`], [`ArticleError::Impossible`].
pub async fn schedule_at(
    tx: &mut Tx,
    app: &App,
    edition: EditionId,
    at: Time,
) -> Result<(), ArticleError> {
    let row = store::edition(tx, edition)
        .await?
        .ok_or(ArticleError::Unknown("edition"))?;
    row.state.change_to(EditionState::Scheduled)?;
    store::schedule_edition(tx, edition, at).await?;
    let payload = serde_json::json!({ "edition": edition.to_string(), "at": at.as_micros() });
    let job = NewJob::new(PUBLISH_SCHEDULED, payload, app.now()).not_before(at);
    masthead_jobs::enqueue(tx, &job).await?;
    Ok(())
}

/// Leads an address of before to an article.
///
/// # Errors
/// Only the database's.
pub async fn lead_here(
    tx: &mut Tx,
    app: &App,
    path: &str,
    article: ArticleId,
) -> Result<(), ArticleError> {
    store::put_article_redirect(tx, path, article, app.now()).await?;
    Ok(())
}

/// The article that an address of before leads to, if it leads to one.
///
/// # Errors
/// Only the database's.
pub async fn article_led_to(tx: &mut Tx, path: &str) -> Result<Option<ArticleId>, DbError> {
    let row = store::article_led_to(tx, path).await?;
    Ok(row.and_then(|row| row.article_id))
}

/// Takes no more posts below an article, because none were taken where it comes from.
///
/// # Errors
/// Only the database's.
pub async fn close_thread_of(tx: &mut Tx, article: ArticleId) -> Result<(), ArticleError> {
    store::rule_thread(tx, article, Some(Posting::Closed), None).await?;
    Ok(())
}
