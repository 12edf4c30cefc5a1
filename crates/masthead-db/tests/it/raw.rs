//! Statements past the data layer, for tests that break things on purpose or look behind the face.

use masthead_db::Address;
use masthead_db::testing::Fresh;
use tokio_postgres::{Client, NoTls};

pub(crate) fn sqlite(fresh: &Fresh) -> rusqlite::Connection {
    let Address::Sqlite(path) = fresh.address() else {
        panic!("this is PostgreSQL")
    };
    rusqlite::Connection::open(path).expect("the file opens")
}

pub(crate) async fn postgres(fresh: &Fresh) -> Client {
    let Address::Postgres(url) = fresh.address() else {
        panic!("this is SQLite")
    };
    let (client, connection) = tokio_postgres::connect(url, NoTls)
        .await
        .expect("the server answers");
    tokio::spawn(connection);
    client
}

/// Runs statements that both databases understand.
pub(crate) async fn run(fresh: &Fresh, sql: &str) {
    match fresh.address() {
        Address::Sqlite(_) => sqlite(fresh).execute_batch(sql).expect("runs on SQLite"),
        Address::Postgres(_) => postgres(fresh)
            .await
            .batch_execute(sql)
            .await
            .expect("runs on PostgreSQL"),
    }
}
