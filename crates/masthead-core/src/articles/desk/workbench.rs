//! One edition on the workbench: its text, where it belongs and stands, what it was before.

use masthead_db::{Time, Tx, transact};
use masthead_text::Document;

use super::store::{self, RevisionLine, TextRow};
use crate::articles::{
    ArticleError, Content, CorrectionKind, EditionState, Filing, Lead, article_path,
};
use crate::kernel::{App, ArticleId, EditionId, Lang, RevisionId};

/// An edition to work on.
#[derive(Clone, Debug)]
pub struct Workbench {
    /// The article.
    pub article: ArticleId,
    /// The edition.
    pub edition: EditionId,
    /// Its language.
    pub lang: Lang,
    /// Whether it is the original.
    pub is_original: bool,
    /// The readable part of its address.
    pub slug: String,
    /// Its address below the language's prefix, whether or not readers find something there.
    pub path: String,
    /// Where it stands.
    pub state: EditionState,
    /// Its newest revision and its number.
    pub revision: (RevisionId, i64),
    /// The revision that readers see.
    pub published_revision: Option<RevisionId>,
    /// When readers saw it first.
    pub published_at: Option<Time>,
    /// When something new was last told.
    pub updated_at: Option<Time>,
    /// When it publishes itself.
    pub scheduled_for: Option<Time>,
    /// Before when nobody outside may see it.
    pub embargo_until: Option<Time>,
    /// Why it was withdrawn.
    pub withdrawn_because: String,
    /// The text of the newest revision.
    pub content: Content,
    /// The short name of its lead picture.
    pub lead_short: Option<String>,
    /// Where the article belongs.
    pub filing: Filing,
    /// All editions of the article.
    pub editions: Vec<(EditionId, Lang, EditionState)>,
    /// Its revisions, newest first.
    pub revisions: Vec<RevisionLine>,
    /// Its corrections, newest first.
    pub corrections: Vec<(CorrectionKind, String, Time)>,
}

/// The edition, if there is one.
///
/// # Errors
/// [`ArticleError::Unreadable`] when a newer Masthead wrote its text, [`ArticleError::Db`].
pub async fn workbench(app: &App, id: EditionId) -> Result<Option<Workbench>, ArticleError> {
    transact!(app.db.read(), |tx| {
        let Some(row) = store::edition(tx, id).await? else {
            return Ok(None);
        };
        let text = text(tx, id, row.revision_id).await?;
        let authors = store::list_author_ids(tx, row.article_id).await?;
        let topics = store::list_topic_ids(tx, row.article_id).await?;
        let editions = store::list_editions_of(tx, row.article_id).await?;
        let corrections = store::list_corrections(tx, id).await?;
        Ok(Some(Workbench {
            article: row.article_id,
            edition: row.edition_id,
            lang: row.lang,
            is_original: row.is_original,
            path: article_path(&row.section_path, &row.slug, &row.short),
            slug: row.slug,
            state: row.state,
            revision: (row.revision_id, text.number),
            published_revision: row.published_revision_id,
            published_at: row.published_at,
            updated_at: row.updated_at,
            scheduled_for: row.scheduled_for,
            embargo_until: row.embargo_until,
            withdrawn_because: row.withdrawn_because,
            lead_short: text.lead_short.clone(),
            content: content(text)?,
            filing: Filing {
                section: row.section_id,
                authors: authors.into_iter().map(|it| it.author_id).collect(),
                topics: topics.into_iter().map(|it| it.topic_id).collect(),
            },
            editions: editions
                .into_iter()
                .map(|it| (it.id, it.lang, it.state))
                .collect(),
            revisions: store::list_revisions(tx, id).await?,
            corrections: corrections
                .into_iter()
                .map(|it| (it.kind, it.text, it.made_at))
                .collect(),
        }))
    })
}

/// Two revisions of an edition side by side: number and text of each.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The earlier one.
    pub earlier: (i64, Content),
    /// The later one.
    pub later: (i64, Content),
}

/// Two revisions of one edition, the earlier first.
///
/// # Errors
/// [`ArticleError::Unknown`] unless both are revisions of this edition.
pub async fn compare(
    app: &App,
    edition: EditionId,
    one: RevisionId,
    other: RevisionId,
) -> Result<Compared, ArticleError> {
    transact!(app.db.read(), |tx| {
        let (one, other) = (
            text(tx, edition, one).await?,
            text(tx, edition, other).await?,
        );
        let (earlier, later) = if one.number <= other.number {
            (one, other)
        } else {
            (other, one)
        };
        Ok(Compared {
            earlier: (earlier.number, content(earlier)?),
            later: (later.number, content(later)?),
        })
    })
}

async fn text(
    tx: &mut Tx,
    edition: EditionId,
    revision: RevisionId,
) -> Result<TextRow, ArticleError> {
    store::text(tx, edition, revision)
        .await?
        .ok_or(ArticleError::Unknown("revision"))
}

fn content(row: TextRow) -> Result<Content, ArticleError> {
    Ok(Content {
        kicker: row.kicker,
        headline: row.headline,
        lede: row.lede,
        place: row.place,
        lead: row.lead_media_id.map(|media| Lead {
            media,
            caption: row.lead_caption,
        }),
        body: Document::from_json(&row.document)?,
    })
}
