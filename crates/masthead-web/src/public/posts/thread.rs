//! The posts below an article: in an order, a page at a time, with the form to write one.

use askama::Template;
use masthead_core::kernel::{ArticleId, Posting};
use masthead_core::posts::{Cursor, Order, ThreadPage, ThreadQuery, thread_of, thread_page};
use masthead_core::screening::{ClosedBecause, Opening};

use super::entry::{Around, Entry};
use super::refused;
use crate::Site;
use crate::door::Visitor;
use crate::frame::Frame;
use crate::markup::Markup;
use crate::refusal::Refusal;

/// The posts below an article, ready for its page.
pub(crate) struct Below {
    /// The part of the page.
    pub markup: Markup,
    /// Whether the page was asked for with an order or a place that this part has read.
    pub read_query: bool,
    is_open: bool,
}

impl Below {
    /// The small scripts that this part asks for.
    pub(crate) fn scripts(&self) -> impl Iterator<Item = &'static str> {
        let counter = self.is_open.then_some("counter.js");
        std::iter::once("live.js").chain(counter)
    }
}

#[derive(Template)]
#[template(path = "public/posts/thread.html")]
struct ThreadPart<'a> {
    frame: &'a Frame,
    /// The path of the article.
    path: &'a str,
    article: String,
    thread: String,
    count: i64,
    order: Order,
    is_first_page: bool,
    entries: Vec<Entry>,
    next: Option<String>,
    closed: Option<String>,
    closes: Option<String>,
    everybody_waits: bool,
    limit: i64,
    key: String,
    has_report: bool,
}

/// Renders the posts below an article at `path`.
pub(crate) async fn below(
    site: &Site,
    visitor: &Visitor,
    frame: &Frame,
    article: ArticleId,
    path: &str,
) -> Result<Below, Refusal> {
    let asked = Asked::of(visitor.query.as_deref());
    let reader = visitor.person.as_ref().map(|person| person.account);
    let query = ThreadQuery {
        article,
        order: asked.order,
        after: asked.after,
        lang: visitor.lang,
        reader,
    };
    let page = thread_page(&site.app, &query).await.map_err(refused)?;
    let part = part(site, frame, path, &asked, &query, page);
    let is_open = part.closed.is_none() && reader.is_some();
    Ok(Below {
        markup: Markup::rendered(&part)?,
        read_query: asked.is_ours,
        is_open,
    })
}

fn part<'a>(
    site: &Site,
    frame: &'a Frame,
    path: &'a str,
    asked: &Asked,
    query: &ThreadQuery,
    page: ThreadPage,
) -> ThreadPart<'a> {
    let (article, reader) = (query.article, query.reader);
    let around = Around {
        frame,
        is_open: page.opening.is_open(),
        usual_waiting_secs: page.usual_waiting_secs,
        reader,
    };
    let is_first_page = asked.after.is_none();
    let own = page
        .own
        .into_iter()
        .filter(|it| is_first_page || it.parent.is_some())
        .collect();
    let entries = around.entries(page.conversation.posts, own);
    let (closes, everybody_waits) = match page.opening {
        Opening::Open { posting, closes_at } => (
            closes_at.map(|at| frame.day(&at).shown),
            posting == Posting::Pre,
        ),
        Opening::Closed(_) => (None, false),
    };
    ThreadPart {
        frame,
        path,
        article: article.short(),
        thread: thread_of(article).short(),
        count: page.conversation.published_count,
        order: asked.order,
        is_first_page,
        entries,
        next: page.conversation.next.map(|cursor| cursor.to_string()),
        closed: closed(frame, &page.opening),
        closes,
        everybody_waits,
        limit: i64::from(site.app.settings().post_limit),
        key: if reader.is_some() {
            site.app.ids.secret()
        } else {
            String::new()
        },
        has_report: true,
    }
}

/// Why nobody can write, in the reader's words; nothing where somebody can.
pub(super) fn closed(frame: &Frame, opening: &Opening) -> Option<String> {
    match opening {
        Opening::Open { .. } => None,
        Opening::Closed(ClosedBecause::ByTheHouse(because)) if because.is_empty() => {
            Some(frame.say("thread-closed").into_owned())
        }
        Opening::Closed(ClosedBecause::ByTheHouse(because)) => {
            Some(frame.name("thread-closed-because", because))
        }
        Opening::Closed(ClosedBecause::ByAge { days }) => {
            Some(frame.count("thread-closed-by-age", &i64::from(*days)))
        }
        Opening::Closed(ClosedBecause::NoThread | ClosedBecause::NoArticle) => {
            Some(frame.say("thread-none").into_owned())
        }
    }
}

/// What the address says about the thread: `?posts=oldest&after=…`.
struct Asked {
    order: Order,
    after: Option<Cursor>,
    /// Whether the query holds nothing else.
    is_ours: bool,
}

impl Asked {
    fn of(query: Option<&str>) -> Self {
        let mut asked = Self {
            order: Order::default(),
            after: None,
            is_ours: true,
        };
        for pair in query
            .unwrap_or("")
            .split('&')
            .filter(|pair| !pair.is_empty())
        {
            match pair.split_once('=') {
                Some(("posts", word)) if Order::from_word(word).word() == word => {
                    asked.order = Order::from_word(word);
                }
                Some(("after", place)) => match place.parse() {
                    Ok(cursor) => asked.after = Some(cursor),
                    Err(_) => asked.is_ours = false,
                },
                _ => asked.is_ours = false,
            }
        }
        asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_anything_else_in_it_is_not_kept() {
        assert!(Asked::of(None).is_ours);
        assert!(Asked::of(Some("posts=oldest")).is_ours);
        assert!(!Asked::of(Some("posts=oldest&utm_source=x")).is_ours);
        assert!(!Asked::of(Some("after=nowhere")).is_ours);
        assert!(!Asked::of(Some("posts=sideways")).is_ours);
    }
}
