//! A clock to turn, and what every test of the queue does.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use masthead_db::{Db, Time, transact};
use masthead_jobs::{Clock, Handler, JobState, Listed, NewJob, Outcome, Runner, enqueue, list};

/// A clock that stands still until it is turned.
#[derive(Clone, Default)]
pub(crate) struct Hand(Arc<AtomicI64>);

impl Hand {
    pub(crate) fn turn(&self, by: Duration) {
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

pub(crate) async fn put(db: &Db, job: NewJob) -> bool {
    transact!(db.write(), |tx| { enqueue(tx, &job).await }).expect("enqueued")
}

pub(crate) async fn listed(db: &Db, state: JobState) -> Vec<Listed> {
    transact!(db.read(), |tx| { list(tx, state, None, 100).await }).expect("listed")
}

pub(crate) fn runner(db: &Db, name: &str, hand: &Hand, handlers: Vec<Handler>) -> Runner {
    Runner::new(db.clone(), name, handlers, hand.clone(), || 0.0)
}

/// A handler that does nothing but count.
pub(crate) fn counting(kind: &'static str) -> (Handler, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let handler = Handler::new(kind, move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Outcome::Done)
    });
    (handler, count)
}
