//! The netiquette and the terms, in the version in force and in every earlier one.

use std::fmt::Write;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use masthead_core::accounts::{self, Document, DocumentKind};
use masthead_text::{Body, Change, List, Piece, diff, from_markdown};
use serde::Deserialize;

use crate::door::Visitor;
use crate::frame::Frame;
use crate::refusal::Refusal;
use crate::{Site, page};

#[derive(Template)]
#[template(path = "public/accounts/document.html")]
struct DocumentPage {
    frame: Frame,
    document: Document,
    html: String,
    versions: Vec<Document>,
    is_in_force: bool,
    /// What is different from the version before, if there is one.
    changes: Vec<Piece>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    version: Option<i64>,
}

pub(super) async fn netiquette(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    show(
        &site,
        &visitor,
        DocumentKind::Netiquette,
        "netiquette-title",
        asked.version,
    )
    .await
}

pub(super) async fn terms(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    show(
        &site,
        &visitor,
        DocumentKind::Terms,
        "terms-title",
        asked.version,
    )
    .await
}

async fn show(
    site: &Site,
    visitor: &Visitor,
    kind: DocumentKind,
    title: &'static str,
    version: Option<i64>,
) -> Result<Response, Refusal> {
    let in_force = accounts::in_force(&site.app, kind, visitor.lang)
        .await?
        .ok_or(Refusal::NotFound)?;
    let current = in_force.version;
    let document = match version {
        Some(version) if version != current => {
            accounts::document(&site.app, kind, version, visitor.lang)
                .await?
                .ok_or(Refusal::NotFound)?
        }
        _ => in_force,
    };
    let changes = changes(site, visitor, &document).await?;
    page::render(&DocumentPage {
        changes,
        frame: Frame::of(site, visitor, "").titled(title),
        html: html_of(&document.body),
        is_in_force: document.version == current,
        versions: accounts::list_versions(&site.app, kind, visitor.lang).await?,
        document,
    })
}

/// What a version has changed, word for word.
async fn changes(
    site: &Site,
    visitor: &Visitor,
    document: &Document,
) -> Result<Vec<Piece>, Refusal> {
    let before = accounts::document(&site.app, document.kind, document.version - 1, visitor.lang)
        .await?
        .filter(|it| it.lang == document.lang);
    Ok(before.map_or_else(Vec::new, |it| diff(&it.body, &document.body)))
}

/// Headings, paragraphs and lists: what a document of rules needs. Everything else is left out.
pub(super) fn html_of(markdown: &str) -> String {
    let mut html = String::new();
    for block in from_markdown(markdown).document.blocks {
        match block.body {
            Body::Crosshead(crosshead) => {
                let _ = writeln!(html, "<h2>{}</h2>", crosshead.text.to_html());
            }
            Body::Paragraph(paragraph) => {
                let _ = writeln!(html, "<p>{}</p>", paragraph.text.to_html());
            }
            Body::List(list) => write_list(&mut html, &list),
            _ => {}
        }
    }
    html
}

fn write_list(html: &mut String, list: &List) {
    let element = if list.ordered { "ol" } else { "ul" };
    let _ = write!(html, "<{element}>");
    for item in &list.items {
        let _ = write!(html, "<li>{}", item.text.to_html());
        if let Some(inner) = &item.list {
            write_list(html, inner);
        }
        html.push_str("</li>");
    }
    let _ = writeln!(html, "</{element}>");
}
