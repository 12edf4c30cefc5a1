//! Somebody hands in a post: it waits for a moderator, or a rule lets it through. The same key never makes two.

use masthead_db::{DbError, Time, Tx, transact};
use masthead_text::{PostText, PostTextError};

use super::desk::Queue;
use super::desk::queue::{Hold, hold_new};
use super::place::{self, Voice, checked, thread_of};
use super::{PostError, PostState, decisions, store};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, ArticleId, Lang, Person, PostId, ThreadId};
use crate::screening::{Hit, Opening, Rule, Screened, Seen, screen};

/// Answers below this depth stand beside the one they answer instead of below it, so that no path grows without end.
const DEPTH_MAX: i64 = 60;

/// A post as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submit {
    /// Below which article.
    pub article: ArticleId,
    /// The post that it answers.
    pub parent: Option<PostId>,
    /// What it says, in the small Markdown of posts.
    pub text: String,
    /// In which language.
    pub lang: Lang,
    /// Made with the form; handing the same form in twice makes one post.
    pub key: String,
}

/// What became of a post that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// Which post.
    pub post: PostId,
    /// Where it stands.
    pub thread: ThreadId,
    /// Waiting or published; for a form handed in again, whatever has become of its post meanwhile.
    pub state: PostState,
}

/// Takes a post. Durable when it returns; handing it in again with the same key gives the same answer.
///
/// # Errors
/// [`PostError::Empty`], [`PostError::TooLong`], [`PostError::Closed`], [`PostError::NoParent`],
/// [`PostError::ConsentNeeded`], [`PostError::MayNotWrite`]: nothing was taken.
pub async fn submit(app: &App, who: &Person, request: &Submit) -> Result<Submitted, PostError> {
    let text = parse(app, &request.text)?;
    transact!(app.db.write(), |tx| {
        match take(tx, app, who, request, &text).await {
            // The form may have been taken already, before the thread closed.
            Err(refused @ (PostError::Closed(_) | PostError::NoParent)) => {
                earlier(tx, who, request).await?.ok_or(refused)
            }
            answer => answer,
        }
    })
}

/// Cleans and measures what somebody typed.
pub(super) fn parse(app: &App, text: &str) -> Result<PostText, PostError> {
    let limit = usize::try_from(app.settings().post_limit).unwrap_or(usize::MAX);
    PostText::parse(text, limit).map_err(|problem| match problem {
        PostTextError::Empty => PostError::Empty,
        PostTextError::TooLong { length, limit } => PostError::TooLong { length, limit },
    })
}

async fn take(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    request: &Submit,
    text: &PostText,
) -> Result<Submitted, PostError> {
    let now = app.now();
    let place = place::find(tx, app, request.article)
        .await?
        .ok_or(PostError::Unknown)?;
    let posting = match place.opening {
        Opening::Open { posting, .. } => posting,
        Opening::Closed(because) => return Err(PostError::Closed(because)),
    };
    let voice = place::voice(tx, who, now).await?;
    let thread = thread_of(request.article);
    if !place.has_thread {
        store::insert_thread(tx, thread, request.article, now).await?;
    }
    let spot = spot(tx, app, request.parent, thread).await?;
    if insert(tx, who, request, &voice, &spot, now).await? == 0 {
        return earlier(tx, who, request).await?.ok_or(PostError::Unknown);
    }
    store::insert_version(tx, spot.post, 1, text.as_str(), now).await?;
    let seen = checked(text.as_str());
    let screened = screen(posting, voice.standing, &seen);
    let state = settle(tx, app, who, &spot, screened, &seen).await?;
    announce(
        tx,
        app,
        Event::PostSubmitted {
            post: spot.post,
            thread,
            article: request.article,
        },
    )
    .await?;
    Ok(Submitted {
        post: spot.post,
        thread,
        state,
    })
}

/// A place in the conversation.
struct Spot {
    post: PostId,
    thread: ThreadId,
    parent: Option<PostId>,
    root: PostId,
    depth: i64,
    path: Vec<u8>,
}

async fn spot(
    tx: &mut Tx,
    app: &App,
    parent: Option<PostId>,
    thread: ThreadId,
) -> Result<Spot, PostError> {
    let post: PostId = app.new_id();
    let Some(parent) = parent else {
        return Ok(Spot {
            post,
            thread,
            parent: None,
            root: post,
            depth: 0,
            path: post.uuid().as_bytes().to_vec(),
        });
    };
    let above = store::post(tx, parent).await?.ok_or(PostError::NoParent)?;
    if above.thread_id != thread || above.state != PostState::Published {
        return Err(PostError::NoParent);
    }
    let mut path = above.path;
    if above.depth >= DEPTH_MAX {
        path.truncate(path.len() - 16);
    }
    path.extend_from_slice(post.uuid().as_bytes());
    let depth = (above.depth + 1).min(DEPTH_MAX);
    Ok(Spot {
        post,
        thread,
        parent: Some(parent),
        root: above.root_id,
        depth,
        path,
    })
}

async fn insert(
    tx: &mut Tx,
    who: &Person,
    request: &Submit,
    voice: &Voice,
    spot: &Spot,
    now: Time,
) -> Result<u64, DbError> {
    store::insert_post(
        tx,
        spot.post,
        &spot.post.short(),
        spot.thread,
        spot.parent,
        spot.root,
        spot.depth,
        &spot.path,
        Some(who.account),
        &voice.name,
        request.lang,
        &key_of(who, request),
        now,
    )
    .await
}

/// Lets it wait, or through, as the rules say.
async fn settle(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    spot: &Spot,
    screened: Screened,
    seen: &Seen,
) -> Result<PostState, PostError> {
    let hits: &[Hit] = match seen {
        Seen::Hits(hits) => hits,
        Seen::CheckFailed => &[],
    };
    let held = |queue: Queue, why: Rule| Hold {
        post: spot.post,
        version: 1,
        thread: spot.thread,
        author: Some(who.account),
        queue,
        why,
        hits,
    };
    match screened {
        Screened::Held(why) => {
            hold_new(tx, app, &held(Queue::New, why)).await?;
            Ok(PostState::Waiting)
        }
        Screened::Published(rule) => {
            decisions::by_rule(tx, app, spot.post, 1, rule).await?;
            Ok(PostState::Published)
        }
        Screened::PublishedForReview(rule) => {
            decisions::by_rule(tx, app, spot.post, 1, rule).await?;
            hold_new(tx, app, &held(Queue::Review, rule)).await?;
            Ok(PostState::Published)
        }
    }
}

/// What became of this form when it was handed in before.
async fn earlier(
    tx: &mut Tx,
    who: &Person,
    request: &Submit,
) -> Result<Option<Submitted>, DbError> {
    let found = store::earlier(tx, &key_of(who, request)).await?;
    Ok(found.map(|row| Submitted {
        post: row.id,
        thread: row.thread_id,
        state: row.state,
    }))
}

/// A key is somebody's own: nobody can take another's post for theirs by guessing it.
fn key_of(who: &Person, request: &Submit) -> String {
    format!("{}:{}", who.account, request.key)
}
