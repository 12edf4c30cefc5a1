//! A table to try things on: the settings, used as a pad of notes.

use masthead_db::{Db, DbError, Time, Tx, row, statements, transact};

row! {
    pub(crate) struct NoteRow { pub value: String }
    struct CountRow { total: i64 }
}

statements! {
    fn insert(key: &str, value: &str, at: Time) =
        "insert into setting (key, value, changed_at) values ($1, $2, $3)";
    fn update(key: &str, value: &str) = "update setting set value = $2 where key = $1";
    fn find(key: &str) -> Option<NoteRow> = "select value from setting where key = $1";
    fn count_all() -> One<CountRow> = "select count(*) as total from setting";
}

pub(crate) async fn write(tx: &mut Tx, key: &str, value: &str) -> Result<(), DbError> {
    insert(tx, key, value, Time::EPOCH).await.map(drop)
}

pub(crate) async fn change(tx: &mut Tx, key: &str, value: &str) -> Result<u64, DbError> {
    update(tx, key, value).await
}

pub(crate) async fn read(tx: &mut Tx, key: &str) -> Result<Option<String>, DbError> {
    Ok(find(tx, key).await?.map(|row| row.value))
}

pub(crate) async fn count(tx: &mut Tx) -> Result<i64, DbError> {
    Ok(count_all(tx).await?.total)
}

/// Writes one note in a transaction of its own.
pub(crate) async fn keep(db: &Db, key: &str, value: &str) -> Result<(), DbError> {
    transact!(db.write(), |tx| { write(tx, key, value).await })
}

/// The note of this key, seen by a reader of its own.
pub(crate) async fn seen(db: &Db, key: &str) -> Option<String> {
    transact!(db.read(), |tx| { read(tx, key).await }).expect("notes can be read")
}

/// How many notes there are.
pub(crate) async fn total(db: &Db) -> i64 {
    transact!(db.read(), |tx| { count(tx).await }).expect("notes can be counted")
}
