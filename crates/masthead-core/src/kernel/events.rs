//! What has happened: said in the transaction in which it happened, heard by whoever listens.
//!
//! This is the whole list of what can be heard. Who listens to what stands in the binary's
//! `consequences.rs`.

use masthead_db::{DbError, Tx};
use masthead_jobs::NewJob;
use serde::{Deserialize, Serialize};

use super::{
    AccountId, App, ArticleId, CaseId, DecisionId, MediaId, PostId, SectionId, ThreadId, Time,
};

/// Something that has happened and may concern others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "an event's name is its meaning; the fields are identifiers"
)]
pub enum Event {
    AccountConfirmed {
        account: AccountId,
    },
    AccountChanged {
        account: AccountId,
    },
    AccountRenamed {
        account: AccountId,
    },
    SectionsChanged {
        section: SectionId,
    },
    SiteChanged,
    ArticleSaved {
        article: ArticleId,
    },
    ArticlePublished {
        article: ArticleId,
        section: SectionId,
    },
    ArticleWithdrawn {
        article: ArticleId,
        section: SectionId,
    },
    FrontChanged,
    MediaStored {
        media: MediaId,
    },
    MediaRendered {
        media: MediaId,
    },
    ThreadChanged {
        thread: ThreadId,
        article: ArticleId,
    },
    PostSubmitted {
        post: PostId,
        thread: ThreadId,
        article: ArticleId,
    },
    PostRevised {
        post: PostId,
    },
    PostPublished {
        post: PostId,
        thread: ThreadId,
        article: ArticleId,
    },
    PostRefused {
        post: PostId,
        thread: ThreadId,
        article: ArticleId,
    },
    PostRemoved {
        post: PostId,
        thread: ThreadId,
        article: ArticleId,
    },
    PostErased {
        post: PostId,
        thread: ThreadId,
        article: ArticleId,
    },
    DecisionMade {
        decision: DecisionId,
    },
    NoticeReceived {
        case: CaseId,
    },
    NoticeDecided {
        case: CaseId,
    },
    NoticeSorted {
        case: CaseId,
    },
    NotifierAsked {
        case: CaseId,
    },
    NotifierAnswered {
        case: CaseId,
    },
    CaseTakenBack {
        case: CaseId,
    },
    DeadlineReached {
        case: CaseId,
        percent: i64,
    },
    ComplaintReceived {
        case: CaseId,
    },
    ComplaintDecided {
        case: CaseId,
    },
}

/// Says that something has happened. It is heard once the transaction is committed, and never if it is not.
pub async fn announce(tx: &mut Tx, app: &App, event: Event) -> Result<(), DbError> {
    let payload = serde_json::to_string(&event).expect("an event of identifiers is always JSON");
    let kind = kind_of(&payload);
    masthead_db::append_event(tx, &kind, None, &payload, app.now()).await?;
    for job in app.listeners.jobs(&event, app.now()) {
        masthead_jobs::enqueue(tx, &job).await?;
    }
    let listeners = app.listeners.clone();
    tx.on_commit(move || listeners.hear(&event));
    Ok(())
}

/// Who listens to events. The binary's `consequences.rs` is the one list of them.
pub trait Listeners: Send + Sync {
    /// The work that follows, written in the transaction in which the event is announced.
    fn jobs(&self, event: &Event, now: Time) -> Vec<NewJob>;

    /// Called after the commit: on this node at once, on every other when it reads the feed. Calling it
    /// twice for one event must do no harm.
    fn hear(&self, event: &Event);
}

/// Nobody listens: for tests of a single use case and for commands that run beside a site.
#[derive(Debug, Default)]
pub struct Nobody;

impl Listeners for Nobody {
    fn jobs(&self, _: &Event, _: Time) -> Vec<NewJob> {
        Vec::new()
    }

    fn hear(&self, _: &Event) {}
}

fn kind_of(payload: &str) -> String {
    // The tag is the first member by serde's construction.
    payload.split('"').nth(3).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_the_name_of_the_event() {
        let payload = serde_json::to_string(&Event::SiteChanged).expect("json");
        assert_eq!(kind_of(&payload), "site_changed");
    }
}
