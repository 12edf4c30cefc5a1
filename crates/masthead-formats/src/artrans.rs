//! Artrans, the form in which Artalk and its converters hand posts on: a list of posts in which everything is text.
//! Source: `formats.md` c4.

use std::collections::VecDeque;
use std::io::BufRead;

use serde_json::Value;

use crate::model::{Author, Place, Post, PostState, ReadError, Record, Site, Thread, Votes};
use crate::source::flow::{Flow, Step};
use crate::source::json::{Look, Values};
use crate::source::pack;
use crate::source::tally::Tally;
use crate::source::ties::Ties;
use crate::source::words::{self, plain};

const READ: &[&str] = &[
    "id",
    "rid",
    "content",
    "created_at",
    "updated_at",
    "is_pending",
    "vote_up",
    "vote_down",
    "nick",
    "email",
    "link",
    "page_key",
    "page_title",
    "site_name",
    "site_urls",
    "ip",
    "ua",
    "password",
];

/// Opens a file.
///
/// # Errors
/// [`ReadError::Io`] only; what is no Artrans is told by the iterator.
pub fn read<'a>(
    source: impl BufRead + 'a,
) -> Result<impl Iterator<Item = Result<Record, ReadError>> + 'a, ReadError> {
    Ok(Flow::of(Artrans {
        values: Values::of(pack::unpacked(source)?, str::is_empty),
        ties: Ties::default(),
        tally: Tally::default(),
        is_begun: false,
    }))
}

struct Artrans<R> {
    values: Values<R>,
    ties: Ties,
    tally: Tally,
    is_begun: bool,
}

impl<R: BufRead> Step for Artrans<R> {
    fn step(&mut self, ready: &mut VecDeque<Record>) -> Result<bool, ReadError> {
        let Some(found) = self.values.next().transpose()? else {
            self.ties.tell_last(&self.tally, ready);
            return Ok(false);
        };
        let value = found.value()?;
        if !std::mem::replace(&mut self.is_begun, true) {
            ready.push_back(Record::Site(Site {
                system: "artrans".to_owned(),
                name: value.text("site_name").to_lowercase(),
                ..Site::default()
            }));
        }
        self.post(&value, ready);
        Ok(true)
    }
}

impl<R> Artrans<R> {
    fn post(&mut self, value: &Value, ready: &mut VecDeque<Record>) {
        let page = value.text("page_key");
        if self.ties.opens(&page) {
            ready.push_back(Record::Thread(Box::new(thread(value, &page))));
        }
        let mut post = words_of(value, page);
        if let Some(map) = value.as_object() {
            self.tally.left("posts", map, READ, &post.source_id);
        }
        let never = [
            ("ip", "network addresses are not brought in"),
            ("ua", "what browsers call themselves is not brought in"),
            ("password", "passwords are not brought in"),
        ];
        for (key, what) in never {
            if !value.text(key).is_empty() {
                let place = || Place::path(key).of(&post.source_id);
                self.tally.count(what, place);
            }
        }
        self.ties.take(&mut post);
        ready.push_back(Record::Post(Box::new(post)));
    }
}

fn thread(value: &Value, page: &str) -> Thread {
    let sites = value.text("site_urls");
    let site = sites.split(',').next().unwrap_or_default().trim();
    let address = match page.contains("://") || site.is_empty() {
        true => page.to_owned(),
        false => format!(
            "{}/{}",
            site.trim_end_matches('/'),
            page.trim_start_matches('/')
        ),
    };
    Thread {
        source_id: page.to_owned(),
        identifier: page.to_owned(),
        address,
        title: plain(&value.text("page_title")),
        is_closed: value.is("page_admin_only"),
        ..Thread::default()
    }
}

fn words_of(value: &Value, thread: String) -> Post {
    let mut findings = Vec::new();
    let written_at = value.time("created_at", &mut findings);
    let updated_at = value.time("updated_at", &mut findings);
    Post {
        source_id: value.text("id"),
        thread,
        parent: value.some("rid").filter(|rid| rid != "0"),
        author: Author {
            account: None,
            name: plain(&value.text("nick")),
            email: value.text("email").to_lowercase(),
            website: value.text("link"),
        },
        written_at,
        edited_at: updated_at.filter(|time| written_at.is_some_and(|written| *time > written)),
        text: words::post_from_markdown(&value.text("content"), &mut findings),
        state: match value.is("is_pending") {
            true => PostState::Waiting,
            false => PostState::Approved,
        },
        votes: Votes {
            up: value.number("vote_up"),
            down: value.number("vote_down"),
        },
        findings,
        ..Post::default()
    }
}
