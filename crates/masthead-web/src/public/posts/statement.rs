//! A statement of reasons, for the person it was written to.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use masthead_core::posts::decisions::{Statement, complaint_path};
use masthead_core::posts::statement_for;

use crate::door::Visitor;
use crate::frame::Frame;
use crate::refusal::Refusal;
use crate::times::Moment;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "public/posts/statement.html")]
struct StatementPage {
    frame: Frame,
    number: String,
    at: Moment,
    title: String,
    parts: Vec<StatementPart>,
    lifted: Option<Moment>,
    /// The path of the statement that has taken its place.
    replaced_by: Option<String>,
    /// Where to complain, as long as that is possible.
    complain: Option<String>,
    post: String,
}

/// A numbered part of a statement of reasons: its heading and its lines.
pub(crate) struct StatementPart {
    pub heading: String,
    pub lines: Vec<String>,
}

/// Shows a statement to its recipient, and to those who decide complaints. For others there is none.
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(short): Path<String>,
) -> Result<Response, Refusal> {
    let person = visitor.signed_in()?;
    let found = statement_for(&site.app, person, &short)
        .await?
        .ok_or(Refusal::NotFound)?;
    let frame = Frame::of(&site, &visitor, "")
        .titled("statement-title")
        .unlisted();
    let is_open = found.lifted_at.is_none()
        && site.app.now() < found.complain_until
        && found.recipient == person.account;
    page::render(&page_of(frame, found, is_open))
}

fn page_of(frame: Frame, found: Statement, is_open: bool) -> StatementPage {
    let (title, parts) = parts_of(&found.body);
    StatementPage {
        at: frame.moment(&found.starts_at),
        lifted: found.lifted_at.map(|at| frame.moment(&at)),
        complain: is_open.then(|| complaint_path(&found.short)),
        replaced_by: found
            .replaced_by
            .map(|short| format!("/office/statements/{short}")),
        post: found.post_short,
        number: found.short,
        title,
        parts,
        frame,
    }
}

/// Takes the text apart where a line is alone behind an empty one and begins with a number.
pub(crate) fn parts_of(body: &str) -> (String, Vec<StatementPart>) {
    let mut lines = body.lines();
    let title = lines.next().unwrap_or_default().to_owned();
    let mut parts: Vec<StatementPart> = Vec::new();
    let mut after_gap = false;
    for line in lines.map(str::trim).map(str::to_owned) {
        let is_heading = after_gap
            && line
                .split_once(". ")
                .is_some_and(|(number, _)| number.parse::<u8>().is_ok());
        after_gap = line.is_empty();
        match (is_heading, parts.last_mut()) {
            (true, _) => parts.push(StatementPart {
                heading: line,
                lines: Vec::new(),
            }),
            (false, Some(part)) if !line.is_empty() => part.lines.push(line),
            _ => {}
        }
    }
    (title, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_falls_into_its_numbered_parts() {
        let (title, parts) = parts_of(
            "Begründung Nr. 7\n\n1. Was wir getan haben\nEntfernt.\n2026. war kein Teil\n\n2. Warum\nDarum.\n",
        );
        assert_eq!(title, "Begründung Nr. 7");
        let parts: Vec<_> = parts
            .iter()
            .map(|it| (it.heading.as_str(), it.lines.len()))
            .collect();
        assert_eq!(parts, [("1. Was wir getan haben", 2), ("2. Warum", 1)]);
    }
}
