//! Jobs run once they are due, are tried again, and are given up with a reason.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use masthead_db::testing::fresh_both;
use masthead_db::{DbError, transact};
use masthead_jobs::{
    Clock, Handler, JobState, NewJob, Outcome, Recurring, counts, enqueue, forget_finished,
    retry_now,
};
use serde_json::json;

use crate::stage::{Hand, counting, listed, put, runner};

#[tokio::test]
async fn a_job_runs_when_it_is_due_and_not_before() {
    for db in fresh_both().await {
        let hand = Hand::default();
        let (handler, count) = counting("greet");
        let runner = runner(&db, "one", &hand, vec![handler]);
        let later = hand.now().after(Duration::from_secs(60));
        put(
            &db,
            NewJob::new("greet", json!({}), hand.now()).not_before(later),
        )
        .await;
        assert_eq!(runner.run_due().await.expect("asked"), 0);
        hand.turn(Duration::from_secs(60));
        assert_eq!(runner.run_due().await.expect("asked"), 1);
        assert_eq!(runner.run_due().await.expect("asked"), 0);
        assert_eq!(count.load(Ordering::SeqCst), 1);
        assert_eq!(listed(&db, JobState::Done).await.len(), 1);
    }
}

#[tokio::test]
async fn a_failing_job_is_tried_later_and_given_up_with_its_reason() {
    for db in fresh_both().await {
        let hand = Hand::default();
        let times = Arc::new(Mutex::new(Vec::new()));
        let (seen, clock) = (Arc::clone(&times), hand.clone());
        let handler = Handler::new("mail", move |work| {
            seen.lock()
                .expect("whole")
                .push((work.attempt, clock.now().as_secs()));
            std::future::ready(Outcome::Retry("no answer from the server".to_owned()))
        });
        let runner = runner(&db, "one", &hand, vec![handler]);
        let job = NewJob {
            attempts_max: 3,
            ..NewJob::new("mail", json!({"to": "anna"}), hand.now())
        };
        put(&db, job).await;
        for _ in 0..100 {
            runner.run_due().await.expect("asked");
            hand.turn(Duration::from_secs(1));
        }
        assert_eq!(*times.lock().expect("whole"), [(1, 0), (2, 10), (3, 50)]);
        let given_up = listed(&db, JobState::GivenUp).await;
        assert_eq!(
            given_up[0].reason.as_deref(),
            Some("no answer from the server")
        );

        let retried = transact!(db.write(), |tx| {
            retry_now(tx, given_up[0].number, hand.now()).await
        });
        assert!(retried.expect("asked"));
        assert_eq!(
            runner.run_due().await.expect("asked"),
            1,
            "whoever looks into it may have it tried again"
        );
    }
}

#[tokio::test]
async fn a_panic_is_a_failure_like_any_other() {
    for db in fresh_both().await {
        let hand = Hand::default();
        let handler = Handler::new("fall", |_| async { panic!("the picture is upside down") });
        put(&db, NewJob::new("fall", json!({}), hand.now())).await;
        runner(&db, "one", &hand, vec![handler])
            .run_due()
            .await
            .expect("asked");
        let waiting = listed(&db, JobState::Waiting).await;
        assert_eq!(
            waiting[0].reason.as_deref(),
            Some("panicked: the picture is upside down")
        );
    }
}

#[tokio::test]
async fn a_job_whose_transaction_is_undone_was_never_there() {
    for db in fresh_both().await {
        let undone: Result<(), DbError> = transact!(db.write(), |tx| {
            enqueue(tx, &NewJob::new("greet", json!({}), Hand::default().now())).await?;
            keep_a_setting_that_cannot_be(tx).await.map(drop)
        });
        undone.expect_err("undone");
        assert_eq!(listed(&db, JobState::Waiting).await.len(), 0);
    }
}

masthead_db::statements! {
    fn keep_a_setting_that_cannot_be() = "insert into setting (key, value, changed_at) select null, 'x', 0";
}

#[tokio::test]
async fn hopeless_work_is_given_up_at_once() {
    for db in fresh_both().await {
        let hand = Hand::default();
        let hopeless = Handler::new("mail", |_| async {
            Outcome::GiveUp("no such address".to_owned())
        });
        put(&db, NewJob::new("mail", json!({}), hand.now())).await;
        assert_eq!(
            runner(&db, "one", &hand, vec![hopeless])
                .run_due()
                .await
                .expect("asked"),
            1
        );
        let given_up = listed(&db, JobState::GivenUp).await;
        assert_eq!(given_up[0].reason.as_deref(), Some("no such address"));
        assert_eq!(given_up[0].attempts, 1);
    }
}

#[tokio::test]
async fn a_key_keeps_a_second_one_from_waiting_but_not_from_following_one_that_runs() {
    for fresh in fresh_both().await {
        let hand = Hand::default();
        let job = NewJob::new("render", json!({}), hand.now()).once("page 7");
        assert!(put(&fresh, job.clone()).await);
        assert!(!put(&fresh, job.clone()).await, "one is waiting already");
        // While it runs, the page changes again: what is enqueued then must not be lost.
        let (db, again) = (fresh.db().clone(), job.clone());
        let handler = Handler::new("render", move |work| {
            let (db, again) = (db.clone(), again.clone());
            async move {
                if work.number.0 == 1 {
                    assert!(put(&db, again).await);
                }
                Outcome::Done
            }
        });
        assert_eq!(
            runner(&fresh, "one", &hand, vec![handler])
                .run_due()
                .await
                .expect("asked"),
            2
        );
    }
}

#[tokio::test]
async fn a_failed_job_gives_way_to_its_twin_that_waits() {
    for fresh in fresh_both().await {
        let hand = Hand::default();
        let job = NewJob::new("render", json!({}), hand.now()).once("page 7");
        put(&fresh, job.clone()).await;
        let (db, again) = (
            fresh.db().clone(),
            job.not_before(hand.now().after(Duration::from_secs(5))),
        );
        let handler = Handler::new("render", move |_| {
            let (db, again) = (db.clone(), again.clone());
            async move {
                put(&db, again).await;
                Outcome::Retry("the engine is away".to_owned())
            }
        });
        runner(&fresh, "one", &hand, vec![handler])
            .run_due()
            .await
            .expect("asked");
        assert_eq!(listed(&fresh, JobState::Waiting).await.len(), 1);
        assert_eq!(listed(&fresh, JobState::Done).await.len(), 1);
    }
}

#[tokio::test]
async fn work_that_nobody_here_knows_waits_for_a_node_that_does() {
    for db in fresh_both().await {
        let hand = Hand::default();
        put(&db, NewJob::new("newer", json!({}), hand.now())).await;
        runner(&db, "old", &hand, vec![])
            .run_due()
            .await
            .expect("asked");
        let waiting = listed(&db, JobState::Waiting).await;
        assert_eq!(waiting[0].attempts, 0, "that was no attempt");
        hand.turn(Duration::from_secs(31));
        let (handler, count) = counting("newer");
        runner(&db, "new", &hand, vec![handler])
            .run_due()
            .await
            .expect("asked");
        assert_eq!(count.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn what_comes_round_comes_once_for_all_nodes() {
    for db in fresh_both().await {
        let hand = Hand::default();
        let every_minute = Recurring {
            name: "sweep",
            kind: "sweep",
            every: Duration::from_secs(60),
            offset: Duration::ZERO,
        };
        let (handler, count) = counting("sweep");
        let nodes = ["one", "two"].map(|name| {
            runner(&db, name, &hand, vec![handler.clone()])
                .with_schedule(vec![every_minute.clone()])
        });
        for expected in [0, 1, 2, 2] {
            for node in &nodes {
                node.run_due().await.expect("asked");
            }
            assert_eq!(count.load(Ordering::SeqCst), expected);
            hand.turn(Duration::from_secs(if expected == 2 { 1 } else { 60 }));
        }
    }
}

#[tokio::test]
async fn what_is_done_can_be_counted_and_forgotten() {
    for db in fresh_both().await {
        let hand = Hand::default();
        let (handler, _) = counting("greet");
        for _ in 0..3 {
            put(&db, NewJob::new("greet", json!({}), hand.now())).await;
        }
        runner(&db, "one", &hand, vec![handler])
            .run_due()
            .await
            .expect("asked");
        let counted = transact!(db.read(), |tx| { counts(tx).await }).expect("counted");
        assert_eq!((counted[0].state, counted[0].total), (JobState::Done, 3));
        hand.turn(Duration::from_secs(1));
        let forgotten = transact!(db.write(), |tx| {
            forget_finished(tx, hand.now(), 2).await
        });
        assert_eq!(forgotten.expect("forgotten"), 2);
        assert_eq!(listed(&db, JobState::Done).await.len(), 1);
    }
}
