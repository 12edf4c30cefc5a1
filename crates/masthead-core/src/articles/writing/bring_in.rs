//! What an import needs beyond drafting and publishing, in its own transaction and with the times of the source.

use masthead_db::{Time, Tx};
use masthead_jobs::NewJob;

use super::content::{Content, Filing, NewRevision, write_filing, write_revision};
use super::schedule::PUBLISH_SCHEDULED;
use super::store;
use crate::articles::{ArticleError, CorrectionKind, EditionState};
use crate::kernel::events::{Event, announce};
use crate::kernel::{
    AccountId, App, ArticleId, CorrectionId, DbError, EditionId, Lang, Posting, RevisionId,
    SectionId,
};

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

/// Puts an unpublished edition where it stood on its own site, under the embargo that it had.
///
/// # Errors
/// [`ArticleError::Unknown`], [`ArticleError::Impossible`].
pub async fn bring_state_in(
    tx: &mut Tx,
    edition: EditionId,
    state: EditionState,
    embargo_until: Option<Time>,
) -> Result<(), ArticleError> {
    let row = store::edition(tx, edition)
        .await?
        .ok_or(ArticleError::Unknown("edition"))?;
    let state = row.state.change_to(state)?;
    let (slug, scheduled) = (&row.slug, row.scheduled_for);
    store::file_edition(tx, edition, slug, state, embargo_until, scheduled).await?;
    Ok(())
}

/// Gives a published edition the times that its readers know.
///
/// # Errors
/// Only the database's.
pub async fn bring_times_in(
    tx: &mut Tx,
    edition: EditionId,
    published_at: Time,
    updated_at: Time,
) -> Result<(), ArticleError> {
    store::time_edition(tx, edition, published_at, updated_at).await?;
    Ok(())
}

/// What readers were told about a mistake, with the time at which they were.
///
/// # Errors
/// Only the database's.
pub async fn bring_correction_in(
    tx: &mut Tx,
    app: &App,
    drafted: (EditionId, RevisionId),
    told: (CorrectionKind, &str),
    at: Time,
) -> Result<(), ArticleError> {
    let (id, (edition, revision)): (CorrectionId, _) = (app.ids.at(at), drafted);
    store::insert_correction(tx, id, edition, revision, told.0, told.1, None, at).await?;
    Ok(())
}

/// The article with these letters in its address, if it is here.
///
/// # Errors
/// Only the database's.
pub async fn article_called(tx: &mut Tx, short: &str) -> Result<Option<ArticleId>, DbError> {
    let row = store::article_called(tx, short).await?;
    Ok(row.map(|row| row.id))
}

/// Leads an address of before to a section.
///
/// # Errors
/// Only the database's.
pub async fn lead_to_section(
    tx: &mut Tx,
    app: &App,
    path: &str,
    section: SectionId,
) -> Result<(), DbError> {
    store::put_section_redirect(tx, path, section, app.now()).await?;
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
