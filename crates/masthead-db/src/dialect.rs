//! The one room where SQLite and PostgreSQL differ: markers, settings, and what their errors mean.

use std::borrow::Cow;

use rusqlite::ErrorCode;
use rusqlite::ffi;
use rusqlite::types::ValueRef;
use tokio_postgres::error::SqlState;
use uuid::Uuid;

use crate::column::{Kind, Misfit, Value};
use crate::error::{DbError, Situation};

/// The oldest PostgreSQL that Masthead is tested with.
pub(crate) const POSTGRES_NEEDED: u32 = 15;

/// Words in braces that each database reads in its own way: marker, PostgreSQL, SQLite.
///
/// `{skip locked}` ends the sub-select of a claim: on PostgreSQL two claims at once each take another row, on SQLite there
/// is only one writer. `{horizon}` is the first transaction that may still be running, see `events.rs`. `{now}` is the
/// server's own clock and only dates what operators read, such as when a migration was applied.
const MARKERS: &[(&str, &str, &str)] = &[
    ("{skip locked}", "for update skip locked", ""),
    (
        "{horizon}",
        "cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)",
        "9223372036854775807",
    ),
    (
        "{now}",
        "cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)",
        "cast(unixepoch('subsec') * 1000000 as integer)",
    ),
];

/// The statement as SQLite reads it.
pub(crate) fn sqlite_text(sql: &str) -> Cow<'_, str> {
    filled(sql, |(_, _, sqlite)| sqlite)
}

/// The statement as PostgreSQL reads it.
pub(crate) fn postgres_text(sql: &str) -> Cow<'_, str> {
    filled(sql, |(_, postgres, _)| postgres)
}

type Marker = (&'static str, &'static str, &'static str);

fn filled(sql: &str, text_of: fn(&Marker) -> &'static str) -> Cow<'_, str> {
    if !sql.contains('{') {
        return Cow::Borrowed(sql);
    }
    let text = MARKERS.iter().fold(sql.to_owned(), |text, marker| {
        text.replace(marker.0, text_of(marker))
    });
    Cow::Owned(text)
}

/// How every SQLite connection is set up. `synchronous=FULL` makes a commit in the write-ahead log durable. The file is
/// not mapped into memory: it would save a copy per page, and a failing disk would end the process instead of a request.
pub(crate) const SQLITE_SETTINGS: &str = "
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma temp_store = memory;
    pragma cache_size = -4000;
    pragma journal_size_limit = 67108864;
";

/// Begins a PostgreSQL transaction that behaves as if it ran alone.
pub(crate) const POSTGRES_BEGIN_WRITE: &str = "begin isolation level serializable";
/// Begins a PostgreSQL transaction that sees one moment.
pub(crate) const POSTGRES_BEGIN_READ: &str = "begin isolation level repeatable read read only";

/// A value as SQLite stores it, read as the kind that the record expects.
pub(crate) fn sqlite_value(found: ValueRef<'_>, kind: Kind) -> Result<Value<'_>, DbError> {
    Ok(match (found, kind) {
        (ValueRef::Null, _) => Value::Null,
        (ValueRef::Integer(number), Kind::Bool) => Value::Bool(number != 0),
        (ValueRef::Integer(number), _) => Value::Integer(number),
        (ValueRef::Real(number), _) => Value::Float(number),
        (ValueRef::Text(bytes), _) => Value::Text(std::str::from_utf8(bytes).map_err(|_| {
            DbError::misfit("text", &Misfit::new("text in UTF-8", Value::Bytes(bytes)))
        })?),
        (ValueRef::Blob(bytes), Kind::Uuid) => {
            Uuid::from_slice(bytes).map_or(Value::Bytes(bytes), Value::Uuid)
        }
        (ValueRef::Blob(bytes), _) => Value::Bytes(bytes),
    })
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        let situation = match &error {
            rusqlite::Error::SqliteFailure(failure, message) => {
                sqlite_situation(*failure, message.as_deref().unwrap_or_default())
            }
            rusqlite::Error::SqlInputError { .. } => Situation::Other,
            _ => Situation::Other,
        };
        Self::new(situation, error)
    }
}

fn sqlite_situation(failure: ffi::Error, message: &str) -> Situation {
    match (failure.code, failure.extended_code) {
        (_, ffi::SQLITE_CONSTRAINT_UNIQUE) => Situation::NotUnique {
            constraint: constraint_name(message, "key"),
        },
        (_, ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID) => {
            Situation::NotUnique {
                constraint: constraint_name(message, "pkey"),
            }
        }
        (_, ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => Situation::ForeignKey,
        (ErrorCode::ConstraintViolation, _) => Situation::Refused,
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Situation::Busy,
        (ErrorCode::DiskFull, _) => Situation::Full,
        (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => Situation::ReadOnly,
        _ => Situation::Other,
    }
}

/// Names a constraint as PostgreSQL would, from SQLite's `UNIQUE constraint failed: account.name, account.realm`.
fn constraint_name(message: &str, ending: &str) -> String {
    let columns = message.rsplit("failed: ").next().unwrap_or_default();
    let mut parts = columns
        .split(", ")
        .filter_map(|column| column.split_once('.'));
    let Some((table, first)) = parts.next() else {
        return columns.to_owned();
    };
    if ending == "pkey" {
        return format!("{table}_pkey");
    }
    let rest: String = parts.map(|(_, column)| format!("_{column}")).collect();
    format!("{table}_{first}{rest}_{ending}")
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        let situation = match error.as_db_error() {
            Some(refusal) => postgres_situation(refusal),
            None if error.is_closed() || is_io(&error) => Situation::Closed,
            None => Situation::Other,
        };
        Self::new(situation, error)
    }
}

fn postgres_situation(refusal: &tokio_postgres::error::DbError) -> Situation {
    let code = refusal.code();
    let constraint = || refusal.constraint().unwrap_or_default().to_owned();
    match code.code() {
        "40001" | "40P01" => Situation::Collision,
        "23505" => Situation::NotUnique {
            constraint: constraint(),
        },
        "23503" => Situation::ForeignKey,
        "53100" => Situation::Full,
        "53300" | "55P03" | "57014" => Situation::Busy,
        "25006" => Situation::ReadOnly,
        "57P01" | "57P02" | "57P03" | "25P03" => Situation::Closed,
        other if other.starts_with("23") => Situation::Refused,
        other if other.starts_with("08") => Situation::Closed,
        _ if *code == SqlState::INSUFFICIENT_PRIVILEGE => Situation::ReadOnly,
        _ => Situation::Other,
    }
}

fn is_io(error: &tokio_postgres::Error) -> bool {
    std::error::Error::source(error).is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constraint_has_the_same_name_on_both() {
        assert_eq!(
            constraint_name("UNIQUE constraint failed: account.email", "key"),
            "account_email_key"
        );
        assert_eq!(
            constraint_name(
                "UNIQUE constraint failed: vote.post_id, vote.account_id",
                "key"
            ),
            "vote_post_id_account_id_key"
        );
        assert_eq!(
            constraint_name("UNIQUE constraint failed: account.id", "pkey"),
            "account_pkey"
        );
    }

    #[test]
    fn markers_are_read_by_each_database_in_its_own_way() {
        let claim = "select id from job order by run_at limit 1 {skip locked}";
        assert_eq!(
            postgres_text(claim),
            "select id from job order by run_at limit 1 for update skip locked"
        );
        assert_eq!(
            sqlite_text(claim),
            "select id from job order by run_at limit 1 "
        );
        assert!(matches!(sqlite_text("select 1"), Cow::Borrowed(_)));
    }
}
