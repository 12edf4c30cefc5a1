//! Rows of the tables that Coral's importer takes; which table it is, the number of columns tells.

use super::{Met, unknown};
use crate::model::{Account, AccountRole, Finding, Place, Post, PostState, Record, Thread};
use crate::source::csv::Row;
use crate::source::time;
use crate::source::words::{self, plain};

/// id, email, username, role, banned, created_at
const PERSON: usize = 6;
/// id, url, title, author, published_at, closed_at, mode
const STORY: usize = 7;
/// id, author_id, story_id, created_at, body, parent_id, status, rating
const COMMENT: usize = 8;

pub(super) fn record(row: &Row, met: &mut Met) -> Record {
    match row.fields.len() {
        PERSON => person(row, met),
        STORY => story(row, met),
        COMMENT => comment(row, met),
        _ => unknown(Place::line(row.line)),
    }
}

fn time_at(
    row: &Row,
    at: usize,
    path: &str,
    findings: &mut Vec<Finding>,
) -> Option<jiff::Timestamp> {
    time::told(row.field(at), Place::path(path).at_line(row.line), findings)
}

fn person(row: &Row, met: &mut Met) -> Record {
    let mut findings = Vec::new();
    let mut account = Account {
        source_id: row.field(0).to_owned(),
        email: row.field(1).to_lowercase(),
        name: plain(row.field(2)),
        role: role(row.field(3)),
        is_banned: row.field(4) == "true",
        created_at: time_at(row, 5, "created_at", &mut findings),
        findings,
        ..Account::default()
    };
    met.people.keep(&mut account);
    Record::Account(Box::new(account))
}

pub(super) fn role(word: &str) -> AccountRole {
    match word {
        "STAFF" => AccountRole::Staff,
        "MODERATOR" => AccountRole::Moderator,
        "ADMIN" => AccountRole::Administrator,
        _ => AccountRole::Reader,
    }
}

fn story(row: &Row, met: &mut Met) -> Record {
    let mut findings = Vec::new();
    met.ties.opens(row.field(0));
    let created_at = time_at(row, 4, "published_at", &mut findings);
    let closed_at = time_at(row, 5, "closed_at", &mut findings);
    Record::Thread(Box::new(Thread {
        source_id: row.field(0).to_owned(),
        address: row.field(1).to_owned(),
        title: plain(row.field(2)),
        created_at,
        is_closed: closed_at.is_some(),
        findings,
        ..Thread::default()
    }))
}

fn comment(row: &Row, met: &mut Met) -> Record {
    let mut findings = Vec::new();
    let mut post = Post {
        source_id: row.field(0).to_owned(),
        thread: row.field(2).to_owned(),
        parent: words::some(row.field(5)),
        author: met.people.author(row.field(1).to_owned(), &mut findings),
        written_at: time_at(row, 3, "date", &mut findings),
        text: words::post(row.field(4), &mut findings),
        state: match row.field(6) {
            "APPROVED" | "NONE" | "" => PostState::Approved,
            "REJECTED" => PostState::Trashed,
            other => {
                let what = format!("the status {other} is not known; the post waits");
                findings.push(Finding::doubtful("status", what));
                PostState::Waiting
            }
        },
        rating: row
            .field(7)
            .parse()
            .ok()
            .filter(|stars| (1..=5).contains(stars)),
        findings,
        ..Post::default()
    };
    met.ties.take(&mut post);
    Record::Post(Box::new(post))
}
