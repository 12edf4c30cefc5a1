//! Entries of Atom (RFC 4287).

use masthead_text::{Document, HtmlOrigin};

use super::media;
use crate::model::{Article, Finding, Place, Record, Site};
use crate::source::filing::Filing;
use crate::source::tally::Tally;
use crate::source::words::{self, path_of, plain};
use crate::source::xml::Element;
use crate::source::{markup, time};

const READ: &[&str] = &[
    "id",
    "title",
    "link",
    "published",
    "updated",
    "author",
    "category",
    "summary",
    "content",
    "rights",
    "thumbnail",
    "group",
    "contributor",
    "source",
];

/// A child of the feed.
pub(super) fn about(element: &Element, site: &mut Site) {
    match element.local() {
        "title" => site.title = plain(&element.words()),
        "subtitle" => site.description = plain(&element.words()),
        "link" if matches!(element.attribute("rel"), "" | "alternate") => {
            element.attribute("href").clone_into(&mut site.address);
        }
        "id" if site.address.is_empty() => element.words().clone_into(&mut site.address),
        _ => {}
    }
}

pub(super) fn article(entry: &Element, filing: &mut Filing, tally: &mut Tally) -> Record {
    let alternate = entry
        .all("link")
        .find(|link| matches!(link.attribute("rel"), "" | "alternate"));
    let link = alternate.map(|link| link.attribute("href").to_owned());
    let link = link.unwrap_or_default();
    let id = entry.words_at(&["id"]);
    let mut article = Article {
        source_id: if id.is_empty() { link.clone() } else { id },
        headline: plain(&entry.words_at(&["title"])),
        old_addresses: path_of(&link).into_iter().collect(),
        address: link,
        takes_posts: true,
        language: words::some(entry.attribute("xml:lang")),
        ..Article::default()
    };
    article.place.clone_from(&article.source_id);
    article.rights.notice = entry.words_at(&["rights"]);
    let findings = &mut article.findings;
    let mut at = |name: &str| time::told(&entry.words_at(&[name]), Place::path(name), findings);
    (article.published_at, article.modified_at) = (at("published"), at("updated"));
    article.published_at = article.published_at.or(article.modified_at);
    for author in entry.all("author") {
        filing.byline(&author.words_at(&["name"]), &mut article);
    }
    for category in entry.all("category") {
        let label = category.attribute("label");
        let name = if label.is_empty() {
            category.attribute("term")
        } else {
            label
        };
        filing.topic(name, &mut article);
    }
    text(entry, &mut article);
    for child in &entry.children {
        if !READ.contains(&child.local()) {
            let what = format!("<{}> of entries was left out", child.name);
            tally.count(&what, || Place::byte(child.byte).of(&article.source_id));
        }
    }
    Record::Article(Box::new(article))
}

/// A text construct as HTML.
fn html_of(element: &Element) -> String {
    match element.attribute("type") {
        "xhtml" => markup::inside(element, markup::same),
        "html" | "text/html" => element.text.clone(),
        _ => markup::inside(element, |_| Some("")),
    }
}

fn text(entry: &Element, article: &mut Article) {
    let content = entry.down(&["content"]).map(html_of).unwrap_or_default();
    let summary = entry.down(&["summary"]).map(html_of).unwrap_or_default();
    let html = match content.trim().is_empty() {
        true => &summary,
        false => {
            article.lede = plain(&summary);
            &content
        }
    };
    let (document, findings) = words::blocks(html, HtmlOrigin::Plain, &article.address);
    article.findings.extend(findings);
    if content.trim().is_empty() && !document.is_empty() {
        let what = "the feed may hold only the beginning of the text";
        article.findings.push(Finding::doubtful("summary", what));
    }
    let mut bodies: Vec<_> = document
        .blocks
        .into_iter()
        .map(|block| block.body)
        .collect();
    for link in entry
        .all("link")
        .filter(|link| link.attribute("rel") == "enclosure")
    {
        media::take(link, link.attribute("href"), article, &mut bodies);
    }
    article.document = Document::of(bodies);
}
