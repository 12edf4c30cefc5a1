//! How much of an engine's budget is used, and what an article has cost.

use masthead_db::{DbError, transact};
use masthead_engines::asking::Allowance;

use super::period::Period;
use super::store;
use crate::kernel::App;

/// From this share of a budget on the operator is warned (spec/language.md §4.3).
pub const WARNED_AT_PERCENT: u64 = 80;

/// What an engine has counted, in characters, open questions with what was set aside for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Today (UTC).
    pub day: u64,
    /// This month (UTC).
    pub month: u64,
}

impl Usage {
    /// How much of the tighter bound is used, in percent; `None` where there is no bound.
    #[must_use]
    pub fn percent(&self, allowance: Allowance) -> Option<u64> {
        let share = |used: u64, bound: Option<u64>| bound.map(|it| used * 100 / it.max(1));
        share(self.day, allowance.day).max(share(self.month, allowance.month))
    }
}

/// What an engine has counted today and this month.
pub async fn usage(app: &App, engine: &str) -> Result<Usage, DbError> {
    let now = app.now();
    transact!(app.db.read(), |tx| {
        let mut counted = [0; 2];
        for (at, period) in [Period::Day, Period::Month].into_iter().enumerate() {
            let row = store::counted_since(tx, engine, period.began(now)).await?;
            counted[at] = u64::try_from(row.total).unwrap_or(0);
        }
        let [day, month] = counted;
        Ok(Usage { day, month })
    })
}

/// What an engine has cost for one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    /// The engine.
    pub engine: String,
    /// Questions.
    pub calls: u64,
    /// Of them those that were never settled: the machine went down.
    pub open_calls: u64,
    /// Characters that count.
    pub chars: u64,
    /// In units of the currency, by the price at that time.
    pub price: f64,
}

/// What an article has cost so far, engine by engine.
pub async fn cost_of_article(app: &App, article: &str) -> Result<Vec<Cost>, DbError> {
    let rows = transact!(app.db.read(), |tx| { store::costs_of(tx, article).await })?;
    let number = |it: i64| u64::try_from(it).unwrap_or(0);
    Ok(rows
        .into_iter()
        .map(|row| Cost {
            calls: number(row.calls),
            open_calls: number(row.open_calls),
            chars: number(row.counted_chars),
            // Characters by millionths for a million of them.
            price: row.cost / 1e12,
            engine: row.engine,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tighter_bound_says_how_much_is_used() {
        let usage = Usage {
            day: 40,
            month: 900,
        };
        let percent = |day, month| {
            let article = None;
            usage.percent(Allowance {
                day,
                month,
                article,
            })
        };
        assert_eq!(percent(Some(100), Some(1_000)), Some(90));
        assert_eq!(percent(Some(50), Some(1_000)), Some(90));
        assert_eq!(percent(Some(41), None), Some(97));
        assert_eq!(percent(Some(0), None), Some(4_000));
        assert_eq!(percent(None, None), None);
    }
}
