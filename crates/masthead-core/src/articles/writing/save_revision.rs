//! Saves what was written as a new revision. Two people who save at once lose nothing: the second is shown both.

use masthead_db::{Time, transact};

use super::content::{Content, Filing, Lead, NewRevision, write_filing, write_revision};
use super::store::{self, EditionRow, RevisionRow};
use crate::articles::address::{checked_slug, slug_of};
use crate::articles::{ArticleError, EditionState};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, EditionId, Person, RevisionId};
use masthead_text::Document;

/// What to save.
#[derive(Clone, Debug)]
pub struct Save {
    /// Of which edition.
    pub edition: EditionId,
    /// The revision that the writer had before them.
    pub made_on: RevisionId,
    /// The text.
    pub content: Content,
    /// Where the article belongs.
    pub filing: Filing,
    /// The readable part of the address; none makes one of the headline.
    pub slug: Option<String>,
    /// Draft, at the desk or ready; none leaves it as it is. What is published stays so.
    pub state: Option<EditionState>,
    /// Nobody outside the newsroom may see it before.
    pub embargo_until: Option<Time>,
    /// A word to colleagues about this revision; may be empty.
    pub note: String,
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Saved {
    /// It is the newest revision.
    Done(RevisionId),
    /// Somebody saved in between. Nothing was written; what they wrote stands beside what was sent.
    Collision(Box<TheirText>),
}

/// The revision that was saved in between.
#[derive(Clone, Debug)]
pub struct TheirText {
    /// The newest revision; a save made on it goes through.
    pub revision: RevisionId,
    /// Its number.
    pub number: i64,
    /// What it says.
    pub content: Content,
}

/// Saves a revision.
///
/// The text becomes the newest revision and nothing else: readers go on seeing what was published until the revision is
/// published too. Section, byline and topics belong to the article and count at once.
///
/// # Errors
/// [`ArticleError::Unknown`], [`ArticleError::Impossible`], [`ArticleError::TooLong`], [`ArticleError::BadSlug`].
pub async fn save_revision(app: &App, who: &Person, request: &Save) -> Result<Saved, ArticleError> {
    transact!(app.db.write(), |tx| {
        let edition = store::edition(tx, request.edition)
            .await?
            .ok_or(ArticleError::Unknown("edition"))?;
        let newest = revision(tx, edition.revision_id).await?;
        if edition.revision_id != request.made_on {
            return Ok(Saved::Collision(Box::new(their_text(
                edition.revision_id,
                newest,
            )?)));
        }
        let content = with_ids_of(&newest, &request.content)?;
        file(tx, &edition, request).await?;
        write_filing(tx, edition.article_id, &request.filing).await?;
        let id = if is_unchanged(&newest, &content) && request.note.is_empty() {
            edition.revision_id
        } else {
            let id: RevisionId = app.new_id();
            let (by, at) = (Some(who.account), app.now());
            let new = NewRevision {
                edition: request.edition,
                content: &content,
                by,
                at,
                note: &request.note,
            };
            write_revision(tx, id, &new).await?;
            store::point_to_revision(tx, request.edition, id, &content.search_text(), at).await?;
            id
        };
        announce_saved(tx, app, &edition, &request.filing).await?;
        Ok(Saved::Done(id))
    })
}

/// What was filed anew shows at once, so the lists of a published article's old and new section change with it.
async fn announce_saved(
    tx: &mut masthead_db::Tx,
    app: &App,
    edition: &EditionRow,
    filing: &Filing,
) -> Result<(), ArticleError> {
    let article = edition.article_id;
    announce(tx, app, Event::ArticleSaved { article }).await?;
    if edition.state == EditionState::Published {
        let section = filing.section;
        announce(tx, app, Event::ArticlePublished { article, section }).await?;
    }
    if edition.state == EditionState::Published && edition.section_id != filing.section {
        announce(
            tx,
            app,
            Event::SectionsChanged {
                section: edition.section_id,
            },
        )
        .await?;
    }
    Ok(())
}

async fn file(
    tx: &mut masthead_db::Tx,
    edition: &EditionRow,
    request: &Save,
) -> Result<(), ArticleError> {
    let slug = match &request.slug {
        Some(slug) => checked_slug(slug)?.to_owned(),
        None => slug_of(&request.content.headline),
    };
    let state = match request.state {
        Some(wanted) if edition.state != EditionState::Published && wanted != edition.state => {
            edition.state.change_to(wanted)?
        }
        _ => edition.state,
    };
    if edition.state == EditionState::Published && request.embargo_until > edition.published_at {
        return Err(ArticleError::Embargoed(
            request.embargo_until.unwrap_or_default(),
        ));
    }
    let scheduled_for = edition
        .scheduled_for
        .filter(|_| state == EditionState::Scheduled);
    store::file_edition(
        tx,
        request.edition,
        &slug,
        state,
        request.embargo_until,
        scheduled_for,
    )
    .await?;
    Ok(())
}

async fn revision(tx: &mut masthead_db::Tx, id: RevisionId) -> Result<RevisionRow, ArticleError> {
    store::revision(tx, id)
        .await?
        .ok_or(ArticleError::Unknown("revision"))
}

fn their_text(id: RevisionId, row: RevisionRow) -> Result<TheirText, ArticleError> {
    Ok(TheirText {
        revision: id,
        number: row.number,
        content: content_of(row)?,
    })
}

/// The content of a stored revision.
pub(super) fn content_of(row: RevisionRow) -> Result<Content, ArticleError> {
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

/// Blocks keep their names from one revision to the next.
fn with_ids_of(newest: &RevisionRow, content: &Content) -> Result<Content, ArticleError> {
    let earlier = Document::from_json(&newest.document)?;
    let mut content = content.clone();
    content.body = content.body.carrying_ids_of(&earlier);
    Ok(content)
}

fn is_unchanged(newest: &RevisionRow, content: &Content) -> bool {
    content_of(newest.clone()).is_ok_and(|before| before == *content)
}
