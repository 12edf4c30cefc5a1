//! What whoever runs the site asks of the database: is it whole, is it up to date, is it empty, give me a copy.

use std::path::Path;

use crate::database::{Db, Store};
use crate::error::{DbError, Situation};
use crate::migrate;

impl Db {
    /// The names of the migrations that this program would still apply. Changes nothing.
    ///
    /// # Errors
    /// [`crate::OpenError`] when the schema is one that this program cannot work with.
    pub async fn pending_migrations(&self) -> Result<Vec<&'static str>, crate::OpenError> {
        match self.store() {
            Store::Sqlite(sqlite) => migrate::sqlite_pending(sqlite),
            Store::Postgres(postgres) => migrate::postgres_pending(postgres).await,
        }
    }

    /// Reads the whole database and says what does not hold; empty when it is whole. SQLite only: PostgreSQL looks
    /// after its own pages. Takes as long as reading the file takes.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn find_damage(&self) -> Result<Vec<String>, DbError> {
        let Store::Sqlite(sqlite) = self.store() else {
            return Ok(Vec::new());
        };
        let connection = sqlite.own_connection()?;
        let mut damage = texts(&connection, "pragma integrity_check")?;
        damage.retain(|line| line != "ok");
        let strays = texts(
            &connection,
            "select \"table\" from pragma_foreign_key_check",
        )?;
        damage.extend(
            strays
                .into_iter()
                .map(|table| format!("a row of “{table}” points at a row that is not there")),
        );
        Ok(damage)
    }

    /// The database's own version, for messages.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn version(&self) -> Result<String, DbError> {
        match self.store() {
            Store::Sqlite(_) => Ok(format!("SQLite {}", rusqlite::version())),
            Store::Postgres(postgres) => {
                let connection = postgres.connection().await?;
                let row = connection.query_one("show server_version", &[]).await?;
                Ok(format!("PostgreSQL {}", row.get::<_, String>(0)))
            }
        }
    }

    /// Whether there is no table in it at all: only then may a backup be restored there.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn is_empty(&self) -> Result<bool, DbError> {
        match self.store() {
            Store::Sqlite(sqlite) => {
                let connection = sqlite.own_connection()?;
                Ok(texts(&connection, "select name from sqlite_schema")?.is_empty())
            }
            Store::Postgres(postgres) => {
                let connection = postgres.connection().await?;
                const TABLES: &str =
                    "select count(*) from information_schema.tables where table_schema = 'public'";
                Ok(connection.query_one(TABLES, &[]).await?.get::<_, i64>(0) == 0)
            }
        }
    }

    /// Writes a copy of one moment of the database into a new file, while the site goes on. SQLite only.
    ///
    /// # Errors
    /// [`Situation::Other`] on PostgreSQL, which has `pg_dump`; otherwise whatever the database says, a full disk
    /// among it.
    pub async fn copy_to(&self, path: &Path) -> Result<(), DbError> {
        let Store::Sqlite(sqlite) = self.store() else {
            return Err(DbError::new(
                Situation::Other,
                "PostgreSQL is copied with pg_dump",
            ));
        };
        let connection = sqlite.own_connection()?;
        let path = path.to_string_lossy();
        connection.execute("vacuum into ?1", [path.as_ref()])?;
        Ok(())
    }
}

fn texts(connection: &rusqlite::Connection, sql: &str) -> Result<Vec<String>, DbError> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
