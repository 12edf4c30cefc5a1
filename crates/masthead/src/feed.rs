//! Follows the feed of events, so that what another node wrote is heard on this one within a moment.

use std::sync::Arc;
use std::time::Duration;

use masthead_core::kernel::App;
use masthead_core::kernel::events::{Event, Listeners};
use masthead_db::{Cursor, DbError, events_after, events_head, transact};

/// Looked at least this often, even when nobody calls: a second is what the cache promises (design.md §1).
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// After the database could not be read.
const CATCH_BREATH: Duration = Duration::from_secs(1);

/// Events read at a time.
const PAGE: i64 = 500;

/// Follows the feed from now on, for as long as the process lives.
pub(crate) async fn follow(app: Arc<App>, listeners: Arc<dyn Listeners>) {
    let mut cursor = None;
    let mut wakeups = app.db.wakeups();
    loop {
        match hear_new(&app, listeners.as_ref(), cursor).await {
            Ok(reached) => cursor = Some(reached),
            Err(cause) => {
                tracing::warn!(%cause, "the feed of events cannot be read; trying again");
                tokio::time::sleep(CATCH_BREATH).await;
            }
        }
        wakeups.next_within(LOOK_AGAIN).await;
    }
}

async fn hear_new(
    app: &App,
    listeners: &dyn Listeners,
    cursor: Option<Cursor>,
) -> Result<Cursor, DbError> {
    let Some(mut cursor) = cursor else {
        return transact!(app.db.read(), |tx| { events_head(tx).await });
    };
    loop {
        let page = transact!(app.db.read(), |tx| { events_after(tx, cursor, PAGE).await })?;
        for row in &page {
            match serde_json::from_str::<Event>(&row.payload) {
                Ok(event) => listeners.hear(&event),
                // A newer node says something this one does not know: the pages it keeps may be untrue.
                Err(_) => listeners.hear(&Event::SiteChanged),
            }
        }
        match page.last() {
            Some(last) => cursor = last.cursor(),
            None => return Ok(cursor),
        }
    }
}
