//! The database of a site, whichever it is.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::address::Address;
use crate::error::{DbError, OpenError};
use crate::migrate::{self, Migrated};
use crate::transact::Attempts;
use crate::tx::{Ground, Tx};
use crate::wakeups::{Bell, Wakeups};
use crate::{postgres, sqlite};

/// Which of the two it is; for messages and for `masthead doctor`, never for a feature to decide by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// What may be chosen when a database is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// Connections to PostgreSQL, or reading connections to SQLite, that may be open at once.
    pub connections_max: usize,
    /// How long to wait for a free connection, or for another program's lock, before giving up.
    pub wait_max: Duration,
    /// How long the first of a group of writers on SQLite may wait for the last before they share a commit.
    pub group_wait_max: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connections_max: 16,
            wait_max: Duration::from_secs(5),
            group_wait_max: Duration::from_millis(20),
        }
    }
}

/// The database of a site. Cheap to clone; all clones are the same database.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    address: Address,
    bell: Bell,
    store: Store,
    /// Held by the one block that runs by itself after too many collisions.
    turn: Arc<Mutex<()>>,
}

pub(crate) enum Store {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

impl Db {
    /// Opens the database, making the file of SQLite when there is none.
    ///
    /// The schema is not looked at: call [`Db::migrate`] before anything else.
    ///
    /// # Errors
    /// [`OpenError`] says what is wrong and what to do.
    pub async fn open(address: &Address, options: &Options) -> Result<Self, OpenError> {
        let bell = Bell::new();
        let store = match address {
            Address::Sqlite(path) => Store::Sqlite(sqlite::Sqlite::open(path, options)?),
            Address::Postgres(url) => {
                Store::Postgres(postgres::Postgres::open(url, options, &bell).await?)
            }
        };
        Ok(Self {
            inner: Arc::new(Inner {
                address: address.clone(),
                bell,
                store,
                turn: Arc::default(),
            }),
        })
    }

    /// Brings the schema up to what this program needs; safe when several nodes do it at once.
    ///
    /// # Errors
    /// [`OpenError`] when a migration fails, was changed after its release, or a newer program has been here whose
    /// changes this one cannot live with.
    pub async fn migrate(&self) -> Result<Migrated, OpenError> {
        self.apply(migrate::MIGRATIONS).await
    }

    /// Brings the schema as far as a list of migrations goes.
    pub(crate) async fn apply(
        &self,
        known: &'static [migrate::Migration],
    ) -> Result<Migrated, OpenError> {
        match &self.inner.store {
            Store::Sqlite(sqlite) => migrate::sqlite(sqlite, known),
            Store::Postgres(postgres) => migrate::postgres(postgres, known).await,
        }
    }

    /// For a [`transact!`](crate::transact) block that only reads: one moment of the database, waiting for no writer.
    pub fn read(&self) -> Attempts {
        Attempts::new(self.clone(), Mode::Read)
    }

    /// For a [`transact!`](crate::transact) block that writes: as if it ran alone, durable when it answers.
    pub fn write(&self) -> Attempts {
        Attempts::new(self.clone(), Mode::Write)
    }

    /// Tells when something was announced; see [`Tx::wake_followers`].
    pub fn wakeups(&self) -> Wakeups {
        self.inner.bell.listen()
    }

    /// How often SQLite has waited for the disk so far: fewer times than there were blocks, when many wrote at once.
    /// PostgreSQL groups commits by itself and is not counted.
    pub fn group_commits(&self) -> u64 {
        match &self.inner.store {
            Store::Sqlite(sqlite) => sqlite.commits(),
            Store::Postgres(_) => 0,
        }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Which database it is.
    pub fn engine(&self) -> Engine {
        match self.inner.store {
            Store::Sqlite(_) => Engine::Sqlite,
            Store::Postgres(_) => Engine::Postgres,
        }
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.inner.address
    }

    #[cfg(feature = "testing")]
    pub(crate) async fn limit_growth(&self, pages: i64) -> Result<(), DbError> {
        let Store::Sqlite(sqlite) = &self.inner.store else {
            return Err(DbError::new(
                crate::Situation::Other,
                "PostgreSQL has no limit of pages",
            ));
        };
        let turn = sqlite.turn().await?;
        let open = turn.connection()?;
        let now: i64 = open.pragma_query_value(None, "page_count", |row| row.get(0))?;
        open.pragma_update(None, "max_page_count", now + pages)?;
        turn.undo().await
    }

    /// Waits until no other block of this program is trying by itself.
    pub(crate) async fn turn_after_collisions(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.inner.turn).lock_owned().await
    }

    pub(crate) async fn begin(&self, mode: Mode) -> Result<Tx, DbError> {
        let ground = match (&self.inner.store, mode) {
            (Store::Sqlite(sqlite), Mode::Read) => Ground::SqliteRead(sqlite.snapshot().await?),
            (Store::Sqlite(sqlite), Mode::Write) => Ground::SqliteWrite(sqlite.turn().await?),
            (Store::Postgres(postgres), mode) => Ground::Postgres(postgres.session(mode).await?),
        };
        Ok(Tx::new(ground, self.inner.bell.clone()))
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Db({})", self.inner.address)
    }
}
