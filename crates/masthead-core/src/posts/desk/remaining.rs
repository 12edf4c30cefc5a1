//! What remains: exact numbers for each queue and each article.

use masthead_db::{DbError, Tx, Uuid};

use super::{Queue, store};
use crate::kernel::{ArticleId, Lang, ThreadId};

/// Articles that are listed with what waits below them.
const ARTICLES_LISTED: i64 = 200;

/// How many wait, in all and in each queue.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Remaining {
    /// In all queues together.
    pub total: i64,
    /// In those queues in which something waits.
    pub by_queue: Vec<(Queue, i64)>,
}

impl Remaining {
    /// How many wait in one queue.
    pub fn of(&self, queue: Queue) -> i64 {
        self.by_queue
            .iter()
            .find(|(it, _)| *it == queue)
            .map_or(0, |(_, waiting)| *waiting)
    }
}

/// How many wait below one article.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named above")]
pub struct WaitingBelow {
    pub thread: ThreadId,
    pub article: ArticleId,
    pub headline: String,
    pub waiting: i64,
}

/// How many wait: everywhere, or below one article.
pub async fn remaining(tx: &mut Tx, below: Option<ThreadId>) -> Result<Remaining, DbError> {
    let rows = store::list_waiting(tx, below.map_or(Uuid::nil(), ThreadId::uuid)).await?;
    let by_queue: Vec<(Queue, i64)> = Queue::ALL
        .into_iter()
        .filter_map(|queue| {
            rows.iter()
                .find(|row| row.queue == queue)
                .map(|row| (queue, row.waiting))
        })
        .collect();
    Ok(Remaining {
        total: by_queue.iter().map(|(_, waiting)| waiting).sum(),
        by_queue,
    })
}

/// The articles below which something waits, the fullest first.
pub async fn waiting_by_article(tx: &mut Tx, lang: Lang) -> Result<Vec<WaitingBelow>, DbError> {
    let rows = store::list_waiting_by_article(tx, lang, ARTICLES_LISTED).await?;
    Ok(rows
        .into_iter()
        .map(|row| WaitingBelow {
            thread: row.thread_id,
            article: row.article_id,
            headline: row.headline,
            waiting: row.waiting,
        })
        .collect())
}
