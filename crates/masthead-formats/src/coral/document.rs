//! Documents of Coral's database; which collection one is from, its members tell.

use serde_json::Value;

use super::table::role;
use super::{Met, unknown};
use crate::model::{Account, Finding, Place, Post, PostState, Record, Thread, Votes};
use crate::source::json::Look;
use crate::source::words::{self, plain};

/// Bookkeeping that says nothing outside the database.
const COMMENT: &[&str] = &[
    "_id",
    "tenantID",
    "siteID",
    "id",
    "storyID",
    "section",
    "authorID",
    "parentID",
    "parentRevisionID",
    "ancestorIDs",
    "childIDs",
    "childCount",
    "revisions",
    "status",
    "initialStatus",
    "actionCounts",
    "tags",
    "rating",
    "createdAt",
    "deletedAt",
    "embeddedAt",
];
const PERSON: &[&str] = &[
    "_id",
    "tenantID",
    "id",
    "username",
    "email",
    "emailVerified",
    "role",
    "status",
    "profiles",
    "createdAt",
    "deletedAt",
    "commentCounts",
    "tokens",
    "badges",
];
const STORY: &[&str] = &[
    "_id",
    "tenantID",
    "siteID",
    "id",
    "url",
    "metadata",
    "settings",
    "closedAt",
    "commentCounts",
    "createdAt",
    "scrapedAt",
    "viewerCount",
];

pub(super) fn record(value: &Value, place: Place, met: &mut Met) -> Option<Record> {
    let map = value.as_object()?;
    let id = value.text("id");
    let has = |key: &str| map.contains_key(key);
    if has("revisions") && has("storyID") {
        met.tally.left("comments", map, COMMENT, &id);
        return Some(comment(value, &place, met));
    }
    if has("commentID") || has("referenceID") {
        let what = "reports, reactions and decisions of Coral's moderators are not brought in";
        met.tally.count(what, || place.of(id));
        return None;
    }
    if has("url") {
        met.tally.left("stories", map, STORY, &id);
        return Some(story(value, met));
    }
    if has("username") || has("profiles") || has("role") {
        met.tally.left("people", map, PERSON, &id);
        return Some(person(value, met));
    }
    Some(unknown(place))
}

fn person(value: &Value, met: &mut Met) -> Record {
    let mut findings = Vec::new();
    let barred = value
        .member("status")
        .and_then(|status| status.member("ban"));
    if !value.list("profiles").is_empty() {
        let what = "passwords and sign-ins elsewhere are not brought in";
        met.tally
            .count(what, || Place::path("profiles").of(value.text("id")));
    }
    let mut account = Account {
        source_id: value.text("id"),
        name: plain(&value.text("username")),
        email: value.text("email").to_lowercase(),
        role: role(&value.text("role")),
        is_banned: barred.is_some_and(|barred| barred.is("active")),
        is_verified: value.is("emailVerified"),
        created_at: value.time("createdAt", &mut findings),
        deleted_at: value.time("deletedAt", &mut findings),
        findings,
        ..Account::default()
    };
    met.people.keep(&mut account);
    Record::Account(Box::new(account))
}

fn story(value: &Value, met: &mut Met) -> Record {
    let mut findings = Vec::new();
    let source_id = value.text("id");
    met.ties.opens(&source_id);
    let title = value
        .member("metadata")
        .map(|told| plain(&told.text("title")));
    let closed_at = value.time("closedAt", &mut findings);
    Record::Thread(Box::new(Thread {
        address: value.text("url"),
        title: title.unwrap_or_default(),
        created_at: value.time("createdAt", &mut findings),
        is_closed: closed_at.is_some(),
        findings,
        source_id,
        ..Thread::default()
    }))
}

fn comment(value: &Value, place: &Place, met: &mut Met) -> Record {
    let mut findings = Vec::new();
    let revisions = value.list("revisions");
    let newest = revisions.last().cloned().unwrap_or_default();
    let source_id = value.text("id");
    if revisions.len() > 1 {
        let what = "earlier states of posts are not brought in";
        met.tally.count(what, || place.clone().of(&source_id));
    }
    if newest.member("media").is_some() {
        let what = "the picture or film in a post was left out";
        findings.push(Finding::lossy("media", what));
    }
    let reactions = value
        .member("actionCounts")
        .map(|counts| counts.number("REACTION"));
    let edited = newest.time("createdAt", &mut findings);
    let mut post = Post {
        thread: value.text("storyID"),
        parent: value.some("parentID"),
        author: met.people.author(value.text("authorID"), &mut findings),
        written_at: value.time("createdAt", &mut findings),
        edited_at: edited.filter(|_| revisions.len() > 1),
        text: words::post(&newest.text("body"), &mut findings),
        state: state(value, &mut findings),
        votes: Votes {
            up: reactions.unwrap_or(0),
            down: 0,
        },
        rating: u8::try_from(value.number("rating"))
            .ok()
            .filter(|stars| (1..=5).contains(stars)),
        is_featured: value
            .list("tags")
            .iter()
            .any(|tag| tag.text("type") == "FEATURED"),
        findings,
        source_id,
        ..Post::default()
    };
    met.ties.take(&mut post);
    Record::Post(Box::new(post))
}

fn state(value: &Value, findings: &mut Vec<Finding>) -> PostState {
    if value.member("deletedAt").is_some() {
        return PostState::Deleted;
    }
    match value.text("status").as_str() {
        "APPROVED" | "NONE" => PostState::Approved,
        "PREMOD" | "SYSTEM_WITHHELD" => PostState::Waiting,
        "REJECTED" => PostState::Trashed,
        other => {
            let what = format!("the status `{other}` is not known; the post waits");
            findings.push(Finding::doubtful("status", what));
            PostState::Waiting
        }
    }
}
