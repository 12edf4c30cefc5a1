//! An author's own posts, with where each stands and what they were told.

use masthead_db::{DbError, Time, Tx};
use masthead_text::{PostText, SafeHtml};

use super::{PostState, store};
use crate::kernel::{AccountId, ArticleId, Lang, PostId, ThreadId};

/// Own posts that are shown at their place in one thread.
const IN_THREAD: i64 = 50;

/// One of somebody's own posts.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPost {
    /// Which post.
    pub id: PostId,
    /// The letters in its address.
    pub short: String,
    /// Below which article.
    pub article: ArticleId,
    /// The post that it answers.
    pub parent: Option<PostId>,
    /// Where it stands, as its author is told.
    pub state: Mine,
    /// The newest text.
    pub text: String,
    /// The newest text as readers would see it.
    pub html: SafeHtml,
    /// The headline of the article, in the author's language where there is one.
    pub headline: String,
    /// When the newest text was handed in.
    pub submitted_at: Time,
    /// When its first text was handed in.
    pub handed_in_at: Time,
    /// When it was published.
    pub published_at: Option<Time>,
}

/// Where one's own post stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mine {
    /// A moderator has not read it yet.
    Waiting,
    /// Everybody sees it.
    Published,
    /// Everybody sees an older text; the newest waits.
    NewerTextWaits,
    /// It was not published, or was removed.
    HeldBack {
        /// Whether it had been published before.
        was_published: bool,
        /// The ground.
        ground: String,
        /// Why, about this very post.
        facts: String,
        /// The letters in the address of the statement of reasons.
        statement: Option<String>,
    },
    /// One took it back.
    Withdrawn,
}

/// One's own posts below one article that others do not see, the oldest first.
pub async fn own_posts_in(
    tx: &mut Tx,
    account: AccountId,
    thread: ThreadId,
    lang: Lang,
) -> Result<Vec<OwnPost>, DbError> {
    let rows = store::list_own_in(tx, account, thread, lang, IN_THREAD).await?;
    Ok(rows.into_iter().rev().map(own).collect())
}

/// One's own posts, the newest first, from before a moment on.
pub async fn list_own_posts(
    tx: &mut Tx,
    account: AccountId,
    before: Option<Time>,
    lang: Lang,
    limit: i64,
) -> Result<Vec<OwnPost>, DbError> {
    let before = before.unwrap_or(Time::from_micros(i64::MAX));
    Ok(store::list_own(tx, account, before, lang, limit)
        .await?
        .into_iter()
        .map(own)
        .collect())
}

/// Shapes a row for its author.
pub(super) fn own(row: store::OwnRow) -> OwnPost {
    let held_back = |was_published| Mine::HeldBack {
        was_published,
        ground: row.ground_label.clone().unwrap_or_default(),
        facts: row.facts.clone().unwrap_or_default(),
        statement: row.statement_short.clone(),
    };
    let state = match row.state {
        PostState::Waiting => Mine::Waiting,
        PostState::Published if row.newest_decided == "waiting" => Mine::NewerTextWaits,
        PostState::Published => Mine::Published,
        PostState::Refused => held_back(false),
        PostState::Removed => held_back(true),
        PostState::Withdrawn | PostState::Erased => Mine::Withdrawn,
    };
    OwnPost {
        id: row.id,
        short: row.short,
        article: row.article_id,
        parent: row.parent_id,
        state,
        html: PostText::stored(row.text.clone()).to_html(),
        text: row.text,
        headline: row.headline.unwrap_or_default(),
        submitted_at: row.submitted_at,
        handed_in_at: row.handed_in_at,
        published_at: row.published_at,
    }
}
