//! Mobiledoc 0.3, the editor's form before Lexical: sections of markers, with markups and cards in lists beside them.

use masthead_text::Document;
use serde_json::Value;

use super::article::clean;
use super::card::Gathering;
use super::lexical::push_text;
use crate::model::Finding;
use crate::source::json::{Look, text};

const MARKUP: u64 = 1;
const IMAGE: u64 = 2;
const LIST: u64 = 3;
const CARD: u64 = 10;

/// The document of an article.
pub(super) fn document(value: &Value, findings: &mut Vec<Finding>) -> Document {
    let mut gathering = Gathering::default();
    for section in value.list("sections") {
        let part = |at: usize| section.get(at).unwrap_or(&Value::Null);
        match part(0).as_u64() {
            Some(MARKUP) => {
                let tag = tag(&text(part(1)));
                write_whole(tag, part(2), value, &mut gathering.html);
            }
            Some(IMAGE) => {
                let card = serde_json::json!({ "src": text(part(1)) });
                gathering.card("image", &card, findings);
            }
            Some(LIST) => {
                let tag = if text(part(1)) == "ol" { "ol" } else { "ul" };
                gathering.html.push_str(&format!("<{tag}>"));
                for item in part(2).as_array().into_iter().flatten() {
                    write_whole("li", item, value, &mut gathering.html);
                }
                gathering.html.push_str(&format!("</{tag}>"));
            }
            Some(CARD) => card(part(1), value, &mut gathering, findings),
            _ => {
                let what = "a section of an unknown kind was left out";
                findings.push(Finding::lossy("text", what));
            }
        }
    }
    Document::of(gathering.finish(findings))
}

fn tag(name: &str) -> &'static str {
    match name {
        "h1" => "h1",
        "h2" => "h2",
        "h3" => "h3",
        "h4" => "h4",
        "h5" => "h5",
        "h6" => "h6",
        "blockquote" | "aside" => "blockquote",
        _ => "p",
    }
}

fn card(number: &Value, value: &Value, gathering: &mut Gathering, findings: &mut Vec<Finding>) {
    let card = number.as_u64().and_then(|at| {
        let cards = value.list("cards");
        cards.get(usize::try_from(at).ok()?)
    });
    let Some(card) = card else {
        let what = "a card that is not there was left out";
        findings.push(Finding::lossy("text", what));
        return;
    };
    let name = card.get(0).map(text).unwrap_or_default();
    gathering.card(&name, card.get(1).unwrap_or(&Value::Null), findings);
}

/// Writes markers as HTML inside one element.
fn write_whole(tag: &str, markers: &Value, value: &Value, html: &mut String) {
    html.push_str(&format!("<{tag}>"));
    let mut open: Vec<&str> = Vec::new();
    for marker in markers.as_array().into_iter().flatten() {
        let part = |at: usize| marker.get(at).unwrap_or(&Value::Null);
        for number in part(1).as_array().into_iter().flatten() {
            open.extend(open_markup(number, value, html));
        }
        match part(0).as_u64() {
            Some(0) => push_text(part(3).as_str().unwrap_or_default(), html),
            // The only atom that Ghost writes is a line break.
            _ => html.push_str("<br>"),
        }
        let closing = part(2).as_u64().unwrap_or(0);
        for _ in 0..closing.min(open.len() as u64) {
            if let Some(tag) = open.pop() {
                html.push_str(&format!("</{tag}>"));
            }
        }
    }
    while let Some(tag) = open.pop() {
        html.push_str(&format!("</{tag}>"));
    }
    html.push_str(&format!("</{tag}>"));
}

fn open_markup(number: &Value, value: &Value, html: &mut String) -> Option<&'static str> {
    let at = usize::try_from(number.as_u64()?).ok()?;
    let markup = value.list("markups").get(at)?;
    let tag = match text(markup.get(0)?).as_str() {
        "a" => "a",
        "strong" | "b" => "strong",
        "em" | "i" => "em",
        "code" => "code",
        "s" | "strike" => "s",
        "sup" => "sup",
        "sub" => "sub",
        "u" => "u",
        _ => return None,
    };
    html.push('<');
    html.push_str(tag);
    if tag == "a" {
        let pairs = markup.get(1).and_then(Value::as_array);
        let pairs = pairs.map_or(&[][..], Vec::as_slice);
        let href = pairs.chunks(2).find(|pair| text(&pair[0]) == "href");
        let href = href
            .and_then(|pair| pair.get(1))
            .map(text)
            .unwrap_or_default();
        html.push_str(" href=\"");
        push_text(&clean(&href), html);
        html.push('"');
    }
    html.push('>');
    Some(tag)
}
