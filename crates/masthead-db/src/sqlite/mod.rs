//! SQLite: one file, one writer that commits in groups, and readers that wait for nobody.
//!
//! Calls run inline on the runtime's threads: a statement takes microseconds, and moving it elsewhere would take longer.

mod open;
#[cfg(feature = "testing")]
mod plan;
mod readers;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::column::Value;
use crate::database::Options;
use crate::dialect;
use crate::error::{DbError, OpenError};
use crate::row::{Cells, Row};
use crate::statement::Statement;

#[cfg(feature = "testing")]
pub(crate) use plan::plan;
pub(crate) use readers::Snapshot;
pub(crate) use writer::Turn;

/// How long a node waits for another that is migrating.
const MIGRATION_WAIT: Duration = Duration::from_secs(60);

/// An open file.
pub(crate) struct Sqlite {
    path: PathBuf,
    writer: Arc<writer::Writer>,
    readers: Arc<readers::Readers>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, options: &Options) -> Result<Self, OpenError> {
        let first = open::first(path, options.wait_max)?;
        let readers = readers::Readers::new(path, options);
        Ok(Self {
            path: path.to_owned(),
            writer: Arc::new(writer::Writer::new(first, options)),
            readers: Arc::new(readers),
        })
    }

    /// A connection of its own, for migrations.
    pub(crate) fn own_connection(&self) -> Result<Connection, DbError> {
        open::connection(&self.path, MIGRATION_WAIT)
    }

    pub(crate) fn commits(&self) -> u64 {
        self.writer.commits()
    }

    pub(crate) async fn turn(&self) -> Result<Turn, DbError> {
        Turn::wait(&self.writer).await
    }

    pub(crate) async fn snapshot(&self) -> Result<Snapshot, DbError> {
        Snapshot::begin(&self.readers).await
    }
}

pub(crate) fn execute(
    open: &Connection,
    statement: &Statement,
    values: &[Value<'_>],
) -> Result<u64, DbError> {
    let mut prepared = prepared(open, statement.sql, values)?;
    if prepared.column_count() == 0 {
        return Ok(prepared.raw_execute()? as u64);
    }
    let mut rows = prepared.raw_query();
    let mut count = 0;
    while rows.next()?.is_some() {
        count += 1;
    }
    Ok(count)
}

pub(crate) fn rows<R: Row>(
    open: &Connection,
    statement: &Statement,
    values: &[Value<'_>],
) -> Result<Vec<R>, DbError> {
    let mut prepared = prepared(open, statement.sql, values)?;
    let mut found = prepared.raw_query();
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(R::read(&mut Cells::sqlite(row))?);
    }
    Ok(rows)
}

/// SQLite takes `$2` for a name, and counts names in the order they appear; so each is bound by its number.
fn prepared<'c>(
    open: &'c Connection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<rusqlite::CachedStatement<'c>, DbError> {
    let mut prepared = open.prepare_cached(&dialect::sqlite_text(sql))?;
    for index in 1..=prepared.parameter_count() {
        let number = prepared
            .parameter_name(index)
            .and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = number
            .and_then(|number| values.get(number.checked_sub(1)?))
            .copied();
        let value = value.ok_or_else(|| {
            DbError::new(crate::Situation::Other, "a placeholder has no parameter")
        })?;
        prepared.raw_bind_parameter(index, value)?;
    }
    Ok(prepared)
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Bool(yes) => ValueRef::Integer(i64::from(*yes)),
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Float(number) => ValueRef::Real(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Uuid(id) => ValueRef::Blob(id.as_bytes()),
        }))
    }
}
