//! NewsML-G2 2.35: the same in XML, with XHTML inside, as agencies have exchanged it since 2008.

use jiff::Timestamp;

use super::collection::Collection;
use super::ninjs::{by, desk_note, language, lost, plain, source_type_of, status};
use super::times::{maybe, rfc3339};
use super::xhtml::xhtml;
use super::xml::{Attribute, Xml};
use crate::model::{Article, ArticleState, Finding};

const NAMESPACE: &str = "http://iptc.org/std/nar/2006-10-01/";
/// The catalogue that explains the prefixes we use: `ninat`, `stat`, `sig`, `drol`.
const CATALOGUE: &str = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml";
const STANDARD: [(&str, &str); 4] = [
    ("standard", "NewsML-G2"),
    ("standardversion", "2.35"),
    ("conformance", "power"),
    ("xmlns", NAMESPACE),
];

/// Writes the articles of a collection: one as a news item, several as a message with items. Says what is lost.
///
/// `sent_at` stands in the message; a single item has none.
#[must_use]
pub fn newsml_g2(collection: &Collection, sent_at: Timestamp) -> (String, Vec<Finding>) {
    let findings = collection.articles.iter().flat_map(lost).collect();
    if let [article] = collection.articles.as_slice() {
        let owned = attributes(article, collection);
        let mut xml = Xml::begin("newsItem", &borrowed(&owned));
        of_article(&mut xml, article, collection);
        return (xml.finish(), findings);
    }
    let mut xml = Xml::begin("newsMessage", &[("xmlns", NAMESPACE)]);
    xml.open("header", &[]);
    xml.text("sent", &rfc3339(sent_at));
    xml.close();
    xml.open("itemSet", &[]);
    for article in &collection.articles {
        let owned = attributes(article, collection);
        xml.open("newsItem", &borrowed(&owned));
        of_article(&mut xml, article, collection);
        xml.close();
    }
    (xml.finish(), findings)
}

fn attributes(article: &Article, collection: &Collection) -> Vec<(&'static str, String)> {
    // The standard counts versions; what else a source calls them cannot be said.
    let version = article.version.parse::<u32>().unwrap_or(1).max(1);
    let mut attributes: Vec<(&'static str, String)> = STANDARD
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()))
        .collect();
    attributes.push(("guid", collection.guid(article)));
    attributes.push(("version", version.to_string()));
    attributes.push(("xml:lang", language(article, collection)));
    attributes
}

fn borrowed<'a>(attributes: &'a [(&'static str, String)]) -> Vec<Attribute<'a>> {
    attributes
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

fn of_article(xml: &mut Xml, article: &Article, collection: &Collection) {
    xml.empty("catalogRef", &[("href", CATALOGUE)]);
    rights(xml, article);
    management(xml, article, collection);
    description(xml, article, collection);
    content(xml, article, collection);
}

fn rights(xml: &mut Xml, article: &Article) {
    let rights = &article.rights;
    if *rights == crate::model::Rights::default() {
        return;
    }
    xml.open("rightsInfo", &[]);
    let holder = if rights.holder.is_empty() {
        &rights.credit
    } else {
        &rights.holder
    };
    if !holder.is_empty() {
        xml.empty("copyrightHolder", &[("literal", holder.as_str())]);
    }
    xml.some("copyrightNotice", &rights.notice);
    xml.some(
        "usageTerms",
        &super::ninjs::usage_terms(&rights.usage_terms, &rights.mining),
    );
    if rights.licence.starts_with("http") {
        xml.empty(
            "link",
            &[("rel", "irel:seeAlso"), ("href", rights.licence.as_str())],
        );
    }
    xml.close();
}

fn management(xml: &mut Xml, article: &Article, collection: &Collection) {
    xml.open("itemMeta", &[]);
    xml.empty("itemClass", &[("qcode", "ninat:text")]);
    let home = collection.home();
    let provider = if collection.site.title.is_empty() {
        &home
    } else {
        &collection.site.title
    };
    xml.empty(
        "provider",
        &[(
            "literal",
            if provider.is_empty() {
                "masthead"
            } else {
                provider
            },
        )],
    );
    let created = article
        .modified_at
        .or(article.published_at)
        .or(article.created_at);
    xml.text(
        "versionCreated",
        &rfc3339(created.unwrap_or(Timestamp::UNIX_EPOCH)),
    );
    xml.some(
        "firstCreated",
        &maybe(article.created_at.or(article.published_at)),
    );
    embargo(xml, article);
    let status = format!("stat:{}", status(article));
    xml.empty("pubStatus", &[("qcode", &status)]);
    xml.some("title", &article.headline);
    xml.some("edNote", &desk_note(article));
    if article.state == ArticleState::Published && article.modified_at > article.published_at {
        xml.empty("signal", &[("qcode", "sig:update")]);
    }
    xml.some("expires", &maybe(article.expires_at));
    xml.close();
}

/// A time; or nothing where the embargo is in words, which means that nobody knows yet when it ends.
fn embargo(xml: &mut Xml, article: &Article) {
    match article.embargo_until {
        Some(until) => xml.text("embargoed", &rfc3339(until)),
        None if article.embargo.is_empty() => {}
        None => xml.empty("embargoed", &[]),
    }
}

fn description(xml: &mut Xml, article: &Article, collection: &Collection) {
    xml.open("contentMeta", &[]);
    if let Some(urgency) = article.urgency.filter(|it| (1..=9).contains(it)) {
        xml.text("urgency", &urgency.to_string());
    }
    xml.some(
        "contentCreated",
        &maybe(article.created_at.or(article.published_at)),
    );
    xml.some("contentModified", &maybe(article.modified_at));
    let source_type = source_type_of(article);
    if !source_type.is_empty() {
        xml.empty("digitalSourceType", &[("uri", &source_type)]);
    }
    if !article.dateline.is_empty() {
        named(xml, "located", "", &article.dateline);
    }
    for author in collection.authors(article) {
        named(xml, "creator", "", &author);
    }
    xml.some("altId", &article.source_id);
    let language = language(article, collection);
    if !language.is_empty() {
        xml.empty("language", &[("tag", &language)]);
    }
    if !article.genre.is_empty() {
        named(xml, "genre", "", &article.genre);
    }
    // Departments are no kind of concept that IPTC has a code for; their names must do.
    for section in collection.sections(article) {
        named(xml, "subject", "", &section);
    }
    for topic in collection.topics(article) {
        named(xml, "subject", "cpnat:abstract", &topic);
    }
    xml.some("slugline", &article.slug);
    if !article.kicker.is_empty() {
        xml.text_with("headline", &[("role", "hld:overline")], &article.kicker);
    }
    xml.some("headline", &article.headline);
    xml.some("dateline", &article.dateline);
    xml.some("by", &by(article, collection));
    xml.some("creditline", &article.rights.credit);
    if !article.lede.is_empty() {
        xml.text_with("description", &[("role", "drol:summary")], &article.lede);
    }
    xml.close();
}

/// A concept that has a name and no code.
fn named(xml: &mut Xml, element: &'static str, concept_type: &str, name: &str) {
    if name.is_empty() {
        return;
    }
    xml.open(element, &[("type", concept_type), ("literal", name)]);
    xml.text("name", name);
    xml.close();
}

fn content(xml: &mut Xml, article: &Article, collection: &Collection) {
    let words = plain(&article.document)
        .split_whitespace()
        .count()
        .to_string();
    xml.open("contentSet", &[]);
    xml.open(
        "inlineXML",
        &[
            ("contenttype", "application/xhtml+xml"),
            ("wordcount", &words),
        ],
    );
    xml.open("html", &[("xmlns", "http://www.w3.org/1999/xhtml")]);
    xml.open("head", &[]);
    xml.text("title", &article.headline);
    xml.close();
    xml.open("body", &[]);
    let mut headline = String::from("<h1>");
    super::xml::escape(&article.headline, &mut headline);
    headline += "</h1>\n";
    xml.markup(&headline);
    xml.markup(&xhtml(&article.document, &|source| {
        collection.source(source)
    }));
    xml.close();
    xml.close();
    xml.close();
    xml.close();
}
