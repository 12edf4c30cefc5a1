//! The ledger as the budget that engines ask.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

use masthead_db::{Db, DbError, Time, Tx, transact};
use masthead_engines::asking::{Allowance, Answering, Budget, EngineError, Hold, Spend, Spent};

use super::period::Period;
use super::store;
use crate::kernel::{AccountId, App, Clock};

/// On what terms an engine may be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Characters that it may count.
    pub allowance: Allowance,
    /// The price of a million characters, in millionths of the currency; 0 for engines of our own.
    pub price_micros: i64,
}

/// The site's ledger, as seen by one piece of work: it knows on whose behalf is asked.
#[derive(Clone)]
pub struct Ledger {
    db: Db,
    clock: Clock,
    account: Option<AccountId>,
    terms: HashMap<String, Terms>,
}

impl Ledger {
    /// The ledger, with the terms of each engine by its name. What has no terms has no bounds and no price, and is
    /// written down all the same.
    pub fn new(app: &App, account: Option<AccountId>, terms: HashMap<String, Terms>) -> Self {
        Self {
            db: app.db.clone(),
            clock: app.clock.clone(),
            account,
            terms,
        }
    }

    fn terms(&self, engine: &str) -> Terms {
        self.terms.get(engine).copied().unwrap_or_default()
    }

    /// Counts and sets aside in one transaction, so that two questions at the same time cannot both take the rest.
    async fn set_aside(&self, spend: &Spend) -> Result<Hold, EngineError> {
        let (terms, now) = (self.terms(&spend.engine), self.clock.now());
        let wanted = to_i64(spend.chars);
        let kept = transact!(self.db.write(), |tx| {
            if let Some(full) = first_full(tx, terms.allowance, spend, now).await? {
                return Ok::<_, DbError>(Err(full));
            }
            let (engine, article) = (spend.engine.as_str(), spend.article.as_deref());
            let price = terms.price_micros;
            let row = store::open_call(tx, engine, article, self.account, wanted, price, now);
            Ok(Ok(row.await?.number))
        });
        match kept {
            Ok(Ok(number)) => Ok(Hold(u64::try_from(number).unwrap_or(0))),
            Ok(Err(full)) => Err(EngineError::Quota { until: full.until }),
            // Nothing was sent: what cannot be written down is not asked.
            Err(error) => Err(EngineError::Away(format!("the ledger: {error}"))),
        }
    }

    async fn write_down(&self, hold: Hold, spent: Spent) {
        let (number, now) = (to_i64(hold.0), self.clock.now());
        let written = transact!(self.db.write(), |tx| {
            match spent {
                Spent::Billed(chars) => {
                    let chars = to_i64(chars);
                    store::settle_call(tx, number, "billed", chars, Some(chars), now).await?
                }
                Spent::AsHeld => store::keep_call(tx, number, now).await?,
                Spent::Nothing => store::settle_call(tx, number, "void", 0, None, now).await?,
            };
            Ok::<_, DbError>(())
        });
        if let Err(error) = written {
            tracing::error!(number, %error, "what an engine cost was not written down; it stays set aside");
        }
    }
}

impl Budget for Ledger {
    fn reserve<'a>(&'a self, spend: &'a Spend) -> Answering<'a, Hold> {
        Box::pin(self.set_aside(spend))
    }

    fn settle<'a>(
        &'a self,
        hold: Hold,
        spent: Spent,
    ) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        Box::pin(self.write_down(hold, spent))
    }
}

/// A bound that a question would go beyond.
struct Full {
    /// When there is room again; never for an article.
    until: Option<SystemTime>,
}

/// The bound that would be broken, if any: the one that lasts longest first.
async fn first_full(
    tx: &mut Tx,
    allowance: Allowance,
    spend: &Spend,
    now: Time,
) -> Result<Option<Full>, DbError> {
    let goes_beyond = |bound: u64, counted: i64| {
        u64::try_from(counted)
            .unwrap_or(0)
            .saturating_add(spend.chars)
            > bound
    };
    if let (Some(bound), Some(article)) = (allowance.article, &spend.article) {
        let counted = store::counted_for(tx, &spend.engine, article).await?.total;
        if goes_beyond(bound, counted) {
            return Ok(Some(Full { until: None }));
        }
    }
    for (period, bound) in [
        (Period::Month, allowance.month),
        (Period::Day, allowance.day),
    ] {
        let Some(bound) = bound else { continue };
        let since = period.began(now);
        let counted = store::counted_since(tx, &spend.engine, since).await?.total;
        if goes_beyond(bound, counted) {
            let until = Some(system_time(period.ends(now)));
            return Ok(Some(Full { until }));
        }
    }
    Ok(None)
}

fn system_time(at: Time) -> SystemTime {
    let micros = u64::try_from(at.as_micros()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_micros(micros)
}

fn to_i64(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
