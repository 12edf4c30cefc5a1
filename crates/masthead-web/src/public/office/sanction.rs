//! A warning or a suspension as its holder reads it: by the token of the letter, because whoever is suspended cannot
//! sign in.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use masthead_core::office::sanctions::{self, Ended, Holder, Sanction, SanctionKind};
use serde::Deserialize;

use super::refused;
use crate::door::Visitor;
use crate::frame::Frame;
use crate::public::{StatementPart, parts_of};
use crate::refusal::Refusal;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "public/office/sanction.html")]
struct SanctionPage {
    frame: Frame,
    sanction: Sanction,
    title: String,
    parts: Vec<StatementPart>,
    token: String,
    can_complain: bool,
}

impl SanctionPage {
    fn ended_text(&self, how: &Ended) -> &'static str {
        match (how, self.sanction.kind) {
            (Ended::Replaced, _) => "sanction-ended-replaced",
            (_, SanctionKind::Warning) => "sanction-ended-warning",
            (_, SanctionKind::Suspension) => "sanction-ended-suspension",
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Coming {
    #[serde(default)]
    token: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
    Query(coming): Query<Coming>,
) -> Result<Response, Refusal> {
    let holder = Holder {
        token: &coming.token,
        person: visitor.person.as_ref(),
    };
    let sanction = sanctions::sanction(&site.app, &short, holder)
        .await
        .map_err(|error| refused(&error))?;
    let (title, parts) = parts_of(&sanction.body);
    let in_time = site.app.now() < sanction.complain_until;
    page::render(&SanctionPage {
        frame: Frame::of(&site, &visitor, "")
            .titled("sanction-title")
            .unlisted(),
        can_complain: in_time && !sanction.is_undone(),
        token: sanctions::token_for(&site.app, &sanction),
        title,
        parts,
        sanction,
    })
}
