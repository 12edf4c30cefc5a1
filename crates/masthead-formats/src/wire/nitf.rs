//! A NITF document as an article (`formats.md` d3).

use masthead_text::{Body, Document};

use super::nitf_body;
use crate::model::{Article, Finding, Place, Rights};
use crate::source::filing::Filing;
use crate::source::tally::Tally;
use crate::source::time;
use crate::source::words::plain;
use crate::source::xml::Element;

/// Makes an article of a `nitf` element.
pub(super) fn article(root: &Element, filing: &mut Filing, tally: &mut Tally) -> Article {
    let mut article = Article::default();
    if let Some(head) = root.down(&["head"]) {
        subjects(head, filing, &mut article);
        meta(head, tally);
    }
    if let Some(docdata) = root.down(&["head", "docdata"]) {
        docdata_of(docdata, filing, &mut article);
    }
    if let Some(head) = root.down(&["body", "body.head"]) {
        body_head(head, filing, &mut article);
    }
    if article.headline.is_empty() {
        article.headline = plain(&root.words_at(&["head", "title"]));
    }
    body(root, &mut article);
    article
}

fn subjects(head: &Element, filing: &mut Filing, article: &mut Article) {
    for tobject in head.all("tobject") {
        for subject in tobject.all("tobject.subject") {
            let names = ["detail", "matter", "type"];
            let name = names
                .iter()
                .map(|part| subject.attribute(&format!("tobject.subject.{part}")))
                .find(|name| !name.is_empty());
            match name {
                Some(name) => filing.topic(name, article),
                None => {
                    let code = subject.attribute("tobject.subject.refnum");
                    let what = format!("the subject {code} has no name and was left out");
                    let place = Place::byte(subject.byte);
                    article.findings.push(Finding::lossy(place, what));
                }
            }
        }
        if let Some(genre) = tobject.all("tobject.property").next() {
            genre
                .attribute("tobject.property.type")
                .clone_into(&mut article.genre);
        }
    }
}

/// Agencies put extras of their own there.
fn meta(head: &Element, tally: &mut Tally) {
    for meta in head.all("meta") {
        let name: String = meta.attribute("name").chars().take(60).collect();
        let what = format!("the extra `{name}` of the agency was left out");
        tally.count(&what, || Place::byte(meta.byte));
    }
}

fn docdata_of(docdata: &Element, filing: &mut Filing, article: &mut Article) {
    let norm = |name: &str| {
        docdata
            .all(name)
            .next()
            .map(|date| date.attribute("norm").to_owned())
            .unwrap_or_default()
    };
    let findings = &mut article.findings;
    let issue = time::told(&norm("date.issue"), Place::path("date.issue"), findings);
    let release = norm("date.release");
    let released = time::read(&release);
    if released.is_none() && !release.is_empty() {
        article.embargo = release;
    }
    article.embargo_until = released.filter(|time| issue.is_none_or(|issue| *time > issue));
    article.published_at = issue.or(released);
    article.expires_at = time::told(&norm("date.expire"), Place::path("date.expire"), findings);
    for keyword in docdata
        .all("key-list")
        .flat_map(|list| list.children.iter())
    {
        filing.topic(keyword.attribute("key"), article);
    }
    let attribute = |name: &str, key: &str| {
        let found = docdata.all(name).next();
        found
            .map(|one| one.attribute(key).to_owned())
            .unwrap_or_default()
    };
    article.desk_note = attribute("ed-msg", "info");
    article.source_id = attribute("doc-id", "id-string");
    article.urgency = attribute("urgency", "ed-urg").parse().ok();
    article.slug = attribute("du-key", "key");
    article.rights = Rights {
        holder: attribute("doc.copyright", "holder"),
        credit: attribute("doc-id", "regsrc"),
        ..Rights::default()
    };
    article.dateline = attribute("evloc", "city");
}

fn body_head(head: &Element, filing: &mut Filing, article: &mut Article) {
    article.headline = plain(&head.words_at(&["hedline", "hl1"]));
    let under = plain(&head.words_at(&["hedline", "hl2"]));
    article.lede = plain(&head.words_at(&["abstract"]));
    match article.lede.is_empty() {
        true => article.lede = under,
        false if !under.is_empty() => article.notes.push(under),
        false => {}
    }
    for byline in head.all("byline") {
        let people: Vec<String> = byline.all("person").map(Element::words).collect();
        match people.is_empty() {
            true => filing.byline(&byline.words(), article),
            false => people
                .iter()
                .for_each(|person| filing.writer(person, "", article)),
        }
    }
    let city = head.words_at(&["dateline", "location", "city"]);
    let dateline = [
        city,
        head.words_at(&["dateline", "location"]),
        head.words_at(&["dateline"]),
    ];
    if let Some(place) = dateline.into_iter().find(|place| !place.is_empty()) {
        article.dateline = place;
    }
    let distributor = head.words_at(&["distributor"]);
    if !distributor.is_empty() {
        article.rights.credit = distributor;
    }
    article.rights.notice = head.words_at(&["rights"]);
    for note in head.all("note") {
        article.notes.push(note.words());
    }
}

fn body(root: &Element, article: &mut Article) {
    let mut bodies = root
        .down(&["body", "body.content"])
        .map(|content| nitf_body::blocks(content, &mut article.findings))
        .unwrap_or_default();
    let tagline = root.words_at(&["body", "body.end", "tagline"]);
    if !tagline.is_empty() {
        article.notes.push(tagline);
    }
    if let Some(Body::Image(image)) = bodies.first() {
        article.lead = Some(image.clone());
        bodies.remove(0);
    }
    article.document = Document::of(bodies);
}
