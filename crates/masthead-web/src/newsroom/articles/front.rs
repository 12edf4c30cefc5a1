//! The front page by hand: which articles come first, and in which order.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use masthead_core::articles::{self, DeskQuery, EditionState};
use masthead_core::kernel::ArticleId;
use serde::Deserialize;

use crate::Site;
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::page;
use crate::refusal::Refusal;

/// Articles that can be chosen beside those that are placed: the last ones saved.
const OFFERED: usize = 50;

#[derive(Template)]
#[template(path = "newsroom/articles/front.html")]
struct FrontPage {
    frame: Frame,
    lines: Vec<Line>,
}

/// An article with its place; empty for one that is not placed.
struct Line {
    article: ArticleId,
    headline: String,
    place: String,
}

#[derive(Deserialize)]
pub(super) struct PlaceForm {
    #[serde(default)]
    article: Vec<String>,
    #[serde(default)]
    place: Vec<String>,
}

/// The placed articles, and those that could be.
pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    let placed = articles::placements(&site.app).await?;
    let query = DeskQuery {
        state: Some(EditionState::Published),
        page: 1,
        ..DeskQuery::default()
    };
    let published = articles::desk_list(&site.app, visitor.lang, &query).await?;
    let mut lines: Vec<Line> = (1..)
        .zip(placed)
        .map(|(place, it): (i64, _)| Line {
            article: it.article,
            headline: it.headline,
            place: place.to_string(),
        })
        .collect();
    for row in published.rows.into_iter().take(OFFERED) {
        if !lines.iter().any(|line| line.article == row.article_id) {
            lines.push(Line {
                article: row.article_id,
                headline: row.headline,
                place: String::new(),
            });
        }
    }
    let frame = Frame::of(&site, &visitor, "")
        .titled("front-title")
        .unlisted();
    page::render(&FrontPage { frame, lines })
}

/// Puts the articles with a number in the order of their numbers.
pub(super) async fn place(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<PlaceForm>,
) -> Result<Response, Refusal> {
    let mut placed: Vec<(i64, ArticleId)> = Vec::new();
    for (article, place) in form.article.iter().zip(&form.place) {
        if let Ok(place) = place.trim().parse() {
            placed.push((place, article.parse().map_err(|_| Refusal::BadForm)?));
        }
    }
    placed.sort_by_key(|(place, _)| *place);
    let articles: Vec<ArticleId> = placed.into_iter().map(|(_, article)| article).collect();
    articles::place(&site.app, visitor.signed_in()?, &articles).await?;
    Ok(page::see(
        &Frame::of(&site, &visitor, "").href("/newsroom/front"),
    ))
}
