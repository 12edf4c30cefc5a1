//! What an engine may cost, asked before every question. A budget is hard: what would go beyond it is not asked.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::{Answering, EngineError, Pace};

/// What a question is about to cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spend {
    /// The engine.
    pub engine: String,
    /// Characters that would be sent.
    pub chars: u64,
    /// The article it is for, in the caller's own words; each has an allowance.
    pub article: Option<String>,
}

/// What was set aside for a question, by the budget's own number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold(pub u64);

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spent {
    /// So many characters are billed.
    Billed(u64),
    /// The engine answered and did not say what it bills, or it may have done the work: what was set aside is spent.
    AsHeld,
    /// Nothing was done.
    Nothing,
}

/// Whoever keeps the money together: the ledger of the site, or a [`Purse`].
pub trait Budget: Send + Sync {
    /// Sets the amount aside, before anything is sent.
    ///
    /// # Errors
    /// [`EngineError::Quota`] when it is more than what is left, with the time from which on there is more.
    fn reserve<'a>(&'a self, spend: &'a Spend) -> Answering<'a, Hold>;

    /// Says what became of it. A hold that is never settled (the machine went down) stays spent.
    fn settle<'a>(
        &'a self,
        hold: Hold,
        spent: Spent,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>>;
}

/// No budget at all, for engines on our own machine.
#[derive(Debug, Clone, Copy)]
pub struct Free;

impl Budget for Free {
    fn reserve<'a>(&'a self, _: &'a Spend) -> Answering<'a, Hold> {
        Box::pin(async { Ok(Hold(0)) })
    }

    fn settle<'a>(&'a self, _: Hold, _: Spent) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        Box::pin(async {})
    }
}

/// Characters that may be spent; where nothing is said there is no bound.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Allowance {
    /// In a day (UTC).
    pub day: Option<u64>,
    /// In a month (UTC).
    pub month: Option<u64>,
    /// For one article, ever.
    pub article: Option<u64>,
}

/// A budget that is kept in memory and begins anew with the program: for a command that does its work and ends.
pub struct Purse {
    allowance: Allowance,
    pace: Arc<dyn Pace>,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    last: u64,
    open: HashMap<u64, Entry>,
    closed: Vec<Entry>,
}

#[derive(Clone)]
struct Entry {
    chars: u64,
    at: SystemTime,
    article: Option<String>,
}

impl Purse {
    /// With so much in it, by this clock.
    pub fn new(allowance: Allowance, pace: Arc<dyn Pace>) -> Self {
        Self {
            allowance,
            pace,
            held: Mutex::default(),
        }
    }

    /// What was spent or is set aside, ever.
    pub fn spent(&self) -> u64 {
        self.held().entries().map(|entry| entry.chars).sum()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, spend: &Spend) -> Result<Hold, EngineError> {
        let now = self.pace.now();
        let mut held = self.held();
        held.check(self.allowance, spend, now)?;
        held.last += 1;
        let number = held.last;
        let entry = Entry {
            chars: spend.chars,
            at: now,
            article: spend.article.clone(),
        };
        held.open.insert(number, entry);
        Ok(Hold(number))
    }
}

impl Held {
    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.open.values().chain(&self.closed)
    }

    fn check(
        &self,
        allowance: Allowance,
        spend: &Spend,
        now: SystemTime,
    ) -> Result<(), EngineError> {
        let goes_beyond = |bound: Option<u64>, counts: &dyn Fn(&Entry) -> bool| {
            let counted = self.entries().filter(|entry| counts(entry));
            let spent: u64 = counted.map(|entry| entry.chars).sum();
            bound.is_some_and(|bound| spent.saturating_add(spend.chars) > bound)
        };
        let of_article = |entry: &Entry| spend.article.is_some() && entry.article == spend.article;
        let today = day(now);
        let until = if goes_beyond(allowance.article, &of_article) {
            None
        } else if goes_beyond(allowance.month, &|entry| month(entry.at) == month(now)) {
            Some(next(now, &|later| month(later) != month(now)))
        } else if goes_beyond(allowance.day, &|entry| day(entry.at) == today) {
            Some(next(now, &|later| day(later) != today))
        } else {
            return Ok(());
        };
        Err(EngineError::Quota { until })
    }
}

const DAY: u64 = 24 * 60 * 60;

fn day(at: SystemTime) -> u64 {
    let since = at.duration_since(SystemTime::UNIX_EPOCH);
    since.unwrap_or_default().as_secs() / DAY
}

fn month(at: SystemTime) -> (i16, i8) {
    let at = jiff::Timestamp::try_from(at).unwrap_or_default();
    let date = at.to_zoned(jiff::tz::TimeZone::UTC).date();
    (date.year(), date.month())
}

/// The first midnight of which that holds.
fn next(now: SystemTime, is_it: &dyn Fn(SystemTime) -> bool) -> SystemTime {
    let midnights = (day(now) + 1..day(now) + 32)
        .map(|day| SystemTime::UNIX_EPOCH + Duration::from_secs(day * DAY));
    midnights
        .clone()
        .find(|midnight| is_it(*midnight))
        .unwrap_or(now)
}

impl Budget for Purse {
    fn reserve<'a>(&'a self, spend: &'a Spend) -> Answering<'a, Hold> {
        Box::pin(async move { self.take(spend) })
    }

    fn settle<'a>(
        &'a self,
        hold: Hold,
        spent: Spent,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        Box::pin(async move {
            let mut held = self.held();
            let Some(mut entry) = held.open.remove(&hold.0) else {
                return;
            };
            match spent {
                Spent::Nothing => return,
                Spent::Billed(chars) => entry.chars = chars,
                Spent::AsHeld => {}
            }
            held.closed.push(entry);
        })
    }
}
