//! What an article of another Masthead has beyond its text: its state, its times, what readers were told of mistakes.

use masthead_db::{Time, Tx};
use masthead_formats::{Article, ArticleState};

use super::ImportError;
use super::import::Walk;
use crate::articles::{self, CorrectionKind, Drafted, EditionState, Publish, Significance};

/// Puts a drafted edition where it stood on its own site.
pub(super) async fn as_it_was(
    tx: &mut Tx,
    walk: &Walk<'_>,
    article: &Article,
    drafted: &Drafted,
) -> Result<(), ImportError> {
    let edition = drafted.edition;
    let embargo = article.embargo_until.map(time_of);
    match article.state {
        ArticleState::Pending => {
            articles::bring_state_in(tx, edition, EditionState::AtDesk, embargo).await?;
        }
        ArticleState::Ready => {
            articles::bring_state_in(tx, edition, EditionState::Ready, embargo).await?;
        }
        ArticleState::Draft => {
            articles::bring_state_in(tx, edition, EditionState::Draft, embargo).await?;
        }
        ArticleState::Scheduled => {
            articles::bring_state_in(tx, edition, EditionState::Scheduled, embargo).await?;
        }
        ArticleState::Withdrawn => withdraw(tx, walk, article, drafted).await?,
        _ => {}
    }
    times(tx, article, drafted).await?;
    corrections(tx, walk, article, drafted).await
}

/// Readers saw it once: it is published with its time, and taken away in the same moment.
async fn withdraw(
    tx: &mut Tx,
    walk: &Walk<'_>,
    article: &Article,
    drafted: &Drafted,
) -> Result<(), ImportError> {
    let request = Publish {
        edition: drafted.edition,
        revision: drafted.revision,
        significance: Significance::Update,
    };
    let at = article.published_at.map_or(walk.app.now(), time_of);
    articles::publish_at(tx, walk.app, walk.options.by, &request, at).await?;
    let because = &article.withdrawn_because;
    articles::bring_withdrawal_in(tx, walk.app, drafted.edition, because).await?;
    Ok(())
}

async fn times(tx: &mut Tx, article: &Article, drafted: &Drafted) -> Result<(), ImportError> {
    let was_read = matches!(
        article.state,
        ArticleState::Published | ArticleState::Withdrawn
    );
    let times = article.published_at.zip(article.modified_at);
    if let Some((published, updated)) = times.filter(|_| was_read) {
        let (published, updated) = (time_of(published), time_of(updated));
        articles::bring_times_in(tx, drafted.edition, published, updated).await?;
    }
    Ok(())
}

async fn corrections(
    tx: &mut Tx,
    walk: &Walk<'_>,
    article: &Article,
    drafted: &Drafted,
) -> Result<(), ImportError> {
    for told in &article.corrections {
        let kind = told.kind.parse().unwrap_or(CorrectionKind::Correction);
        let at = told.told_at.map_or(walk.app.now(), time_of);
        let which = (drafted.edition, drafted.revision);
        articles::bring_correction_in(tx, walk.app, which, (kind, &told.text), at).await?;
    }
    Ok(())
}

fn time_of(time: jiff::Timestamp) -> Time {
    Time::from_micros(time.as_microsecond())
}
