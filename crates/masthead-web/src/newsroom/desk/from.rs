//! Where a moderator takes from, as it stands in the address.

use masthead_core::kernel::ThreadId;
use masthead_core::posts::desk::{ClaimNext, Queue};

/// Where somebody takes from: everywhere, one queue, or below one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum From {
    Anywhere,
    Queue(Queue),
    Article(ThreadId),
}

impl From {
    /// Reads the word of an address; what cannot be read is everywhere.
    pub(super) fn read(word: &str) -> Self {
        if let Some(queue) = Queue::ALL.into_iter().find(|it| it.word() == word) {
            return From::Queue(queue);
        }
        word.parse().map_or(From::Anywhere, From::Article)
    }

    pub(super) fn word(&self) -> String {
        match self {
            From::Anywhere => String::new(),
            From::Queue(queue) => queue.word().to_owned(),
            From::Article(thread) => thread.to_string(),
        }
    }

    pub(super) fn claim(&self) -> ClaimNext {
        match self {
            From::Anywhere => ClaimNext::Anything,
            From::Queue(queue) => ClaimNext::From(*queue),
            From::Article(thread) => ClaimNext::Below(*thread),
        }
    }

    /// The desk that takes from here.
    pub(super) fn address(&self) -> String {
        match self {
            From::Anywhere => "/newsroom/queue".to_owned(),
            _ => format!("/newsroom/queue?from={}", self.word()),
        }
    }
}
