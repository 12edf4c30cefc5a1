//! From an article to its translation: what is known is taken from the memory, and engines are asked only for the rest.
//!
//! ```text
//! article → sentences with placeholders → what people wrote → the memory → engines, in their order
//!         → placeholders mended → names made one → checks → document, and the translation as it stands
//! ```
//!
//! What an engine answers is stored as it arrives: whoever is interrupted asks only for the rest. An unchanged article
//! asks nobody anything; one changed sentence asks for one.

mod ask;
mod done;
mod gather;
mod judge;
mod keep;
mod order;
mod question;
mod recall;
mod retell;
mod say;

pub use done::{Counts, Done, Failure, Origin, Told, Untranslated};
pub use order::{Article, Broken, Line, Order, Progress};

use masthead_db::transact;
use masthead_engines::translation::Careful;

use super::TranslationError;
use super::{glossary, names};
use crate::kernel::App;
use ask::Asking;
use gather::Gathered;
use recall::Recalled;

/// How often a run begins anew because somebody wrote a sentence meanwhile. It asks nobody again.
const RUNS: usize = 5;

/// Translates an article as far as it can be done, and writes down how it stands.
///
/// Engines are asked in the order in which they are named: a later one for what an earlier one could not give, or gave
/// as nonsense. What nobody could translate stays in the original, and is named in [`Done::untranslated`].
///
/// # Errors
/// [`TranslationError::SameLanguage`]; [`TranslationError::NoEngine`] when something has to be asked and no engine
/// knows the pair; the database. That an engine fails is no error: see [`Done::failures`].
pub async fn translate(
    app: &App,
    order: &Order<'_>,
    tell: &mut (dyn FnMut(Progress) + Send),
) -> Result<Done, TranslationError> {
    if order.from.is_same_language(order.to) {
        return Err(TranslationError::SameLanguage(order.from.to_string()));
    }
    let mut gathered = Gathered::of(order);
    let house = transact!(app.db.read(), |tx| {
        let terms = glossary::terms(tx, order.from, order.to).await?;
        Ok::<_, TranslationError>((terms, names::names(tx).await?))
    })?;
    gathered.find_terms(order, &house.0, &house.1);
    let entities: Vec<_> = house.1.iter().map(|(_, name)| name.entity()).collect();
    let of_names: Vec<_> = house
        .1
        .iter()
        .filter_map(|(_, name)| name.term(order.from, order.to))
        .collect();
    let words = judge::Words {
        terms: &house.0,
        names: &of_names,
        entities: &entities,
    };
    let mut asking = Asking::new(app, order, &gathered, tell);
    let mut run = 1;
    loop {
        let mut recalled = recall::recall(app, order, &gathered).await?;
        fill(&mut recalled, &mut asking).await?;
        let said = say::say(order, &gathered, &recalled.known, &words);
        let report = judge::judge(order, &gathered, &recalled.known, &said, &words);
        let told = retell::retell(order, &gathered, &said, &report);
        if let Some(state) = keep::keep(app, order, &gathered, &recalled).await? {
            return Ok(asking.done(told, said, report, state, &recalled));
        }
        // Somebody wrote a sentence while engines were asked: theirs is taken.
        run += 1;
        if run > RUNS {
            return Err(TranslationError::Unknown(order.article.name.to_owned()));
        }
    }
}

/// Asks the engines in their order until nothing is missing, or nobody is left.
async fn fill(
    recalled: &mut Recalled,
    asking: &mut Asking<'_, '_>,
) -> Result<(), TranslationError> {
    let engines = asking.able();
    if engines.is_empty() && recalled.known.iter().any(Option::is_none) {
        return Err(asking.no_engine());
    }
    for engine in engines {
        let wanted = asking.wanted(&recalled.known, engine);
        if wanted.is_empty() {
            continue;
        }
        let answers = asking.answers(engine, &wanted).await?;
        asking.take(&mut recalled.known, answers);
    }
    Ok(())
}

/// Whether an engine may be asked for this at all.
fn is_able(engine: &Careful, order: &Order<'_>) -> bool {
    let abilities = engine.abilities();
    abilities.pairs.have(order.from, order.to)
        && order.least.is_none_or(|least| abilities.quality >= least)
        && !(order.stays_in_house && abilities.is_remote)
}
