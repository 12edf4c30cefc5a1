//! One row of Ghost's posts as an article.

use masthead_text::{Address, Document, HtmlOrigin, Image, Source};
use serde_json::{Map, Value};

use super::register::Register;
use super::{lexical, mobiledoc};
use crate::model::{Access, Article, ArticleKind, ArticleState, Finding, Place};
use crate::source::json::Look;
use crate::source::tally::Tally;
use crate::source::words::{self, inline, path_of, plain, some};

/// What is read, or says nothing outside Ghost.
const READ: &[&str] = &[
    "id",
    "uuid",
    "title",
    "slug",
    "mobiledoc",
    "lexical",
    "html",
    "comment_id",
    "plaintext",
    "feature_image",
    "featured",
    "type",
    "page",
    "status",
    "locale",
    "visibility",
    "email_recipient_filter",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "published_at",
    "published_by",
    "custom_excerpt",
    "canonical_url",
    "newsletter_id",
    "show_title_and_feature_image",
    "reading_time",
    "author_id",
];

pub(super) fn article(
    post: &Map<String, Value>,
    register: &Register,
    tally: &mut Tally,
) -> Article {
    let id = post.text("id");
    let mut findings = Vec::new();
    let (topics, internal) = register.tags_of(&id);
    if !internal.is_empty() {
        let what = format!("internal tags were left out: {}", internal.join(", "));
        findings.push(Finding::note("tags", what));
    }
    let slug = post.text("slug");
    let state = state(post, &mut findings);
    let canonical = clean(&post.text("canonical_url"));
    let mut article = Article {
        place: format!("posts {id}"),
        kind: match post.text("type") == "page" || post.is("page") {
            true => ArticleKind::Page,
            false => ArticleKind::Article,
        },
        state,
        headline: plain(&post.text("title")),
        lede: plain(&post.text("custom_excerpt")),
        old_addresses: some(&slug)
            .map(|slug| format!("/{slug}/"))
            .into_iter()
            .collect(),
        slug,
        writers: register.writers_of(&id),
        topics,
        language: post.some("locale"),
        access: access(post, &mut findings),
        created_at: post.time("created_at", &mut findings),
        published_at: post.time("published_at", &mut findings),
        modified_at: post.time("updated_at", &mut findings),
        takes_posts: true,
        lead: lead(post, register, &id),
        ..Article::default()
    };
    article.old_addresses.extend(path_of(&canonical));
    article.address = canonical;
    article.document = text(post, &mut findings);
    tally.left("posts", post, READ, &id);
    article.findings = findings;
    article.source_id = id;
    article
}

/// Ghost writes its own address as a word.
pub(super) fn clean(address: &str) -> String {
    address.replace("__GHOST_URL__", "")
}

fn state(post: &Map<String, Value>, findings: &mut Vec<Finding>) -> ArticleState {
    if post.is("featured") {
        findings.push(Finding::note("featured", "it was set apart as a good one"));
    }
    match post.text("status").as_str() {
        "published" => ArticleState::Published,
        "scheduled" => ArticleState::Scheduled,
        "draft" => ArticleState::Draft,
        "sent" => {
            let what = "it went out by mail only and was never on the site";
            findings.push(Finding::doubtful("status", what));
            ArticleState::Private
        }
        other => {
            let what = format!("the status `{other}` is not known; it is a draft now");
            findings.push(Finding::doubtful("status", what));
            ArticleState::Draft
        }
    }
}

fn access(post: &Map<String, Value>, findings: &mut Vec<Finding>) -> Access {
    match post.text("visibility").as_str() {
        "public" | "" => Access::Everybody,
        "members" => Access::Members,
        "paid" | "tiers" => Access::Paying,
        other => {
            let what = format!("`{other}` is not known; it is kept for those who pay");
            findings.push(Finding::doubtful("visibility", what));
            Access::Paying
        }
    }
}

fn lead(post: &Map<String, Value>, register: &Register, id: &str) -> Option<Image> {
    let address = Address::parse(&clean(&post.text("feature_image")))?;
    Some(Image {
        caption: inline(&register.fact(id, "feature_image_caption")),
        alt: plain(&register.fact(id, "feature_image_alt")),
        ..Image::at(Source::Address(address))
    })
}

/// How a form of the text is read.
type Read = fn(&Value, &mut Vec<Finding>) -> Document;

/// The text in the newest of the three forms that says something.
fn text(post: &Map<String, Value>, findings: &mut Vec<Finding>) -> Document {
    let forms: [(&str, Read); 2] = [
        ("lexical", lexical::document),
        ("mobiledoc", mobiledoc::document),
    ];
    for (key, document) in forms {
        let written = post.text(key);
        if written.is_empty() {
            continue;
        }
        match serde_json::from_str::<Value>(&written) {
            Ok(value) => {
                let document = document(&value, findings);
                if !document.is_empty() {
                    return document;
                }
            }
            Err(error) => {
                let what = format!("it cannot be read ({error}); its HTML was taken");
                findings.push(Finding::doubtful(Place::path(key), what));
            }
        }
    }
    let (document, found) = words::blocks(&clean(&post.text("html")), HtmlOrigin::Plain, "");
    findings.extend(found);
    document
}
