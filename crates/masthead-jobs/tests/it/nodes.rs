//! Several runners share the work, and one that dies leaves nothing undone.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use masthead_db::testing::fresh_both;
use masthead_jobs::{Clock, Handler, JobState, NewJob, Outcome, Pace};
use serde_json::json;
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinSet;

use crate::stage::{Hand, counting, listed, put, runner};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_runners_never_run_one_job_at_once_and_each_job_once() {
    for fresh in fresh_both().await {
        let hand = Hand::default();
        for number in 0..60 {
            put(&fresh, NewJob::new("count", json!(number), hand.now())).await;
        }
        let runs: Arc<Mutex<BTreeMap<i64, usize>>> = Arc::default();
        let noted = Arc::clone(&runs);
        let handler = Handler::new("count", move |work| {
            *noted
                .lock()
                .expect("whole")
                .entry(work.number.0)
                .or_default() += 1;
            async {
                tokio::task::yield_now().await;
                Outcome::Done
            }
        });
        let mut nodes = JoinSet::new();
        for name in ["one", "two", "three", "four"] {
            let node = runner(&fresh, name, &hand, vec![handler.clone()]);
            nodes.spawn(async move { node.run_due().await.expect("asked") });
        }
        let shares = nodes.join_all().await;
        assert_eq!(shares.iter().sum::<usize>(), 60, "{shares:?}");
        let runs = runs.lock().expect("whole");
        assert_eq!(runs.len(), 60);
        assert!(runs.values().all(|times| *times == 1), "{runs:?}");
    }
}

#[tokio::test]
async fn a_job_of_a_runner_that_died_is_taken_over_when_its_lease_is_over() {
    for fresh in fresh_both().await {
        let hand = Hand::default();
        put(&fresh, NewJob::new("greet", json!({}), hand.now())).await;
        let (begun, is_begun) = oneshot::channel();
        let begun = Mutex::new(Some(begun));
        let hangs = Handler::new("greet", move |_| {
            begun
                .lock()
                .expect("whole")
                .take()
                .expect("it begins once")
                .send(())
                .expect("somebody listens");
            std::future::pending()
        });
        let dies = runner(&fresh, "dies", &hand, vec![hangs]);
        let dies = tokio::spawn(async move { dies.run_due().await });
        is_begun.await.expect("the work has begun");
        dies.abort();

        let (handler, count) = counting("greet");
        let lives = runner(&fresh, "lives", &hand, vec![handler]);
        assert_eq!(
            lives.run_due().await.expect("asked"),
            0,
            "the lease still holds"
        );
        hand.turn(Duration::from_secs(60));
        assert_eq!(lives.run_due().await.expect("asked"), 1);
        assert_eq!(count.load(Ordering::SeqCst), 1);
        assert_eq!(listed(&fresh, JobState::Done).await[0].attempts, 2);
    }
}

#[tokio::test]
async fn a_job_that_kills_every_runner_is_given_up_in_the_end() {
    for fresh in fresh_both().await {
        let hand = Hand::default();
        let job = NewJob {
            attempts_max: 2,
            ..NewJob::new("poison", json!({}), hand.now())
        };
        put(&fresh, job).await;
        for name in ["first", "second"] {
            let (begun, is_begun) = oneshot::channel();
            let begun = Mutex::new(Some(begun));
            let hangs = Handler::new("poison", move |_| {
                begun
                    .lock()
                    .expect("whole")
                    .take()
                    .expect("it begins once")
                    .send(())
                    .expect("somebody listens");
                std::future::pending()
            });
            let dies = runner(&fresh, name, &hand, vec![hangs]);
            let dies = tokio::spawn(async move { dies.run_due().await });
            is_begun.await.expect("the work has begun");
            dies.abort();
            hand.turn(Duration::from_secs(61));
        }
        let (handler, count) = counting("poison");
        runner(&fresh, "third", &hand, vec![handler])
            .run_due()
            .await
            .expect("asked");
        assert_eq!(count.load(Ordering::SeqCst), 0);
        let given_up = listed(&fresh, JobState::GivenUp).await;
        assert_eq!(
            given_up[0].reason.as_deref(),
            Some("it was interrupted in each of 2 attempts")
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_long_job_keeps_its_lease_and_one_that_lost_it_is_stopped() {
    let fresh = masthead_db::testing::fresh_sqlite().await;
    let hand = Hand::default();
    put(&fresh, NewJob::new("long", json!({}), hand.now())).await;
    let (stopped, dropped) = (Arc::new(AtomicBool::new(false)), Arc::new(Notify::new()));
    let handler = Handler::new("long", {
        let (stopped, dropped) = (Arc::clone(&stopped), Arc::clone(&dropped));
        move |_| {
            let flag = SetWhenDropped(Arc::clone(&stopped), Arc::clone(&dropped));
            async move {
                let _flag = flag;
                std::future::pending().await
            }
        }
    });
    let long = runner(&fresh, "long", &hand, vec![handler]);
    let ran = tokio::spawn(async move { long.run_due().await });
    let (quick, count) = counting("long");
    let other = runner(&fresh, "other", &hand, vec![quick]);
    // Two leases pass, renewed every third of one.
    for _ in 0..6 {
        tokio::time::sleep(Duration::from_secs(20)).await;
        hand.turn(Duration::from_secs(20));
        assert_eq!(other.run_due().await.expect("asked"), 0);
    }
    assert!(!stopped.load(Ordering::SeqCst));
    // The node is away for longer than a lease: somebody else does the work, and ours is stopped when it notices.
    hand.turn(Duration::from_secs(120));
    assert_eq!(other.run_due().await.expect("asked"), 1);
    dropped.notified().await;
    ran.await.expect("no panic").expect("it goes on");
    assert_eq!(count.load(Ordering::SeqCst), 1);
    assert_eq!(listed(&fresh, JobState::Done).await[0].attempts, 2);
}

struct SetWhenDropped(Arc<AtomicBool>, Arc<Notify>);

impl Drop for SetWhenDropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
        self.1.notify_one();
    }
}

#[tokio::test]
async fn a_running_node_is_woken_by_the_commit_and_stops_when_asked() {
    for fresh in fresh_both().await {
        let hand = Hand::default();
        let (ran, did_run) = oneshot::channel();
        let ran = Mutex::new(Some(ran));
        let handler = Handler::new("greet", move |_| {
            ran.lock()
                .expect("whole")
                .take()
                .expect("it runs once")
                .send(())
                .expect("somebody listens");
            std::future::ready(Outcome::Done)
        });
        let never_looks_by_itself = Pace {
            idle_max: Duration::from_secs(3600),
            ..Pace::default()
        };
        let node = runner(&fresh, "one", &hand, vec![handler]).with_pace(never_looks_by_itself);
        let (stop, stopped) = oneshot::channel::<()>();
        let running =
            tokio::spawn(async move { node.run_until(async { drop(stopped.await) }).await });
        put(&fresh, NewJob::new("greet", json!({}), hand.now())).await;
        tokio::time::timeout(Duration::from_secs(20), did_run)
            .await
            .expect("woken")
            .expect("it ran");
        stop.send(()).expect("it is running");
        tokio::time::timeout(Duration::from_secs(20), running)
            .await
            .expect("it stops")
            .expect("no panic");
        assert_eq!(
            listed(&fresh, JobState::Done).await.len(),
            1,
            "what was begun was finished"
        );
    }
}

#[tokio::test]
async fn what_is_not_finished_when_a_node_stops_goes_back_without_having_counted() {
    for fresh in fresh_both().await {
        let hand = Hand::default();
        put(&fresh, NewJob::new("slow", json!({}), hand.now())).await;
        let begun = Arc::new(Notify::new());
        let tries = Arc::new(AtomicUsize::new(0));
        let handler = Handler::new("slow", {
            let (begun, tries) = (Arc::clone(&begun), Arc::clone(&tries));
            move |_| {
                tries.fetch_add(1, Ordering::SeqCst);
                begun.notify_one();
                std::future::pending()
            }
        });
        let impatient = Pace {
            farewell: Duration::ZERO,
            ..Pace::default()
        };
        let node = runner(&fresh, "one", &hand, vec![handler]).with_pace(impatient);
        node.run_until(async { begun.notified().await }).await;
        let waiting = listed(&fresh, JobState::Waiting).await;
        assert_eq!(
            (waiting[0].attempts, waiting[0].reason.as_deref()),
            (0, Some("the node stopped"))
        );
        assert_eq!(tries.load(Ordering::SeqCst), 1);
    }
}
