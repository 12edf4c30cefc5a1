//! Isso's JSON for everybody: pages with their comments.

use std::collections::VecDeque;
use std::io::BufRead;

use serde_json::Value;

use crate::model::{Author, Finding, Place, Post, ReadError, Record, Site, Thread};
use crate::source::flow::{Flow, Step};
use crate::source::json::{Found, Look, Values};
use crate::source::pack;
use crate::source::tally::Tally;
use crate::source::ties::Ties;
use crate::source::words::{self, plain};

const READ: &[&str] = &[
    "id",
    "parent",
    "author",
    "email",
    "website",
    "remote_addr",
    "created",
    "text",
];
/// Comments that stand before the name of their page: nobody's program writes them so.
const MOST_EARLY: usize = 10_000;

/// Opens a file.
///
/// # Errors
/// [`ReadError::Io`] only; what is no such file is told by the iterator.
pub fn read<'a>(
    source: impl BufRead + 'a,
) -> Result<impl Iterator<Item = Result<Record, ReadError>> + 'a, ReadError> {
    let opens = |path: &str| matches!(path, "" | "[]" | "[].comments");
    Ok(Flow::of(Pages {
        values: Values::of(pack::unpacked(source)?, opens),
        member: 0,
        page: None,
        title: String::new(),
        early: Vec::new(),
        ties: Ties::default(),
        tally: Tally::default(),
        is_begun: false,
    }))
}

struct Pages<R> {
    values: Values<R>,
    member: u64,
    /// The page whose comments come.
    page: Option<String>,
    title: String,
    /// Comments that came before the name of their page.
    early: Vec<Found>,
    ties: Ties,
    tally: Tally,
    is_begun: bool,
}

impl<R: BufRead> Step for Pages<R> {
    fn step(&mut self, ready: &mut VecDeque<Record>) -> Result<bool, ReadError> {
        if !std::mem::replace(&mut self.is_begun, true) {
            ready.push_back(Record::Site(Site {
                system: "isso".to_owned(),
                ..Site::default()
            }));
        }
        let Some(found) = self.values.next().transpose()? else {
            self.end_of_page(ready)?;
            self.ties.tell_last(&self.tally, ready);
            return Ok(false);
        };
        self.take(found, ready)?;
        Ok(true)
    }
}

impl<R: BufRead> Pages<R> {
    fn take(&mut self, found: Found, ready: &mut VecDeque<Record>) -> Result<(), ReadError> {
        match found.path.as_str() {
            "[].comments[]" if self.page.is_some() => self.comment(&found, ready)?,
            "[].comments[]" if self.early.len() < MOST_EARLY => self.early.push(found),
            "[].comments[]" => {
                let what = "comments before the name of their page";
                return Err(ReadError::too_much(found.byte, what));
            }
            "[].id" => {
                self.new_page(found.member, ready)?;
                self.page = Some(crate::source::json::text(&found.value()?));
                self.open_page(ready)?;
            }
            "[].title" => {
                self.new_page(found.member, ready)?;
                self.title = plain(&crate::source::json::text(&found.value()?));
            }
            other => {
                let what = format!(
                    "`{}` was left out",
                    other.chars().take(80).collect::<String>()
                );
                self.tally.count(&what, || Place::byte(found.byte));
            }
        }
        Ok(())
    }

    /// A member of the list that was not met before: the page before it is over.
    fn new_page(&mut self, member: u64, ready: &mut VecDeque<Record>) -> Result<(), ReadError> {
        if self.page.is_some() && member > self.member {
            self.end_of_page(ready)?;
        }
        self.member = member;
        Ok(())
    }

    fn open_page(&mut self, ready: &mut VecDeque<Record>) -> Result<(), ReadError> {
        let page = self.page.clone().unwrap_or_default();
        if self.ties.opens(&page) {
            ready.push_back(Record::Thread(Box::new(Thread {
                source_id: page.clone(),
                identifier: page.clone(),
                address: page,
                title: std::mem::take(&mut self.title),
                ..Thread::default()
            })));
        }
        for early in std::mem::take(&mut self.early) {
            self.comment(&early, ready)?;
        }
        Ok(())
    }

    fn end_of_page(&mut self, ready: &mut VecDeque<Record>) -> Result<(), ReadError> {
        if !self.early.is_empty() {
            let place = Place::byte(self.early[0].byte);
            let what = "comments of a page without a name";
            ready.push_back(Record::Finding(Finding::doubtful(place, what)));
            self.open_page(ready)?;
        }
        self.page = None;
        Ok(())
    }

    fn comment(&mut self, found: &Found, ready: &mut VecDeque<Record>) -> Result<(), ReadError> {
        let value = found.value()?;
        let thread = self.page.clone().unwrap_or_default();
        let mut post = words_of(&value, thread);
        if let Some(map) = value.as_object() {
            self.tally.left("comments", map, READ, &post.source_id);
        }
        if !value.text("remote_addr").is_empty() {
            let place = || Place::path("remote_addr").of(&post.source_id);
            self.tally
                .count("network addresses are not brought in", place);
        }
        self.ties.take(&mut post);
        ready.push_back(Record::Post(Box::new(post)));
        Ok(())
    }
}

fn words_of(value: &Value, thread: String) -> Post {
    let mut findings = Vec::new();
    Post {
        source_id: value.text("id"),
        thread,
        parent: value.some("parent").filter(|parent| parent != "0"),
        author: Author {
            account: None,
            name: plain(&value.text("author")),
            email: value.text("email").to_lowercase(),
            website: value.text("website"),
        },
        written_at: value.time("created", &mut findings),
        text: words::post_from_markdown(&value.text("text"), &mut findings),
        findings,
        ..Post::default()
    }
}
