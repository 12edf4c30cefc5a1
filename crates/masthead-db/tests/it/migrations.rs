//! The schema is brought up to date once, by whoever comes first, and never against its history.

use masthead_db::testing::{Fresh, empty_postgres, empty_sqlite, fresh_both};
use masthead_db::{Db, OpenError, Options};
use tokio::task::JoinSet;

use crate::raw;

async fn another(fresh: &Fresh) -> Db {
    Db::open(fresh.address(), &Options::default())
        .await
        .expect("opens")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn four_programs_that_migrate_at_once_apply_each_migration_once() {
    for fresh in [empty_sqlite().await, empty_postgres().await] {
        let mut programs = JoinSet::new();
        for _ in 0..4 {
            let db = another(&fresh).await;
            programs.spawn(async move { db.migrate().await });
        }
        let mut applied = Vec::new();
        while let Some(ended) = programs.join_next().await {
            applied.extend(ended.expect("no panic").expect("migrated").applied);
        }
        applied.sort_unstable();
        assert_eq!(applied.first(), Some(&"0001_kernel"));
        assert!(
            applied.windows(2).all(|pair| pair[0] < pair[1]),
            "{applied:?}"
        );
    }
}

#[tokio::test]
async fn nothing_is_done_when_nothing_is_to_be_done() {
    for fresh in fresh_both().await {
        assert_eq!(
            fresh.migrate().await.expect("migrated").applied,
            Vec::<&str>::new()
        );
    }
}

#[tokio::test]
async fn a_migration_that_was_edited_after_its_release_is_refused_by_name() {
    for fresh in fresh_both().await {
        raw::run(
            &fresh,
            "update schema_migration set checksum = 'other' where number = 1",
        )
        .await;
        let error = fresh.migrate().await.expect_err("refused");
        assert!(
            matches!(&error, OpenError::MigrationChanged { number: 1, .. }),
            "{error}"
        );
        assert!(error.to_string().contains("0001_kernel"), "{error}");
    }
}

/// What a newer program leaves behind: a migration that this one has not heard of.
async fn newer_was_here(fresh: &Fresh, breaks_older: bool) {
    let insert = "insert into schema_migration (number, name, checksum, breaks_older, applied_at)";
    raw::run(
        fresh,
        &format!("{insert} values (9999, '9999_future', 'x', {breaks_older}, 0)"),
    )
    .await;
}

#[tokio::test]
async fn yesterdays_program_runs_on_todays_schema() {
    for fresh in fresh_both().await {
        newer_was_here(&fresh, false).await;
        assert_eq!(
            fresh.migrate().await.expect("runs").applied,
            Vec::<&str>::new()
        );
    }
}

#[tokio::test]
async fn a_migration_that_breaks_older_programs_refuses_them() {
    for fresh in fresh_both().await {
        newer_was_here(&fresh, true).await;
        let error = fresh.migrate().await.expect_err("refused");
        assert!(
            matches!(&error, OpenError::TooNew { number: 9999, .. }),
            "{error}"
        );
        assert!(error.to_string().contains("newer Masthead"), "{error}");
    }
}
