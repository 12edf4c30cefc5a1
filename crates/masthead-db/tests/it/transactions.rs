//! Blocks behave as if they ran alone: they are kept whole or undone whole.

use masthead_db::testing::fresh_both;
use masthead_db::{Db, DbError, Situation, Time, row, statements, transact};

row! {
    struct SettingRow { value: String }
    struct CountRow { total: i64 }
}

statements! {
    fn insert_setting(key: &str, value: &str, at: Time) =
        "insert into setting (key, value, changed_at) values ($1, $2, $3)";
    fn setting(key: &str) -> Option<SettingRow> = "select value from setting where key = $1";
    fn count_settings() -> One<CountRow> = "select count(*) as total from setting";
}

async fn keep(db: &Db, key: &str, value: &str) -> Result<(), DbError> {
    transact!(db.write(), |tx| {
        insert_setting(tx, key, value, Time::EPOCH).await?;
        Ok(())
    })
}

#[tokio::test]
async fn what_a_block_wrote_is_there_afterwards() {
    for db in fresh_both().await {
        keep(&db, "name", "Anna").await.expect("kept");
        let found = transact!(db.read(), |tx| {
            Ok::<_, DbError>(setting(tx, "name").await?)
        })
        .expect("read");
        assert_eq!(found.expect("there").value, "Anna");
    }
}

#[tokio::test]
async fn a_block_that_fails_leaves_nothing_behind() {
    for db in fresh_both().await {
        let refused: Result<(), DbError> = transact!(db.write(), |tx| {
            insert_setting(tx, "name", "Anna", Time::EPOCH).await?;
            insert_setting(tx, "name", "Berta", Time::EPOCH).await?;
            Ok(())
        });
        let constraint = "setting_pkey".to_owned();
        assert_eq!(
            *refused.expect_err("twice").situation(),
            Situation::NotUnique { constraint }
        );
        let count = transact!(db.read(), |tx| {
            Ok::<_, DbError>(count_settings(tx).await?.total)
        });
        assert_eq!(count.expect("counted"), 0);
    }
}

#[tokio::test]
async fn a_block_can_be_spawned_with_what_it_borrowed() {
    for fresh in fresh_both().await {
        let db = fresh.db().clone();
        let spawned = tokio::spawn(async move {
            let (key, value) = (String::from("k"), String::from("v"));
            keep(&db, &key, &value).await
        });
        spawned.await.expect("no panic").expect("kept");
    }
}
