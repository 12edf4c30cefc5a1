//! The runner: takes what is due, does it, and notes how it went.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use masthead_db::{Db, DbError, Time, transact};
use serde_json::Value;
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::schedule::{self, Recurring};
use crate::{JobNumber, run_one, store};

/// How a piece of work went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// It may succeed later, for example when another machine answers again; says what was in the way.
    Retry(String),
    /// It will never succeed; says why.
    GiveUp(String),
}

/// One attempt at a job, as its handler sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// The job's number; the same in every attempt.
    pub number: JobNumber,
    /// What was given when it was enqueued.
    pub payload: Value,
    /// Which attempt this is, from 1.
    pub attempt: u32,
}

/// Who does the work of one kind.
#[derive(Clone)]
pub struct Handler {
    pub(crate) kind: &'static str,
    pub(crate) work: Arc<dyn Fn(Work) -> BoxFuture<'static, Outcome> + Send + Sync>,
}

impl Handler {
    /// Work of `kind` is done by `work`, which must bear being called twice for the same job.
    pub fn new<F, W>(kind: &'static str, work: W) -> Self
    where
        W: Fn(Work) -> F + Send + Sync + 'static,
        F: Future<Output = Outcome> + Send + 'static,
    {
        Self {
            kind,
            work: Arc::new(move |given| Box::pin(work(given))),
        }
    }
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handler({})", self.kind)
    }
}

/// How fast the runner works.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Jobs at once.
    pub at_once: usize,
    /// How long a job belongs to a runner that has not been heard of. Renewed while the job runs.
    pub lease: Duration,
    /// How long to look away when nothing is due and nobody calls.
    pub idle_max: Duration,
    /// How long running jobs may still take when the runner is asked to stop.
    pub farewell: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            at_once: 4,
            lease: Duration::from_secs(60),
            idle_max: Duration::from_secs(15),
            farewell: Duration::from_secs(20),
        }
    }
}

/// Runs jobs on this node.
#[derive(Clone)]
pub struct Runner {
    pub(crate) db: Db,
    pub(crate) name: Arc<str>,
    pub(crate) handlers: Arc<[Handler]>,
    pub(crate) schedule: Arc<[Recurring]>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) chance: Arc<dyn Fn() -> f64 + Send + Sync>,
    pub(crate) pace: Pace,
}

impl Runner {
    /// A runner called `name` (no other may have the same, ever: a restarted node takes a new one), which knows
    /// `handlers`. `chance` gives a number between 0 and 1.
    pub fn new(
        db: Db,
        name: &str,
        handlers: Vec<Handler>,
        clock: impl Clock + 'static,
        chance: impl Fn() -> f64 + Send + Sync + 'static,
    ) -> Self {
        Self {
            db,
            name: name.into(),
            handlers: handlers.into(),
            schedule: Arc::new([]),
            clock: Arc::new(clock),
            chance: Arc::new(chance),
            pace: Pace::default(),
        }
    }

    /// Also enqueues what comes round again.
    #[must_use]
    pub fn with_schedule(mut self, schedule: Vec<Recurring>) -> Self {
        self.schedule = schedule.into();
        self
    }

    /// Works at another pace.
    #[must_use]
    pub fn with_pace(mut self, pace: Pace) -> Self {
        self.pace = pace;
        self
    }

    /// Does everything that is due now and says how many attempts that took. For tests, and for commands that end.
    ///
    /// What the work itself enqueues to be done at once is done too.
    ///
    /// # Errors
    /// When the database cannot be asked for work.
    pub async fn run_due(&self) -> Result<usize, DbError> {
        let mut attempts = 0;
        loop {
            schedule::enqueue_due(&self.db, &self.schedule, self.clock.now()).await?;
            let claimed = self.claim(self.pace.at_once).await?;
            if claimed.is_empty() {
                return Ok(attempts);
            }
            attempts += claimed.len();
            for row in claimed {
                run_one::run(self.clone(), row).await;
            }
        }
    }

    /// Works until `stop` comes, then finishes what it has begun, for as long as the pace allows; what is not finished
    /// by then goes back into the queue without having counted as an attempt.
    pub async fn run_until(&self, stop: impl Future<Output = ()> + Send) {
        let mut running = JoinSet::new();
        let mut stop = std::pin::pin!(stop);
        let mut wakeups = self.db.wakeups();
        loop {
            while running.try_join_next().is_some() {}
            let pause = self.take_more(&mut running).await;
            let full = running.len() >= self.pace.at_once;
            tokio::select! {
                () = &mut stop => break,
                _ = running.join_next(), if full => {}
                () = wakeups.next_within(pause), if !full => {}
            }
        }
        self.say_farewell(running).await;
    }

    /// Takes as much as there are hands for, and says how long to look away.
    async fn take_more(&self, running: &mut JoinSet<()>) -> Duration {
        match self.try_take_more(running).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "the queue cannot be read; trying again soon");
                Duration::from_secs(1)
            }
        }
    }

    async fn try_take_more(&self, running: &mut JoinSet<()>) -> Result<Duration, DbError> {
        let now = self.clock.now();
        let next_round = schedule::enqueue_due(&self.db, &self.schedule, now).await?;
        let hands = self.pace.at_once.saturating_sub(running.len());
        for row in self.claim(hands).await? {
            running.spawn(run_one::run(self.clone(), row));
        }
        let next_job = self.next_due().await?;
        let next = next_round.into_iter().chain(next_job).min();
        Ok(next.map_or(self.pace.idle_max, |at| {
            at.since(self.clock.now()).min(self.pace.idle_max)
        }))
    }

    async fn next_due(&self) -> Result<Option<Time>, DbError> {
        transact!(self.db.read(), |tx| {
            Ok(store::next_due(tx).await?.and_then(|row| row.due_at))
        })
    }

    /// Leases what is due. Looks before it writes, because usually there is nothing.
    async fn claim(&self, limit: usize) -> Result<Vec<store::ClaimedRow>, DbError> {
        let now = self.clock.now();
        if limit == 0 || self.next_due().await?.is_none_or(|due_at| due_at > now) {
            return Ok(Vec::new());
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        transact!(self.db.write(), |tx| {
            store::claim(tx, &self.name, now, now.after(self.pace.lease), limit).await
        })
    }

    async fn say_farewell(&self, mut running: JoinSet<()>) {
        let all = async { while running.join_next().await.is_some() {} };
        if tokio::time::timeout(self.pace.farewell, all).await.is_err() {
            tracing::warn!(
                jobs = running.len(),
                "jobs still running at the end go back into the queue"
            );
            running.shutdown().await;
            if let Err(error) = self.put_all_back().await {
                tracing::error!(%error, "jobs could not be put back; their leases will run out");
            }
        }
    }

    async fn put_all_back(&self) -> Result<(), DbError> {
        transact!(self.db.write(), |tx| {
            tx.wake_followers();
            store::put_all_back(tx, &self.name, "the node stopped", self.clock.now()).await?;
            Ok(())
        })
    }
}
