//! The readers of SQLite: a few connections, each seeing one moment at a time and waiting for no writer.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::open;
use crate::database::Options;
use crate::error::{DbError, Situation};

pub(crate) struct Readers {
    path: PathBuf,
    free: Mutex<Vec<Connection>>,
    places: Arc<Semaphore>,
    wait_max: Duration,
}

impl Readers {
    pub(super) fn new(path: &Path, options: &Options) -> Self {
        Self {
            path: path.to_owned(),
            free: Mutex::new(Vec::new()),
            places: Arc::new(Semaphore::new(options.connections_max.max(1))),
            wait_max: options.wait_max,
        }
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> Result<Connection, DbError> {
        let connection = open::connection(&self.path, self.wait_max)?;
        connection.execute_batch("pragma query_only = on")?;
        Ok(connection)
    }
}

/// One moment of the database. Ends when it is dropped.
pub(crate) struct Snapshot {
    connection: Option<Connection>,
    readers: Arc<Readers>,
    _place: OwnedSemaphorePermit,
}

impl Snapshot {
    pub(super) async fn begin(readers: &Arc<Readers>) -> Result<Self, DbError> {
        let place = tokio::time::timeout(
            readers.wait_max,
            Arc::clone(&readers.places).acquire_owned(),
        )
        .await
        .map_err(|_| DbError::new(Situation::Busy, "every reading connection is in use"))?
        .map_err(|closed| DbError::new(Situation::Closed, closed))?;
        let kept = readers.free().pop();
        let connection = kept.map_or_else(|| readers.open(), Ok)?;
        connection.prepare_cached("begin deferred")?.raw_execute()?;
        Ok(Self {
            connection: Some(connection),
            readers: Arc::clone(readers),
            _place: place,
        })
    }

    pub(crate) fn connection(&self) -> &Connection {
        self.connection
            .as_ref()
            .expect("it is only taken when the snapshot ends")
    }

    pub(crate) fn end(self) {}
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        let ended = connection
            .prepare_cached("rollback")
            .and_then(|mut rollback| rollback.raw_execute());
        // A connection that cannot even end its transaction is not kept.
        if ended.is_ok() {
            self.readers.free().push(connection);
        }
    }
}
