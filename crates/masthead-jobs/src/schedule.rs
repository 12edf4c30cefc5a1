//! Work that comes round again: every minute, every night.

use std::time::Duration;

use masthead_db::{Db, DbError, Time, transact};
use serde_json::Value;

use crate::{NewJob, enqueue, store};

/// Work that comes round again.
#[derive(Debug, Clone, PartialEq)]
pub struct Recurring {
    /// Its name, under which the next time is remembered.
    pub name: &'static str,
    /// The name of its handler.
    pub kind: &'static str,
    /// How often. Counted from the beginning of 1970, so that every node comes to the same moments and a restart
    /// does not shift them: "every hour" is on the hour.
    pub every: Duration,
    /// So long after each of these moments.
    pub offset: Duration,
}

impl Recurring {
    /// The first moment after `now` at which it is due.
    pub(crate) fn next_after(&self, now: Time) -> Time {
        let every = i64::try_from(self.every.as_micros())
            .unwrap_or(i64::MAX)
            .max(1);
        let offset = i64::try_from(self.offset.as_micros()).unwrap_or(0);
        let rounds = (now.as_micros() - offset).div_euclid(every) + 1;
        Time::from_micros(rounds.saturating_mul(every).saturating_add(offset))
    }
}

/// Enqueues what has come round, once for all nodes, and says when the next is due.
pub(crate) async fn enqueue_due(
    db: &Db,
    schedule: &[Recurring],
    now: Time,
) -> Result<Option<Time>, DbError> {
    let known = transact!(db.read(), |tx| { store::list_schedule(tx).await })?;
    let next_of = |one: &Recurring| {
        known
            .iter()
            .find(|row| row.name == one.name)
            .map(|row| row.next_at)
    };
    for one in schedule {
        if next_of(one).is_none_or(|next_at| next_at <= now) {
            come_round(db, one, now).await?;
        }
    }
    Ok(schedule
        .iter()
        .map(|one| {
            next_of(one)
                .filter(|next_at| *next_at > now)
                .unwrap_or_else(|| one.next_after(now))
        })
        .min())
}

async fn come_round(db: &Db, one: &Recurring, now: Time) -> Result<(), DbError> {
    transact!(db.write(), |tx| {
        // Work that is new here waits for its first moment like any other.
        store::insert_schedule(tx, one.name, one.next_after(now)).await?;
        if store::move_schedule(tx, one.name, now, one.next_after(now)).await? == 1 {
            enqueue(tx, &NewJob::new(one.kind, Value::Null, now).once(one.name)).await?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hour_is_on_the_hour_whenever_we_started() {
        let hourly = Recurring {
            name: "hourly",
            kind: "sweep",
            every: Duration::from_secs(3600),
            offset: Duration::from_secs(60),
        };
        let next = |secs: i64| {
            hourly
                .next_after(Time::from_micros(secs * 1_000_000))
                .as_secs()
        };
        assert_eq!(
            [
                next(0),
                next(59),
                next(60),
                next(61),
                next(3659),
                next(3660)
            ],
            [60, 60, 3660, 3660, 3660, 7260]
        );
    }
}
