//! The bell that tells followers of the feed and the job runner that there is something new.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// Rings for everybody in this process.
#[derive(Debug, Clone)]
pub(crate) struct Bell {
    rung: Arc<watch::Sender<u64>>,
}

impl Bell {
    pub(crate) fn new() -> Self {
        Self {
            rung: Arc::new(watch::Sender::new(0)),
        }
    }

    pub(crate) fn ring(&self) {
        self.rung.send_modify(|count| *count += 1);
    }

    pub(crate) fn listen(&self) -> Wakeups {
        Wakeups {
            rung: self.rung.subscribe(),
        }
    }
}

/// Tells when something was announced by a transaction that is now committed, here or (on PostgreSQL) on another node.
///
/// A ring says only "look again"; several in a row may become one, and one may be lost when a node dies. So whoever
/// listens also looks from time to time without having been called.
#[derive(Debug, Clone)]
pub struct Wakeups {
    rung: watch::Receiver<u64>,
}

impl Wakeups {
    /// Waits for the next ring since the last one that was seen.
    pub async fn next(&mut self) {
        if self.rung.changed().await.is_err() {
            // The database was closed: nothing will ever be announced again.
            std::future::pending::<()>().await;
        }
    }

    /// Waits for the next ring, but no longer than `span`.
    pub async fn next_within(&mut self, span: Duration) {
        // Either way the answer is "look again".
        drop(tokio::time::timeout(span, self.next()).await);
    }
}
