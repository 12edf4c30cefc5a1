//! What the newsroom has settled about posting below an article: by the article, its sections, or nobody.

use masthead_db::{Time, Tx};

use super::store;
use crate::articles::ArticleError;
use crate::kernel::{ArticleId, Posting};

/// The nearest word on each question; where nobody said anything the site decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadSettings {
    /// Who waits.
    pub posting: Option<Posting>,
    /// Days after publication when the thread closes.
    pub close_after_days: Option<i64>,
    /// When readers first saw the article; none while they do not.
    pub published_at: Option<Time>,
}

/// What is settled for an article: its own word first, then its section's, then those above.
///
/// # Errors
/// [`ArticleError::Unknown`].
pub async fn thread_settings(
    tx: &mut Tx,
    article: ArticleId,
) -> Result<ThreadSettings, ArticleError> {
    let own = store::settings_of(tx, article)
        .await?
        .ok_or(ArticleError::Unknown("article"))?;
    let above = store::settings_above(tx, article).await?;
    let nearest_first = || std::iter::once(&own).chain(&above);
    Ok(ThreadSettings {
        posting: nearest_first().find_map(|it| it.posting),
        close_after_days: nearest_first().find_map(|it| it.threads_close_after_days),
        published_at: store::first_published(tx, article).await?.published_at,
    })
}
