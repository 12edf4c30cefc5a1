//! A new name beside posts that were written under an old one.

use masthead_db::{Time, transact};
use masthead_jobs::NewJob;

use super::{PostError, store};
use crate::accounts;
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App};

/// The job that writes an account's present name beside its posts; its payload is the account.
pub const RENAME_POSTS: &str = "rename_posts";

/// Posts that are renamed in one transaction, so that nobody waits for somebody who has written for years.
const BATCH: i64 = 500;

/// The job for an account that has changed its name, or given it up.
pub fn rename_job(account: AccountId, now: Time) -> NewJob {
    let payload = serde_json::json!({ "account": account });
    NewJob::new(RENAME_POSTS, payload, now).once(account.to_string())
}

/// Writes the name that an account has now beside all its posts, and says of every thread concerned that it has
/// changed, so that no kept page shows the old one. Doing it twice does no harm; what is left after a crash is done by
/// the next attempt.
pub async fn rename_posts(app: &App, account: AccountId) -> Result<(), PostError> {
    loop {
        let renamed = transact!(app.db.write(), |tx| {
            let Some(name) = accounts::display_name_of(tx, account).await? else {
                return Ok::<_, PostError>(0);
            };
            let posts = store::list_named_otherwise(tx, account, &name, BATCH).await?;
            for post in &posts {
                store::rename_post(tx, post.id, &name).await?;
            }
            let mut threads: Vec<_> = posts
                .iter()
                .map(|post| (post.thread_id, post.article_id))
                .collect();
            threads.sort_unstable();
            threads.dedup();
            for (thread, article) in threads {
                announce(tx, app, Event::ThreadChanged { thread, article }).await?;
            }
            Ok(posts.len())
        })?;
        if renamed == 0 {
            return Ok(());
        }
    }
}
