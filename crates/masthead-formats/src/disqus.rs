//! Disqus' export of a forum: threads and posts as XML. Source: its documentation of exports, and `formats.md` c1.

use std::collections::VecDeque;
use std::io::BufRead;

use crate::model::{
    Author, Finding, LeftOut, Place, Post, PostState, ReadError, Record, Site, Thread,
};
use crate::source::flow::{Flow, Step};
use crate::source::tally::Tally;
use crate::source::ties::Ties;
use crate::source::words::{self, plain, some};
use crate::source::xml::{Element, Elements, Shape};
use crate::source::{pack, time};

const SHAPE: Shape = Shape {
    what: "a Disqus export",
    above: &["disqus"],
    apart: None,
};

/// Opens an export, packed or not.
///
/// # Errors
/// [`ReadError::Io`] only; what is no export is told by the iterator.
pub fn read<'a>(
    source: impl BufRead + 'a,
) -> Result<impl Iterator<Item = Result<Record, ReadError>> + 'a, ReadError> {
    Ok(Flow::of(Disqus {
        elements: Elements::of(pack::unpacked(source)?, SHAPE),
        ties: Ties::default(),
        tally: Tally::default(),
        is_begun: false,
    }))
}

struct Disqus<R> {
    elements: Elements<R>,
    ties: Ties,
    tally: Tally,
    is_begun: bool,
}

impl<R: BufRead> Step for Disqus<R> {
    fn step(&mut self, ready: &mut VecDeque<Record>) -> Result<bool, ReadError> {
        let Some(element) = self.elements.next().transpose()? else {
            self.ties.tell_last(&self.tally, ready);
            return Ok(false);
        };
        if !std::mem::replace(&mut self.is_begun, true) {
            ready.push_back(Record::Site(Site {
                system: "disqus".to_owned(),
                name: element.words_at(&["forum"]).to_lowercase(),
                ..Site::default()
            }));
        }
        ready.push_back(self.record(&element));
        Ok(true)
    }
}

impl<R> Disqus<R> {
    fn record(&mut self, element: &Element) -> Record {
        match element.local() {
            "thread" => Record::Thread(Box::new(self.thread(element))),
            "post" => {
                let mut post = self.post(element);
                self.ties.take(&mut post);
                Record::Post(Box::new(post))
            }
            other => Record::LeftOut(LeftOut {
                kind: other.to_owned(),
                source_id: id_of(element),
                title: plain(element.text_of("title")),
                reason: match other {
                    "category" => "categories of threads have no counterpart".to_owned(),
                    other => format!("<{other}> is not known here"),
                },
            }),
        }
    }

    fn thread(&mut self, element: &Element) -> Thread {
        let source_id = id_of(element);
        let mut findings = Vec::new();
        if !self.ties.opens(&source_id) {
            let what = format!("there is another thread {source_id}");
            findings.push(Finding::doubtful("id", what));
        }
        let identifier = element.text_of("id").to_owned();
        let address = element.text_of("link").to_owned();
        if address.is_empty() {
            let what = "it has no address: only its identifier can lead to an article";
            findings.push(Finding::doubtful("link", what));
        }
        self.leave_out_addresses(element, &source_id);
        Thread {
            created_at: created(element, &mut findings),
            address,
            identifier,
            title: plain(element.text_of("title")),
            is_closed: element.text_of("isClosed") == "true",
            is_deleted: element.text_of("isDeleted") == "true",
            findings,
            source_id,
            ..Thread::default()
        }
    }

    fn post(&mut self, element: &Element) -> Post {
        let source_id = id_of(element);
        let mut findings = Vec::new();
        self.leave_out_addresses(element, &source_id);
        let thread = element.down(&["thread"]).map(id_of).unwrap_or_default();
        let parent = element.down(&["parent"]).map(id_of);
        let author = element.down(&["author"]);
        let told = |name: &str| {
            author
                .map(|author| author.text_of(name))
                .unwrap_or_default()
        };
        Post {
            thread,
            parent: parent.filter(|parent| !parent.is_empty()),
            author: Author {
                account: some(told("username")).filter(|_| told("isAnonymous") != "true"),
                name: plain(told("name")),
                email: told("email").to_lowercase(),
                website: String::new(),
            },
            written_at: created(element, &mut findings),
            text: words::post(element.text_of("message"), &mut findings),
            state: match (element.text_of("isSpam"), element.text_of("isDeleted")) {
                ("true", _) => PostState::Spam,
                (_, "true") => PostState::Deleted,
                _ => PostState::Approved,
            },
            findings,
            source_id,
            ..Post::default()
        }
    }

    fn leave_out_addresses(&mut self, element: &Element, item: &str) {
        if !element.text_of("ipAddress").is_empty() {
            let place = || Place::path("ipAddress").of(item);
            self.tally
                .count("network addresses are not brought in", place);
        }
    }
}

/// The id in Disqus' own namespace, whatever its prefix.
fn id_of(element: &Element) -> String {
    let mut ids = element.attributes.iter();
    ids.find(|(name, _)| name.ends_with(":id") || name == "id")
        .map(|(_, id)| id.trim().to_owned())
        .unwrap_or_default()
}

fn created(element: &Element, findings: &mut Vec<Finding>) -> Option<jiff::Timestamp> {
    let place = Place::path("date");
    time::told(element.text_of("createdAt"), place, findings)
}
