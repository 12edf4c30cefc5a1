//! Posts that were written on another site: they keep their time and what was decided about them there.

use masthead_db::{Time, Tx};
use masthead_text::PostText;

use super::desk::Queue;
use super::desk::queue::{Hold, hold};
use super::place::{checked, thread_of};
use super::{PostError, PostState, decisions, store};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, ArticleId, Lang, PostId, ThreadId};
use crate::screening::{Hit, Rule, Seen};

/// Answers below this depth stand beside the one they answer, as for posts written here.
const DEPTH_MAX: i64 = 60;
/// A comment from elsewhere may be longer than a post written here, but not without end.
const LONGEST: usize = 100_000;
/// What a comment was refused for elsewhere is seldom known; our netiquette's clause on spam stands for spam, the one
/// on the subject for everything else.
const SPAM: &str = "TC-SPAM";
const REFUSED: &str = "TC-OFFTOPIC";

/// What became of a post where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BroughtIn {
    /// Everybody could read it.
    Published,
    /// Nobody had decided.
    Waiting,
    /// It was refused as spam.
    Spam,
    /// It was refused.
    Refused,
}

/// A post from elsewhere.
#[derive(Clone, Debug)]
pub struct BringIn {
    /// Below which article.
    pub article: ArticleId,
    /// The post that it answers, as it is here.
    pub parent: Option<PostId>,
    /// The name it was signed with.
    pub author_name: String,
    /// What it says, in the small Markdown of posts.
    pub text: String,
    /// In which language.
    pub lang: Lang,
    /// When it was written.
    pub at: Time,
    /// What became of it there.
    pub state: BroughtIn,
    /// Unlike any other post's; bringing it in again makes no second one.
    pub key: String,
}

/// Takes a post from elsewhere in the caller's transaction. It goes straight to the state it had: published at its own
/// time, waiting in the queue from now on, or refused, without a statement because its author has no account here.
///
/// An answer to a post that readers do not see stands below the nearest one above it that they do see.
///
/// # Errors
/// [`PostError::Empty`], [`PostError::TooLong`], [`PostError::Unknown`] when it was brought in before.
pub async fn bring_in(tx: &mut Tx, app: &App, request: &BringIn) -> Result<PostId, PostError> {
    let text = PostText::parse(&request.text, LONGEST).map_err(|problem| match problem {
        masthead_text::PostTextError::Empty => PostError::Empty,
        masthead_text::PostTextError::TooLong { length, limit } => {
            PostError::TooLong { length, limit }
        }
    })?;
    let thread = thread_of(request.article);
    store::insert_thread(tx, thread, request.article, app.now()).await?;
    let post: PostId = app.ids.at(request.at);
    insert(tx, request, post, thread).await?;
    store::insert_version(tx, post, 1, text.as_str(), request.at).await?;
    match request.state {
        BroughtIn::Published => publish(tx, post, request.at).await?,
        BroughtIn::Waiting => wait(tx, app, post, thread, &text).await?,
        BroughtIn::Spam => {
            let facts = "Auf der früheren Website als Spam abgelehnt. / Refused as spam on the former site.";
            decisions::elsewhere::refuse(tx, app, post, SPAM, facts).await?;
        }
        BroughtIn::Refused => {
            let facts = "Auf der früheren Website abgelehnt. / Refused on the former site.";
            decisions::elsewhere::refuse(tx, app, post, REFUSED, facts).await?;
        }
    }
    Ok(post)
}

/// Says once that posts were brought in below an article.
///
/// # Errors
/// Only the database's.
pub async fn thread_was_brought_in(
    tx: &mut Tx,
    app: &App,
    article: ArticleId,
) -> Result<(), PostError> {
    let thread = thread_of(article);
    announce(tx, app, Event::ThreadChanged { thread, article }).await?;
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    request: &BringIn,
    post: PostId,
    thread: ThreadId,
) -> Result<(), PostError> {
    let above = nearest_listed(tx, request.parent).await?;
    let (mut path, root, depth) = match &above {
        Some(above) => (above.path.clone(), above.root_id, above.depth + 1),
        None => (Vec::new(), post, 0),
    };
    if depth > DEPTH_MAX {
        path.truncate(path.len() - 16);
    }
    path.extend_from_slice(post.uuid().as_bytes());
    let short = post.short();
    let written = store::insert_post(
        tx,
        post,
        &short,
        thread,
        above.map(|above| above.id),
        root,
        depth.min(DEPTH_MAX),
        &path,
        None,
        &request.author_name,
        request.lang,
        &request.key,
        request.at,
    );
    if written.await? == 0 {
        return Err(PostError::Unknown);
    }
    Ok(())
}

async fn nearest_listed(
    tx: &mut Tx,
    mut parent: Option<PostId>,
) -> Result<Option<store::PostRow>, PostError> {
    while let Some(id) = parent {
        let Some(row) = store::post(tx, id).await? else {
            return Ok(None);
        };
        if row.listed {
            return Ok(Some(row));
        }
        parent = row.parent_id;
    }
    Ok(None)
}

async fn publish(tx: &mut Tx, id: PostId, at: Time) -> Result<(), PostError> {
    store::publish_post(tx, id, 1, at).await?;
    store::decide_version(tx, id, 1, "approved").await?;
    let row = store::post(tx, id).await?.ok_or(PostError::Unknown)?;
    debug_assert_eq!(row.state, PostState::Published);
    let known = store::thread(tx, row.thread_id).await?;
    let newest = known.and_then(|thread| thread.last_published_at);
    let last = newest.is_none_or(|newest| newest < at).then_some(at);
    decisions::count(tx, &row, 1, last).await?;
    Ok(())
}

async fn wait(
    tx: &mut Tx,
    app: &App,
    post: PostId,
    thread: ThreadId,
    text: &PostText,
) -> Result<(), PostError> {
    let seen = checked(text.as_str());
    let hits: &[Hit] = match &seen {
        Seen::Hits(hits) => hits,
        Seen::CheckFailed => &[],
    };
    let held = Hold {
        post,
        version: 1,
        thread,
        author: None,
        queue: Queue::New,
        why: Rule::EverybodyWaits,
        hits,
    };
    hold(tx, app, &held).await?;
    Ok(())
}
