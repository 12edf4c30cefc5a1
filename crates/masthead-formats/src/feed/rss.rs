//! Items of RSS, with the words of Dublin Core, of `content` and of Media RSS in them.

use masthead_text::{Document, HtmlOrigin};

use super::media;
use crate::model::{Article, Finding, Place, Record, Site};
use crate::source::filing::Filing;
use crate::source::tally::Tally;
use crate::source::time;
use crate::source::words::{self, path_of, plain};
use crate::source::xml::Element;

/// What is read of an item, by names without prefixes.
const READ: &[&str] = &[
    "title",
    "link",
    "guid",
    "pubDate",
    "date",
    "creator",
    "author",
    "category",
    "description",
    "encoded",
    "enclosure",
    "content",
    "thumbnail",
    "group",
    "subject",
    "comments",
    "commentRss",
    "image",
    "duration",
    "explicit",
    "summary",
    "subtitle",
    "keywords",
    "origLink",
    "source",
    "modified",
    "lang",
    "language",
    "rights",
];

/// A child of the channel.
pub(super) fn about(element: &Element, site: &mut Site) {
    match element.name.as_str() {
        "title" => site.title = plain(&element.text),
        "link" => element.text.trim().clone_into(&mut site.address),
        "description" => site.description = plain(&element.text),
        "language" | "dc:language" => element.text.trim().clone_into(&mut site.language),
        _ => {}
    }
}

/// The channel of RSS 1.0.
pub(super) fn about_channel(element: &Element, site: &mut Site) {
    if element.local() == "channel" {
        element.children.iter().for_each(|child| about(child, site));
    }
}

pub(super) fn article(item: &Element, filing: &mut Filing, tally: &mut Tally) -> Record {
    let link = first(item, &["link", "feedburner:origLink"]);
    let mut article = Article {
        source_id: first(item, &["guid", "link", "title"]),
        headline: plain(item.text_of("title")),
        old_addresses: path_of(&link).into_iter().collect(),
        address: link,
        takes_posts: true,
        language: words::some(&first(item, &["dc:language", "xml:lang"])),
        ..Article::default()
    };
    article.place.clone_from(&article.source_id);
    times(item, &mut article);
    filed(item, filing, &mut article);
    text(item, &mut article);
    for child in &item.children {
        if !READ.contains(&child.local()) || child.name == "slash:comments" {
            let what = format!("<{}> of items was left out", child.name);
            tally.count(&what, || Place::byte(child.byte).of(&article.source_id));
        }
    }
    Record::Article(Box::new(article))
}

fn first(item: &Element, names: &[&str]) -> String {
    let texts = names.iter().map(|name| item.text_of(name));
    let found = texts.into_iter().find(|text| !text.is_empty());
    found.unwrap_or_default().to_owned()
}

fn times(item: &Element, article: &mut Article) {
    let findings = &mut article.findings;
    let published = first(item, &["pubDate", "dc:date", "dcterms:created"]);
    article.published_at = time::told(&published, Place::path("pubDate"), findings);
    let modified = first(item, &["dcterms:modified", "atom:updated"]);
    article.modified_at = time::told(&modified, Place::path("modified"), findings);
}

fn filed(item: &Element, filing: &mut Filing, article: &mut Article) {
    for creator in item.all("creator") {
        filing.byline(&creator.text, article);
    }
    if article.writers.is_empty() {
        // RSS wants a mail address there: `anna@example.org (Anna Berger)`.
        let author = first(item, &["author", "itunes:author"]);
        let name = author
            .split_once('(')
            .map_or(author.as_str(), |(_, name)| name.trim_end_matches(')'));
        filing.byline(name, article);
    }
    for category in item.all("category").chain(item.all("subject")) {
        filing.topic(&category.text, article);
    }
    article.rights.notice = first(item, &["dc:rights", "media:copyright"]);
}

fn text(item: &Element, article: &mut Article) {
    let (whole, summary) = (
        first(item, &["content:encoded"]),
        item.text_of("description"),
    );
    let html = match whole.is_empty() {
        true => summary,
        false => {
            article.lede = plain(summary);
            whole.as_str()
        }
    };
    let (document, findings) = words::blocks(html, HtmlOrigin::Plain, &article.address);
    article.findings.extend(findings);
    if whole.is_empty() && !document.is_empty() {
        let what = "the feed may hold only the beginning of the text";
        article
            .findings
            .push(Finding::doubtful("description", what));
    }
    let mut bodies: Vec<_> = document
        .blocks
        .into_iter()
        .map(|block| block.body)
        .collect();
    for medium in item.all("enclosure") {
        media::take(medium, medium.attribute("url"), article, &mut bodies);
    }
    let group = item.all("group").flat_map(|group| group.children.iter());
    for medium in item.children.iter().chain(group) {
        if matches!(medium.name.as_str(), "media:content" | "media:thumbnail") {
            media::take(medium, medium.attribute("url"), article, &mut bodies);
        }
    }
    article.document = Document::of(bodies);
}
