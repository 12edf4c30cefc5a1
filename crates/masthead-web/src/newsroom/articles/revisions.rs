//! What changed between two revisions, and the way back to the earlier one.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use masthead_core::articles::{self, Content};
use masthead_text::{Change, Piece, diff, to_markdown};
use serde::Deserialize;

use super::{address_of, edition_in};
use crate::Site;
use crate::door::Visitor;
use crate::forms::Form;
use crate::frame::Frame;
use crate::page;
use crate::refusal::Refusal;

#[derive(Deserialize)]
pub(super) struct Asked {
    from: String,
    to: String,
}

#[derive(Deserialize)]
pub(super) struct RestoreForm {
    revision: String,
}

#[derive(Template)]
#[template(path = "newsroom/articles/revisions.html")]
struct ComparePage {
    frame: Frame,
    address: String,
    earlier: i64,
    later: i64,
    earlier_id: String,
    parts: Vec<Part>,
}

/// One part of the article, with what became of it.
struct Part {
    name: &'static str,
    pieces: Vec<Piece>,
}

impl Part {
    fn of(name: &'static str, earlier: &str, later: &str) -> Self {
        Self {
            name,
            pieces: diff(earlier, later),
        }
    }

    fn has_changed(&self) -> bool {
        self.pieces.iter().any(|piece| piece.change != Change::Kept)
    }
}

/// Two revisions of an edition, compared.
pub(super) async fn compare(
    State(site): State<Site>,
    visitor: Visitor,
    Path(edition): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let edition = edition_in(&edition)?;
    let one = asked.from.parse().map_err(|_| Refusal::NotFound)?;
    let other = asked.to.parse().map_err(|_| Refusal::NotFound)?;
    let both = articles::compare(&site.app, edition, one, other).await?;
    let frame = Frame::of(&site, &visitor, "")
        .titled("revision-differences")
        .unlisted();
    let shown = ComparePage {
        address: frame.href(&address_of(edition)),
        earlier: both.earlier.0,
        later: both.later.0,
        earlier_id: asked.from,
        parts: parts(&both.earlier.1, &both.later.1),
        frame,
    };
    page::render(&shown)
}

fn parts(earlier: &Content, later: &Content) -> Vec<Part> {
    vec![
        Part::of("field-kicker", &earlier.kicker, &later.kicker),
        Part::of("field-headline", &earlier.headline, &later.headline),
        Part::of("field-lede", &earlier.lede, &later.lede),
        Part::of("field-place", &earlier.place, &later.place),
        Part::of(
            "field-body",
            &to_markdown(&earlier.body),
            &to_markdown(&later.body),
        ),
    ]
}

/// Saves the text of an earlier revision as the newest.
pub(super) async fn restore(
    State(site): State<Site>,
    visitor: Visitor,
    Path(edition): Path<String>,
    Form(form): Form<RestoreForm>,
) -> Result<Response, Refusal> {
    let edition = edition_in(&edition)?;
    let revision = form.revision.parse().map_err(|_| Refusal::BadForm)?;
    articles::restore_revision(&site.app, visitor.signed_in()?, edition, revision).await?;
    Ok(page::see(
        &Frame::of(&site, &visitor, "").href(&address_of(edition)),
    ))
}
