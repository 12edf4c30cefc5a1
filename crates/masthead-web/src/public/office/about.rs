//! What the office is, who decides, how long it takes, and what one can do afterwards.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::door::Visitor;
use crate::frame::Frame;
use crate::refusal::Refusal;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "public/office/about.html")]
struct AboutPage {
    frame: Frame,
    contact: String,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    page::render(&AboutPage {
        frame: Frame::of(&site, &visitor, "").titled("office-title"),
        contact: site.app.settings().office_mail.clone(),
    })
}
