//! The newsroom's list of articles: by state, by word, last saved first.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use masthead_core::articles::{self, DeskQuery, DeskRow, EditionState, SectionRow};
use serde::Deserialize;

use super::{moment, state_badge, state_text};
use crate::Site;
use crate::door::Visitor;
use crate::frame::Frame;
use crate::page;
use crate::refusal::Refusal;
use crate::times::Moment;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    section: String,
    #[serde(default)]
    page: String,
}

#[derive(Template)]
#[template(path = "newsroom/articles/list.html")]
struct ListPage {
    frame: Frame,
    asked: Asked,
    sections: Vec<SectionRow>,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    number: i64,
    has_next: bool,
}

struct Tab {
    word: String,
    name: &'static str,
    total: i64,
}

struct Line {
    href: String,
    row: DeskRow,
    name: &'static str,
    badge: &'static str,
    saved: Moment,
    /// When it was or will be published.
    published: Option<Moment>,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let number = asked.page.parse().ok().filter(|it| *it > 0).unwrap_or(1);
    let query = DeskQuery {
        state: asked.state.parse().ok(),
        words: asked.words.clone(),
        section: asked.section.clone(),
        page: number,
    };
    let found = articles::desk_list(&site.app, visitor.lang, &query).await?;
    let frame = Frame::of(&site, &visitor, "")
        .titled("articles-title")
        .unlisted();
    let list = ListPage {
        sections: articles::all_sections(&site.app, visitor.lang).await?,
        tabs: tabs(&found.counts),
        lines: found
            .rows
            .into_iter()
            .map(|row| line(row, &frame))
            .collect(),
        has_next: found.has_next,
        number,
        asked,
        frame,
    };
    page::render(&list)
}

fn tabs(counts: &[(EditionState, i64)]) -> Vec<Tab> {
    let all = counts.iter().map(|(_, total)| total).sum();
    let first = Tab {
        word: String::new(),
        name: "state-all",
        total: all,
    };
    let states = counts.iter().map(|(state, total)| Tab {
        word: state.to_string(),
        name: state_text(*state),
        total: *total,
    });
    std::iter::once(first).chain(states).collect()
}

fn line(row: DeskRow, frame: &Frame) -> Line {
    Line {
        href: frame.href(&super::address_of(row.edition_id)),
        name: state_text(row.state),
        badge: state_badge(row.state),
        saved: frame.figures(&row.saved_at),
        published: moment(row.scheduled_for.or(row.published_at), &frame.times),
        row,
    }
}
