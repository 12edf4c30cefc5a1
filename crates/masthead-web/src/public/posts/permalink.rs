//! The page of one post: what it answers, what answers it, and where it stands for its author.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use masthead_core::posts::{Mine, post_page, thread_of};

use super::entry::{Around, Entry};
use super::thread::closed;
use super::{path_of, refused};
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
}

/// Shows a post. Robots are not asked to list it: it belongs to its article.
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
) -> Result<Response, Refusal> {
    let reader = visitor.person.as_ref().map(|person| person.account);
    let found = post_page(&site.app, &short, visitor.lang, reader)
        .await
        .map_err(refused)?;
    let first = site.app.settings().first_language();
    let article_id = found.article.id;
    let frame = Frame::of(&site, &visitor, "")
        .titled("post-title")
        .unlisted();
    let around = Around {
        frame: &frame,
        is_open: found.opening.is_open(),
        usual_waiting_secs: found.usual_waiting_secs,
        reader,
    };
    let (above, posts) = found
        .around
        .map_or((Vec::new(), Vec::new()), |it| (it.above, it.posts));
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
        frame,
    };
    page::render_kept(
        &page,
        MadeFrom::tags([Tag::Article(article_id), Tag::Thread(thread_of(article_id))]),
    )
}
