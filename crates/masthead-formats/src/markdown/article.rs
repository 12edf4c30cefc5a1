//! A Markdown file as an article.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use masthead_text::{
    Address, Body, Document, Image, Inline, Source, from_markdown, inline_from_markdown, slug,
};

use super::fields::{Fields, Value, part};
use crate::model::{Article, ArticleState, Finding, Record, Section, Site, Topic, Writer};

/// The records of one file: its site, whom and what it names, and the article itself.
///
/// `name` is the file's name without folder and ending: the article's lasting name where it has no `id`. `zone` is the
/// site's, for times that name none.
#[must_use]
pub fn read(file: &str, name: &str, zone: &TimeZone) -> Vec<Record> {
    let parted = part(file);
    let mut fields = parted.fields;
    let reading = from_markdown(parted.text);
    let mut article = Article {
        place: name.to_owned(),
        document: reading.document,
        findings: parted.findings,
        takes_posts: true,
        ..Article::default()
    };
    article
        .findings
        .extend(reading.findings.into_iter().map(Finding::from));

    let mut records = vec![Record::Site(Site {
        system: "markdown".to_owned(),
        ..Site::default()
    })];
    words(&mut fields, &mut article);
    times_and_state(&mut fields, zone, &mut article);
    article.lead = lead(&mut fields, &mut article.findings);
    article.source_id = some(&fields.text(&["id", "uuid", "guid"]))
        .or_else(|| some(&article.slug))
        .unwrap_or_else(|| name.to_owned());
    records.extend(writers(&mut fields, &mut article));
    records.extend(sections(&mut fields, &mut article));
    records.extend(topics(&mut fields, &mut article));
    let left = fields.left();
    if !left.is_empty() {
        let what = format!("not understood and left out: {}", left.join(", "));
        article.findings.push(Finding::note("front matter", what));
    }
    records.push(Record::Article(Box::new(article)));
    records
}

fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn words(fields: &mut Fields, article: &mut Article) {
    let headline = fields.text(&["headline", "title"]);
    article.headline = inline_from_markdown(&headline).text().replace('\n', " ");
    if article.headline.is_empty() {
        article.headline = take_first_heading(&mut article.document).unwrap_or_default();
    }
    article.kicker = one_line(&fields.text(&["kicker", "overline"]));
    article.lede = one_line(&fields.text(&[
        "lede",
        "lead",
        "description",
        "summary",
        "excerpt",
        "subtitle",
    ]));
    article.slug = fields.text(&["slug"]);
    article.dateline = one_line(&fields.text(&["place", "dateline", "location"]));
    article.language = some(&fields.text(&["language", "lang"]));
    for alias in fields.list(&["aliases", "redirect_from"]) {
        let path = alias.split_once("://").map_or(alias.as_str(), |(_, rest)| {
            rest.find('/').map_or("", |at| &rest[at..])
        });
        article
            .old_addresses
            .push(format!("/{}", path.trim_start_matches('/')));
    }
}

fn one_line(text: &str) -> String {
    Inline::plain(text).text().replace('\n', " ")
}

fn take_first_heading(document: &mut Document) -> Option<String> {
    match document.blocks.first().map(|block| &block.body) {
        Some(Body::Crosshead(crosshead)) => {
            let headline = crosshead.text.text().replace('\n', " ");
            document.blocks.remove(0);
            Some(headline)
        }
        _ => None,
    }
}

fn times_and_state(fields: &mut Fields, zone: &TimeZone, article: &mut Article) {
    article.published_at = time(
        &fields.text(&["date", "published", "publishdate", "published_at"]),
        "date",
        zone,
        &mut article.findings,
    );
    article.modified_at = time(
        &fields.text(&["updated", "lastmod", "modified"]),
        "updated",
        zone,
        &mut article.findings,
    );
    let draft = matches!(fields.text(&["draft"]).as_str(), "true" | "yes");
    article.state = match fields.text(&["status", "state"]).as_str() {
        _ if draft => ArticleState::Draft,
        "" | "published" | "publish" => ArticleState::Published,
        "draft" => ArticleState::Draft,
        "scheduled" => ArticleState::Scheduled,
        "ready" | "pending" => ArticleState::Pending,
        "private" => ArticleState::Private,
        other => {
            article.findings.push(Finding::doubtful(
                "status",
                format!("`{other}` is not known; it is a draft now"),
            ));
            ArticleState::Draft
        }
    };
    article.takes_posts = !matches!(
        fields.text(&["comments"]).as_str(),
        "false" | "no" | "closed"
    );
}

fn time(text: &str, key: &str, zone: &TimeZone, findings: &mut Vec<Finding>) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let with_zone = text.parse::<Timestamp>().ok();
    let local = || {
        text.parse::<DateTime>()
            .ok()
            .or_else(|| text.parse::<Date>().ok().map(|date| date.at(0, 0, 0, 0)))
    };
    let found = with_zone.or_else(|| {
        local()?
            .to_zoned(zone.clone())
            .ok()
            .map(|time| time.timestamp())
    });
    if found.is_none() {
        findings.push(Finding::lossy(
            key,
            format!("`{text}` is no date like 2026-11-22 or 2026-11-22T09:30"),
        ));
    }
    found
}

fn lead(fields: &mut Fields, findings: &mut Vec<Finding>) -> Option<Image> {
    let mut parts = match fields.take(&["image", "featured_image", "cover", "lead_image"]) {
        Some(Value::Map(parts)) => Fields::of(
            parts
                .into_iter()
                .map(|(key, text)| (key, Value::Text(text)))
                .collect(),
        ),
        Some(Value::Text(address)) => Fields::of(vec![("src".to_owned(), Value::Text(address))]),
        Some(Value::List(_)) | None => Fields::default(),
    };
    let address = parts.text(&["src", "file", "url", "path", "address"]);
    let mut told = |names: &[&str]| {
        some(&parts.text(names))
            .or_else(|| some(&fields.text(names)))
            .unwrap_or_default()
    };
    let (caption, credit, alt) = (told(&["caption"]), told(&["credit"]), told(&["alt"]));
    if address.is_empty() {
        return None;
    }
    let Some(source) = Address::parse(&address) else {
        findings.push(Finding::lossy(
            "image",
            format!("the address `{address}` cannot be used"),
        ));
        return None;
    };
    let image = Image::at(Source::Address(source));
    Some(Image {
        caption: inline_from_markdown(&caption),
        credit: one_line(&credit),
        alt: one_line(&alt),
        ..image
    })
}

fn writers(fields: &mut Fields, article: &mut Article) -> Vec<Record> {
    let names = fields.list(&["authors", "author", "byline", "by"]);
    let writers = names.into_iter().map(|name| Writer {
        source_id: name_of(&name),
        name,
        ..Writer::default()
    });
    let writers: Vec<_> = writers.collect();
    article.writers = writers
        .iter()
        .map(|writer| writer.source_id.clone())
        .collect();
    writers.into_iter().map(Record::Writer).collect()
}

/// `Politics/Europe` is the section Europe in the section Politics.
fn sections(fields: &mut Fields, article: &mut Article) -> Vec<Record> {
    let mut records = Vec::new();
    for path in fields.list(&["section", "category", "sections", "categories"]) {
        let mut parent: Option<String> = None;
        for name in path
            .split('/')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            let source_id = match &parent {
                Some(parent) => format!("{parent}/{}", name_of(name)),
                None => name_of(name),
            };
            records.push(Record::Section(Section {
                source_id: source_id.clone(),
                parent: parent.replace(source_id),
                name: name.to_owned(),
                ..Section::default()
            }));
        }
        article.sections.extend(parent);
    }
    records
}

fn topics(fields: &mut Fields, article: &mut Article) -> Vec<Record> {
    let topics: Vec<_> = fields
        .list(&["topics", "tags", "keywords"])
        .into_iter()
        .map(|name| Topic {
            source_id: name_of(&name),
            name,
        })
        .collect();
    article.topics = topics.iter().map(|topic| topic.source_id.clone()).collect();
    topics.into_iter().map(Record::Topic).collect()
}

fn name_of(name: &str) -> String {
    Some(slug(name, 80))
        .filter(|slug| !slug.is_empty())
        .unwrap_or_else(|| name.to_owned())
}
