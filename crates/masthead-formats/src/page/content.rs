//! Where on a page the text of the article stands, and what stands among it that is not the article.

use masthead_text::{Body, HtmlElement, HtmlNode, HtmlOrigin};

use super::walk;
use crate::model::{Article, Finding, Place};
use crate::source::words;

/// Names that pages give to the text itself.
const TEXT: &[&str] = &[
    "articlebody",
    "article-body",
    "article__body",
    "articlecontent",
    "article-content",
    "entry-content",
    "post-content",
    "story-body",
    "storybody",
    "article-text",
    "article__content",
    "body-content",
    "content-body",
];
/// Elements that are never the article.
const NEVER: &[&str] = &[
    "nav", "aside", "form", "script", "style", "template", "button", "dialog", "svg", "noscript",
    "footer", "input", "select", "menu",
];
/// Words in classes and ids of what is not the article.
const AROUND: &[&str] = &[
    "share",
    "social",
    "comment",
    "related",
    "recommend",
    "newsletter",
    "promo",
    "advert",
    "sponsor",
    "subscribe",
    "paywall",
    "breadcrumb",
    "player",
    "toolbar",
    "outbrain",
    "taboola",
    "teaser",
    "login",
    "community",
    "game",
    "cookie",
    "banner",
];
/// Names of what was dropped that are told; the rest is counted.
const MOST_TOLD: usize = 40;

/// The text of a page.
pub(super) struct Content {
    pub(super) bodies: Vec<Body>,
    pub(super) findings: Vec<Finding>,
}

/// Reads the text of a page.
pub(super) fn read(nodes: &[HtmlNode], address: &str) -> Content {
    let mut findings = Vec::new();
    let Some(element) = text_of(nodes) else {
        return Content {
            bodies: Vec::new(),
            findings,
        };
    };
    let mut html = String::new();
    let mut dropped = Vec::new();
    write_inside(element, &mut html, &mut dropped);
    let (document, found) = words::blocks(&html, HtmlOrigin::Plain, address);
    findings.extend(found);
    let more = dropped.len().saturating_sub(MOST_TOLD);
    dropped.truncate(MOST_TOLD);
    findings.extend(dropped);
    if more > 0 {
        let what = format!("{more} further parts of the page were dropped");
        findings.push(Finding::lossy("", what));
    }
    Content {
        bodies: document
            .blocks
            .into_iter()
            .map(|block| block.body)
            .collect(),
        findings,
    }
}

/// The element that the text stands in: named so, or `article`, or `main`, or the body.
fn text_of(nodes: &[HtmlNode]) -> Option<&HtmlElement> {
    let (mut best, mut best_rank) = (None, (0, 0));
    walk(nodes, &mut |element| {
        let rank = match element.name.as_str() {
            _ if is_named(element) => 4,
            "article" => 3,
            "main" => 2,
            "body" => 1,
            _ => return,
        };
        let rank = (rank, paragraphs(element));
        // A teaser beside the article is an `article` too: the one with more words wins.
        if rank.1 > 0 && rank > best_rank {
            (best, best_rank) = (Some(element), rank);
        }
    });
    best
}

fn is_named(element: &HtmlElement) -> bool {
    let told = ["itemprop", "class", "id"].map(|key| element.attribute(key).unwrap_or_default());
    told.iter()
        .flat_map(|names| names.split_whitespace())
        .any(|name| {
            let name = name.to_lowercase();
            TEXT.contains(&name.as_str())
        })
}

/// How many characters stand in paragraphs below.
fn paragraphs(element: &HtmlElement) -> usize {
    let mut count = 0;
    walk(&element.children, &mut |inner| {
        if matches!(inner.name.as_str(), "p" | "li" | "blockquote") {
            let words = inner.children.iter().map(|node| match node {
                HtmlNode::Text(text) => text.trim().len(),
                HtmlNode::Element(element) => element.text().trim().len().min(200),
                HtmlNode::Comment(..) => 0,
            });
            count += words.sum::<usize>();
        }
    });
    count
}

fn write_inside(element: &HtmlElement, html: &mut String, dropped: &mut Vec<Finding>) {
    for node in &element.children {
        match node {
            HtmlNode::Text(text) => push_text(text, html),
            HtmlNode::Comment(..) => {}
            HtmlNode::Element(inner) => match why_not(inner) {
                Some(what) => {
                    let words: String = inner
                        .text()
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ");
                    if !words.is_empty() && !matches!(inner.name.as_str(), "script" | "style") {
                        let words = masthead_text::excerpt(&words, 80);
                        let place = Place::line(inner.line);
                        dropped.push(Finding::lossy(place, format!("dropped as {what}: {words}")));
                    }
                }
                None => write(inner, html, dropped),
            },
        }
    }
}

fn write(element: &HtmlElement, html: &mut String, dropped: &mut Vec<Finding>) {
    html.push('<');
    html.push_str(&element.name);
    for (key, value) in &element.attributes {
        if key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            html.push_str(&format!(" {key}=\""));
            push_text(value, html);
            html.push('"');
        }
    }
    html.push('>');
    write_inside(element, html, dropped);
    if !matches!(
        element.name.as_str(),
        "br" | "hr" | "img" | "source" | "wbr" | "track"
    ) {
        html.push_str(&format!("</{}>", element.name));
    }
}

/// Why an element is not part of the text.
fn why_not(element: &HtmlElement) -> Option<String> {
    if NEVER.contains(&element.name.as_str()) {
        return Some(format!("<{}>", element.name));
    }
    let names =
        ["class", "id"].map(|key| element.attribute(key).unwrap_or_default().to_lowercase());
    let around = AROUND
        .iter()
        .find(|word| names.iter().any(|name| name.contains(**word)));
    // What holds most of the text is the text, whatever it is called.
    let word = around.filter(|_| paragraphs(element) < 1_500)?;
    Some(format!("“{word}”"))
}

fn push_text(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '<' => html.push_str("&lt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

/// Takes away what the article has already: its headline, its lede, its leading picture.
pub(super) fn without_head(bodies: &mut Vec<Body>, article: &mut Article) {
    let same = |one: &str, other: &str| {
        let bare = |text: &str| {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .flat_map(char::to_lowercase)
                .collect::<String>()
        };
        !bare(one).is_empty() && bare(one) == bare(other)
    };
    let headline = article.headline.clone();
    if let Some(at) = bodies.iter().take(5).position(|body| {
        matches!(body, Body::Crosshead(crosshead) if same(&crosshead.text.text(), &headline))
    }) {
        bodies.remove(at);
    }
    let lede = article.lede.clone();
    if let Some(at) = bodies.iter().take(5).position(
        |body| matches!(body, Body::Paragraph(paragraph) if same(&paragraph.text.text(), &lede)),
    ) {
        bodies.remove(at);
    }
    let Some(lead) = article.lead.as_mut() else {
        return;
    };
    let at = bodies
        .iter()
        .take(5)
        .position(|body| matches!(body, Body::Image(image) if image.source == lead.source));
    if let Some(Body::Image(image)) = at.map(|at| bodies.remove(at)) {
        if lead.caption.is_empty() {
            lead.caption = image.caption;
        }
        if lead.credit.is_empty() {
            lead.credit = image.credit;
        }
    }
}
