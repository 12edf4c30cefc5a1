//! A text in ninjs as an article.

use masthead_text::{Body, Document, HtmlOrigin};
use serde_json::Value;

use super::newsml_terms::making;
use super::{copy, ninjs_media};
use crate::model::{Alternate, Article, ArticleState, Finding, Rights};
use crate::source::filing::Filing;
use crate::source::json::Look;
use crate::source::tally::Tally;
use crate::source::time;
use crate::source::words::{self, plain};

/// What is read, or says nothing outside the agency. All in small letters.
const READ: &[&str] = &[
    "uri",
    "guid",
    "type",
    "representationtype",
    "profile",
    "version",
    "firstcreated",
    "versioncreated",
    "contentcreated",
    "embargoed",
    "embargoeduntil",
    "pubstatus",
    "urgency",
    "priority",
    "copyrightholder",
    "copyrightnotice",
    "usageterms",
    "ednote",
    "language",
    "descriptions",
    "bodies",
    "headlines",
    "headline",
    "subjects",
    "subject",
    "keywords",
    "infosources",
    "infosource",
    "title",
    "by",
    "byline",
    "slugline",
    "located",
    "associations",
    "genres",
    "genre",
    "expires",
    "digitalsourcetype",
    "standard",
    "charcount",
    "wordcount",
    "readtime",
    "source",
    "authors",
    "mimetype",
    "body_html",
    "body_xhtml",
    "body_text",
    "description_html",
    "description_text",
    "firstpublished",
    "altids",
    "renditions",
    "rightsinfo",
    "people",
    "person",
];

pub(super) fn article(item: &Value, filing: &mut Filing, tally: &mut Tally) -> Article {
    let mut article = Article {
        source_id: item.first(&["uri", "guid"]),
        version: item.text("version"),
        headline: plain(&headline(item)),
        lede: plain(&lede(item)),
        slug: item.text("slugline"),
        dateline: named(item.member("located")),
        language: item.some("language"),
        urgency: item.text("urgency").parse().ok(),
        desk_note: item.text("ednote"),
        genre: names(item, &["genres", "genre"]).join(", "),
        rights: rights(item),
        ..Article::default()
    };
    times(item, &mut article);
    standing(item, &mut article);
    sources(item, &mut article);
    filed(item, filing, &mut article);
    let mut bodies = body(item, &mut article.findings);
    associated(item, &mut article, &mut bodies);
    article.document = Document::of(bodies);
    if let Some(map) = item.as_object() {
        tally.left("items", map, READ, &article.source_id);
    }
    article
}

/// Who sends it: the first source, or the source of Superdesk.
pub(super) fn provider(item: &Value) -> String {
    let sources = names(item, &["infosources", "infosource"]);
    let holder = item.first(&["source", "copyrightholder"]);
    sources.into_iter().next().unwrap_or(holder)
}

/// A text, or the name of an object.
fn named(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(value) => value.first(&["name", "literal", "value"]),
        None => String::new(),
    }
}

fn names(item: &Value, keys: &[&str]) -> Vec<String> {
    let lists = keys.iter().flat_map(|key| item.list(key));
    lists
        .map(|one| named(Some(one)))
        .filter(|name| !name.is_empty())
        .collect()
}

/// The value of a list of texts whose role is wanted, or else the first.
fn with_role(item: &Value, key: &str, roles: &[&str]) -> String {
    let list = item.list(key);
    let fits = |one: &&Value| {
        let role = one.text("role").to_lowercase();
        roles.iter().any(|wanted| role.ends_with(wanted))
    };
    let found = list.iter().find(fits).or_else(|| list.first());
    found.map(|one| one.text("value")).unwrap_or_default()
}

fn headline(item: &Value) -> String {
    let texts = [
        with_role(item, "headlines", &["main", "headline"]),
        item.first(&["headline", "title"]),
    ];
    let found = texts.into_iter().find(|text| !text.is_empty());
    found.unwrap_or_default()
}

fn lede(item: &Value) -> String {
    let texts = [
        with_role(
            item,
            "descriptions",
            &["summary", "lede", "lead", "abstract"],
        ),
        item.first(&["description_html", "description_text"]),
    ];
    let found = texts.into_iter().find(|text| !text.is_empty());
    found.unwrap_or_default()
}

fn rights(item: &Value) -> Rights {
    Rights {
        holder: item.text("copyrightholder"),
        notice: item.text("copyrightnotice"),
        usage_terms: item.text("usageterms"),
        credit: provider(item),
        licence: item
            .member("rightsinfo")
            .map(|rights| rights.text("linkedrights"))
            .unwrap_or_default(),
        mining: String::new(),
    }
}

fn times(item: &Value, article: &mut Article) {
    let findings = &mut article.findings;
    article.created_at = item.time("firstcreated", findings);
    article.modified_at = item.time("versioncreated", findings);
    article.expires_at = item.time("expires", findings);
    let published = item.time("firstpublished", findings);
    article.published_at = published
        .or_else(|| item.time("contentcreated", findings))
        .or(article.created_at)
        .or(article.modified_at);
}

fn standing(item: &Value, article: &mut Article) {
    article.state = match item.text("pubstatus").as_str() {
        "withheld" => ArticleState::Withheld,
        "canceled" | "cancelled" => ArticleState::Withdrawn,
        _ => ArticleState::Published,
    };
    let embargo = item.first(&["embargoeduntil", "embargoed"]);
    article.embargo_until = time::read(&embargo);
    if article.embargo_until.is_none() && !embargo.is_empty() {
        let what = format!("the embargo `{embargo}` is no time; somebody must read it");
        article.findings.push(Finding::doubtful("embargoed", what));
        article.embargo = embargo;
    }
}

fn sources(item: &Value, article: &mut Article) {
    let source_type = item.member("digitalsourcetype");
    article.digital_source_type = match source_type {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.first(&["uri", "literal", "name"]),
        None => String::new(),
    };
    article.making = making(&article.digital_source_type);
}

fn filed(item: &Value, filing: &mut Filing, article: &mut Article) {
    for topic in names(item, &["subjects", "subject", "keywords"]) {
        filing.topic(&topic, article);
    }
    for author in item.list("authors") {
        filing.writer(&named(Some(author)), &author.text("role"), article);
    }
    let is_author = |person: &&Value| {
        let rel = person.text("rel").to_lowercase();
        rel.contains("author") || rel.contains("creator")
    };
    for person in item
        .list("people")
        .iter()
        .chain(item.list("person"))
        .filter(is_author)
    {
        filing.writer(&named(Some(person)), "", article);
    }
    if article.writers.is_empty() {
        filing.byline(&item.first(&["by", "byline"]), article);
    }
}

/// The text in its richest form.
fn body(item: &Value, findings: &mut Vec<Finding>) -> Vec<Body> {
    let bodies = item.list("bodies");
    let of_type = |wanted: &str| {
        let found = bodies
            .iter()
            .find(|one| one.text("contenttype").contains(wanted));
        found.map(|one| one.text("value"))
    };
    if bodies.len() > 1 {
        let what = format!(
            "the text stands there in {} forms; one was read",
            bodies.len()
        );
        findings.push(Finding::note("bodies", what));
    }
    let rich = of_type("html").or_else(|| {
        let first = item.first(&["body_html", "body_xhtml"]);
        words::some(&first)
    });
    if let Some(html) = rich {
        let (document, found) = words::blocks(&html, HtmlOrigin::Plain, "");
        findings.extend(found);
        return document
            .blocks
            .into_iter()
            .map(|block| block.body)
            .collect();
    }
    let plain = of_type("plain").or_else(|| bodies.first().map(|one| one.text("value")));
    copy::paragraphs(&plain.unwrap_or_else(|| item.text("body_text")))
}

/// Pictures and films that belong to it, and the same text in other languages.
fn associated(item: &Value, article: &mut Article, bodies: &mut Vec<Body>) {
    for (name, one) in ninjs_media::named_members(item.member("associations")) {
        let rel = one.text("rel").to_lowercase();
        if rel.contains("translation") {
            let address = one.first(&["uri", "guid"]);
            let language = one.text("language");
            if rel.contains("translationof") || rel.contains("original") {
                article.translation_of = Some(address.clone());
            }
            article.alternates.push(Alternate { language, address });
            continue;
        }
        let Some(body) = ninjs_media::body(one) else {
            let what = format!("what belongs to it as `{name}` was left out");
            let place = format!("associations.{name}");
            article.findings.push(Finding::lossy(place.as_str(), what));
            continue;
        };
        match body {
            Body::Image(image) if article.lead.is_none() => article.lead = Some(image),
            other => bodies.push(other),
        }
    }
}
