//! Isso's own database: pages in `threads`, comments in `comments`.

use std::collections::VecDeque;
use std::io::{Read, Seek};

use crate::model::{
    Author, Finding, Place, Post, PostState, ReadError, Record, Site, Thread, Votes,
};
use crate::source::flow::{Flow, Step};
use crate::source::tally::Tally;
use crate::source::ties::Ties;
use crate::source::time;
use crate::source::words::{self, plain};
use crate::sqlite::{Cells, Cursor, Database, Table};

/// What is read of a comment, and what is known to be left out.
const READ: &[&str] = &[
    "tid",
    "id",
    "parent",
    "created",
    "modified",
    "mode",
    "text",
    "author",
    "email",
    "website",
    "likes",
    "dislikes",
    "remote_addr",
    "voters",
];

/// Opens a database.
///
/// # Errors
/// [`ReadError::Malformed`] when it is no SQLite file, or not Isso's.
pub fn read<'a>(
    source: impl Read + Seek + 'a,
) -> Result<impl Iterator<Item = Result<Record, ReadError>> + 'a, ReadError> {
    let mut database = Database::open(source)?;
    let mut tables = database.tables()?;
    let mut take = |name: &str| {
        let at = tables.iter().position(|table| table.name == name);
        at.map(|at| tables.swap_remove(at))
    };
    let (Some(threads), Some(comments)) = (take("threads"), take("comments")) else {
        let reason = "this is not Isso's database: it has no tables threads and comments";
        return Err(ReadError::malformed(0, reason));
    };
    Ok(Flow::of(Isso {
        at: database.cursor(threads.root),
        database,
        threads: Some(threads),
        comments,
        ties: Ties::default(),
        tally: Tally::default(),
        is_begun: false,
    }))
}

struct Isso<R> {
    database: Database<R>,
    /// The table of pages, until it has been read.
    threads: Option<Table>,
    comments: Table,
    at: Cursor,
    ties: Ties,
    tally: Tally,
    is_begun: bool,
}

impl<R: Read + Seek> Step for Isso<R> {
    fn step(&mut self, ready: &mut VecDeque<Record>) -> Result<bool, ReadError> {
        if !std::mem::replace(&mut self.is_begun, true) {
            self.begin(ready);
        }
        match (self.database.next(&mut self.at)?, &self.threads) {
            (Some(row), Some(threads)) => {
                let thread = thread(threads, &row);
                self.ties.opens(&thread.source_id);
                ready.push_back(Record::Thread(Box::new(thread)));
            }
            (None, Some(_)) => {
                self.threads = None;
                self.at = self.database.cursor(self.comments.root);
            }
            (Some(row), None) => {
                let mut post = self.post(&row);
                self.ties.take(&mut post);
                ready.push_back(Record::Post(Box::new(post)));
            }
            (None, None) => {
                self.ties.tell_last(&self.tally, ready);
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl<R> Isso<R> {
    fn begin(&mut self, ready: &mut VecDeque<Record>) {
        let mut findings = Vec::new();
        if self.database.has_log {
            let what =
                "what stands only in the log beside the file (-wal) is not read: stop Isso first";
            findings.push(Finding::doubtful(Place::byte(18), what));
        }
        let unread = self.comments.columns().filter(|name| !READ.contains(name));
        for column in unread {
            let what = format!("the column `{column}` was left out");
            findings.push(Finding::lossy("comments", what));
        }
        ready.push_back(Record::Site(Site {
            system: "isso".to_owned(),
            findings,
            ..Site::default()
        }));
    }

    fn post(&mut self, row: &(i64, Cells)) -> Post {
        let told = |column: &str| self.comments.text(row, column);
        let mut findings = Vec::new();
        let mut time = |column: &str| time::told(&told(column), Place::path(column), &mut findings);
        let (written_at, edited_at) = (time("created"), time("modified"));
        let source_id = told("id");
        if !told("remote_addr").is_empty() {
            let place = || Place::path("remote_addr").of(&source_id);
            self.tally
                .count("network addresses are not brought in", place);
        }
        Post {
            thread: told("tid"),
            parent: Some(told("parent")).filter(|parent| !matches!(parent.as_str(), "" | "0")),
            author: Author {
                account: None,
                name: plain(&told("author")),
                email: told("email").to_lowercase(),
                website: told("website"),
            },
            written_at,
            edited_at,
            text: words::post_from_markdown(&told("text"), &mut findings),
            state: state(&told("mode"), &mut findings),
            votes: Votes {
                up: told("likes").parse().unwrap_or(0),
                down: told("dislikes").parse().unwrap_or(0),
            },
            findings,
            source_id,
            ..Post::default()
        }
    }
}

fn thread(table: &Table, row: &(i64, Cells)) -> Thread {
    let address = table.text(row, "uri");
    Thread {
        source_id: table.text(row, "id"),
        identifier: address.clone(),
        address,
        title: plain(&table.text(row, "title")),
        ..Thread::default()
    }
}

fn state(mode: &str, findings: &mut Vec<Finding>) -> PostState {
    match mode {
        "1" | "" => PostState::Approved,
        "2" => PostState::Waiting,
        "4" => PostState::Deleted,
        other => {
            let what = format!("the mode {other} is not known; the post waits");
            findings.push(Finding::doubtful("mode", what));
            PostState::Waiting
        }
    }
}
