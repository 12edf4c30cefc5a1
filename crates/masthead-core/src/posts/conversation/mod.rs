//! A thread as readers see it: conversations in an order, a page at a time, however long the thread is.

mod cursor;
pub(in crate::posts) mod store;

use masthead_db::{DbError, Time, Tx};
use masthead_text::{PostText, SafeHtml};

pub use cursor::{BadCursor, Cursor, Order};
use store::ShownRow;

use super::PostState;
use super::store::{self as posts, PostRow};
use crate::kernel::{AccountId, ArticleId, Lang, PostId, ThreadId};

/// Conversations on a page.
pub const PAGE: usize = 50;
/// Answers of one conversation that are shown with it; the rest continue on its own page.
const ANSWERS_SHOWN: i64 = 30;
/// The first row behind those that are shown: the first post itself, its answers, and one more.
const FIRST_NOT_SHOWN: i64 = ANSWERS_SHOWN + 1;
/// Answers deeper than this continue on their own page.
const DEPTH_SHOWN: i64 = 4;
/// Answers on a post's own page.
const ANSWERS_ON_OWN_PAGE: i64 = 100;
/// Sorts behind every path.
const BEHIND_ALL: [u8; 1] = [0xff];

/// A page of a thread.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// Which thread.
    pub thread: ThreadId,
    /// Posts that readers see in the whole thread.
    pub published_count: i64,
    /// Each conversation's first post followed by its answers, in the order of reading.
    pub posts: Vec<Shown>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// A post as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Which post.
    pub id: PostId,
    /// The letters in its address.
    pub short: String,
    /// The post that it answers.
    pub parent: Option<PostId>,
    /// Levels below the first post of its conversation.
    pub depth: i64,
    /// Whose it is; nobody for an imported one.
    pub account: Option<AccountId>,
    /// The name under which it was written.
    pub author_name: String,
    /// Its language.
    pub lang: Lang,
    /// What it says, or why it says nothing any more.
    pub content: Result<SafeHtml, Gap>,
    /// When it was published.
    pub published_at: Time,
    /// When its author last changed it after that.
    pub edited_at: Option<Time>,
    /// Answers below it that readers see, at any depth.
    pub reply_count: i64,
    /// Answers below it that are not on this page: they continue on its own.
    pub continues: i64,
}

/// Why a place in the conversation is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The house removed it, on this ground.
    Removed {
        /// The ground in the reader's language.
        ground: String,
    },
    /// Its author took it back.
    Withdrawn,
    /// Its author is gone, and everything they wrote.
    Erased,
}

/// A post with what is around it, for its own page.
#[derive(Clone, Debug, PartialEq)]
pub struct Surroundings {
    /// The article below which it stands.
    pub article: ArticleId,
    /// What it answers, from the root down.
    pub above: Vec<Shown>,
    /// The post, then a page of what answers it.
    pub posts: Vec<Shown>,
    /// The last answer of this page, by the letters in its address, if there are more.
    pub next: Option<String>,
}

/// A page of a thread. The first page of a long thread costs what that of a short one does.
pub async fn conversation(
    tx: &mut Tx,
    thread: ThreadId,
    order: Order,
    after: Option<Cursor>,
    lang: Lang,
) -> Result<Conversation, DbError> {
    let published_count = posts::thread(tx, thread)
        .await?
        .map_or(0, |row| row.published_count);
    let from = after.unwrap_or(order.beginning());
    let limit = i64::try_from(PAGE).unwrap_or(50) + 1;
    let mut rows = match order {
        Order::Newest => {
            store::list_newest(
                tx,
                thread,
                from.at,
                from.id,
                limit,
                DEPTH_SHOWN,
                FIRST_NOT_SHOWN,
                &BEHIND_ALL,
                lang,
            )
            .await?
        }
        Order::Oldest => {
            store::list_oldest(
                tx,
                thread,
                from.at,
                from.id,
                limit,
                DEPTH_SHOWN,
                FIRST_NOT_SHOWN,
                &BEHIND_ALL,
                lang,
            )
            .await?
        }
        Order::Discussed => {
            store::list_discussed(
                tx,
                thread,
                from.replies,
                from.at,
                from.id,
                limit,
                DEPTH_SHOWN,
                FIRST_NOT_SHOWN,
                &BEHIND_ALL,
                lang,
            )
            .await?
        }
    };
    let next = cut(&mut rows);
    Ok(Conversation {
        thread,
        published_count,
        posts: shown(rows),
        next,
    })
}

/// A post and what surrounds it; nothing when there is none that readers may see. Its answers come a page at a time:
/// `behind` is the last answer of the page before, by the letters in its address.
pub async fn post_with_answers(
    tx: &mut Tx,
    short: &str,
    behind: Option<&str>,
    lang: Lang,
) -> Result<Option<Surroundings>, DbError> {
    let Some(post) = listed(tx, short).await? else {
        return Ok(None);
    };
    let behind = match behind {
        None => None,
        Some(last) => match listed(tx, last).await?.filter(|it| it.path > post.path) {
            Some(last) => Some(last.path),
            None => return Ok(None),
        },
    };
    let mut above = store::list_line(tx, post.id, lang).await?;
    let itself = above.pop();
    let (answers, next) = answers(tx, &post, behind.as_deref(), lang).await?;
    let line = match answers.first().filter(|_| behind.is_some()) {
        Some(first) => line_to(tx, &post, first, lang).await?,
        None => Vec::new(),
    };
    let rows = itself.into_iter().chain(line).chain(answers);
    let deepest = post.depth + DEPTH_SHOWN;
    Ok(Some(Surroundings {
        article: post.article_id,
        above: above.into_iter().map(show).collect(),
        posts: rows.map(show).map(|it| continued(it, deepest)).collect(),
        next,
    }))
}

/// A page of what answers a post, and the last of them if there are more.
async fn answers(
    tx: &mut Tx,
    post: &PostRow,
    behind: Option<&[u8]>,
    lang: Lang,
) -> Result<(Vec<ShownRow>, Option<String>), DbError> {
    let mut end = post.path.clone();
    end.extend_from_slice(&BEHIND_ALL);
    let mut rows = store::list_below(
        tx,
        post.root_id,
        behind.unwrap_or(&post.path),
        &end,
        post.depth + DEPTH_SHOWN,
        ANSWERS_ON_OWN_PAGE + 1,
        lang,
    )
    .await?;
    let shown = usize::try_from(ANSWERS_ON_OWN_PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > shown;
    rows.truncate(shown);
    let last = rows
        .last()
        .filter(|_| has_more)
        .map(|row| row.short.clone());
    Ok((rows, last))
}

/// What leads from a post down to an answer on a later page, so that nobody reads it without what it answers.
async fn line_to(
    tx: &mut Tx,
    post: &PostRow,
    answer: &ShownRow,
    lang: Lang,
) -> Result<Vec<ShownRow>, DbError> {
    let Some(parent) = answer.parent_id else {
        return Ok(Vec::new());
    };
    let line = store::list_line(tx, parent, lang).await?;
    Ok(line
        .into_iter()
        .filter(|it| it.depth > post.depth)
        .collect())
}

/// What answers the deepest posts of a page continues on their own.
fn continued(mut post: Shown, deepest: i64) -> Shown {
    if post.depth == deepest {
        post.continues = post.reply_count;
    }
    post
}

async fn listed(tx: &mut Tx, short: &str) -> Result<Option<PostRow>, DbError> {
    Ok(posts::post_by_short(tx, short)
        .await?
        .filter(|it| it.listed))
}

/// A post by the letters in its address, whoever asks: where it stands, and whose it is.
pub async fn find_post(tx: &mut Tx, short: &str) -> Result<Option<Found>, DbError> {
    Ok(posts::post_by_short(tx, short).await?.map(|row| Found {
        id: row.id,
        article: row.article_id,
        thread: row.thread_id,
        account: row.account_id,
        author_name: row.author_name,
        state: row.state,
        version: row.version,
        published_version: row.published_version,
        published_at: row.published_at,
    }))
}

/// Where a post stands, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named above")]
pub struct Found {
    pub id: PostId,
    pub article: ArticleId,
    pub thread: ThreadId,
    pub account: Option<AccountId>,
    pub author_name: String,
    pub state: PostState,
    pub version: i64,
    pub published_version: Option<i64>,
    pub published_at: Option<Time>,
}

/// Takes off what belongs to the next page, and says where that begins: behind the last conversation of this one.
fn cut(rows: &mut Vec<ShownRow>) -> Option<Cursor> {
    let roots: Vec<(usize, Cursor)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.depth == 0)
        .map(|(at, row)| {
            (
                at,
                Cursor {
                    replies: row.reply_count,
                    at: row.published_at,
                    id: row.id,
                },
            )
        })
        .collect();
    let (first_of_next, _) = *roots.get(PAGE)?;
    rows.truncate(first_of_next);
    Some(roots[PAGE - 1].1)
}

/// Shows rows in their order, and counts for each what of its answers is not among them.
fn shown(rows: Vec<ShownRow>) -> Vec<Shown> {
    let mut posts: Vec<Shown> = rows.into_iter().map(show).collect();
    let visible: Vec<i64> = (0..posts.len())
        .map(|at| {
            let below = posts[at + 1..]
                .iter()
                .take_while(|it| it.depth > posts[at].depth);
            below
                .filter(|it| it.content.is_ok())
                .count()
                .try_into()
                .unwrap_or(i64::MAX)
        })
        .collect();
    // What is missing is told once, where it is missing: at the deepest post that has it.
    let mut told_below = vec![0i64; posts.len()];
    for at in (0..posts.len()).rev() {
        let missing = (posts[at].reply_count - visible[at]).max(0);
        let told: i64 = (at + 1..posts.len())
            .take_while(|it| posts[*it].depth > posts[at].depth)
            .map(|it| told_below[it])
            .sum();
        told_below[at] = (missing - told).max(0);
        posts[at].continues = told_below[at];
    }
    posts
}

fn show(row: ShownRow) -> Shown {
    let content = match row.state {
        PostState::Removed => Err(Gap::Removed {
            ground: row.ground_label.unwrap_or_default(),
        }),
        PostState::Withdrawn => Err(Gap::Withdrawn),
        PostState::Erased => Err(Gap::Erased),
        PostState::Published | PostState::Waiting | PostState::Refused => {
            Ok(PostText::stored(row.text).to_html())
        }
    };
    Shown {
        id: row.id,
        short: row.short,
        parent: row.parent_id,
        depth: row.depth,
        account: row.account_id,
        author_name: row.author_name,
        lang: row.lang,
        content,
        published_at: row.published_at,
        edited_at: row.edited_at,
        reply_count: row.reply_count,
        continues: 0,
    }
}
