//! Jobs run once they are due, are tried again, and are given up with a reason.

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use masthead_db::testing::fresh_both;
use masthead_db::{Db, Time, transact};
use masthead_jobs::{
    Clock, Handler, JobState, Listed, NewJob, Outcome, Runner, enqueue, list, retry_now,
};
use serde_json::json;

/// A clock that stands still until it is turned.
#[derive(Clone, Default)]
struct Hand(Arc<AtomicI64>);

impl Hand {
    fn turn(&self, by: Duration) {
        self.0.fetch_add(
            i64::try_from(by.as_micros()).expect("short"),
            Ordering::SeqCst,
        );
    }
}

impl Clock for Hand {
    fn now(&self) -> Time {
        Time::from_micros(self.0.load(Ordering::SeqCst))
    }
}

async fn put(db: &Db, job: NewJob) -> bool {
    transact!(db.write(), |tx| { enqueue(tx, &job).await }).expect("enqueued")
}

async fn listed(db: &Db, state: JobState) -> Vec<Listed> {
    transact!(db.read(), |tx| { list(tx, state, None, 100).await }).expect("listed")
}

fn runner(db: &Db, name: &str, hand: &Hand, handlers: Vec<Handler>) -> Runner {
    Runner::new(db.clone(), name, handlers, hand.clone(), || 0.0)
}

/// A handler that does nothing but count.
fn counting(kind: &'static str) -> (Handler, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let handler = Handler::new(kind, move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Outcome::Done)
    });
    (handler, count)
}

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
