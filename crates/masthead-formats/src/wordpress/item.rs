//! One item of a WordPress export: an article, a page, a picture, or something that is not imported.

use jiff::Timestamp;
use jiff::civil::DateTime;
use masthead_text::{HtmlOrigin, HtmlSource, from_html};

use super::library::{Library, media, meta};
use crate::model::{Article, ArticleKind, ArticleState, Finding, LeftOut, Record};
use crate::source::words::{path_of, plain};
use crate::source::xml::Element;

/// The record that an item becomes; each item becomes exactly one.
pub(super) fn record(element: &Element, number: usize, library: &Library) -> Record {
    let kind = element.text_of("wp:post_type");
    match (kind, element.text_of("wp:status")) {
        (_, "auto-draft") => left_out(
            element,
            "WordPress made it when an editor was opened; nobody wrote in it",
        ),
        ("post", _) => Record::Article(Box::new(article(
            element,
            ArticleKind::Article,
            number,
            library,
        ))),
        ("page", _) => Record::Article(Box::new(article(
            element,
            ArticleKind::Page,
            number,
            library,
        ))),
        ("attachment", _) => match media(element) {
            Some(media) => Record::Media(Box::new(media)),
            None => left_out(element, "its address cannot be used"),
        },
        ("nav_menu_item", _) => left_out(element, "menus belong to the look of the old site"),
        ("revision", _) => left_out(element, "earlier states of articles are not imported"),
        ("wp_block", _) => left_out(
            element,
            "reusable blocks are not imported; articles hold what they show",
        ),
        (
            "custom_css"
            | "customize_changeset"
            | "wp_template"
            | "wp_template_part"
            | "wp_global_styles"
            | "wp_navigation",
            _,
        ) => left_out(element, "it belongs to the look of the old site"),
        (other, _) => left_out(
            element,
            &format!("items of the type `{other}` come from a plug-in and have no counterpart"),
        ),
    }
}

fn left_out(element: &Element, reason: &str) -> Record {
    Record::LeftOut(LeftOut {
        kind: element.text_of("wp:post_type").to_owned(),
        source_id: element.text_of("wp:post_id").to_owned(),
        title: plain(element.text_of("title")),
        reason: reason.to_owned(),
    })
}

fn article(element: &Element, kind: ArticleKind, number: usize, library: &Library) -> Article {
    let source_id = element.text_of("wp:post_id").to_owned();
    let reading = text(element, &source_id, library);
    let mut findings: Vec<Finding> = reading.findings.into_iter().map(Into::into).collect();
    let state = state(element, &mut findings);
    let lead = meta(element, "_thumbnail_id").filter(|id| !id.is_empty());
    if let Some(missing) = lead.filter(|id| !library.pictures.by_id.contains_key(*id)) {
        findings.push(Finding::lossy(
            "lead picture",
            format!("the picture {missing} is not in the export"),
        ));
    }
    note_fields(element, &mut findings);
    Article {
        place: format!("item {number}"),
        kind,
        state,
        headline: plain(element.text_of("title")),
        lede: plain(element.text_of("excerpt:encoded")),
        slug: percent_decoded(element.text_of("wp:post_name")),
        old_addresses: old_addresses(element),
        writers: Some(element.text_of("dc:creator").to_owned())
            .filter(|name| !name.is_empty())
            .into_iter()
            .collect(),
        sections: terms(element, "category"),
        topics: terms(element, "post_tag"),
        published_at: published_at(element),
        modified_at: timestamp(element, "wp:post_modified_gmt", "wp:post_modified"),
        lead: lead.and_then(|id| library.pictures.by_id.get(id)).cloned(),
        document: reading.document,
        takes_posts: element.text_of("wp:comment_status") == "open",
        address: element.text_of("link").to_owned(),
        findings,
        source_id,
        ..Article::default()
    }
}

fn text(element: &Element, source_id: &str, library: &Library) -> masthead_text::HtmlReading {
    let link = element.text_of("link");
    from_html(&HtmlSource {
        html: element.text_of("content:encoded"),
        origin: HtmlOrigin::WordPress,
        base: if link.is_empty() { &library.base } else { link },
        pictures: &library.pictures,
        own_pictures: library
            .pictures_of
            .get(source_id)
            .map_or(&[], Vec::as_slice),
    })
}

fn state(element: &Element, findings: &mut Vec<Finding>) -> ArticleState {
    let state = match element.text_of("wp:status") {
        "publish" if !element.text_of("wp:post_password").is_empty() => ArticleState::Protected,
        "publish" => ArticleState::Published,
        "future" => ArticleState::Scheduled,
        "pending" => ArticleState::Pending,
        "private" => ArticleState::Private,
        "trash" => ArticleState::Trashed,
        "draft" | "inherit" => ArticleState::Draft,
        other => {
            findings.push(Finding::doubtful(
                "state",
                format!("the state `{other}` is not known; it is a draft now"),
            ));
            ArticleState::Draft
        }
    };
    if state == ArticleState::Protected {
        findings.push(Finding::doubtful(
            "state",
            "it was behind a password, which was left out",
        ));
    }
    if element.text_of("wp:is_sticky") == "1" {
        findings.push(Finding::note("state", "it was pinned to the front page"));
    }
    state
}

/// Custom fields that somebody filled in by hand or a plug-in needed: named, so that nobody misses them later.
fn note_fields(element: &Element, findings: &mut Vec<Finding>) {
    let metas = element
        .children
        .iter()
        .filter(|child| child.name == "wp:postmeta");
    let mut keys: Vec<&str> = metas
        .map(|meta| meta.text_of("wp:meta_key"))
        .filter(|key| !is_internal(key))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    if !keys.is_empty() {
        let what = format!("custom fields were left out: {}", keys.join(", "));
        findings.push(Finding::note("custom fields", what));
    }
    for category in element
        .children
        .iter()
        .filter(|child| child.name == "category")
    {
        let domain = category.attribute("domain");
        if !matches!(domain, "category" | "post_tag") {
            let what = format!(
                "the term `{}` of `{domain}` was left out",
                plain(&category.text)
            );
            findings.push(Finding::note("terms", what));
        }
    }
}

/// WordPress' own bookkeeping, and what is read elsewhere.
fn is_internal(key: &str) -> bool {
    key.starts_with("_edit_")
        || key.starts_with("_oembed_")
        || key.starts_with("_wp_old_")
        || key.starts_with("_wp_trash_")
        || matches!(
            key,
            "" | "_thumbnail_id"
                | "_pingme"
                | "_encloseme"
                | "_publicize_pending"
                | "_wp_page_template"
                | "_wp_desired_post_slug"
        )
}

fn terms(element: &Element, domain: &str) -> Vec<String> {
    let categories = element
        .children
        .iter()
        .filter(|child| child.name == "category" && child.attribute("domain") == domain);
    let mut terms: Vec<String> = Vec::new();
    for nicename in categories
        .map(|category| category.attribute("nicename"))
        .filter(|name| !name.is_empty())
    {
        if !terms.iter().any(|known| known == nicename) {
            terms.push(nicename.to_owned());
        }
    }
    terms
}

/// Every path under which the article was known: its link, its number, and its names of before.
fn old_addresses(element: &Element) -> Vec<String> {
    let mut addresses = Vec::new();
    for address in [element.text_of("link"), element.text_of("guid")] {
        addresses.extend(path_of(address));
    }
    if let Some(path) = path_of(element.text_of("link")) {
        let metas = element
            .children
            .iter()
            .filter(|child| child.name == "wp:postmeta");
        let olds = metas.filter(|meta| meta.text_of("wp:meta_key") == "_wp_old_slug");
        let folder = path
            .trim_end_matches('/')
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned();
        addresses.extend(olds.map(|meta| format!("{folder}/{}/", meta.text_of("wp:meta_value"))));
    }
    let mut seen = std::collections::HashSet::new();
    addresses.retain(|address| seen.insert(address.clone()));
    addresses
}

fn published_at(element: &Element) -> Option<Timestamp> {
    let own = timestamp(element, "wp:post_date_gmt", "wp:post_date");
    own.or_else(|| {
        let date = element.text_of("pubDate");
        let date = jiff::fmt::rfc2822::parse(date).ok()?;
        (date.year() > 1970).then(|| date.timestamp())
    })
}

/// A time in UTC, or the site's own where that is all there is (WordPress writes zeros for drafts).
pub(super) fn timestamp(element: &Element, utc: &str, local: &str) -> Option<Timestamp> {
    [utc, local].into_iter().find_map(|name| {
        let time: DateTime = element.text_of(name).parse().ok()?;
        time.to_zoned(jiff::tz::TimeZone::UTC)
            .ok()
            .map(|time| time.timestamp())
    })
}

/// Names in other scripts stand in exports as `%ce%b5`.
fn percent_decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|&byte| (byte as char).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(
                    u8::try_from(high * 16 + low).expect("two hexadecimal digits are a byte"),
                );
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}
