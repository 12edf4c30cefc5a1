//! Where somebody wants to write, and who they are: what submitting and revising have to know first.

use masthead_db::{DbError, Time, Tx};

use super::{PostError, store};
use crate::accounts::State;
use crate::kernel::{App, ArticleId, Person, ThreadId};
use crate::screening::{Opening, Place, Seen, Standing, look_at, opening};

/// The thread of an article. It carries the article's identifier: its address is known before anybody has written.
pub fn thread_of(article: ArticleId) -> ThreadId {
    ThreadId::from(article.uuid())
}

/// A place that is known, and whether it takes posts.
pub(super) struct Found {
    pub opening: Opening,
    pub has_thread: bool,
}

/// Looks at the place below an article.
pub(super) async fn find(
    tx: &mut Tx,
    app: &App,
    article: ArticleId,
) -> Result<Option<Found>, DbError> {
    let Some(row) = store::place(tx, article).await? else {
        return Ok(None);
    };
    let site = app.settings();
    let place = Place {
        posting: row.posting.unwrap_or(site.posting),
        closed_because: row.closed_because,
        published_at: row.published_at,
        closes_after_days: row
            .closes_after_days
            .and_then(|days| u16::try_from(days).ok())
            .or(site.threads_close_after_days),
    };
    Ok(Some(Found {
        opening: opening(&place, app.now()),
        has_thread: row.has_thread,
    }))
}

/// Somebody who may write, with the name they write under.
pub(super) struct Voice {
    pub name: String,
    pub standing: Standing,
}

/// Looks at whoever wants to write.
pub(super) async fn voice(tx: &mut Tx, who: &Person, now: Time) -> Result<Voice, PostError> {
    let row = store::voice(tx, who.account, now)
        .await?
        .ok_or(PostError::MayNotWrite)?;
    if row.state != State::Active {
        return Err(PostError::MayNotWrite);
    }
    if row.open_documents > 0 {
        return Err(PostError::ConsentNeeded);
    }
    let standing = Standing {
        works_here: who.works_here(),
        approved: row.approved,
        approved_since_refusal: row.approved_since_refusal,
    };
    Ok(Voice {
        name: row.display_name,
        standing,
    })
}

/// Makes the automatic checks.
pub(super) fn checked(text: &str) -> Seen {
    Seen::Hits(look_at(text))
}
