//! The engines of language: whether each of them can be set up, and with a closer look whether it answers.

use std::time::Duration;

use masthead_core::kernel::App;

use super::Closely;
use super::report::Report;
use crate::config::Config;
use crate::{engines, translators};

/// How long an engine may take to say how it is.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn look(report: &mut Report, app: &App, config: &Config, closely: Closely) {
    look_at_the_models(report, config, closely);
    for name in engines::translators(config) {
        let engine = match engines::translator(&name, config, &translators::pace(app)) {
            Ok(engine) => engine,
            Err(error) => {
                let todo = "docs/running/translation.md says what each engine needs";
                report.bad("translator", format!("{error:#}"), todo);
                continue;
            }
        };
        if !closely.thorough && engine.abilities().is_remote {
            report.well(
                "translator",
                format!("{name} is configured; --thorough asks it"),
            );
            continue;
        }
        match tokio::time::timeout(PATIENCE, engine.health()).await {
            Ok(Ok(health)) => report.well("translator", format!("{name}: {}", health.words)),
            Ok(Err(error)) => {
                let todo = "is it running, and is its key right?";
                report.bad("translator", format!("{name}: {error}"), todo);
            }
            Err(_) => report.bad(
                "translator",
                format!("{name} does not answer"),
                "is it running?",
            ),
        }
    }
}

fn look_at_the_models(report: &mut Report, config: &Config, closely: Closely) {
    let shelf = engines::shelf(config);
    let models = match shelf.list() {
        Ok(models) => models,
        Err(error) => return report.bad("models", error.to_string(), "may this account read it?"),
    };
    for model in models.iter().filter(|_| closely.thorough) {
        if let Err(error) = shelf.check(model) {
            let todo = format!("add it again: masthead models add {} …", model.pair);
            report.bad("models", error.to_string(), todo);
        }
    }
}
