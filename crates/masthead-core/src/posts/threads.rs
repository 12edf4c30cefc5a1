//! The house opens and closes threads, and says who waits in one.

use masthead_db::{Tx, transact};

use super::place::{self, thread_of};
use super::{PostError, store};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, ArticleId, Capability, Person, Posting, audit};
use crate::screening::{ClosedBecause, Opening};

/// Whether posts are taken below an article just now, and why not.
pub async fn thread_opening(
    tx: &mut Tx,
    app: &App,
    article: ArticleId,
) -> Result<Opening, PostError> {
    let found = place::find(tx, app, article).await?;
    Ok(
        found.map_or(Opening::Closed(ClosedBecause::NoArticle), |found| {
            found.opening
        }),
    )
}

/// Closes a thread, with the reason that readers are shown. Posts that wait are decided all the same.
pub async fn close_thread(
    app: &App,
    who: &Person,
    article: ArticleId,
    because: &str,
) -> Result<(), PostError> {
    change(app, who, article, &Change::Close(because.trim().to_owned())).await
}

/// Opens a thread again. One that has closed by its age stays closed.
pub async fn open_thread(app: &App, who: &Person, article: ArticleId) -> Result<(), PostError> {
    change(app, who, article, &Change::Open).await
}

/// Says who waits in a thread; nothing leaves it to the article, its section and the site.
pub async fn set_posting(
    app: &App,
    who: &Person,
    article: ArticleId,
    posting: Option<Posting>,
) -> Result<(), PostError> {
    change(app, who, article, &Change::Posting(posting)).await
}

enum Change {
    Close(String),
    Open,
    Posting(Option<Posting>),
}

async fn change(
    app: &App,
    who: &Person,
    article: ArticleId,
    change: &Change,
) -> Result<(), PostError> {
    if !who.may(Capability::RuleThreads) {
        return Err(PostError::NotAllowed);
    }
    transact!(app.db.write(), |tx| {
        put(tx, app, who, article, change).await
    })
}

async fn put(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    article: ArticleId,
    change: &Change,
) -> Result<(), PostError> {
    let thread = thread_of(article);
    let found = place::find(tx, app, article)
        .await?
        .ok_or(PostError::Unknown)?;
    if !found.has_thread {
        store::insert_thread(tx, thread, article, app.now()).await?;
    }
    let (verb, detail) = match change {
        Change::Close(because) => {
            store::close_thread(tx, thread, because).await?;
            ("close_thread", because.clone())
        }
        Change::Open => {
            store::open_thread(tx, thread).await?;
            ("open_thread", String::new())
        }
        Change::Posting(posting) => {
            store::set_posting(tx, thread, *posting).await?;
            (
                "set_posting",
                posting.map_or_else(String::new, |it| it.word().to_owned()),
            )
        }
    };
    let entry = audit::Entry {
        actor: &who.account.to_string(),
        verb,
        subject: &thread.to_string(),
        detail: &detail,
    };
    audit::record(tx, app, &entry).await?;
    announce(tx, app, Event::ThreadChanged { thread, article }).await?;
    Ok(())
}
