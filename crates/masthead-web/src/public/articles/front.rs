//! The front page: what an editor has placed, then the newest, then a strip for each section.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use masthead_core::articles;

use super::schema_org;
use super::teaser::Teaser;
use crate::cache::{MadeFrom, Tag};
use crate::door::Visitor;
use crate::frame::Frame;
use crate::page;
use crate::refusal::Refusal;
use crate::{Site, address};

/// Stories beside the lead.
const BESIDE: usize = 3;
/// Stories in the row below.
const IN_THE_ROW: usize = 4;
/// Stories in a section's strip: one in front, the others as lines.
const IN_A_STRIP: usize = 6;

#[derive(Template)]
#[template(path = "public/articles/front.html")]
struct FrontPage {
    frame: Frame,
    lead: Option<Teaser>,
    beside: Vec<Teaser>,
    row: Vec<Teaser>,
    strips: Vec<Strip>,
}

/// A section's strip.
struct Strip {
    name: String,
    href: String,
    first: Teaser,
    others: Vec<Teaser>,
}

/// Shows the front page.
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    if let Some(answer) = old_address(&site, &visitor).await? {
        return Ok(answer);
    }
    let rows = articles::front_page(&site.app, visitor.lang).await?;
    let mut frame = Frame::of(&site, &visitor, "").with_script("times.js");
    frame.description = site.app.settings().motto.clone();
    frame.json_ld = Some(schema_org::organization(&site));
    let mut teasers = Teaser::all(rows, &frame).into_iter();
    let front = FrontPage {
        lead: teasers.next(),
        beside: teasers.by_ref().take(BESIDE).collect(),
        row: teasers.by_ref().take(IN_THE_ROW).collect(),
        strips: strips(teasers, &frame),
        frame,
    };
    page::render_kept(&front, MadeFrom::tags([Tag::Front]))
}

/// Addresses of before may be nothing but a number behind the front page's: `/?p=123`.
async fn old_address(site: &Site, visitor: &Visitor) -> Result<Option<Response>, Refusal> {
    let Some(query) = &visitor.query else {
        return Ok(None);
    };
    let old = format!("/?{query}");
    let leads = articles::where_leads(&site.app, visitor.lang, &old).await?;
    let first = site.app.settings().first_language();
    Ok(leads.map(|(lang, path)| page::moved(&address::in_language(&path, lang, first))))
}

/// Groups by section at the top, in the order of the navigation; sections without a place there come last.
fn strips(teasers: impl Iterator<Item = Teaser>, frame: &Frame) -> Vec<Strip> {
    let mut groups: Vec<(String, Vec<Teaser>)> = Vec::new();
    for teaser in teasers {
        match groups
            .iter_mut()
            .find(|(top, _)| *top == teaser.top_section)
        {
            Some((_, group)) if group.len() < IN_A_STRIP => group.push(teaser),
            Some(_) => {}
            None => groups.push((teaser.top_section.clone(), vec![teaser])),
        }
    }
    let place = |top: &str| frame.navigation().position(|link| link.path[1..] == *top);
    groups.sort_by_key(|(top, _)| place(top).unwrap_or(usize::MAX));
    groups
        .into_iter()
        .filter_map(|(top, group)| strip(&top, group, frame))
        .collect()
}

fn strip(top: &str, group: Vec<Teaser>, frame: &Frame) -> Option<Strip> {
    let mut group = group.into_iter();
    let first = group.next()?;
    let link = frame.navigation().find(|link| link.path[1..] == *top);
    Some(Strip {
        name: link.map_or_else(|| first.section_name.clone(), |link| link.name.clone()),
        href: frame.href(&format!("/{top}")),
        others: group.collect(),
        first,
    })
}
