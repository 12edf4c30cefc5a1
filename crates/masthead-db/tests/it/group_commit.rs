//! Many blocks share one wait for the disk on SQLite, and each learns the truth about its own work.

use std::time::Duration;

use masthead_db::testing::{Fresh, fresh_sqlite};
use masthead_db::{Address, Db, DbError, Options, Situation, statements, transact};
use tokio::task::{JoinSet, yield_now};

use crate::notes;

statements! {
    fn insert_orphan() = "insert into orphan (parent) values ('nobody')";
}

/// The same database, with groups that do not close because the machine is slow.
async fn patient(fresh: &Fresh) -> Db {
    let options = Options {
        group_wait_max: Duration::from_secs(60),
        ..Options::default()
    };
    Db::open(fresh.address(), &options).await.expect("opens")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_share_few_commits() {
    let fresh = fresh_sqlite().await;
    let patient = patient(&fresh).await;
    let mut writers = JoinSet::new();
    for number in 0..300 {
        let db = patient.clone();
        writers.spawn(async move { notes::keep(&db, &number.to_string(), "x").await });
    }
    while let Some(kept) = writers.join_next().await {
        kept.expect("no panic").expect("kept");
    }
    assert_eq!(notes::total(&fresh).await, 300);
    let commits = patient.group_commits();
    assert!(
        (1..100).contains(&commits),
        "300 writers took {commits} commits"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_failing_block_hurts_nobody_in_its_group() {
    let fresh = fresh_sqlite().await;
    notes::keep(&fresh, "taken", "x").await.expect("kept");
    let mut writers = JoinSet::new();
    for number in 0..200 {
        let db = fresh.db().clone();
        let fails = number % 2 == 1;
        writers.spawn(async move {
            let kept: Result<(), DbError> = transact!(db.write(), |tx| {
                notes::write(tx, &number.to_string(), "x").await?;
                if fails {
                    notes::write(tx, "taken", "x").await
                } else {
                    Ok(())
                }
            });
            (fails, kept)
        });
    }
    while let Some(ended) = writers.join_next().await {
        let (fails, kept) = ended.expect("no panic");
        assert_eq!(kept.is_err(), fails, "{kept:?}");
    }
    assert_eq!(notes::total(&fresh).await, 101);
}

#[tokio::test]
async fn when_a_commit_fails_everybody_in_the_group_is_told() {
    let fresh = fresh_sqlite().await;
    with_orphans(&fresh);
    // On one thread the second block is waiting before the first goes on, so both are in one group.
    let first = patient(&fresh).await;
    let second = first.clone();
    let first = tokio::spawn(async move {
        transact!(first.write(), |tx| {
            insert_orphan(tx).await?;
            tx.on_commit(|| panic!("nothing was committed"));
            for _ in 0..10 {
                yield_now().await;
            }
            Ok::<_, DbError>(())
        })
    });
    let second = tokio::spawn(async move { notes::keep(&second, "innocent", "x").await });
    for task in [first, second] {
        let error = task
            .await
            .expect("no panic")
            .expect_err("the commit failed");
        assert_eq!(*error.situation(), Situation::ForeignKey);
    }
    assert_eq!(notes::seen(&fresh, "innocent").await, None);
    notes::keep(&fresh, "later", "x")
        .await
        .expect("the writer goes on");
}

/// A table whose foreign key is only looked at when the transaction is committed, so that a commit can be made to fail.
fn with_orphans(fresh: &Fresh) {
    let Address::Sqlite(path) = fresh.address() else {
        panic!("only SQLite commits in groups")
    };
    let made = rusqlite::Connection::open(path).expect("opens").execute_batch(
        "create table orphan (parent text not null references setting (key) deferrable initially deferred) strict",
    );
    made.expect("the table can be made");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_waiter_that_gives_up_leaves_nobody_unanswered() {
    let fresh = fresh_sqlite().await;
    for round in 0..300 {
        let (stays, leaves) = (fresh.db().clone(), fresh.db().clone());
        let stays =
            tokio::spawn(async move { notes::keep(&stays, &format!("stays {round}"), "x").await });
        let leaves =
            tokio::spawn(
                async move { notes::keep(&leaves, &format!("leaves {round}"), "x").await },
            );
        for _ in 0..round % 7 {
            yield_now().await;
        }
        leaves.abort();
        let answered = tokio::time::timeout(Duration::from_secs(10), stays).await;
        answered
            .expect("answered")
            .expect("no panic")
            .expect("kept");
    }
}

#[tokio::test]
async fn what_is_acknowledged_can_be_read_at_once_by_another_program() {
    let fresh = fresh_sqlite().await;
    let Address::Sqlite(path) = fresh.address() else {
        panic!("this is SQLite")
    };
    let other = rusqlite::Connection::open(path).expect("opens");
    for number in 0..20 {
        notes::keep(&fresh, &number.to_string(), "x")
            .await
            .expect("kept");
        let seen: i64 = other
            .query_row("select count(*) from setting", [], |row| row.get(0))
            .expect("counted");
        assert_eq!(seen, number + 1);
    }
}
