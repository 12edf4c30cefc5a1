//! One item as a moderator needs it on one screen: the post, what it answers, the article, the author, what remains.

use masthead_db::{DbError, Time, Tx, transact};
use masthead_text::{PostText, SafeHtml};

use super::author::{AuthorHistory, history};
use super::{Queue, Remaining, remaining, store};
use crate::kernel::{App, ArticleId, Capability, Lang, Person, PostId, QueueItemId, ThreadId};
use crate::posts::store as posts;
use crate::posts::{PostError, PostState};
use crate::screening::{Hit, Rule};

/// Waiting answers to the same post that are unfolded with it.
const SIBLINGS_SHOWN: i64 = 20;

/// An item with everything one needs to decide it.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskItem {
    /// Which item.
    pub id: QueueItemId,
    /// The version on which a decision can be made.
    pub version: i64,
    /// Where it waits.
    pub queue: Queue,
    /// The rule that held it.
    pub why: Rule,
    /// Since when.
    pub waiting_since: Time,
    /// Until when it is somebody's, and whose.
    pub claimed: Option<(String, Time)>,
    /// Whether it still waits; a colleague may have been faster.
    pub is_waiting: bool,
    /// Which post.
    pub post: PostId,
    /// The letters in its address.
    pub short: String,
    /// Where it stands now.
    pub state: PostState,
    /// Its language.
    pub lang: Lang,
    /// The name under which it was written.
    pub author_name: String,
    /// The text as it was handed in; `screening::mark` cuts it at the hits.
    pub text: String,
    /// The text as readers would see it.
    pub html: SafeHtml,
    /// What the checks found in the text.
    pub hits: Vec<Hit>,
    /// The text that readers see now, where a newer one waits.
    pub published_text: Option<String>,
    /// When this text was handed in.
    pub submitted_at: Time,
    /// What it answers, from the root down.
    pub chain: Vec<Companion>,
    /// Other answers to the same post that wait.
    pub siblings: Vec<Companion>,
    /// The thread it stands in.
    pub thread: ThreadId,
    /// The article it stands below.
    pub article: Option<ArticleGlance>,
    /// What the house knows of its author; nobody for a post whose author is not a member.
    pub author: Option<AuthorHistory>,
    /// What waits in all.
    pub remaining: Remaining,
    /// What waits below this article.
    pub remaining_below: Remaining,
}

/// A post around the one that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named above")]
pub struct Companion {
    pub id: PostId,
    pub short: String,
    pub author_name: String,
    pub state: PostState,
    pub text: String,
    pub submitted_at: Time,
}

/// The article at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named above")]
pub struct ArticleGlance {
    pub id: ArticleId,
    pub short: String,
    pub lang: Lang,
    pub slug: String,
    pub section_path: String,
    pub kicker: String,
    pub headline: String,
    pub lede: String,
    pub published_at: Option<Time>,
}

/// Reads an item. Whoever may decide may look at every item, also at one that a colleague has.
///
/// # Errors
/// [`PostError::Unknown`] when there is none, [`PostError::NotAllowed`] for a role that decides nothing.
pub async fn desk_item(app: &App, who: &Person, id: QueueItemId) -> Result<DeskItem, PostError> {
    if !who.may(Capability::DecidePosts) {
        return Err(PostError::NotAllowed);
    }
    transact!(app.db.read(), |tx| {
        read(tx, id, who.lang, app.now()).await
    })
}

async fn read(tx: &mut Tx, id: QueueItemId, lang: Lang, now: Time) -> Result<DeskItem, PostError> {
    let item = store::item(tx, id).await?.ok_or(PostError::Unknown)?;
    let post = posts::post(tx, PostId::from(item.subject_id))
        .await?
        .ok_or(PostError::Unknown)?;
    let text = posts::text(tx, post.id, item.subject_version)
        .await?
        .ok_or(PostError::Unknown)?;
    let around = around(tx, &post).await?;
    let author = match post.account_id {
        Some(account) => history(tx, account, post.id, lang).await?,
        None => None,
    };
    let published_text = newer_than(tx, &post, item.subject_version).await?;
    Ok(DeskItem {
        id,
        version: item.version,
        queue: item.queue,
        why: item.why,
        waiting_since: item.waiting_since,
        claimed: item
            .claimed_name
            .filter(|_| item.claimed_until > now)
            .map(|name| (name, item.claimed_until)),
        is_waiting: item.state == "waiting",
        post: post.id,
        short: post.short,
        state: post.state,
        lang: post.lang,
        author_name: post.author_name,
        html: PostText::stored(text.text.clone()).to_html(),
        text: text.text,
        hits: serde_json::from_str(&item.hits).unwrap_or_default(),
        published_text,
        submitted_at: text.submitted_at,
        chain: around.0,
        siblings: around.1,
        thread: post.thread_id,
        article: store::article(tx, post.thread_id, lang).await?.map(glance),
        author,
        remaining: remaining(tx, None).await?,
        remaining_below: remaining(tx, Some(post.thread_id)).await?,
    })
}

async fn around(
    tx: &mut Tx,
    post: &posts::PostRow,
) -> Result<(Vec<Companion>, Vec<Companion>), DbError> {
    let Some(parent) = post.parent_id else {
        return Ok((Vec::new(), Vec::new()));
    };
    let chain = store::list_ancestors(tx, parent).await?;
    let siblings =
        store::list_waiting_siblings(tx, post.thread_id, parent, post.id, SIBLINGS_SHOWN).await?;
    Ok((
        chain.into_iter().map(companion).collect(),
        siblings.into_iter().map(companion).collect(),
    ))
}

/// The text that readers see, when it is not the one that waits.
async fn newer_than(
    tx: &mut Tx,
    post: &posts::PostRow,
    waiting: i64,
) -> Result<Option<String>, DbError> {
    match post.published_version.filter(|it| *it != waiting) {
        Some(version) => Ok(posts::text(tx, post.id, version).await?.map(|row| row.text)),
        None => Ok(None),
    }
}

fn companion(row: store::CompanionRow) -> Companion {
    Companion {
        id: row.id,
        short: row.short,
        author_name: row.author_name,
        state: row.state,
        text: row.text,
        submitted_at: row.submitted_at,
    }
}

/// The article of a thread at a glance, in a language or else in its own.
pub async fn article_glance(
    tx: &mut Tx,
    thread: ThreadId,
    lang: Lang,
) -> Result<Option<ArticleGlance>, DbError> {
    Ok(store::article(tx, thread, lang).await?.map(glance))
}

/// An article by the letters in its address, in a language or else in its own.
pub async fn article_by_short(
    tx: &mut Tx,
    short: &str,
    lang: Lang,
) -> Result<Option<ArticleGlance>, DbError> {
    Ok(store::article_by_short(tx, short, lang).await?.map(glance))
}

fn glance(row: store::ArticleRow) -> ArticleGlance {
    ArticleGlance {
        id: row.id,
        short: row.short,
        lang: row.lang,
        slug: row.slug,
        section_path: row.section_path,
        kicker: row.kicker,
        headline: row.headline,
        lede: row.lede,
        published_at: row.published_at,
    }
}
