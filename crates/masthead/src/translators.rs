//! The translators that this machine has, by the names that are said on the command line and in the configuration.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};
use masthead_core::kernel::{AccountId, App};
use masthead_core::ledger::{Ledger, Terms};
use masthead_engines::asking::{Budget, HousePace, Pace};
use masthead_engines::translation::{APERTIUM_MODES, Apertium, Careful};

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
pub(crate) fn hire(app: &App, wanted: &[String], by: Option<AccountId>) -> Result<Vec<Hired>> {
    let there = names();
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
    let terms: HashMap<String, Terms> = HashMap::new();
    let ledger: Arc<dyn Budget> = Arc::new(Ledger::new(app, by, terms.clone()));
    wanted
        .iter()
        .map(|name| {
            let careful = Careful::new(Box::new(apertium(&pace)?), pace.clone(), ledger.clone());
            let terms = terms.get(name).copied().unwrap_or_default();
            Ok(Hired { careful, terms })
        })
        .collect()
}

/// The names of the translators that are there.
pub(crate) fn names() -> Vec<String> {
    let has_apertium = !pairs().is_empty();
    let apertium = has_apertium.then(|| "apertium".to_owned());
    apertium.into_iter().collect()
}

fn apertium(pace: &Arc<dyn Pace>) -> Result<Apertium> {
    let pairs = pairs();
    let pairs: Vec<&str> = pairs.iter().map(String::as_str).collect();
    Ok(Apertium::new(Path::new(APERTIUM_MODES), &pairs, pace)?)
}

/// The pairs of Apertium that are installed, variants of a region aside.
fn pairs() -> Vec<String> {
    let Ok(modes) = std::fs::read_dir(APERTIUM_MODES) else {
        return Vec::new();
    };
    let names = modes.flatten().filter_map(|mode| {
        let name = mode.file_name().into_string().ok()?;
        let pair = name.strip_suffix(".mode")?;
        let (from, to) = pair.split_once('-')?;
        let is_language =
            |it: &str| matches!(it.len(), 2 | 3) && it.bytes().all(|b| b.is_ascii_lowercase());
        (is_language(from) && is_language(to)).then(|| pair.to_owned())
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
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
