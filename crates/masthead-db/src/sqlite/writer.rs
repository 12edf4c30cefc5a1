//! The one writer of SQLite, and how many use cases share one commit.
//!
//! A commit costs a wait for the disk. So the open transaction is handed from one use case to the next, each inside a
//! savepoint of its own, and is committed when nobody is waiting for it, or when it has been open long enough. Each use
//! case is answered only after that commit, and if the commit fails they all learn it: nobody is told of something that
//! is not on disk. One that fails undoes its savepoint and hurts no other.
//!
//! Whoever leaves commits if nobody waits. A waiter that gives up (a dropped future) may have been the one that somebody
//! relied on, so it looks again as it goes: see [`Writer::close_if_forgotten`].

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::database::Options;
use crate::error::{DbError, Situation};
use crate::tx::{self, Hook};

/// Use cases in one commit at most, so that a failing commit fails few.
const GROUP_MAX: usize = 128;

pub(crate) struct Writer {
    room: Arc<Mutex<Room>>,
    waiting: AtomicUsize,
    commits: AtomicU64,
    wait_max: Duration,
}

/// What whoever has the turn holds: the connection, and the group that is open on it.
struct Room {
    connection: Connection,
    group: Option<Group>,
    wait_max: Duration,
    group_wait_max: Duration,
}

/// Use cases whose work is done but not yet committed.
struct Group {
    opened: Instant,
    members: Vec<Member>,
}

struct Member {
    hooks: Vec<Hook>,
    answer: oneshot::Sender<Result<(), DbError>>,
}

impl Writer {
    pub(super) fn new(connection: Connection, options: &Options) -> Self {
        let room = Room {
            connection,
            group: None,
            wait_max: options.wait_max,
            group_wait_max: options.group_wait_max,
        };
        Self {
            room: Arc::new(Mutex::new(room)),
            waiting: AtomicUsize::new(0),
            commits: AtomicU64::new(0),
            wait_max: options.wait_max,
        }
    }

    /// Commits so far.
    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Waits for the turn, in the order of asking.
    ///
    /// Not for ever: a use case that opens a second block inside its own would wait for itself, and one that hangs on
    /// another machine would stop the site.
    async fn next_room(self: &Arc<Self>) -> Result<OwnedMutexGuard<Room>, DbError> {
        let waiter = Waiter::new(self);
        let turn = tokio::time::timeout(self.wait_max, Arc::clone(&self.room).lock_owned());
        let room = turn.await.map_err(|_| {
            let why =
                "another use case has kept the writer for too long, or is this one inside it?";
            DbError::new(Situation::Busy, why)
        })?;
        waiter.come_in();
        Ok(room)
    }

    /// Ends a turn: commits if it is time, and lets the next one in.
    fn pass_on(&self, mut room: OwnedMutexGuard<Room>) {
        if self.waiting.load(Ordering::SeqCst) == 0 || room.is_due() {
            self.commit(&mut room);
        }
        drop(room);
        self.close_if_forgotten();
    }

    /// Commits a group that was left open for a waiter who has gone away since.
    ///
    /// Called after the room was left and after a waiter gave up. Of the two, whichever comes second sees that nobody
    /// waits and finds the room free; so one of them commits, and no group is forgotten.
    fn close_if_forgotten(&self) {
        if self.waiting.load(Ordering::SeqCst) == 0
            && let Ok(mut room) = self.room.try_lock()
        {
            self.commit(&mut room);
        }
    }

    fn commit(&self, room: &mut Room) {
        let Some(group) = room.group.take() else {
            return;
        };
        let outcome = room.commit(&group);
        if !group.members.is_empty() {
            self.commits.fetch_add(1, Ordering::Relaxed);
        }
        for member in group.members {
            if outcome.is_ok() {
                tx::run(member.hooks);
            }
            // Whoever no longer waits for the answer does not need it.
            drop(member.answer.send(outcome.clone()));
        }
    }
}

impl Room {
    fn run(&self, sql: &str) -> Result<(), DbError> {
        self.connection.prepare_cached(sql)?.raw_execute()?;
        Ok(())
    }

    /// A group that SQLite has undone by itself is due at once, so that nobody joins it.
    fn is_due(&self) -> bool {
        self.connection.is_autocommit()
            || self.group.as_ref().is_some_and(|group| {
                group.members.len() >= GROUP_MAX || group.opened.elapsed() >= self.group_wait_max
            })
    }

    /// Opens a group if none is open, and a savepoint in it.
    async fn enter(&mut self) -> Result<(), DbError> {
        if self.group.is_none() {
            self.begin().await?;
            self.group = Some(Group {
                opened: Instant::now(),
                members: Vec::new(),
            });
        }
        self.run("savepoint use_case")
    }

    /// Waits for another program that is writing, without holding a thread of the runtime.
    async fn begin(&mut self) -> Result<(), DbError> {
        let asked = Instant::now();
        loop {
            match self.run("begin immediate") {
                Err(error)
                    if *error.situation() == Situation::Busy && asked.elapsed() < self.wait_max =>
                {
                    tokio::time::sleep(Duration::from_millis(2)).await;
                }
                done => return done,
            }
        }
    }

    /// Undoes the use case that has the turn.
    fn undo(&self) {
        let undone = self
            .run("rollback to use_case")
            .and_then(|()| self.run("release use_case"));
        if let Err(error) = undone
            && !self.connection.is_autocommit()
        {
            // Its work must not be committed with the others': the whole group is given up, and told so.
            tracing::error!(%error, "a use case could not be undone; its group is given up");
            drop(self.run("rollback"));
        }
    }

    fn commit(&self, group: &Group) -> Result<(), DbError> {
        if self.connection.is_autocommit() {
            // SQLite itself undoes everything on some errors, such as a full disk.
            return Err(DbError::new(
                Situation::Other,
                "the transaction was undone because the disk failed",
            ));
        }
        if group.members.is_empty() {
            return self.run("rollback");
        }
        self.run("commit")
            .inspect_err(|_| drop(self.run("rollback")))
    }
}

/// Somebody who waits for the turn. Going away without it must not leave a group open.
struct Waiter<'w> {
    writer: &'w Writer,
}

impl<'w> Waiter<'w> {
    fn new(writer: &'w Writer) -> Self {
        writer.waiting.fetch_add(1, Ordering::SeqCst);
        Self { writer }
    }

    fn come_in(self) {
        self.writer.waiting.fetch_sub(1, Ordering::SeqCst);
        std::mem::forget(self);
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        self.writer.waiting.fetch_sub(1, Ordering::SeqCst);
        self.writer.close_if_forgotten();
    }
}

/// The turn of one use case: nobody else writes until it ends. Dropped, it is undone.
pub(crate) struct Turn {
    writer: Arc<Writer>,
    room: Option<OwnedMutexGuard<Room>>,
}

impl Turn {
    pub(super) async fn wait(writer: &Arc<Writer>) -> Result<Self, DbError> {
        let room = writer.next_room().await?;
        let mut turn = Self {
            writer: Arc::clone(writer),
            room: Some(room),
        };
        let room = turn.room.as_mut().expect("just put there");
        if let Err(error) = room.enter().await {
            // There is no savepoint of ours to undo.
            let room = turn.room.take().expect("just put there");
            writer.pass_on(room);
            return Err(error);
        }
        Ok(turn)
    }

    /// The connection, unless SQLite has undone the whole transaction (and would run what follows without any).
    pub(crate) fn connection(&self) -> Result<&Connection, DbError> {
        let room = self
            .room
            .as_ref()
            .expect("it is only taken when the turn ends");
        if room.connection.is_autocommit() {
            return Err(DbError::new(
                Situation::Other,
                "the transaction was undone because the disk failed",
            ));
        }
        Ok(&room.connection)
    }

    /// Keeps the work, and answers when it is on disk.
    pub(crate) async fn keep(mut self, hooks: Vec<Hook>) -> Result<(), DbError> {
        let room = self
            .room
            .take()
            .expect("it is only taken when the turn ends");
        let kept = room.run("release use_case");
        if kept.is_err() {
            room.undo();
        }
        let committed = self.join(room, hooks);
        kept?;
        committed.await
    }

    /// Undoes the work, and answers when what it may have seen of others' work is on disk.
    pub(crate) async fn undo(mut self) -> Result<(), DbError> {
        let room = self
            .room
            .take()
            .expect("it is only taken when the turn ends");
        room.undo();
        if room
            .group
            .as_ref()
            .is_some_and(|group| group.members.is_empty())
        {
            self.writer.pass_on(room);
            return Ok(());
        }
        self.join(room, Vec::new()).await
    }

    /// Joins the group and ends the turn.
    fn join(
        &self,
        mut room: OwnedMutexGuard<Room>,
        hooks: Vec<Hook>,
    ) -> impl Future<Output = Result<(), DbError>> + use<> {
        let (answer, answered) = oneshot::channel();
        if let Some(group) = room.group.as_mut() {
            group.members.push(Member { hooks, answer });
        }
        self.writer.pass_on(room);
        async move {
            answered
                .await
                .unwrap_or_else(|gone| Err(DbError::new(Situation::Closed, gone)))
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(room) = self.room.take() {
            room.undo();
            self.writer.pass_on(room);
        }
    }
}
