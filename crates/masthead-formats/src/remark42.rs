//! Remark42's backup: a line about users and pages, then one post to a line; mostly packed. Source: `formats.md` c4.

use std::collections::{HashSet, VecDeque};
use std::io::BufRead;

use serde_json::Value;

use crate::model::{
    Account, AccountRole, Author, Finding, Place, Post, PostState, ReadError, Record, Site, Thread,
    Votes,
};
use crate::source::flow::{Flow, Step};
use crate::source::json::Look;
use crate::source::lines::Lines;
use crate::source::pack;
use crate::source::tally::Tally;
use crate::source::ties::Ties;
use crate::source::words::{self, plain};

/// What is read of a post.
const READ: &[&str] = &[
    "id",
    "pid",
    "text",
    "orig",
    "user",
    "locator",
    "score",
    "votes",
    "vote",
    "time",
    "edit",
    "pin",
    "delete",
    "imported",
    "title",
    "controversy",
];

/// Broken lines before the first post that are told one by one.
const MOST_EARLY: usize = 100;

/// Opens a backup.
///
/// # Errors
/// [`ReadError::Io`] only; what is no backup is told by the iterator.
pub fn read<'a>(
    source: impl BufRead + 'a,
) -> Result<impl Iterator<Item = Result<Record, ReadError>> + 'a, ReadError> {
    Ok(Flow::of(Remark {
        lines: Lines::of(pack::unpacked(source)?),
        ties: Ties::default(),
        tally: Tally::default(),
        people: HashSet::new(),
        closed: HashSet::new(),
        barred: HashSet::new(),
        early: Vec::new(),
        is_begun: false,
    }))
}

struct Remark<R> {
    lines: Lines<R>,
    ties: Ties,
    tally: Tally,
    people: HashSet<String>,
    /// Pages nobody may write below any more.
    closed: HashSet<String>,
    /// Accounts that may no longer write.
    barred: HashSet<String>,
    /// What was noticed before the site was known.
    early: Vec<Finding>,
    is_begun: bool,
}

impl<R: BufRead> Step for Remark<R> {
    fn step(&mut self, ready: &mut VecDeque<Record>) -> Result<bool, ReadError> {
        let Some(line) = self.lines.next().transpose()? else {
            self.begin("", ready);
            self.ties.tell_last(&self.tally, ready);
            return Ok(false);
        };
        match line.value {
            Err(finding) if self.is_begun => ready.push_back(Record::Finding(finding)),
            Err(finding) if self.early.len() < MOST_EARLY => self.early.push(finding),
            Err(_) => {}
            Ok(value) if !self.is_begun && value.member("locator").is_none() => self.meta(&value),
            Ok(value) => self.post(&value, line.number, ready),
        }
        Ok(true)
    }
}

impl<R> Remark<R> {
    fn meta(&mut self, meta: &Value) {
        for page in meta.list("posts") {
            if page.is("read_only") {
                self.closed.insert(page.text("url"));
            }
        }
        for person in meta.list("users") {
            if person
                .member("blocked")
                .is_some_and(|barred| barred.is("status"))
            {
                self.barred.insert(person.text("id"));
            }
        }
    }

    fn begin(&mut self, site: &str, ready: &mut VecDeque<Record>) {
        if std::mem::replace(&mut self.is_begun, true) {
            return;
        }
        ready.push_back(Record::Site(Site {
            system: "remark42".to_owned(),
            name: site.to_owned(),
            ..Site::default()
        }));
        ready.extend(self.early.drain(..).map(Record::Finding));
    }

    fn post(&mut self, value: &Value, line: u64, ready: &mut VecDeque<Record>) {
        let locator = value.member("locator").cloned().unwrap_or_default();
        self.begin(&locator.text("site"), ready);
        let address = locator.text("url");
        if self.ties.opens(&address) {
            ready.push_back(Record::Thread(Box::new(Thread {
                source_id: address.clone(),
                is_closed: self.closed.contains(&address),
                title: plain(&value.text("title")),
                address: address.clone(),
                ..Thread::default()
            })));
        }
        let user = value.member("user").cloned().unwrap_or_default();
        self.person(&user, ready);
        let mut post = words_of(value, &user, address);
        post.findings.iter_mut().for_each(|finding| {
            finding.place.line = Some(line);
        });
        if let Some(map) = value.as_object() {
            self.tally.left("posts", map, READ, &post.source_id);
        }
        if !user.text("ip").is_empty() {
            let place = || Place::path("user.ip").of(&post.source_id);
            self.tally
                .count("network addresses are not brought in", place);
        }
        self.ties.take(&mut post);
        ready.push_back(Record::Post(Box::new(post)));
    }

    fn person(&mut self, user: &Value, ready: &mut VecDeque<Record>) {
        let id = user.text("id");
        if id.is_empty() || !self.people.insert(id.clone()) {
            return;
        }
        ready.push_back(Record::Account(Box::new(Account {
            name: plain(&user.text("name")),
            role: match user.is("admin") {
                true => AccountRole::Administrator,
                false => AccountRole::Reader,
            },
            is_banned: user.is("block") || self.barred.contains(&id),
            is_verified: user.is("verified"),
            source_id: id,
            ..Account::default()
        })));
    }
}

fn words_of(value: &Value, user: &Value, thread: String) -> Post {
    let mut findings = Vec::new();
    let edit = value.member("edit");
    Post {
        source_id: value.text("id"),
        thread,
        parent: value.some("pid"),
        author: Author {
            account: user.some("id"),
            name: plain(&user.text("name")),
            ..Author::default()
        },
        written_at: value.time("time", &mut findings),
        edited_at: edit.and_then(|edit| edit.time("time", &mut findings)),
        text: match value.text("text") {
            html if html.is_empty() => {
                words::post_from_markdown(&value.text("orig"), &mut findings)
            }
            html => words::post(&html, &mut findings),
        },
        state: match value.is("delete") {
            true => PostState::Deleted,
            false => PostState::Approved,
        },
        votes: votes(value, &mut findings),
        is_featured: value.is("pin"),
        findings,
        ..Post::default()
    }
}

/// Each vote where they are listed, or the sum.
fn votes(value: &Value, findings: &mut Vec<Finding>) -> Votes {
    let mut votes = Votes::default();
    if let Some(cast) = value.member("votes").and_then(Value::as_object) {
        for vote in cast.values() {
            match vote.as_bool() {
                Some(true) => votes.up += 1,
                _ => votes.down += 1,
            }
        }
    }
    let score = value.member("score").and_then(Value::as_i64).unwrap_or(0);
    if votes == Votes::default() && score != 0 {
        let what = "only the sum of the votes is known";
        findings.push(Finding::note("score", what));
        match score > 0 {
            true => votes.up = score.unsigned_abs(),
            false => votes.down = score.unsigned_abs(),
        }
    }
    votes
}
