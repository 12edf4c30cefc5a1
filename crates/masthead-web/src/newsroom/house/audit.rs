//! The audit log: who decided what, newest first.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use masthead_core::kernel::audit;

use crate::door::Visitor;
use crate::frame::Frame;
use crate::refusal::Refusal;
use crate::times::Moment;
use crate::words::words;
use crate::{Site, page};

/// Entries on the page; older ones are read with `masthead audit`.
const SHOWN: i64 = 200;

#[derive(Template)]
#[template(path = "newsroom/house/audit.html")]
struct AuditPage {
    frame: Frame,
    entries: Vec<Line>,
}

struct Line {
    seq: i64,
    at: Moment,
    actor: String,
    verb: String,
    subject: String,
    detail: String,
}

pub(super) async fn list(State(site): State<Site>, visitor: Visitor) -> Result<Response, Refusal> {
    let entries = audit::page(&site.app, SHOWN).await?;
    let frame = Frame::of(&site, &visitor, &words(visitor.lang).say("tool-audit")).unlisted();
    let entries = entries.into_iter().map(|entry| Line {
        seq: entry.seq,
        at: frame.times.figures(entry.at),
        actor: entry.actor,
        verb: entry.verb,
        subject: entry.subject,
        detail: entry
            .detail
            .unwrap_or_else(|| frame.say("audit-erased").into_owned()),
    });
    let entries = entries.collect();
    page::render(&AuditPage { entries, frame })
}
