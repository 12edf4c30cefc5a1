//! The translators that this machine has, by the names that are said on the command line and in the configuration.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};
use masthead_core::kernel::{AccountId, App};
use masthead_core::ledger::{Ledger, Terms};
use masthead_engines::asking::{Budget, HousePace, Pace};
use masthead_engines::translation::Careful;

use crate::config::Config;
use crate::engines;

/// A translator with its budget, and on which terms.
pub(crate) struct Hired {
    /// As it is asked.
    pub(crate) careful: Careful,
    /// What it may spend, and what it costs.
    pub(crate) terms: Terms,
}

/// The translators of these names, in this order, on the site's ledger; all there are when none is named.
///
/// # Errors
/// A name that is not configured, with those that are; an engine that cannot be set up.
pub(crate) fn hire(
    app: &App,
    config: &Config,
    wanted: &[String],
    by: Option<AccountId>,
) -> Result<Vec<Hired>> {
    let there = engines::translators(config);
    let wanted = if wanted.is_empty() { &there } else { wanted };
    if let Some(unknown) = wanted.iter().find(|name| !there.contains(name)) {
        match there.is_empty() {
            true => bail!(
                "there is no engine “{unknown}”, and none is configured; install Apertium with a pair of languages, \
                 or configure one (docs/running/translation.md)"
            ),
            false => bail!(
                "there is no engine “{unknown}”; configured are {}",
                there.join(", ")
            ),
        }
    }
    let pace = pace(app);
    let terms: HashMap<String, Terms> = wanted
        .iter()
        .map(|name| (name.clone(), terms(config, name)))
        .collect();
    let ledger: Arc<dyn Budget> = Arc::new(Ledger::new(app, by, terms.clone()));
    wanted
        .iter()
        .map(|name| {
            let engine = engines::translator(name, config, &pace)?;
            let careful = Careful::new(engine, pace.clone(), ledger.clone());
            let terms = terms.get(name).copied().unwrap_or_default();
            Ok(Hired { careful, terms })
        })
        .collect()
}

fn terms(config: &Config, name: &str) -> Terms {
    let engine = config.translate.engine(name);
    Terms {
        allowance: engine.allowance,
        price_micros: engine.price_micros,
    }
}

/// The clock and the dice of the house.
pub(crate) fn pace(app: &App) -> Arc<dyn Pace> {
    let (clock, ids) = (app.clock.clone(), app.ids.clone());
    let now = move || {
        let micros = u64::try_from(clock.now().as_micros()).unwrap_or(0);
        SystemTime::UNIX_EPOCH + Duration::from_micros(micros)
    };
    Arc::new(HousePace::new(now, move || ids.chance()))
}
