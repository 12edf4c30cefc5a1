//! Fresh databases for tests, each its own, in milliseconds.
//!
//! The migrations run once into a template that every test's database is copied from. PostgreSQL is the server that
//! `MASTHEAD_TEST_POSTGRES` names; without one its tests fail and say so, because a test that is skipped in silence
//! is worse than none.

use std::ops::Deref;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

use crate::migrate::{self, MIGRATIONS};
use crate::{Address, Db, Options};

/// The variable that names the PostgreSQL server of the tests, as a database that others may be made beside.
pub const POSTGRES_VARIABLE: &str = "MASTHEAD_TEST_POSTGRES";

/// A database of the test's own, gone when it is dropped.
pub struct Fresh {
    db: Db,
    address: Address,
    ground: Ground,
}

enum Ground {
    Folder(#[allow(dead_code)] TempDir),
    Server { url: String, name: String },
}

impl Fresh {
    /// Where it is, for a second program to open it too.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Brings an empty database as far as an earlier program would have: through this migration and no further.
    ///
    /// # Panics
    /// When a migration fails.
    pub async fn migrate_through(&self, number: i64) {
        let known = MIGRATIONS.partition_point(|migration| migration.number <= number);
        self.db
            .apply(&MIGRATIONS[..known])
            .await
            .expect("earlier migrations run");
    }

    /// Lets an SQLite file grow by so many pages of 4 KiB and no further, as a full disk would.
    ///
    /// # Panics
    /// On PostgreSQL, which has no such limit.
    pub async fn limit_growth(&self, pages: i64) {
        self.db
            .limit_growth(pages)
            .await
            .expect("an SQLite file can be limited");
    }

    /// The database; the same as dereferencing.
    pub fn db(&self) -> &Db {
        &self.db
    }
}

impl Deref for Fresh {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

/// One fresh database of each kind, SQLite first.
pub async fn fresh_both() -> [Fresh; 2] {
    [fresh_sqlite().await, fresh_postgres().await]
}

/// A fresh SQLite file with the whole schema, in a folder of its own.
pub async fn fresh_sqlite() -> Fresh {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let path = folder.path().join("masthead.db");
    std::fs::write(&path, sqlite_template().await).expect("the template can be copied");
    let address = Address::Sqlite(path);
    let db = Db::open(&address, &options())
        .await
        .expect("a fresh file opens");
    Fresh {
        db,
        address,
        ground: Ground::Folder(folder),
    }
}

/// An empty SQLite file: no schema, for tests of the migrations themselves.
pub async fn empty_sqlite() -> Fresh {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let address = Address::Sqlite(folder.path().join("masthead.db"));
    let db = Db::open(&address, &options())
        .await
        .expect("a new file opens");
    Fresh {
        db,
        address,
        ground: Ground::Folder(folder),
    }
}

/// The bytes of an empty database with the whole schema, made once per process.
async fn sqlite_template() -> Vec<u8> {
    static TEMPLATE: Mutex<Option<Vec<u8>>> = Mutex::new(None);
    let known = TEMPLATE
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    if let Some(known) = known {
        return known;
    }
    let folder = TempDir::new().expect("a temporary folder can be made");
    let made = migrated_file(&folder.path().join("template.db")).await;
    TEMPLATE
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .replace(made.clone());
    made
}

async fn migrated_file(path: &Path) -> Vec<u8> {
    let db = Db::open(&Address::Sqlite(path.to_owned()), &options())
        .await
        .expect("a new file opens");
    db.migrate().await.expect("the migrations run on SQLite");
    // Closing the last connection folds the write-ahead log into the file.
    drop(db);
    std::fs::read(path).expect("the file that was just written can be read")
}

fn options() -> Options {
    Options {
        connections_max: 8,
        ..Options::default()
    }
}

/// A fresh PostgreSQL database with the whole schema.
///
/// # Panics
/// When no server is named, or it cannot be used: a test must not pass because its database was missing.
pub async fn fresh_postgres() -> Fresh {
    let url = postgres_server();
    let admin = admin(&url).await;
    let template = postgres_template(&admin, &url).await;
    let name = format!("masthead_test_{}", unique());
    run(
        &admin,
        &format!("create database {name} template {template}"),
    )
    .await;
    let address = Address::Postgres(with_database(&url, &name));
    let db = Db::open(&address, &options())
        .await
        .expect("a fresh database opens");
    Fresh {
        db,
        address,
        ground: Ground::Server { url, name },
    }
}

/// An empty PostgreSQL database: no schema, for tests of the migrations themselves.
///
/// # Panics
/// As [`fresh_postgres`].
pub async fn empty_postgres() -> Fresh {
    let url = postgres_server();
    let name = format!("masthead_test_{}", unique());
    run(&admin(&url).await, &format!("create database {name}")).await;
    let address = Address::Postgres(with_database(&url, &name));
    let db = Db::open(&address, &options())
        .await
        .expect("a fresh database opens");
    Fresh {
        db,
        address,
        ground: Ground::Server { url, name },
    }
}

/// The server of the tests.
///
/// # Panics
/// When none is named.
pub fn postgres_server() -> String {
    std::env::var(POSTGRES_VARIABLE).unwrap_or_else(|_| {
        panic!(
            "this test needs PostgreSQL and {POSTGRES_VARIABLE} names no server: run `make test`, which starts one, \
             or set it to something like postgres://postgres@127.0.0.1:5432/postgres"
        )
    })
}

#[allow(clippy::disallowed_methods)] // A name that no other test has; nothing depends on it.
fn unique() -> String {
    Uuid::now_v7().simple().to_string()
}

/// The address of another database on the same server.
fn with_database(url: &str, name: &str) -> String {
    let (rest, options) = url
        .split_once('?')
        .map_or((url, String::new()), |(rest, options)| {
            (rest, format!("?{options}"))
        });
    let after_scheme = rest.find("://").map_or(0, |at| at + 3);
    let server = rest[after_scheme..]
        .find('/')
        .map_or(rest, |slash| &rest[..after_scheme + slash]);
    format!("{server}/{name}{options}")
}

async fn admin(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls)
        .await
        .unwrap_or_else(|error| {
            panic!("the PostgreSQL that {POSTGRES_VARIABLE} names cannot be used: {error}")
        });
    tokio::spawn(connection);
    client
}

async fn run(admin: &Client, sql: &str) {
    admin
        .batch_execute(sql)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error:?}"));
}

/// The name of the template database, made by whichever test comes first.
async fn postgres_template(admin: &Client, url: &str) -> String {
    let texts: String = MIGRATIONS
        .iter()
        .map(|migration| migration.postgres)
        .collect();
    let name = format!("masthead_template_{}", migrate::checksum(&texts));
    if is_ready(admin, &name).await {
        return name;
    }
    run(admin, "select pg_advisory_lock(5127340911)").await;
    if !is_ready(admin, &name).await {
        run(admin, &format!("drop database if exists {name}")).await;
        run(admin, &format!("create database {name}")).await;
        let address = Address::Postgres(with_database(url, &name));
        let db = Db::open(&address, &options())
            .await
            .expect("the template opens");
        db.migrate()
            .await
            .expect("the migrations run on PostgreSQL");
        drop(db);
        run(
            admin,
            &format!("alter database {name} with is_template true allow_connections false"),
        )
        .await;
    }
    run(admin, "select pg_advisory_unlock(5127340911)").await;
    name
}

async fn is_ready(admin: &Client, name: &str) -> bool {
    let found = admin
        .query_opt(
            "select 1 from pg_database where datname = $1 and datistemplate",
            &[&name],
        )
        .await;
    found.expect("the list of databases can be read").is_some()
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let Ground::Server { url, name } = &self.ground else {
            return;
        };
        let (url, drop_it) = (
            url.clone(),
            format!("drop database if exists {name} with (force)"),
        );
        // The test's own runtime may be stopping already, so another one does this.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime
                .expect("a runtime can be built")
                .block_on(async { run(&admin(&url).await, &drop_it).await });
        });
        drop(dropped.join());
    }
}
