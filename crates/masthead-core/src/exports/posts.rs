//! Threads, and the posts in them with what became of each.

use masthead_db::{Time, transact};
use masthead_formats::{Author, Post, PostState, Record, Thread};

use super::export::{ExportError, Takes, moment};
use super::store::{self, PostRow, ThreadRow};
use crate::kernel::{App, ThreadId};
use crate::posts::PostState as State;

/// Rows in one page.
const PAGE: i64 = 500;
/// The ground on which spam is refused.
const SPAM: &str = "TC-SPAM";

pub(super) async fn export(app: &App, out: &mut dyn Takes) -> Result<(), ExportError> {
    let mut after = String::new();
    loop {
        let rows: Vec<ThreadRow> = transact!(app.db.read(), |tx| {
            store::list_threads(tx, &after, PAGE).await
        })?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after.clone_from(&last.article);
        for row in rows {
            let (id, name) = (row.id, row.article.clone());
            out.record(Record::Thread(Box::new(thread(row))))?;
            posts(app, id, &name, out).await?;
        }
    }
}

fn thread(row: ThreadRow) -> Thread {
    Thread {
        source_id: row.article.clone(),
        article: Some(row.article),
        is_closed: row.is_closed,
        closed_because: row.closed_because,
        ..Thread::default()
    }
}

async fn posts(
    app: &App,
    thread: ThreadId,
    name: &str,
    out: &mut dyn Takes,
) -> Result<(), ExportError> {
    let mut after = (Time::from_micros(i64::MIN), String::new());
    loop {
        let rows: Vec<PostRow> = transact!(app.db.read(), |tx| {
            store::list_posts(tx, thread, after.0, &after.1, PAGE).await
        })?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = (last.submitted_at, last.short.clone());
        for row in rows.into_iter().filter(has_a_place) {
            out.record(Record::Post(Box::new(post(row, name))))?;
        }
    }
}

/// What its author took back and left no gap is nobody's business any more.
fn has_a_place(row: &PostRow) -> bool {
    row.listed || !matches!(row.state, State::Withdrawn | State::Erased)
}

fn post(row: PostRow, thread: &str) -> Post {
    let is_gone = matches!(row.state, State::Withdrawn | State::Erased);
    let was_later = |at: &Time| *at != row.submitted_at;
    let is_held = matches!(row.state, State::Refused | State::Removed);
    let author = Author {
        account: row.account,
        name: row.author_name,
        ..Author::default()
    };
    Post {
        source_id: row.short,
        thread: thread.to_owned(),
        parent: row.parent,
        author: if is_gone { Author::default() } else { author },
        written_at: moment(row.submitted_at),
        published_at: row.published_at.filter(was_later).and_then(moment),
        edited_at: row.edited_at.and_then(moment),
        text: if is_gone { String::new() } else { row.text },
        language: Some(row.lang.tag().to_owned()),
        state: match row.state {
            State::Published => PostState::Approved,
            State::Waiting => PostState::Waiting,
            State::Refused if row.ground == SPAM => PostState::Spam,
            State::Refused => PostState::Trashed,
            State::Removed => PostState::Removed,
            State::Withdrawn | State::Erased => PostState::Deleted,
        },
        ground: if is_held { row.ground } else { String::new() },
        facts: if is_held { row.facts } else { String::new() },
        ..Post::default()
    }
}
