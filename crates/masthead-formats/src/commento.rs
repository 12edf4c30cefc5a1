//! Commento's export (version 1): posts and those who wrote them in one packed JSON document. Source: `formats.md` c4.
//!
//! The people stand behind the posts that name them, so the file is read twice.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, SeekFrom};

use serde_json::Value;

use crate::model::{
    Account, AccountRole, Author, Finding, Post, PostState, ReadError, Record, Site, Thread, Votes,
};
use crate::source::flow::{Flow, Step};
use crate::source::json::{Look, Values};
use crate::source::tally::Tally;
use crate::source::ties::Ties;
use crate::source::words::{self, plain};
use crate::source::{Source, pack};

const COMMENT: &[&str] = &[
    "commentHex",
    "domain",
    "url",
    "commenterHex",
    "markdown",
    "html",
    "parentHex",
    "score",
    "state",
    "creationDate",
    "direction",
    "deleted",
];
const COMMENTER: &[&str] = &[
    "commenterHex",
    "email",
    "name",
    "link",
    "photo",
    "provider",
    "joinDate",
    "isModerator",
];

/// Opens an export: reads the people in it, and stands at its beginning again.
///
/// # Errors
/// [`ReadError`] when it is no JSON up to the people.
pub fn read<'a>(
    mut source: impl Source + 'a,
) -> Result<impl Iterator<Item = Result<Record, ReadError>> + 'a, ReadError> {
    let (people, tally) = people(pack::unpacked(&mut source)?)?;
    source.seek(SeekFrom::Start(0))?;
    Ok(Flow::of(Commento {
        values: Values::of(pack::unpacked(source)?, |path| {
            matches!(path, "" | "comments")
        }),
        people,
        ties: Ties::default(),
        tally,
        is_begun: false,
        untold: Vec::new(),
        first: None,
    }))
}

/// Those who wrote, up to what memory is given them: posts of the others come without a name.
#[derive(Default)]
struct People {
    known: HashMap<String, Account>,
    bytes: usize,
    left_out: usize,
}

/// Some hundred thousand people.
const MOST_PEOPLE_BYTES: usize = 24 * 1024 * 1024;
/// What one takes beside their words.
const PERSON_BYTES: usize = 320;

impl People {
    fn take(&mut self, account: Account) {
        let words = [
            &account.source_id,
            &account.name,
            &account.email,
            &account.website,
        ];
        let bytes = PERSON_BYTES + words.iter().map(|word| word.len()).sum::<usize>();
        if self.bytes + bytes > MOST_PEOPLE_BYTES {
            self.left_out += 1;
            return;
        }
        self.bytes += bytes;
        self.known.insert(account.source_id.clone(), account);
    }

    fn finding(&self) -> Option<Finding> {
        let count = self.left_out;
        let what = format!(
            "{count} people are more than are kept in memory; their posts come without a name"
        );
        (count > 0).then(|| Finding::lossy("commenters", what))
    }
}

/// Reads only the people. A file that breaks off is told by the second reading.
fn people(source: impl BufRead) -> Result<(People, Tally), ReadError> {
    let mut people = People::default();
    let mut tally = Tally::default();
    let values = Values::of(source, |path| {
        matches!(path, "" | "comments" | "commenters")
    });
    for found in values {
        let Ok(found) = found else { break };
        if found.path != "commenters[]" {
            continue;
        }
        let value = found.value()?;
        if let Some(map) = value.as_object() {
            tally.left("people", map, COMMENTER, &value.text("commenterHex"));
        }
        people.take(account(&value));
    }
    Ok((people, tally))
}

fn account(value: &Value) -> Account {
    let mut findings = Vec::new();
    Account {
        source_id: value.text("commenterHex"),
        name: plain(&value.text("name")),
        email: value.text("email").to_lowercase(),
        website: value.text("link").replace("undefined", ""),
        role: match value.is("isModerator") {
            true => AccountRole::Moderator,
            false => AccountRole::Reader,
        },
        created_at: value.time("joinDate", &mut findings),
        findings,
        ..Account::default()
    }
}

struct Commento<R> {
    values: Values<R>,
    people: People,
    ties: Ties,
    tally: Tally,
    is_begun: bool,
    /// Accounts that were not handed out yet, the first last.
    untold: Vec<String>,
    /// The first post, until they were.
    first: Option<Value>,
}

impl<R: BufRead> Step for Commento<R> {
    fn step(&mut self, ready: &mut VecDeque<Record>) -> Result<bool, ReadError> {
        if let Some(account) = self.account() {
            ready.push_back(account);
            return Ok(true);
        }
        if let Some(value) = self.first.take() {
            self.post(&value, ready);
            return Ok(true);
        }
        let Some(found) = self.values.next().transpose()? else {
            if !self.is_begun {
                self.begin("", ready);
                return Ok(true);
            }
            self.ties.tell_last(&self.tally, ready);
            return Ok(false);
        };
        if found.path == "comments[]" {
            let value = found.value()?;
            if self.is_begun {
                self.post(&value, ready);
            } else {
                self.begin(&value.text("domain"), ready);
                self.first = Some(value);
            }
        }
        Ok(true)
    }
}

impl<R> Commento<R> {
    fn begin(&mut self, domain: &str, ready: &mut VecDeque<Record>) {
        if std::mem::replace(&mut self.is_begun, true) {
            return;
        }
        ready.push_back(Record::Site(Site {
            system: "commento".to_owned(),
            name: domain.to_lowercase(),
            ..Site::default()
        }));
        let mut names: Vec<String> = self.people.known.keys().cloned().collect();
        names.sort_unstable_by(|one, other| other.cmp(one));
        self.untold = names;
        ready.extend(self.people.finding().map(Record::Finding));
    }

    /// The accounts, one at a time and before the first post.
    fn account(&mut self) -> Option<Record> {
        let name = self.untold.pop()?;
        let account = self.people.known.get(&name)?.clone();
        Some(Record::Account(Box::new(account)))
    }

    fn post(&mut self, value: &Value, ready: &mut VecDeque<Record>) {
        let path = value.first(&["url", "path"]);
        if self.ties.opens(&path) {
            let domain = value.text("domain");
            ready.push_back(Record::Thread(Box::new(Thread {
                source_id: path.clone(),
                address: match path.contains("://") || domain.is_empty() {
                    true => path.clone(),
                    false => format!("https://{domain}/{}", path.trim_start_matches('/')),
                },
                ..Thread::default()
            })));
        }
        let mut post = self.words(value, path);
        if let Some(map) = value.as_object() {
            self.tally.left("posts", map, COMMENT, &post.source_id);
        }
        self.ties.take(&mut post);
        ready.push_back(Record::Post(Box::new(post)));
    }

    fn words(&self, value: &Value, thread: String) -> Post {
        let mut findings = Vec::new();
        let author = value
            .some("commenterHex")
            .filter(|hex| hex.as_str() != "anonymous");
        let known = author.as_ref().and_then(|hex| self.people.known.get(hex));
        let score = value.member("score").and_then(Value::as_i64).unwrap_or(0);
        Post {
            source_id: value.text("commentHex"),
            thread,
            parent: value.some("parentHex").filter(|hex| hex.as_str() != "root"),
            author: Author {
                name: known.map(|one| one.name.clone()).unwrap_or_default(),
                email: known.map(|one| one.email.clone()).unwrap_or_default(),
                website: known.map(|one| one.website.clone()).unwrap_or_default(),
                account: author,
            },
            written_at: value.time("creationDate", &mut findings),
            text: match value.text("markdown") {
                markdown if markdown.is_empty() => words::post(&value.text("html"), &mut findings),
                markdown => words::post_from_markdown(&markdown, &mut findings),
            },
            state: match (value.is("deleted"), value.text("state").as_str()) {
                (true, _) => PostState::Deleted,
                (_, "approved" | "") => PostState::Approved,
                (_, "flagged") => PostState::Spam,
                _ => PostState::Waiting,
            },
            votes: Votes {
                up: u64::try_from(score).unwrap_or(0),
                down: u64::try_from(-score).unwrap_or(0),
            },
            findings,
            ..Post::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_people_than_memory_are_counted_and_not_kept() {
        let mut people = People::default();
        for number in 0..200_000 {
            people.take(Account {
                source_id: format!("{number:064}"),
                name: "n".repeat(100),
                ..Account::default()
            });
        }
        let kept = people.known.len();

        assert!((10_000..100_000).contains(&kept), "{kept} are kept");
        let finding = people.finding().expect("some were left out");
        assert!(finding.what.starts_with(&(200_000 - kept).to_string()));
    }
}
