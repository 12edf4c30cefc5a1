//! What members write below articles: reading, writing, changing, taking back; and what its author is told.

mod entry;
mod live;
mod own;
mod permalink;
mod statement;
mod thread;
mod write;

use axum::Router;
use axum::routing::{get, post};
use masthead_core::articles::article_path;
use masthead_core::kernel::AccountId;
use masthead_core::posts::desk::ArticleGlance;
use masthead_core::posts::{PostError, PostQuery};

use crate::Site;
use crate::door::Visitor;
use crate::refusal::Refusal;

pub(crate) use statement::{StatementPart, parts_of};
pub(crate) use thread::below;

/// The addresses of posts.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/posts", post(write::take))
        .route("/posts/{short}", get(permalink::show))
        .route("/posts/{short}/reply", get(write::reply))
        .route("/posts/{short}/edit", get(own::edit).post(own::revise))
        .route(
            "/posts/{short}/withdraw",
            get(own::ask_to_withdraw).post(own::withdraw),
        )
        .route("/account/posts", get(own::list))
        .route("/office/statements/{short}", get(statement::show))
        .route("/live/threads/{short}", get(live::listen))
}

/// What somebody is told when it is not a matter of what they typed.
fn refused(error: PostError) -> Refusal {
    match error {
        PostError::Unknown | PostError::NoParent => Refusal::NotFound,
        PostError::NotYours | PostError::NotAllowed | PostError::MayNotWrite => Refusal::NotAllowed,
        PostError::Closed(_) | PostError::Impossible(_) | PostError::TooLate => Refusal::Conflict,
        PostError::Empty
        | PostError::TooLong { .. }
        | PostError::ConsentNeeded
        | PostError::NoGround
        | PostError::NoFacts => Refusal::BadForm,
        PostError::Db(cause) => Refusal::broken(&cause),
    }
}

/// A post in the language of whoever asks.
fn of_post<'a>(short: &'a str, visitor: &Visitor, reader: Option<AccountId>) -> PostQuery<'a> {
    PostQuery {
        short,
        behind: None,
        lang: visitor.lang,
        reader,
    }
}

/// The path of the article that a post stands below.
fn path_of(article: &ArticleGlance) -> String {
    article_path(&article.section_path, &article.slug, &article.short)
}
