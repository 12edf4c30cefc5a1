//! The form in which somebody writes a post or an answer, with all that was typed when it has to be shown again.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use masthead_core::kernel::{Lang, PostId};
use masthead_core::posts::desk::ArticleGlance;
use masthead_core::posts::{PostError, PostPage, PostState, Submit, post_page, submit};
use masthead_core::screening::Opening;
use serde::Deserialize;

use super::thread::closed;
use super::{of_post, path_of, refused};
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::markup::Markup;
use crate::mistakes::Mistakes;
use crate::rates::{Route, Who};
use crate::refusal::Refusal;
use crate::{Site, page};

/// The page with the form alone: an answer, or a form that was not accepted.
#[derive(Template)]
#[template(path = "public/posts/write.html")]
pub(super) struct WritePage {
    pub frame: Frame,
    pub mistakes: Mistakes,
    /// The article that is talked about: its path and headline.
    pub article: Option<(String, String)>,
    /// Who is answered, and what they wrote.
    pub answered: Option<(String, Markup)>,
    pub action: String,
    pub fields: Vec<(&'static str, String)>,
    pub text: String,
    pub limit: i64,
    pub needs_consent: bool,
    pub closed: Option<String>,
    pub button: &'static str,
}

#[derive(Deserialize)]
pub(super) struct PostForm {
    /// The article's short name; an answer needs none.
    #[serde(default)]
    article: String,
    /// The short name of the post that is answered; empty for none.
    #[serde(default)]
    parent: String,
    #[serde(default)]
    text: String,
    key: String,
}

/// The form for an answer.
pub(super) async fn reply(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
) -> Result<Response, Refusal> {
    visitor.signed_in()?;
    let parent = parent(&site, &visitor, &short).await?;
    let form = PostForm {
        article: String::new(),
        parent: short,
        text: String::new(),
        key: site.app.ids.secret(),
    };
    let page = write_page(&site, &visitor, form, Some(&parent), None);
    page::render(&page)
}

/// Takes a post or an answer.
pub(super) async fn take(
    State(site): State<Site>,
    visitor: Visitor,
    Form(typed): Form<PostForm>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    site.rates
        .count(Route::Post, Who::Account(person.account))?;
    let parent = match typed.parent.as_str() {
        "" => None,
        short => Some(parent(&site, &visitor, short).await?),
    };
    let article = match &parent {
        Some(page) => page.article.id,
        None => article_of(&site, &typed.article, visitor.lang).await?.id,
    };
    let request = Submit {
        article,
        parent: parent.as_ref().map(|page| page.found.id),
        text: typed.text.clone(),
        lang: visitor.lang,
        key: typed.key.clone(),
    };
    match submit(&site.app, person, &request).await {
        Ok(taken) => Ok(page::see(
            &way_on(&site, &visitor, article, taken.post, parent.as_ref()).await?,
        )),
        Err(PostError::Db(cause)) => Err(Refusal::broken(&cause)),
        Err(PostError::Unknown | PostError::NoParent) => Err(Refusal::NotFound),
        Err(PostError::MayNotWrite) => Err(Refusal::NotAllowed),
        Err(error) => {
            let page = write_page(&site, &visitor, typed, parent.as_ref(), Some(&error));
            page::render_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// Back to the post at its place below the article, or on its own page when it is an answer deep down.
async fn way_on(
    site: &Site,
    visitor: &Visitor,
    article: masthead_core::kernel::ArticleId,
    post: PostId,
    parent: Option<&PostPage>,
) -> Result<String, Refusal> {
    let first = site.app.settings().first_language();
    let article = match parent {
        Some(page) => page.article.clone(),
        None => article_of(site, &article.short(), visitor.lang).await?,
    };
    let path = crate::address::in_language(&path_of(&article), article.lang, first);
    Ok(format!("{path}#p-{}", post.short()))
}

async fn parent(site: &Site, visitor: &Visitor, short: &str) -> Result<PostPage, Refusal> {
    let found = post_page(&site.app, &of_post(short, visitor, None))
        .await
        .map_err(refused)?;
    if found.found.state == PostState::Published {
        Ok(found)
    } else {
        Err(Refusal::NotFound)
    }
}

async fn article_of(site: &Site, short: &str, lang: Lang) -> Result<ArticleGlance, Refusal> {
    let found = masthead_core::posts::article_by_short(&site.app, short, lang).await?;
    found.ok_or(Refusal::NotFound)
}

fn write_page(
    site: &Site,
    visitor: &Visitor,
    typed: PostForm,
    parent: Option<&PostPage>,
    error: Option<&PostError>,
) -> WritePage {
    let title = if parent.is_some() {
        "reply-title"
    } else {
        "write-title"
    };
    let frame = Frame::of(site, visitor, "")
        .titled(title)
        .unlisted()
        .with_script("counter.js");
    let closed = match (parent, error) {
        (_, Some(PostError::Closed(because))) => closed(&frame, &Opening::Closed(because.clone())),
        (Some(page), _) => closed(&frame, &page.opening),
        (None, _) => None,
    };
    WritePage {
        mistakes: mistakes(&frame, error),
        article: parent.map(|page| (path_of(&page.article), page.article.headline.clone())),
        answered: parent.and_then(answered),
        action: "/posts".to_owned(),
        fields: vec![
            ("article", typed.article),
            ("parent", typed.parent),
            ("key", typed.key),
        ],
        text: typed.text,
        limit: i64::from(site.app.settings().post_limit),
        needs_consent: matches!(error, Some(PostError::ConsentNeeded)),
        closed,
        button: if parent.is_some() {
            "reply-do"
        } else {
            "write-do"
        },
        frame,
    }
}

fn answered(page: &PostPage) -> Option<(String, Markup)> {
    let post = page.around.as_ref()?.posts.first()?;
    let html = post.content.as_ref().ok()?;
    Some((post.author_name.clone(), Markup::of(html.clone())))
}

/// What is wrong with the text, in the writer's words.
pub(super) fn mistakes(frame: &Frame, error: Option<&PostError>) -> Mistakes {
    let mut mistakes = Mistakes::default();
    match error {
        Some(PostError::Empty) => mistakes.add("text", frame.say("write-empty")),
        Some(PostError::TooLong { length, limit }) => {
            let over = i64::try_from(length.saturating_sub(*limit)).unwrap_or(i64::MAX);
            mistakes.add("text", frame.count("write-too-long", &over));
        }
        _ => {}
    }
    mistakes
}
