//! The schema: numbered pairs of migrations, applied once, in order, by whichever node comes first.
//!
//! Each migration is one transaction. Its text is remembered as a checksum, because a released migration is never edited.
//! An older program runs on a newer schema (first widen, later narrow) unless a migration says `-- breaks older programs`
//! in its first line; only then is it refused.

use rusqlite::Connection;

use crate::dialect;
use crate::error::{DbError, OpenError, Situation};
use crate::postgres::Postgres;
use crate::sqlite::Sqlite;

/// One migration, as a pair of texts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    pub(crate) number: i64,
    pub(crate) name: &'static str,
    pub(crate) postgres: &'static str,
    pub(crate) sqlite: &'static str,
}

macro_rules! migrations {
    ($($number:literal $name:literal),+ $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            postgres: include_str!(concat!("../migrations/", $name, ".postgres.sql")),
            sqlite: include_str!(concat!("../migrations/", $name, ".sqlite.sql")),
        }),+]
    };
}

/// Every migration, oldest first. A new one is a line here and a pair of files.
pub(crate) const MIGRATIONS: &[Migration] = migrations![
    1 "0001_kernel",
    2 "0002_accounts",
    3 "0003_articles",
    4 "0004_posts",
    5 "0005_office",
    6 "0006_imports",
    7 "0007_redress",
    8 "0008_translation",
    9 "0009_answers",
];

/// What bringing the schema up to date did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// The names of the migrations that were applied now; none when the schema was up to date.
    pub applied: Vec<&'static str>,
}

const TABLE: &str = "create table if not exists schema_migration (
    number bigint not null primary key,
    name text not null,
    checksum text not null,
    breaks_older boolean not null,
    applied_at bigint not null
)";
const LIST: &str =
    "select number, name, checksum, breaks_older from schema_migration order by number";
const NOTE: &str = "insert into schema_migration (number, name, checksum, breaks_older, applied_at)
     values ($1, $2, $3, $4, {now})";

/// A migration that the database says was applied.
struct Applied {
    number: i64,
    name: String,
    checksum: String,
    breaks_older: bool,
}

/// What of `known` is still to be done, or why it cannot be.
fn still_to_do<'m>(
    known: &'m [Migration],
    applied: &[Applied],
    text_of: fn(&Migration) -> &'static str,
) -> Result<Vec<&'m Migration>, OpenError> {
    for done in applied {
        match known
            .iter()
            .find(|migration| migration.number == done.number)
        {
            Some(migration) if checksum(text_of(migration)) != done.checksum => {
                return Err(OpenError::MigrationChanged {
                    number: done.number,
                    name: done.name.clone(),
                });
            }
            None if done.breaks_older => {
                return Err(OpenError::TooNew {
                    number: done.number,
                    name: done.name.clone(),
                });
            }
            _ => {}
        }
    }
    Ok(known
        .iter()
        .filter(|migration| applied.iter().all(|done| done.number != migration.number))
        .collect())
}

/// Sixty-four bits of FNV-1a over the text: enough to notice an edit, and nobody is kept from forging one.
pub(crate) fn checksum(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

fn breaks_older(text: &str) -> bool {
    text.lines()
        .next()
        .is_some_and(|line| line.contains("breaks older programs"))
}

fn failed(migration: &Migration) -> impl FnOnce(DbError) -> OpenError {
    let (number, name) = (migration.number, migration.name.to_owned());
    move |cause| match cause.situation() {
        Situation::Full => OpenError::Full {
            place: format!("(while applying migration {number})"),
        },
        _ => OpenError::MigrationFailed {
            number,
            name,
            cause,
        },
    }
}

/// Applies what of `known` is still to be done.
pub(crate) fn sqlite(sqlite: &Sqlite, known: &'static [Migration]) -> Result<Migrated, OpenError> {
    let other = |cause| OpenError::Other {
        place: "file".to_owned(),
        cause,
    };
    let connection = sqlite.own_connection().map_err(other)?;
    let mut applied = Vec::new();
    // Whoever holds the write lock looks at the list, so two programs never apply the same migration.
    while let Some(migration) = sqlite_step(&connection, known)? {
        applied.push(migration.name);
    }
    Ok(Migrated { applied })
}

fn sqlite_step(
    connection: &Connection,
    known: &'static [Migration],
) -> Result<Option<&'static Migration>, OpenError> {
    let other = |cause: rusqlite::Error| OpenError::Other {
        place: "file".to_owned(),
        cause: cause.into(),
    };
    let step =
        rusqlite::Transaction::new_unchecked(connection, rusqlite::TransactionBehavior::Immediate)
            .map_err(other)?;
    step.execute_batch(
        &TABLE
            .replace("bigint", "integer")
            .replace("boolean", "integer"),
    )
    .map_err(other)?;
    let applied = sqlite_applied(&step).map_err(other)?;
    let to_do = still_to_do(known, &applied, |migration| migration.sqlite)?;
    let Some(migration) = to_do.first().copied() else {
        step.commit().map_err(other)?;
        return Ok(None);
    };
    let note = (
        migration.number,
        migration.name,
        checksum(migration.sqlite),
        breaks_older(migration.sqlite),
    );
    step.execute_batch(migration.sqlite)
        .and_then(|()| step.execute(&dialect::sqlite_text(NOTE), note))
        .and_then(|_| step.commit())
        .map_err(|error| failed(migration)(error.into()))?;
    tracing::info!(migration = migration.name, "applied");
    Ok(Some(migration))
}

fn sqlite_applied(step: &Connection) -> rusqlite::Result<Vec<Applied>> {
    step.prepare(LIST)?
        .query_map([], |row| {
            Ok(Applied {
                number: row.get(0)?,
                name: row.get(1)?,
                checksum: row.get(2)?,
                breaks_older: row.get(3)?,
            })
        })?
        .collect()
}

/// What [`sqlite`] would apply, without doing it.
pub(crate) fn sqlite_pending(sqlite: &Sqlite) -> Result<Vec<&'static str>, OpenError> {
    let other = |cause| OpenError::Other {
        place: "file".to_owned(),
        cause,
    };
    let connection = sqlite.own_connection().map_err(other)?;
    const IS_THERE: &str = "select count(*) from sqlite_schema where name = 'schema_migration'";
    let is_there: i64 = connection
        .query_row(IS_THERE, [], |row| row.get(0))
        .map_err(|error| other(error.into()))?;
    let applied = match is_there {
        0 => Vec::new(),
        _ => sqlite_applied(&connection).map_err(|error| other(error.into()))?,
    };
    let to_do = still_to_do(MIGRATIONS, &applied, |migration| migration.sqlite)?;
    Ok(to_do.into_iter().map(|migration| migration.name).collect())
}

/// What [`postgres`] would apply, without doing it.
pub(crate) async fn postgres_pending(postgres: &Postgres) -> Result<Vec<&'static str>, OpenError> {
    let other = |cause| OpenError::Other {
        place: "server".to_owned(),
        cause,
    };
    let connection = postgres.connection().await.map_err(other)?;
    const IS_THERE: &str = "select to_regclass('schema_migration') is not null";
    let failed = |error: tokio_postgres::Error| other(error.into());
    let is_there: bool = connection
        .query_one(IS_THERE, &[])
        .await
        .map_err(failed)?
        .get(0);
    let applied = if is_there {
        postgres_rows(&connection.query(LIST, &[]).await.map_err(failed)?)
    } else {
        Vec::new()
    };
    let to_do = still_to_do(MIGRATIONS, &applied, |migration| migration.postgres)?;
    Ok(to_do.into_iter().map(|migration| migration.name).collect())
}

fn postgres_rows(rows: &[tokio_postgres::Row]) -> Vec<Applied> {
    rows.iter()
        .map(|row| Applied {
            number: row.get(0),
            name: row.get(1),
            checksum: row.get(2),
            breaks_older: row.get(3),
        })
        .collect()
}

/// Any number will do, as long as every Masthead uses the same.
const POSTGRES_LOCK: &str = "select pg_advisory_xact_lock(7235094518861934)";

/// Applies what of `known` is still to be done.
pub(crate) async fn postgres(
    postgres: &Postgres,
    known: &'static [Migration],
) -> Result<Migrated, OpenError> {
    let other = |cause| OpenError::Other {
        place: "server".to_owned(),
        cause,
    };
    let mut connection = postgres.connection().await.map_err(other)?;
    let mut applied = Vec::new();
    while let Some(migration) = postgres_step(&mut connection, known).await? {
        applied.push(migration.name);
    }
    Ok(Migrated { applied })
}

async fn postgres_step(
    connection: &mut deadpool_postgres::Object,
    known: &'static [Migration],
) -> Result<Option<&'static Migration>, OpenError> {
    let other = |cause: tokio_postgres::Error| OpenError::Other {
        place: "server".to_owned(),
        cause: cause.into(),
    };
    let step = connection.transaction().await.map_err(other)?;
    step.batch_execute("set local lock_timeout = 0")
        .await
        .map_err(other)?;
    step.batch_execute(POSTGRES_LOCK).await.map_err(other)?;
    step.batch_execute(TABLE).await.map_err(other)?;
    let rows = step.query(LIST, &[]).await.map_err(other)?;
    let applied = postgres_rows(&rows);
    let to_do = still_to_do(known, &applied, |migration| migration.postgres)?;
    let Some(migration) = to_do.first().copied() else {
        step.commit().await.map_err(other)?;
        return Ok(None);
    };
    let fails = |error: tokio_postgres::Error| failed(migration)(error.into());
    step.batch_execute(migration.postgres)
        .await
        .map_err(fails)?;
    let sum = checksum(migration.postgres);
    let breaks = breaks_older(migration.postgres);
    step.execute(
        &*dialect::postgres_text(NOTE),
        &[&migration.number, &migration.name, &sum, &breaks],
    )
    .await
    .map_err(fails)?;
    step.commit().await.map_err(fails)?;
    tracing::info!(migration = migration.name, "applied");
    Ok(Some(migration))
}
