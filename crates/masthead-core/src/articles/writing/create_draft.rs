//! Begins an article, or an edition of one in another language.

use masthead_db::{Time, Tx, transact};

use super::content::{Content, Filing, NewRevision, write_filing, write_revision};
use super::store;
use crate::articles::address::{checked_slug, slug_of};
use crate::articles::{ArticleError, EditionState};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, ArticleId, EditionId, Lang, Person, RevisionId};

/// An article to begin with its original edition.
#[derive(Clone, Debug)]
pub struct NewArticle {
    /// The language it is written in.
    pub lang: Lang,
    /// The readable part of its address; none makes one of the headline.
    pub slug: Option<String>,
    /// Where it belongs.
    pub filing: Filing,
    /// What it says so far.
    pub content: Content,
}

/// An edition to begin beside the original.
#[derive(Clone, Debug)]
pub struct NewEdition {
    /// Of which article.
    pub article: ArticleId,
    /// In which language.
    pub lang: Lang,
    /// The readable part of its address; none makes one of the headline.
    pub slug: Option<String>,
    /// What it says so far.
    pub content: Content,
}

/// What was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// The article.
    pub article: ArticleId,
    /// The edition.
    pub edition: EditionId,
    /// Its first revision.
    pub revision: RevisionId,
}

/// Begins an article as a draft.
///
/// # Errors
/// [`ArticleError::TooLong`], [`ArticleError::BadSlug`], [`ArticleError::Db`].
pub async fn create_draft(
    app: &App,
    who: &Person,
    request: &NewArticle,
) -> Result<Drafted, ArticleError> {
    transact!(app.db.write(), |tx| {
        insert_draft(tx, app, Some(who.account), request, app.now()).await
    })
}

/// Begins an article in the caller's transaction and at its time: for imports, where both come from elsewhere.
///
/// # Errors
/// As [`create_draft`].
pub async fn insert_draft(
    tx: &mut Tx,
    app: &App,
    by: Option<AccountId>,
    request: &NewArticle,
    at: Time,
) -> Result<Drafted, ArticleError> {
    insert_draft_as(tx, app, by, (app.new_id(), request), at).await
}

/// Begins an article under the identifier that it had on the site it comes from.
///
/// # Errors
/// As [`create_draft`].
pub async fn insert_draft_as(
    tx: &mut Tx,
    app: &App,
    by: Option<AccountId>,
    (article, request): (ArticleId, &NewArticle),
    at: Time,
) -> Result<Drafted, ArticleError> {
    store::insert_article(
        tx,
        article,
        &article.short(),
        request.filing.section,
        by,
        at,
    )
    .await?;
    write_filing(tx, article, &request.filing).await?;
    let edition = First {
        article,
        lang: request.lang,
        is_original: true,
        slug: request.slug.as_deref(),
    };
    write_first(tx, app, &edition, &request.content, by, at).await
}

/// Begins an edition of an article in a further language.
///
/// # Errors
/// [`ArticleError::LanguageTaken`] when there is one, and as [`create_draft`].
pub async fn add_edition(
    app: &App,
    who: Option<&Person>,
    request: &NewEdition,
) -> Result<Drafted, ArticleError> {
    let by = who.map(|it| it.account);
    transact!(app.db.write(), |tx| {
        insert_edition(tx, app, by, request, app.now()).await
    })
}

/// Begins an edition in the caller's transaction and at its time: for imports.
///
/// # Errors
/// As [`add_edition`].
pub async fn insert_edition(
    tx: &mut Tx,
    app: &App,
    by: Option<AccountId>,
    request: &NewEdition,
    at: Time,
) -> Result<Drafted, ArticleError> {
    let edition = First {
        article: request.article,
        lang: request.lang,
        is_original: false,
        slug: request.slug.as_deref(),
    };
    write_first(tx, app, &edition, &request.content, by, at).await
}

struct First<'a> {
    article: ArticleId,
    lang: Lang,
    is_original: bool,
    slug: Option<&'a str>,
}

async fn write_first(
    tx: &mut Tx,
    app: &App,
    first: &First<'_>,
    content: &Content,
    by: Option<AccountId>,
    at: Time,
) -> Result<Drafted, ArticleError> {
    let (edition, revision): (EditionId, RevisionId) = (app.new_id(), app.new_id());
    let slug = match first.slug {
        Some(slug) => checked_slug(slug)?.to_owned(),
        None => slug_of(&content.headline),
    };
    let search_text = content.search_text();
    let (article, draft) = (first.article, EditionState::Draft);
    let written = store::insert_edition(
        tx,
        edition,
        article,
        first.lang,
        first.is_original,
        &slug,
        draft,
        revision,
        &search_text,
        at,
    );
    if written.await? == 0 {
        return Err(ArticleError::LanguageTaken);
    }
    write_revision(
        tx,
        revision,
        &NewRevision {
            edition,
            content,
            by,
            at,
            note: "",
        },
    )
    .await?;
    announce(tx, app, Event::ArticleSaved { article }).await?;
    Ok(Drafted {
        article,
        edition,
        revision,
    })
}
