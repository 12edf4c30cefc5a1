//! Blocks behave as if they ran alone: readers see one moment, and two writers cannot miss each other.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use masthead_db::testing::{fresh_both, fresh_postgres};
use masthead_db::{Db, DbError, Situation, transact};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::notes;

#[tokio::test]
async fn a_reader_sees_one_moment_while_others_write() {
    for db in fresh_both().await {
        notes::keep(&db, "first", "x").await.expect("kept");
        let seen = transact!(db.read(), |tx| {
            let before = notes::count(tx).await?;
            notes::keep(&db, "second", "x").await?;
            Ok::<_, DbError>((before, notes::count(tx).await?))
        });
        assert_eq!(seen.expect("read"), (1, 1));
        assert_eq!(notes::total(&db).await, 2);
    }
}

#[tokio::test]
async fn a_reader_does_not_wait_for_a_writer() {
    for db in fresh_both().await {
        let seen = transact!(db.write(), |tx| {
            notes::write(tx, "half", "done").await?;
            Ok::<_, DbError>(notes::total(&db).await)
        });
        assert_eq!(seen.expect("written"), 0);
    }
}

/// Writes a note if there is none: two of these that ran alone would never leave two.
async fn write_if_empty(db: &Db, key: &str) -> Result<(), DbError> {
    transact!(db.write(), |tx| {
        if notes::count(tx).await? == 0 {
            tokio::task::yield_now().await;
            notes::write(tx, key, "x").await?;
        }
        Ok(())
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_decide_on_what_they_read_cannot_miss_each_other() {
    for fresh in fresh_both().await {
        let mut writers = JoinSet::new();
        for number in 0..8 {
            let db = fresh.db().clone();
            writers.spawn(async move { write_if_empty(&db, &number.to_string()).await });
        }
        while let Some(ended) = writers.join_next().await {
            ended
                .expect("no panic")
                .expect("it is tried until it works");
        }
        assert_eq!(notes::total(&fresh).await, 1);
    }
}

#[tokio::test]
async fn a_collision_on_postgres_runs_the_block_again() {
    let fresh = fresh_postgres().await;
    let both_have_read = Arc::new(Barrier::new(2));
    let tries = Arc::new(AtomicUsize::new(0));
    let mut writers = JoinSet::new();
    for key in ["left", "right"] {
        let (db, both_have_read, tries) = (
            fresh.db().clone(),
            Arc::clone(&both_have_read),
            Arc::clone(&tries),
        );
        writers.spawn(async move {
            transact!(db.write(), |tx| {
                let seen = notes::count(tx).await?;
                if tries.fetch_add(1, Ordering::SeqCst) < 2 {
                    both_have_read.wait().await;
                }
                if seen == 0 {
                    notes::write(tx, key, "x").await?;
                }
                Ok::<_, DbError>(())
            })
        });
    }
    while let Some(ended) = writers.join_next().await {
        ended.expect("no panic").expect("the second try works");
    }
    assert_eq!(tries.load(Ordering::SeqCst), 3);
    assert_eq!(notes::total(&fresh).await, 1);
}

#[derive(Debug)]
struct Hidden;

impl From<DbError> for Hidden {
    fn from(_: DbError) -> Self {
        Self
    }
}

#[tokio::test]
async fn a_collision_is_noticed_even_when_the_block_hides_its_error() {
    let fresh = fresh_postgres().await;
    notes::keep(&fresh, "counter", "0").await.expect("kept");
    let other = fresh.db().clone();
    let mut is_first = true;
    let done: Result<(), Hidden> = transact!(fresh.write(), |tx| {
        notes::read(tx, "counter").await?;
        if std::mem::take(&mut is_first) {
            transact!(other.write(), |tx| {
                notes::change(tx, "counter", "1").await
            })?;
        }
        notes::change(tx, "counter", "2")
            .await
            .map_err(|_| Hidden)?;
        Ok(())
    });
    done.expect("it ran again");
    assert_eq!(notes::seen(&fresh, "counter").await.as_deref(), Some("2"));
}

#[tokio::test]
async fn a_crowd_at_one_row_gets_through_one_by_one() {
    const CROWD: usize = 120;
    let fresh = fresh_postgres().await;
    notes::keep(&fresh, "counter", "0").await.expect("kept");
    let mut crowd = JoinSet::new();
    for _ in 0..CROWD {
        let db = fresh.db().clone();
        crowd.spawn(async move {
            transact!(db.write(), |tx| {
                let seen = notes::read(tx, "counter").await?.unwrap_or_default();
                tokio::time::sleep(Duration::from_millis(8)).await;
                let next = seen.parse::<usize>().unwrap_or_default() + 1;
                notes::change(tx, "counter", &next.to_string()).await
            })
        });
    }
    while let Some(ended) = crowd.join_next().await {
        ended.expect("no panic").expect("everybody gets through");
    }
    assert_eq!(
        notes::seen(&fresh, "counter").await,
        Some(CROWD.to_string())
    );
}

#[tokio::test]
async fn a_block_that_collides_for_ever_ends_with_an_error() {
    let fresh = fresh_postgres().await;
    notes::keep(&fresh, "counter", "0").await.expect("kept");
    let tries = AtomicUsize::new(0);
    let done: Result<(), DbError> = transact!(fresh.write(), |tx| {
        notes::read(tx, "counter").await?;
        let value = tries.fetch_add(1, Ordering::SeqCst).to_string();
        transact!(fresh.write(), |tx| {
            notes::change(tx, "counter", &value).await
        })?;
        notes::change(tx, "counter", "mine").await.map(drop)
    });
    assert_eq!(
        *done.expect_err("given up").situation(),
        Situation::Collision
    );
    assert!((5..50).contains(&tries.load(Ordering::SeqCst)));
}

#[tokio::test]
async fn a_key_taken_meanwhile_runs_the_block_again_and_lets_it_decide() {
    let fresh = fresh_postgres().await;
    let mut is_first = true;
    let found = transact!(fresh.write(), |tx| {
        let any = notes::count(tx).await?;
        if std::mem::take(&mut is_first) {
            notes::keep(&fresh, "name", "Anna").await?;
        }
        if any == 0 {
            notes::write(tx, "name", "Berta").await?;
        }
        Ok::<_, DbError>(any)
    });
    assert_eq!(found.expect("the second try sees the row"), 1);
    assert_eq!(notes::seen(&fresh, "name").await.as_deref(), Some("Anna"));
}
