//! Posts that were written on another site: they keep their time and what was decided about them there.

use masthead_db::{Time, Tx};
use masthead_text::PostText;

use super::decisions::Outcome;
use super::desk::Queue;
use super::desk::queue::{Hold, hold};
use super::place::{checked, thread_of};
use super::{PostError, PostState, decisions, store};
use crate::kernel::events::{Event, announce};
use crate::kernel::{AccountId, App, ArticleId, DbError, Lang, PostId, ThreadId};
use crate::screening::{Hit, Rule, Seen, ground_by_code};

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
    /// It was published and taken down; a gap marks its place.
    Removed,
    /// Its author took it back or was erased; a gap marks its place.
    Gone,
}

/// A post from elsewhere.
#[derive(Clone, Debug)]
pub struct BringIn {
    /// Below which article.
    pub article: ArticleId,
    /// The post that it answers, as it is here.
    pub parent: Option<PostId>,
    /// The letters in its address, where it had some on the site it comes from; none gives new ones.
    pub short: Option<String>,
    /// Who wrote it, where they have an account here.
    pub account: Option<AccountId>,
    /// The name it was signed with.
    pub author_name: String,
    /// What it says, in the small Markdown of posts.
    pub text: String,
    /// In which language.
    pub lang: Lang,
    /// When it was written.
    pub at: Time,
    /// When everybody could first read it.
    pub published_at: Time,
    /// When its author last changed it.
    pub edited_at: Option<Time>,
    /// The ground it was refused or removed on, and what its author was told, where the source says so in our terms.
    pub refused_for: Option<(String, String)>,
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
    let text = text_of(request)?;
    let thread = thread_of(request.article);
    store::insert_thread(tx, thread, request.article, app.now()).await?;
    let post: PostId = match &request.short {
        Some(short) => app.ids.called(short, request.at),
        None => app.ids.at(request.at),
    };
    insert(tx, request, post, thread).await?;
    store::insert_version(tx, post, 1, &text, request.at).await?;
    match request.state {
        BroughtIn::Published => publish(tx, post, request).await?,
        BroughtIn::Waiting => wait(tx, app, (post, request), thread, &text).await?,
        BroughtIn::Spam | BroughtIn::Refused => refuse(tx, app, post, request).await?,
        BroughtIn::Removed => {
            publish(tx, post, request).await?;
            refuse(tx, app, post, request).await?;
        }
        BroughtIn::Gone => {
            store::publish_post(tx, post, 1, request.published_at).await?;
            store::decide_version(tx, post, 1, "withdrawn").await?;
            store::take_back_post(tx, post, PostState::Withdrawn, true).await?;
        }
    }
    if let Some(account) = request.account {
        sign(tx, post, account, request.state).await?;
    }
    Ok(post)
}

fn text_of(request: &BringIn) -> Result<String, PostError> {
    if request.state == BroughtIn::Gone {
        return Ok(String::new());
    }
    match PostText::parse(&request.text, LONGEST) {
        Ok(text) => Ok(text.as_str().to_owned()),
        Err(masthead_text::PostTextError::Empty) => Err(PostError::Empty),
        Err(masthead_text::PostTextError::TooLong { length, limit }) => {
            Err(PostError::TooLong { length, limit })
        }
    }
}

/// Keeps a post refused or removed, on the ground of the source where it is one of ours.
async fn refuse(tx: &mut Tx, app: &App, post: PostId, request: &BringIn) -> Result<(), PostError> {
    let outcome = match request.state {
        BroughtIn::Removed => Outcome::Remove,
        _ => Outcome::Refuse,
    };
    let (ground, facts) = match request.state {
        BroughtIn::Spam => (
            SPAM,
            "Auf der früheren Website als Spam abgelehnt. / Refused as spam on the former site.",
        ),
        _ => (
            REFUSED,
            "Auf der früheren Website abgelehnt. / Refused on the former site.",
        ),
    };
    let theirs = match &request.refused_for {
        Some((code, theirs)) if ground_by_code(tx, code, request.lang).await?.is_some() => {
            Some((code.as_str(), theirs.as_str()))
        }
        _ => None,
    };
    let (ground, theirs) = theirs.unwrap_or((ground, facts));
    let facts = if theirs.is_empty() { facts } else { theirs };
    decisions::elsewhere::refuse(tx, app, post, outcome, (ground, facts)).await
}

/// Signs a post with an account once all is decided: nobody is told again what they were told on the former site.
async fn sign(
    tx: &mut Tx,
    post: PostId,
    account: AccountId,
    state: BroughtIn,
) -> Result<(), PostError> {
    store::sign_post(tx, post, account).await?;
    match state {
        BroughtIn::Published => store::keep_record(tx, account, 1, 0).await?,
        BroughtIn::Spam | BroughtIn::Refused | BroughtIn::Removed => {
            store::keep_record(tx, account, 0, 1).await?
        }
        BroughtIn::Waiting | BroughtIn::Gone => 0,
    };
    Ok(())
}

/// Closes the thread of an article that was closed on its own site, with the reason that readers were shown.
///
/// # Errors
/// Only the database's.
pub async fn bring_close_in(
    tx: &mut Tx,
    app: &App,
    article: ArticleId,
    because: &str,
) -> Result<(), PostError> {
    let thread = thread_of(article);
    store::insert_thread(tx, thread, article, app.now()).await?;
    store::close_thread(tx, thread, because).await?;
    announce(tx, app, Event::ThreadChanged { thread, article }).await?;
    Ok(())
}

/// The post with these letters in its address, if it is here.
///
/// # Errors
/// Only the database's.
pub async fn post_called(tx: &mut Tx, short: &str) -> Result<Option<PostId>, DbError> {
    let row = store::post_by_short(tx, short).await?;
    Ok(row.map(|row| row.id))
}

/// Whether a post stands below an article.
///
/// # Errors
/// Only the database's.
pub async fn stands_below(tx: &mut Tx, post: PostId, article: ArticleId) -> Result<bool, DbError> {
    let row = store::post(tx, post).await?;
    Ok(row.is_some_and(|row| row.article_id == article))
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

async fn publish(tx: &mut Tx, id: PostId, request: &BringIn) -> Result<(), PostError> {
    let at = request.published_at;
    store::publish_post(tx, id, 1, at).await?;
    store::decide_version(tx, id, 1, "approved").await?;
    if let Some(edited) = request.edited_at {
        store::replace_text(tx, id, 1, edited).await?;
    }
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
    (post, request): (PostId, &BringIn),
    thread: ThreadId,
    text: &str,
) -> Result<(), PostError> {
    let seen = checked(text);
    let hits: &[Hit] = match &seen {
        Seen::Hits(hits) => hits,
        Seen::CheckFailed => &[],
    };
    let held = Hold {
        post,
        version: 1,
        thread,
        author: request.account,
        queue: Queue::New,
        why: Rule::EverybodyWaits,
        hits,
    };
    hold(tx, app, &held).await?;
    Ok(())
}
