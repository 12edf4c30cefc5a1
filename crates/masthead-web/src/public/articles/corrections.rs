//! What we got wrong: all corrections, newest first.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use masthead_core::articles::{self, CorrectedRow, article_path};

use super::article::name_of;
use super::lists::page_number;
use crate::Site;
use crate::cache::{MadeFrom, Tag};
use crate::door::Visitor;
use crate::frame::Frame;
use crate::page;
use crate::refusal::Refusal;
use crate::times::Moment;

#[derive(Template)]
#[template(path = "public/articles/corrections.html")]
struct CorrectionsPage {
    frame: Frame,
    corrections: Vec<Corrected>,
    number: i64,
    has_next: bool,
}

struct Corrected {
    name: &'static str,
    at: Moment,
    text: String,
    headline: String,
    href: String,
}

/// Shows a page of corrections.
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    let found = articles::corrections_page(&site.app, visitor.lang, page_number(&visitor)).await?;
    let mut frame = Frame::of(&site, &visitor, "");
    frame.title = frame.say("corrections").into_owned();
    let shown = CorrectionsPage {
        corrections: found
            .rows
            .into_iter()
            .map(|row| corrected(row, &frame))
            .collect(),
        number: found.number,
        has_next: found.has_next,
        frame,
    };
    page::render_kept(&shown, MadeFrom::tags([Tag::Front]).and_query())
}

fn corrected(row: CorrectedRow, frame: &Frame) -> Corrected {
    Corrected {
        name: name_of(row.kind),
        at: frame.moment(&row.made_at),
        href: frame.href(&article_path(&row.section_path, &row.slug, &row.short)),
        headline: row.headline,
        text: row.text,
    }
}
