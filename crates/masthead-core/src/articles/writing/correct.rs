//! Tells readers what was wrong: with the article, on the page of corrections, in feeds and in the data.

use masthead_db::transact;

use super::store;
use crate::articles::{ArticleError, CorrectionKind, EditionState};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, CorrectionId, EditionId, Person, audit};

/// Longest text of a correction in characters.
const TEXT_CHARACTERS: usize = 2_000;

/// What to tell readers.
#[derive(Clone, Debug)]
pub struct Correct {
    /// Of which edition.
    pub edition: EditionId,
    /// What kind of change it was.
    pub kind: CorrectionKind,
    /// What was wrong and how it is.
    pub text: String,
}

/// Adds a correction to what is published. It stays, also when the text changes again.
///
/// The text of the article is changed by publishing a revision; this is the note about it. Both are shown together.
///
/// # Errors
/// [`ArticleError::NoText`], [`ArticleError::TooLong`], and [`ArticleError::Impossible`] for what readers have not seen.
pub async fn correct(
    app: &App,
    who: &Person,
    request: &Correct,
) -> Result<CorrectionId, ArticleError> {
    let text = request.text.trim();
    if text.is_empty() {
        return Err(ArticleError::NoText);
    }
    if text.chars().count() > TEXT_CHARACTERS {
        return Err(ArticleError::TooLong {
            field: "correction",
            limit: TEXT_CHARACTERS,
        });
    }
    transact!(app.db.write(), |tx| {
        let row = store::edition(tx, request.edition)
            .await?
            .ok_or(ArticleError::Unknown("edition"))?;
        let (EditionState::Published, Some(revision)) = (row.state, row.published_revision_id)
        else {
            return Err(ArticleError::Impossible(
                crate::articles::ImpossibleChange {
                    from: row.state,
                    to: EditionState::Published,
                },
            ));
        };
        let id: CorrectionId = app.new_id();
        let (by, now) = (Some(who.account), app.now());
        store::insert_correction(
            tx,
            id,
            request.edition,
            revision,
            request.kind,
            text,
            by,
            now,
        )
        .await?;
        let entry = audit::Entry {
            actor: &who.account.to_string(),
            verb: "correct",
            subject: &format!("edition:{}", request.edition),
            detail: request.kind.word(),
        };
        audit::record(tx, app, &entry).await?;
        announce(
            tx,
            app,
            Event::ArticlePublished {
                article: row.article_id,
                section: row.section_id,
            },
        )
        .await?;
        Ok(id)
    })
}
