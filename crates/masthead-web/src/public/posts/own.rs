//! One's own posts: the list of them, changing one, taking one back.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::kernel::Time;
use masthead_core::posts::{
    Mine, OwnPost, PostError, PostPage, Revise, Tally, own_posts, post_page,
};
use serde::Deserialize;

use super::entry::{Around, Entry};
use super::thread::closed;
use super::write::{WritePage, mistakes};
use super::{of_post, path_of, refused};
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::rates::{Route, Who};
use crate::refusal::Refusal;
use crate::{Site, address, page};

#[derive(Template)]
#[template(path = "public/posts/own.html")]
struct OwnPage {
    frame: Frame,
    tally: Tally,
    posts: Vec<(String, Entry)>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "public/posts/withdraw.html")]
struct WithdrawPage {
    frame: Frame,
    short: String,
    entry: Entry,
}

#[derive(Deserialize)]
pub(super) struct From {
    before: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct RevisionForm {
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// The list of one's own posts, with where each stands.
pub(super) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(from): Query<From>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    let before = from.before.map(Time::from_micros);
    let found = own_posts(&site.app, person, before, visitor.lang).await?;
    let frame = Frame::of(&site, &visitor, "")
        .titled("own-posts")
        .with_script("times.js")
        .unlisted();
    let around = Around {
        frame: &frame,
        is_open: true,
        usual_waiting_secs: found.usual_waiting_secs,
        reader: None,
    };
    let posts: Vec<(String, Entry)> = found
        .posts
        .into_iter()
        .map(|post| (post.headline.clone(), around.own(post)))
        .collect();
    let next = found
        .next
        .map(|at| format!("/account/posts?before={}", at.as_micros()));
    page::render(&OwnPage {
        tally: found.tally,
        posts,
        next,
        frame,
    })
}

/// The form to change a post.
pub(super) async fn edit(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
) -> Result<Response, Refusal> {
    let (found, own) = mine(&site, &visitor, &short).await?;
    page::render(&edit_page(&site, &visitor, &found, own.text, None))
}

/// Takes a newer text.
pub(super) async fn revise(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
    Form(typed): Form<RevisionForm>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    site.rates
        .count(Route::Post, Who::Account(person.account))?;
    let (found, _) = mine(&site, &visitor, &short).await?;
    let request = Revise {
        post: found.found.id,
        text: typed.text.clone(),
    };
    match masthead_core::posts::revise(&site.app, person, &request).await {
        Ok(_) => Ok(page::see(&back(&site, &found))),
        Err(
            error @ (PostError::Empty
            | PostError::TooLong { .. }
            | PostError::ConsentNeeded
            | PostError::Closed(_)),
        ) => {
            let page = edit_page(&site, &visitor, &found, typed.text, Some(&error));
            page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(refused(error)),
    }
}

/// Asks once before a post is taken back.
pub(super) async fn ask_to_withdraw(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
) -> Result<Response, Refusal> {
    let (_, own) = mine(&site, &visitor, &short).await?;
    let frame = Frame::of(&site, &visitor, "")
        .titled("withdraw-title")
        .unlisted();
    let around = Around {
        frame: &frame,
        is_open: false,
        usual_waiting_secs: None,
        reader: None,
    };
    let entry = around.own(own);
    page::render(&WithdrawPage {
        short,
        entry,
        frame,
    })
}

/// Takes a post back.
pub(super) async fn withdraw(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    let (found, _) = mine(&site, &visitor, &short).await?;
    masthead_core::posts::withdraw(&site.app, person, found.found.id)
        .await
        .map_err(refused)?;
    let first = site.app.settings().first_language();
    Ok(page::see(&address::in_language(
        "/account/posts",
        visitor.lang,
        first,
    )))
}

/// One's own post; anybody else's is not there.
async fn mine(site: &Site, visitor: &Visitor, short: &str) -> Result<(PostPage, OwnPost), Refusal> {
    let person = visitor.signed_in()?;
    let found = post_page(&site.app, &of_post(short, visitor, Some(person.account)))
        .await
        .map_err(refused)?;
    let own = found.own.clone().ok_or(Refusal::NotFound)?;
    if own.state == Mine::Withdrawn {
        return Err(Refusal::Gone);
    }
    Ok((found, own))
}

fn edit_page(
    site: &Site,
    visitor: &Visitor,
    found: &PostPage,
    text: String,
    error: Option<&PostError>,
) -> WritePage {
    let frame = Frame::of(site, visitor, "")
        .titled("edit-title")
        .unlisted()
        .with_script("counter.js");
    WritePage {
        mistakes: mistakes(&frame, error),
        article: Some((path_of(&found.article), found.article.headline.clone())),
        answered: None,
        action: visitor.path.clone(),
        fields: Vec::new(),
        text,
        limit: i64::from(site.app.settings().post_limit),
        needs_consent: matches!(error, Some(PostError::ConsentNeeded)),
        closed: closed(&frame, &found.opening),
        button: "edit-do",
        frame,
    }
}

fn back(site: &Site, found: &PostPage) -> String {
    let first = site.app.settings().first_language();
    let path = address::in_language(&path_of(&found.article), found.article.lang, first);
    format!("{path}#p-{}", found.found.id.short())
}
