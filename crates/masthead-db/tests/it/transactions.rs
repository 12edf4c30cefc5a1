//! Blocks are kept whole or undone whole, whatever becomes of whoever runs them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use masthead_db::testing::fresh_both;
use masthead_db::{Db, DbError, Situation, transact};
use tokio::sync::oneshot;

use crate::notes;

#[tokio::test]
async fn what_a_block_wrote_is_there_afterwards() {
    for db in fresh_both().await {
        notes::keep(&db, "name", "Anna").await.expect("kept");
        assert_eq!(notes::seen(&db, "name").await.as_deref(), Some("Anna"));
    }
}

#[tokio::test]
async fn a_block_that_fails_leaves_nothing_behind() {
    for db in fresh_both().await {
        let refused: Result<(), DbError> = transact!(db.write(), |tx| {
            notes::write(tx, "name", "Anna").await?;
            notes::write(tx, "name", "Berta").await?;
            Ok(())
        });
        let error = refused.expect_err("the same key twice");
        assert_eq!(
            *error.situation(),
            Situation::NotUnique {
                constraint: "setting_pkey".to_owned()
            }
        );
        assert!(error.is_not_unique("setting_pkey"));
        assert_eq!(notes::total(&db).await, 0);
    }
}

#[tokio::test]
async fn a_block_that_goes_on_after_a_failed_statement_is_not_kept() {
    for db in fresh_both().await {
        notes::keep(&db, "name", "Anna").await.expect("kept");
        let kept: Result<(), DbError> = transact!(db.write(), |tx| {
            let twice = notes::write(tx, "name", "Berta").await;
            assert!(twice.is_err());
            let further = notes::write(tx, "other", "Carla").await;
            assert!(further.expect_err("refused").is_not_unique("setting_pkey"));
            Ok(())
        });
        assert!(kept.expect_err("not kept").is_not_unique("setting_pkey"));
        assert_eq!(notes::total(&db).await, 1);
    }
}

#[tokio::test]
async fn a_reading_block_cannot_write() {
    for db in fresh_both().await {
        let written: Result<(), DbError> =
            transact!(db.read(), |tx| { notes::write(tx, "name", "Anna").await });
        assert_eq!(
            *written.expect_err("refused").situation(),
            Situation::ReadOnly
        );
    }
}

#[tokio::test]
async fn a_block_can_be_spawned_with_what_it_borrowed() {
    for fresh in fresh_both().await {
        let db = fresh.db().clone();
        let spawned = tokio::spawn(async move {
            let (key, value) = (String::from("k"), String::from("v"));
            notes::keep(&db, &key, &value).await
        });
        spawned.await.expect("no panic").expect("kept");
    }
}

#[tokio::test]
async fn a_panic_undoes_its_block_and_stops_nobody() {
    for fresh in fresh_both().await {
        let db = fresh.db().clone();
        let fell = tokio::spawn(async move {
            transact!(db.write(), |tx| {
                notes::write(tx, "half", "done").await?;
                if notes::count(tx).await? == 1 {
                    panic!("on purpose");
                }
                Ok::<_, DbError>(())
            })
        });
        assert!(fell.await.is_err());
        notes::keep(&fresh, "whole", "done")
            .await
            .expect("the next one is let in");
        assert_eq!(notes::total(&fresh).await, 1);
    }
}

#[tokio::test]
async fn a_cancelled_block_is_undone_and_stops_nobody() {
    for fresh in fresh_both().await {
        let db = fresh.db().clone();
        let (written, is_written) = oneshot::channel();
        let mut written = Some(written);
        let hangs = tokio::spawn(async move {
            transact!(db.write(), |tx| {
                notes::write(tx, "half", "done").await?;
                if let Some(written) = written.take() {
                    written.send(()).expect("somebody listens");
                }
                std::future::pending::<Result<(), DbError>>().await
            })
        });
        is_written.await.expect("the block got that far");
        hangs.abort();
        notes::keep(&fresh, "whole", "done")
            .await
            .expect("the next one is let in");
        assert_eq!(notes::total(&fresh).await, 1);
    }
}

#[tokio::test]
async fn more_cancelled_blocks_than_connections_leave_the_pool_whole() {
    for fresh in fresh_both().await {
        for round in 0..40 {
            let key = format!("round {round}");
            let block = async {
                transact!(fresh.write(), |tx| {
                    notes::write(tx, &key, "half").await?;
                    std::future::pending::<Result<(), DbError>>().await
                })
            };
            let cut_off = tokio::time::timeout(Duration::from_millis(1), block).await;
            assert!(cut_off.is_err());
        }
        notes::keep(&fresh, "whole", "done")
            .await
            .expect("a connection is free");
        assert_eq!(notes::total(&fresh).await, 1);
    }
}

#[tokio::test]
async fn what_follows_a_commit_follows_only_a_commit() {
    for fresh in fresh_both().await {
        let done = Arc::new(AtomicUsize::new(0));
        let attempt = async |db: &Db, key: &str, fails: bool| {
            transact!(db.write(), |tx| {
                let done = Arc::clone(&done);
                tx.on_commit(move || {
                    done.fetch_add(1, Ordering::SeqCst);
                });
                notes::write(tx, key, "x").await?;
                if fails {
                    notes::write(tx, key, "x").await
                } else {
                    Ok(())
                }
            })
        };
        attempt(&fresh, "a", true).await.expect_err("undone");
        assert_eq!(done.load(Ordering::SeqCst), 0);
        attempt(&fresh, "a", false).await.expect("kept");
        assert_eq!(done.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn a_hook_that_panics_hurts_neither_its_block_nor_the_next() {
    for fresh in fresh_both().await {
        let kept = transact!(fresh.write(), |tx| {
            tx.on_commit(|| panic!("on purpose"));
            notes::write(tx, "a", "x").await
        });
        kept.expect("it was committed before the hook ran");
        notes::keep(&fresh, "b", "x")
            .await
            .expect("the next one is let in");
    }
}

#[tokio::test]
async fn a_writing_block_inside_another_is_told_so_and_does_not_wait_for_itself() {
    let fresh = masthead_db::testing::fresh_sqlite().await;
    let options = masthead_db::Options {
        wait_max: Duration::from_millis(50),
        ..masthead_db::Options::default()
    };
    let db = Db::open(fresh.address(), &options).await.expect("opens");
    let nested: Result<(), DbError> = transact!(db.write(), |tx| {
        notes::write(tx, "outer", "x").await?;
        notes::keep(&db, "inner", "x").await
    });
    assert_eq!(*nested.expect_err("refused").situation(), Situation::Busy);
    notes::keep(&db, "later", "x")
        .await
        .expect("the writer goes on");
    assert_eq!(notes::total(&db).await, 1);
}

/// Makes every commit that wrote a note wait for a lock.
const WAITING_COMMITS: &str = "
    create function wait_in_line() returns trigger language plpgsql as
        $$ begin perform pg_advisory_xact_lock(7); return null; end $$;
    create constraint trigger waits after insert on setting deferrable initially deferred
        for each row execute function wait_in_line()";

#[tokio::test]
async fn what_follows_a_commit_follows_even_if_nobody_waits_for_it_any_more() {
    let fresh = masthead_db::testing::fresh_postgres().await;
    crate::raw::run(&fresh, WAITING_COMMITS).await;
    let gate = crate::raw::postgres(&fresh).await;
    let ask = async |sql: &str| gate.query(sql, &[]).await.expect("it can be asked").len();
    ask("select pg_advisory_lock(7)").await;

    let (told, is_told) = oneshot::channel();
    let (db, mut told) = (fresh.db().clone(), Some(told));
    let block = tokio::spawn(async move {
        transact!(db.write(), |tx| {
            notes::write(tx, "a", "x").await?;
            if let Some(told) = told.take() {
                tx.on_commit(move || told.send(()).expect("somebody listens"));
            }
            Ok::<_, DbError>(())
        })
    });
    let commit_waits = "select 1 from pg_locks join pg_database on pg_database.oid = database
        where locktype = 'advisory' and not granted and datname = current_database()";
    while ask(commit_waits).await == 0 {
        tokio::task::yield_now().await;
    }
    block.abort();
    assert!(block.await.is_err());
    ask("select pg_advisory_unlock(7)").await;
    is_told.await.expect("the hook ran");
    assert_eq!(notes::total(&fresh).await, 1);
}
