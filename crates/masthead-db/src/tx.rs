//! A transaction, as a use case holds it.

use crate::column::Value;
use crate::error::{DbError, Situation};
use crate::row::Row;
use crate::statement::Statement;
use crate::wakeups::Bell;
use crate::{postgres, sqlite};

/// Something to be done once the transaction is committed.
pub(crate) type Hook = Box<dyn FnOnce() + Send>;

/// An open transaction; what [`transact!`](crate::transact) hands to its block.
///
/// After the first statement that fails, every further one is refused with the same error and the transaction can only be
/// undone. PostgreSQL works like that, so SQLite does too. Where a conflict is an expected answer, write
/// `on conflict do nothing` and look at the number of rows.
///
/// Dropped without having been finished (a panic, a cancelled request) it is undone.
pub struct Tx {
    ground: Ground,
    failed: Option<DbError>,
    hooks: Vec<Hook>,
    bell: Bell,
    rings: bool,
}

pub(crate) enum Ground {
    SqliteWrite(sqlite::Turn),
    SqliteRead(sqlite::Snapshot),
    Postgres(postgres::Session),
}

impl Tx {
    pub(crate) fn new(ground: Ground, bell: Bell) -> Self {
        Self {
            ground,
            failed: None,
            hooks: Vec::new(),
            bell,
            rings: false,
        }
    }

    /// Runs `hook` after the commit has succeeded, and never otherwise.
    ///
    /// For what must not be seen early and need not survive a crash: forgetting a cached page, waking a runner. It runs
    /// on the thread that commits, so it must be short. What must survive is an event or a job.
    pub fn on_commit(&mut self, hook: impl FnOnce() + Send + 'static) {
        self.hooks.push(Box::new(hook));
    }

    /// Calls whoever listens to [`Db::wakeups`](crate::Db::wakeups), on every node, once this is committed.
    pub fn wake_followers(&mut self) {
        if !self.rings {
            self.rings = true;
            let bell = self.bell.clone();
            self.on_commit(move || bell.ring());
        }
    }

    /// Runs a statement and gives the number of rows it changed; called by [`statements!`](crate::statements).
    ///
    /// # Errors
    /// Whatever the database says, see [`DbError::situation`].
    pub async fn execute(
        &mut self,
        statement: &'static Statement,
        values: &[Value<'_>],
    ) -> Result<u64, DbError> {
        self.refuse_if_failed()?;
        let done = match &mut self.ground {
            Ground::SqliteWrite(turn) => turn
                .connection()
                .and_then(|open| sqlite::execute(open, statement, values)),
            Ground::SqliteRead(snapshot) => {
                sqlite::execute(snapshot.connection(), statement, values)
            }
            Ground::Postgres(session) => session.execute(statement, values).await,
        };
        self.remember(statement, done)
    }

    /// Runs a statement and reads its rows.
    ///
    /// # Errors
    /// Whatever the database says, or [`Situation::Misfit`] when a row is not what the record expects.
    pub async fn rows<R: Row>(
        &mut self,
        statement: &'static Statement,
        values: &[Value<'_>],
    ) -> Result<Vec<R>, DbError> {
        self.refuse_if_failed()?;
        let done = match &mut self.ground {
            Ground::SqliteWrite(turn) => turn
                .connection()
                .and_then(|open| sqlite::rows(open, statement, values)),
            Ground::SqliteRead(snapshot) => sqlite::rows(snapshot.connection(), statement, values),
            Ground::Postgres(session) => session.rows(statement, values).await,
        };
        self.remember(statement, done)
    }

    fn refuse_if_failed(&self) -> Result<(), DbError> {
        self.failed.clone().map_or(Ok(()), Err)
    }

    fn remember<T>(
        &mut self,
        statement: &'static Statement,
        done: Result<T, DbError>,
    ) -> Result<T, DbError> {
        done.map_err(|error| {
            let error = error.at(statement.name);
            self.failed = Some(error.clone());
            error
        })
    }

    /// Whether nothing has happened yet: the connection was dead before the first statement reached the server.
    pub(crate) fn never_began(&self) -> bool {
        matches!(&self.ground, Ground::Postgres(session) if !session.has_answered())
    }

    #[cfg(feature = "testing")]
    pub(crate) fn ground(&mut self) -> &mut Ground {
        &mut self.ground
    }

    /// The error that made this transaction impossible to commit, if there was one.
    pub(crate) fn failure(&self) -> Option<&DbError> {
        self.failed.as_ref()
    }

    pub(crate) async fn commit(self) -> Result<(), DbError> {
        match self.ground {
            Ground::SqliteWrite(turn) => turn.keep(self.hooks).await,
            Ground::SqliteRead(snapshot) => {
                snapshot.end();
                run(self.hooks);
                Ok(())
            }
            Ground::Postgres(session) => committed(session, self.hooks).await,
        }
    }

    pub(crate) async fn undo(self) -> Result<(), DbError> {
        match self.ground {
            Ground::SqliteWrite(turn) => turn.undo().await,
            Ground::SqliteRead(snapshot) => {
                snapshot.end();
                Ok(())
            }
            Ground::Postgres(session) => {
                session.rollback().await;
                Ok(())
            }
        }
    }
}

/// Commits as a task of its own: whoever asked may go away while the server is busy with it (a reader closes the page), and
/// what follows the commit must follow all the same.
async fn committed(session: postgres::Session, hooks: Vec<Hook>) -> Result<(), DbError> {
    let commit = tokio::spawn(async move {
        session.commit().await?;
        run(hooks);
        Ok(())
    });
    commit
        .await
        .unwrap_or_else(|stopped| Err(DbError::new(Situation::Closed, stopped)))
}

/// Runs the hooks of a committed transaction. One that panics is logged and hurts no other.
pub(crate) fn run(hooks: Vec<Hook>) {
    for hook in hooks {
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(hook)).is_err() {
            tracing::error!("something that should follow a commit panicked");
        }
    }
}
