//! What the pages of posts ask: a thread, one post, one's own posts, a statement of reasons; each from one moment.

use masthead_db::{DbError, Time, Tx, transact};

use super::conversation::{self, Conversation, Cursor, Found, Order, Surroundings};
use super::decisions::{self, Statement};
use super::desk::{ArticleGlance, article_glance, usual_waiting_secs};
use super::mine::{OwnPost, list_own_posts, own_posts_in};
use super::place::thread_of;
use super::{PostError, PostState, store};
use crate::kernel::{AccountId, App, ArticleId, Capability, Lang, Person};
use crate::screening::Opening;

/// Own posts on a page.
const OWN_POSTS: i64 = 30;

/// Which page of which thread, and for whom.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "named for what they are")]
pub struct ThreadQuery {
    pub article: ArticleId,
    pub order: Order,
    pub after: Option<Cursor>,
    pub lang: Lang,
    pub reader: Option<AccountId>,
}

/// A thread below its article.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadPage {
    /// Whether posts are taken, and why not.
    pub opening: Opening,
    /// What everybody sees.
    pub conversation: Conversation,
    /// The reader's own posts that others do not see.
    pub own: Vec<OwnPost>,
    /// How long a post usually waits just now, when that is known and the reader has one that waits.
    pub usual_waiting_secs: Option<u64>,
}

/// Reads a page of a thread.
pub async fn thread_page(app: &App, query: &ThreadQuery) -> Result<ThreadPage, PostError> {
    transact!(app.db.read(), |tx| { read_thread(tx, app, query).await })
}

async fn read_thread(tx: &mut Tx, app: &App, query: &ThreadQuery) -> Result<ThreadPage, PostError> {
    let thread = thread_of(query.article);
    let opening = super::threads::thread_opening(tx, app, query.article).await?;
    let conversation =
        conversation::conversation(tx, thread, query.order, query.after, query.lang).await?;
    let own = match query.reader {
        Some(account) => own_posts_in(tx, account, thread, query.lang).await?,
        None => Vec::new(),
    };
    let usual_waiting_secs = match own.is_empty() {
        true => None,
        false => usual_waiting_secs(tx, app.now()).await?,
    };
    Ok(ThreadPage {
        opening,
        conversation,
        own,
        usual_waiting_secs,
    })
}

/// Which post's own page, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct PostQuery<'a> {
    /// The letters in its address.
    pub short: &'a str,
    /// The last answer of the page before, if not the first page is asked for.
    pub behind: Option<&'a str>,
    /// The reader's language.
    pub lang: Lang,
    /// Who reads, when they are signed in.
    pub reader: Option<AccountId>,
}

/// A post's own page.
#[derive(Clone, Debug, PartialEq)]
pub struct PostPage {
    /// Which post, and where it stands.
    pub found: Found,
    /// The article below which it stands.
    pub article: ArticleGlance,
    /// Whether it can be answered.
    pub opening: Opening,
    /// The post with its answers, for everybody who may see it.
    pub around: Option<Surroundings>,
    /// The post as its author sees it.
    pub own: Option<OwnPost>,
    /// How long a post usually waits just now, when that is known.
    pub usual_waiting_secs: Option<u64>,
}

/// Reads a post's own page. What waits or was refused is there for its author alone.
///
/// # Errors
/// [`PostError::Unknown`] when there is no such post, or none that this reader may know of.
pub async fn post_page(app: &App, query: &PostQuery<'_>) -> Result<PostPage, PostError> {
    transact!(app.db.read(), |tx| { read_post(tx, app, query).await })
}

async fn read_post(tx: &mut Tx, app: &App, query: &PostQuery<'_>) -> Result<PostPage, PostError> {
    let PostQuery {
        short,
        behind,
        lang,
        reader,
    } = *query;
    let found = conversation::find_post(tx, short)
        .await?
        .ok_or(PostError::Unknown)?;
    let around = conversation::post_with_answers(tx, short, behind, lang).await?;
    let own = match reader.filter(|account| found.account == Some(*account)) {
        Some(account) => store::own_post(tx, account, found.id, lang)
            .await?
            .map(super::mine::own),
        None => None,
    };
    if around.is_none() && (own.is_none() || behind.is_some()) {
        return Err(PostError::Unknown);
    }
    let article = article_glance(tx, found.thread, lang)
        .await?
        .ok_or(PostError::Unknown)?;
    let opening = super::threads::thread_opening(tx, app, found.article).await?;
    let usual_waiting_secs = usual_waiting_secs(tx, app.now()).await?;
    Ok(PostPage {
        found,
        article,
        opening,
        around,
        own,
        usual_waiting_secs,
    })
}

/// Somebody's own posts, the newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPosts {
    /// The posts.
    pub posts: Vec<OwnPost>,
    /// From before which moment the next page is, if there is one.
    pub next: Option<Time>,
    /// How many stand where, on all pages together.
    pub tally: Tally,
    /// How long a post usually waits just now, when that is known.
    pub usual_waiting_secs: Option<u64>,
}

/// How many of somebody's posts stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Nobody has read them yet.
    pub waiting: i64,
    /// Everybody sees them.
    pub published: i64,
    /// Refused, or removed again.
    pub held_back: i64,
}

impl Tally {
    async fn of(tx: &mut Tx, account: AccountId) -> Result<Self, DbError> {
        let mut tally = Self::default();
        for row in store::count_own(tx, account).await? {
            match row.state {
                PostState::Waiting => tally.waiting += row.total,
                PostState::Published => tally.published += row.total,
                PostState::Refused | PostState::Removed => tally.held_back += row.total,
                PostState::Withdrawn | PostState::Erased => {}
            }
        }
        Ok(tally)
    }
}

/// Reads a page of one's own posts.
pub async fn own_posts(
    app: &App,
    who: &Person,
    before: Option<Time>,
    lang: Lang,
) -> Result<OwnPosts, DbError> {
    transact!(app.db.read(), |tx| {
        let mut posts = list_own_posts(tx, who.account, before, lang, OWN_POSTS + 1).await?;
        let has_more = posts.len() > usize::try_from(OWN_POSTS).unwrap_or(usize::MAX);
        if has_more {
            posts.pop();
        }
        let next = posts
            .last()
            .filter(|_| has_more)
            .map(|post| post.handed_in_at);
        let usual_waiting_secs = usual_waiting_secs(tx, app.now()).await?;
        let tally = Tally::of(tx, who.account).await?;
        Ok::<_, DbError>(OwnPosts {
            posts,
            next,
            tally,
            usual_waiting_secs,
        })
    })
}

/// An article at a glance, by the letters in its address: what somebody who writes below it is told of it.
pub async fn article_by_short(
    app: &App,
    short: &str,
    lang: Lang,
) -> Result<Option<ArticleGlance>, DbError> {
    transact!(app.db.read(), |tx| {
        super::desk::article_by_short(tx, short, lang).await
    })
}

/// A statement of reasons, for its recipient and for those who decide complaints; for everybody else there is none.
pub async fn statement_for(
    app: &App,
    who: &Person,
    short: &str,
) -> Result<Option<Statement>, DbError> {
    let found = transact!(app.db.read(), |tx| {
        decisions::statement_by_short(tx, short).await
    })?;
    Ok(found.filter(|it| it.recipient == who.account || who.may(Capability::DecideComplaints)))
}
