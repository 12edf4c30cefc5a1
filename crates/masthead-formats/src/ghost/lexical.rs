//! Lexical, the editor's form since Ghost 5.34: a tree of nodes.

use masthead_text::Document;
use serde_json::Value;

use super::article::clean;
use super::card::Gathering;
use crate::model::Finding;
use crate::source::json::Look;

/// Nobody's lists and quotes stand deeper.
const DEEPEST: usize = 32;
/// The bits of a text's format: tag and bit.
const FORMATS: &[(&str, u64)] = &[
    ("strong", 1),
    ("em", 2),
    ("s", 4),
    ("code", 16),
    ("sub", 32),
    ("sup", 64),
];

/// The document of an article.
pub(super) fn document(value: &Value, findings: &mut Vec<Finding>) -> Document {
    let mut gathering = Gathering::default();
    if let Some(root) = value.member("root") {
        for node in root.list("children") {
            block(node, &mut gathering, findings);
        }
    }
    Document::of(gathering.finish(findings))
}

fn block(node: &Value, gathering: &mut Gathering, findings: &mut Vec<Finding>) {
    let kind = node.text("type");
    match kind.as_str() {
        "paragraph" | "heading" | "extended-heading" | "quote" | "extended-quote" | "list"
        | "aside" => write(node, &mut gathering.html, 0),
        _ => gathering.card(&kind, node, findings),
    }
}

/// Writes a node of running text as HTML.
fn write(node: &Value, html: &mut String, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    let tag = match node.text("type").as_str() {
        "paragraph" => "p".to_owned(),
        "heading" | "extended-heading" => match node.text("tag").as_str() {
            level @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => level.to_owned(),
            _ => "h2".to_owned(),
        },
        "quote" | "extended-quote" | "aside" => "blockquote".to_owned(),
        "list" if node.text("listType") == "number" => "ol".to_owned(),
        "list" => "ul".to_owned(),
        "listitem" => "li".to_owned(),
        "linebreak" => return html.push_str("<br>"),
        "link" | "autolink" | "at-link" => return link(node, html, depth),
        "text" | "extended-text" | "tab" | "code-highlight" => return words(node, html),
        _ => String::new(),
    };
    if !tag.is_empty() {
        html.push_str(&format!("<{tag}>"));
    }
    for child in node.list("children") {
        write(child, html, depth + 1);
    }
    if !tag.is_empty() {
        html.push_str(&format!("</{tag}>"));
    }
}

fn link(node: &Value, html: &mut String, depth: usize) {
    html.push_str("<a href=\"");
    push_text(&clean(&node.text("url")), html);
    html.push_str("\">");
    for child in node.list("children") {
        write(child, html, depth + 1);
    }
    html.push_str("</a>");
}

fn words(node: &Value, html: &mut String) {
    let format = node.number("format");
    let set: Vec<&str> = FORMATS
        .iter()
        .filter(|(_, bit)| format & bit != 0)
        .map(|(tag, _)| *tag)
        .collect();
    set.iter()
        .for_each(|tag| html.push_str(&format!("<{tag}>")));
    // The text as it stands there: spaces at its ends part words.
    push_text(
        node.get("text").and_then(Value::as_str).unwrap_or_default(),
        html,
    );
    set.iter()
        .rev()
        .for_each(|tag| html.push_str(&format!("</{tag}>")));
}

/// Text as HTML.
pub(super) fn push_text(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '<' => html.push_str("&lt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}
