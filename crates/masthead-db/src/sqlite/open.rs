//! Opening the file, and saying plainly why it cannot be opened.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::dialect;
use crate::error::{DbError, OpenError, Situation};

/// Statements each connection keeps prepared; more than the site has, so that none is prepared twice.
const STATEMENTS_KEPT: usize = 1024;

/// How long the writer lets SQLite itself wait for a lock that is only held for a moment.
const BRIEFLY: Duration = Duration::from_millis(50);

/// Opens the file for the first time: makes it if it is not there, and finds out whether it can be used.
pub(super) fn first(path: &Path, wait_max: Duration) -> Result<Connection, OpenError> {
    usable_folder(path)?;
    try_first(path, wait_max).map_err(|cause| explained(path, cause))
}

fn try_first(path: &Path, wait_max: Duration) -> Result<Connection, DbError> {
    let connection = connection(path, wait_max)?;
    connection.query_row("pragma journal_mode = wal", [], |row| {
        row.get::<_, String>(0)
    })?;
    // Nothing above needs to write once the file exists, and a read-only file should be noticed now.
    connection.execute_batch("begin immediate; pragma user_version = 1; commit")?;
    // From now on the writer waits by itself, without holding a thread; see `Room::begin`.
    connection.busy_timeout(BRIEFLY)?;
    Ok(connection)
}

/// Opens a further connection to a file that [`first`] has found to be in order.
pub(super) fn connection(path: &Path, wait_max: Duration) -> Result<Connection, DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(wait_max)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.execute_batch(dialect::SQLITE_SETTINGS)?;
    // A statement keeps the plan it was prepared with. Otherwise SQLite parses it again whenever another value is bound.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

fn usable_folder(path: &Path) -> Result<(), OpenError> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let refuse = |why: String| {
        Err(OpenError::Folder {
            folder: folder.display().to_string(),
            why,
        })
    };
    match std::fs::metadata(folder) {
        Err(error) => refuse(error.to_string()),
        Ok(found) if !found.is_dir() => refuse("it is a file, not a folder".to_owned()),
        Ok(_) if path.is_dir() => Err(OpenError::NotADatabase {
            place: path.display().to_string(),
            why: "it is a folder".to_owned(),
        }),
        Ok(_) => Ok(()),
    }
}

fn explained(path: &Path, cause: DbError) -> OpenError {
    let place = path.display().to_string();
    match cause.situation() {
        Situation::Busy => OpenError::Locked { place },
        Situation::Full => OpenError::Full { place },
        Situation::ReadOnly => OpenError::ReadOnly { place },
        _ if cause.to_string().contains("unable to open") => OpenError::ReadOnly { place },
        _ if cause.to_string().contains("not a database")
            || cause.to_string().contains("malformed") =>
        {
            OpenError::NotADatabase {
                place,
                why: cause.to_string(),
            }
        }
        _ => OpenError::Other { place, cause },
    }
}
