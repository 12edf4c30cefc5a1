//! `masthead work`: does the jobs of a site that other nodes serve.

use std::sync::Arc;

use anyhow::Result;
use masthead_core::kernel::events::Listeners;

use super::serve::asked_to_stop;
use crate::config::Config;
use crate::{feed, house, work};

/// Runs jobs until told to stop; a job under way is finished first. Listens nowhere, and shows nobody a page.
///
/// `jobs = "off"` is not asked: it says what `masthead serve` does beside serving, and this does nothing else.
#[expect(clippy::print_stdout, reason = "the person at the console reads it")]
pub(crate) async fn work(config: &Config) -> Result<()> {
    let house = house::build(config).await?;
    println!("doing the jobs of {}", house.app.settings().name);
    let listeners: Arc<dyn Listeners> = house.consequences.clone();
    let following = tokio::spawn(feed::follow(house.app.clone(), listeners));
    work::runner(&house.app).run_until(asked_to_stop()?).await;
    following.abort();
    Ok(())
}
