//! An author changes their post: while it waits, after it was refused, or for a short time after it was published.
//! Every text is kept; a moderator reads the new one.

use std::time::Duration;

use masthead_db::{Time, Tx, transact};
use masthead_text::PostText;

use super::desk::Queue;
use super::desk::queue::{Hold, hold};
use super::place::{self, checked};
use super::store::{self, PostRow};
use super::submit::parse;
use super::{PostError, PostState, decisions};
use crate::kernel::events::{Event, announce};
use crate::kernel::{App, Person, PostId};
use crate::screening::{Opening, Rule, Screened, Seen, screen};

/// Seconds after publication in which an author may still change a post: long enough for a mistake that one sees at
/// once, short enough that answers still fit.
pub const EDIT_WINDOW_SECS: u64 = 10 * 60;

/// A newer text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revise {
    /// Of which post.
    pub post: PostId,
    /// What it says now.
    pub text: String,
}

/// What became of a newer text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revised {
    /// It waits for a moderator; a published post shows its old text until then.
    Waiting,
    /// It says what the newest text says already; nothing was changed.
    Unchanged,
}

/// Hands in a newer text of one's own post.
///
/// A decision about the old text that has not taken effect falls: nobody has read what is to be published.
///
/// # Errors
/// [`PostError::NotYours`], [`PostError::Impossible`] for a post that was removed or taken back, [`PostError::TooLate`]
/// after the time to change a published post, and those of submitting.
pub async fn revise(app: &App, who: &Person, request: &Revise) -> Result<Revised, PostError> {
    let text = parse(app, &request.text)?;
    transact!(app.db.write(), |tx| {
        take(tx, app, who, request, &text).await
    })
}

async fn take(
    tx: &mut Tx,
    app: &App,
    who: &Person,
    request: &Revise,
    text: &PostText,
) -> Result<Revised, PostError> {
    let now = app.now();
    let post = store::post(tx, request.post)
        .await?
        .ok_or(PostError::Unknown)?;
    if post.account_id != Some(who.account) {
        return Err(PostError::NotYours);
    }
    may_change(&post, now)?;
    let newest = store::text(tx, post.id, post.version)
        .await?
        .ok_or(PostError::Unknown)?;
    if newest.text == text.as_str() {
        return Ok(Revised::Unchanged);
    }
    let place = place::find(tx, app, post.article_id)
        .await?
        .ok_or(PostError::Unknown)?;
    let posting = match place.opening {
        Opening::Open { posting, .. } => posting,
        Opening::Closed(because) => return Err(PostError::Closed(because)),
    };
    let voice = place::voice(tx, who, now).await?;
    let seen = checked(text.as_str());
    let why = match screen(posting, voice.standing, &seen) {
        _ if post.state == PostState::Published => Rule::EditedAfterPublication,
        Screened::Held(rule) => rule,
        // What somebody had to be asked about once is read again, whoever they are.
        Screened::Published(_) | Screened::PublishedForReview(_) => Rule::EverybodyWaits,
    };
    put(tx, app, &post, text, why, &seen).await?;
    announce(tx, app, Event::PostRevised { post: post.id }).await?;
    announce(
        tx,
        app,
        Event::PostSubmitted {
            post: post.id,
            thread: post.thread_id,
            article: post.article_id,
        },
    )
    .await?;
    Ok(Revised::Waiting)
}

fn may_change(post: &PostRow, now: Time) -> Result<(), PostError> {
    match (post.state, post.published_at) {
        (PostState::Waiting, _) => Ok(()),
        (PostState::Published, Some(published_at)) => {
            let in_time = now.since(published_at) <= Duration::from_secs(EDIT_WINDOW_SECS);
            if in_time {
                Ok(())
            } else {
                Err(PostError::TooLate)
            }
        }
        (state, _) => state
            .change_to(PostState::Waiting)
            .map(|_| ())
            .map_err(PostError::from),
    }
}

async fn put(
    tx: &mut Tx,
    app: &App,
    post: &PostRow,
    text: &PostText,
    why: Rule,
    seen: &Seen,
) -> Result<(), PostError> {
    let (now, number) = (app.now(), post.version + 1);
    decisions::cancel(tx, post.id, now).await?;
    if post.state == PostState::Waiting || post.published_version != Some(post.version) {
        store::replace_waiting_version(tx, post.id, post.version).await?;
    }
    store::insert_version(tx, post.id, number, text.as_str(), now).await?;
    if post.state == PostState::Published {
        store::revise_published_post(tx, post.id, number).await?;
    } else {
        store::revise_post(tx, post.id, number, PostState::Waiting).await?;
    }
    let hits = match seen {
        Seen::Hits(hits) => hits.as_slice(),
        Seen::CheckFailed => &[],
    };
    let queue = if post.state == PostState::Published {
        Queue::Edited
    } else {
        Queue::New
    };
    let held = Hold {
        post: post.id,
        version: number,
        thread: post.thread_id,
        author: post.account_id,
        queue,
        why,
        hits,
    };
    hold(tx, app, &held).await?;
    Ok(())
}
