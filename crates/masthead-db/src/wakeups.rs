//! The bell that tells followers of the feed and the job runner that there is something new.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// Rings for everybody in this process, and tells whoever carries it to other nodes.
#[derive(Debug, Clone)]
pub(crate) struct Bell {
    rung: Arc<watch::Sender<u64>>,
    announced: Arc<watch::Sender<u64>>,
}

impl Bell {
    pub(crate) fn new() -> Self {
        Self {
            rung: Arc::new(watch::Sender::new(0)),
            announced: Arc::new(watch::Sender::new(0)),
        }
    }

    /// Something was announced in this process.
    pub(crate) fn ring(&self) {
        self.ring_from_afar();
        self.announced.send_modify(|count| *count += 1);
    }

    /// Something was announced by another node, which knows already.
    pub(crate) fn ring_from_afar(&self) {
        self.rung.send_modify(|count| *count += 1);
    }

    /// Changes with everything that is announced in this process.
    pub(crate) fn announced(&self) -> watch::Receiver<u64> {
        self.announced.subscribe()
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
