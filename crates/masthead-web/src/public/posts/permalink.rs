//! The page of one post: what it answers, what answers it, and where it stands for its author.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use masthead_core::posts::{Mine, PostQuery, post_page, thread_of};
use serde::Deserialize;

use super::entry::{Around, Entry};
use super::thread::closed;
use super::{of_post, path_of, refused};
use crate::cache::{MadeFrom, Tag};
use crate::door::Visitor;
use crate::frame::Frame;
use crate::refusal::Refusal;
use crate::{Site, address, page};

#[derive(Template)]
#[template(path = "public/posts/permalink.html")]
struct PermalinkPage {
    frame: Frame,
    /// The article: its address and headline.
    article: (String, String),
    above: Vec<Entry>,
    entries: Vec<Entry>,
    closed: Option<String>,
    has_report: bool,
    /// Where the page begins again, on a later one.
    first: Option<String>,
    /// Where the answers go on.
    next: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    after: Option<String>,
}

impl Asked {
    fn behind(&self) -> Option<&str> {
        self.after.as_deref()
    }
}

/// Shows a post. Robots are not asked to list it: it belongs to its article.
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let reader = visitor.person.as_ref().map(|person| person.account);
    let query = PostQuery {
        behind: asked.behind(),
        ..of_post(&short, &visitor, reader)
    };
    let found = post_page(&site.app, &query).await.map_err(refused)?;
    let first = site.app.settings().first_language();
    let article_id = found.article.id;
    let frame = Frame::of(&site, &visitor, "")
        .titled("post-title")
        .with_script("times.js")
        .unlisted();
    let around = Around {
        frame: &frame,
        is_open: found.opening.is_open(),
        usual_waiting_secs: found.usual_waiting_secs,
        reader,
    };
    let (above, posts, next) = found.around.map_or((Vec::new(), Vec::new(), None), |it| {
        (it.above, it.posts, it.next)
    });
    // A published post of one's own needs no note; one that was removed does, above its gap.
    let own = found
        .own
        .filter(|post| posts.is_empty() || post.state != Mine::Published);
    let own = own.into_iter().map(|mut post| {
        post.parent = None;
        post
    });
    let page = PermalinkPage {
        article: (
            address::in_language(&path_of(&found.article), found.article.lang, first),
            found.article.headline,
        ),
        above: above
            .into_iter()
            .flat_map(|post| around.entries(vec![post], Vec::new()))
            .collect(),
        entries: around.entries(posts, own.collect()),
        closed: closed(&frame, &found.opening),
        has_report: true,
        first: asked.behind().map(|_| format!("/posts/{short}")),
        next: next.map(|last| format!("/posts/{short}?after={last}")),
        frame,
    };
    let made = MadeFrom::tags([Tag::Article(article_id), Tag::Thread(thread_of(article_id))]);
    page::render_kept(
        &page,
        // With anything else in the query there would be no end of pages to keep.
        match visitor.query.as_deref() {
            Some(query) if asked.behind().is_some() && !query.contains('&') => made.and_query(),
            _ => made,
        },
    )
}
