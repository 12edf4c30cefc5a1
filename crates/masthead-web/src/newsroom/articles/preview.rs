//! The newest revision as readers would see it. Nobody stores the page, and only the newsroom sees it.

use axum::extract::{Path, State};
use axum::response::Response;
use masthead_core::articles;

use super::edition_in;
use crate::Site;
use crate::door::Visitor;
use crate::page;
use crate::public::articles::{Reader, page_of};
use crate::refusal::Refusal;

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(edition): Path<String>,
) -> Result<Response, Refusal> {
    let found = articles::preview(&site.app, edition_in(&edition)?)
        .await?
        .ok_or(Refusal::NotFound)?;
    page::render(&page_of(&site, &visitor, found, Reader::Newsroom)?)
}
