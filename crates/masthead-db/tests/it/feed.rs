//! The feed of events: everything once, in one order, nothing missed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use masthead_db::testing::{Fresh, fresh_both, fresh_postgres};
use masthead_db::{
    Cursor, Db, DbError, FeedRow, Time, append_event, events_after, events_head, take_events,
    transact,
};
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinSet;

use crate::notes;

async fn announce(db: &Db, kind: &str) -> Result<(), DbError> {
    transact!(db.write(), |tx| {
        append_event(tx, kind, None, "{}", Time::EPOCH).await
    })
}

async fn after(db: &Db, cursor: Cursor) -> Vec<FeedRow> {
    transact!(db.read(), |tx| { events_after(tx, cursor, 1000).await })
        .expect("the feed can be read")
}

fn kinds(rows: &[FeedRow]) -> Vec<&str> {
    rows.iter().map(|row| row.kind.as_str()).collect()
}

/// Follows until `wanted` events were seen. Other tests' transactions may hold them up for a moment.
async fn follow(db: &Db, wanted: usize) -> Vec<FeedRow> {
    let mut seen: Vec<FeedRow> = Vec::new();
    let mut wakeups = db.wakeups();
    while seen.len() < wanted {
        let cursor = seen.last().map(FeedRow::cursor).unwrap_or_default();
        let more = after(db, cursor).await;
        if more.is_empty() {
            wakeups.next_within(Duration::from_millis(5)).await;
        }
        seen.extend(more);
    }
    seen
}

#[tokio::test]
async fn events_come_in_the_order_they_were_settled() {
    for db in fresh_both().await {
        for kind in ["a", "b", "c"] {
            announce(&db, kind).await.expect("announced");
        }
        let seen = follow(&db, 3).await;
        assert_eq!(kinds(&seen), ["a", "b", "c"]);
        let head = transact!(db.read(), |tx| { events_head(tx).await }).expect("read");
        assert_eq!(head, seen[2].cursor());
        assert_eq!(kinds(&after(&db, seen[0].cursor()).await), ["b", "c"]);
    }
}

#[tokio::test]
async fn an_event_committed_late_is_not_passed_by() {
    let fresh = fresh_postgres().await;
    let (drawn, is_drawn) = oneshot::channel();
    let (mut drawn, go_on) = (Some(drawn), Arc::new(Notify::new()));
    let (db, may_go_on) = (fresh.db().clone(), Arc::clone(&go_on));
    let slow = tokio::spawn(async move {
        transact!(db.write(), |tx| {
            append_event(tx, "slow", None, "{}", Time::EPOCH).await?;
            if let Some(drawn) = drawn.take() {
                drawn.send(()).expect("somebody listens");
            }
            may_go_on.notified().await;
            Ok::<_, DbError>(())
        })
    });
    is_drawn.await.expect("the number is drawn");
    announce(&fresh, "quick").await.expect("announced");
    assert_eq!(
        kinds(&after(&fresh, Cursor::default()).await),
        Vec::<&str>::new(),
        "what is behind may still come"
    );
    let head = transact!(fresh.read(), |tx| { events_head(tx).await });
    assert_eq!(
        head.expect("read"),
        Cursor::default(),
        "who begins here misses nothing either"
    );
    go_on.notify_one();
    slow.await.expect("no panic").expect("kept");
    assert_eq!(kinds(&follow(&fresh, 2).await), ["slow", "quick"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_follower_misses_nothing_while_many_write() {
    for fresh in fresh_both().await {
        let mut writers = JoinSet::new();
        for writer in 0..8 {
            let db = fresh.db().clone();
            writers.spawn(async move {
                for number in 0..25 {
                    announce(&db, &format!("{writer}.{number}"))
                        .await
                        .expect("announced");
                }
            });
        }
        let seen = follow(&fresh, 200).await;
        assert_eq!(
            seen.iter()
                .map(|row| row.number)
                .collect::<BTreeSet<_>>()
                .len(),
            200
        );
        assert!(seen.is_sorted_by_key(FeedRow::cursor));
        assert_eq!(after(&fresh, seen[199].cursor()).await.len(), 0);
    }
}

/// Takes the next few events for the follower "notes" and writes a note for each; a second time would be an error.
async fn take_some(db: &Db) -> Result<usize, DbError> {
    transact!(db.write(), |tx| {
        let events = take_events(tx, "notes", 3, Time::EPOCH).await?;
        for event in &events {
            notes::write(tx, &event.number.to_string(), &event.kind).await?;
        }
        Ok(events.len())
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_follows_from_an_event_happens_once_on_many_nodes() {
    for fresh in fresh_both().await {
        for number in 0..30 {
            announce(&fresh, &number.to_string())
                .await
                .expect("announced");
        }
        let mut nodes = JoinSet::new();
        for _ in 0..3 {
            let db = fresh.db().clone();
            nodes.spawn(async move {
                while notes::total(&db).await < 30 {
                    take_some(&db).await.expect("no note is written twice");
                }
            });
        }
        while let Some(ended) = nodes.join_next().await {
            ended.expect("no panic");
        }
        assert_eq!(notes::total(&fresh).await, 30);
    }
}

async fn second_node(fresh: &Fresh) -> Db {
    Db::open(fresh.address(), &masthead_db::Options::default())
        .await
        .expect("opens")
}

#[tokio::test]
async fn another_node_hears_of_an_event_at_once() {
    let fresh = fresh_postgres().await;
    let far = second_node(&fresh).await;
    let mut wakeups = far.wakeups();
    // Its wire is up when it rings for the first time.
    wakeups.next().await;
    announce(&fresh, "news").await.expect("announced");
    tokio::time::timeout(Duration::from_secs(10), wakeups.next())
        .await
        .expect("it rang");
}

#[tokio::test]
async fn nobody_is_woken_by_what_was_undone() {
    for fresh in fresh_both().await {
        let mut wakeups = fresh.wakeups();
        let undone: Result<(), DbError> = transact!(fresh.write(), |tx| {
            append_event(tx, "news", None, "{}", Time::EPOCH).await?;
            notes::write(tx, "a", "x").await?;
            notes::write(tx, "a", "x").await
        });
        undone.expect_err("undone");
        if fresh.engine() == masthead_db::Engine::Sqlite {
            let rung = tokio::time::timeout(Duration::ZERO, wakeups.next()).await;
            assert!(rung.is_err());
        }
        assert_eq!(after(&fresh, Cursor::default()).await.len(), 0);
    }
}
