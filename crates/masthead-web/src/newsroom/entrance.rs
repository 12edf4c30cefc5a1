//! The newsroom's entrance: leads everybody to the first of their tools.

use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use masthead_core::kernel::Capability;

use super::{Door, TOOLS};
use crate::Site;
use crate::door::Visitor;
use crate::page;
use crate::refusal::Refusal;

/// The one address.
pub(super) const DOORS: &[Door] = &[Door::get("/newsroom", Capability::EnterNewsroom, || {
    get(enter)
})];

async fn enter(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    let who = visitor.with(Capability::EnterNewsroom)?;
    let first = TOOLS.iter().find(|tool| who.may(tool.needs));
    let first = first.ok_or(Refusal::NotAllowed)?;
    Ok(page::see(&visitor.href(&site, first.path)))
}
