//! What can be said on the command line, a file each.

pub(crate) mod account;
mod archive;
pub(crate) mod assistant;
pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod export;
pub(crate) mod foreign;
pub(crate) mod import;
pub(crate) mod migrate;
pub(crate) mod models;
pub(crate) mod narrate;
mod postgres_tools;
pub(crate) mod restore;
pub(crate) mod serve;
pub(crate) mod translate;
pub(crate) mod work;

use std::sync::Arc;

use anyhow::Result;
use masthead_core::kernel::App;

use crate::config::Config;
use crate::consequences::Consequences;
use crate::house;

/// The site's doors for a command that does its work and ends; a site that runs beside it hears of it by the feed.
pub(crate) async fn app(config: &Config) -> Result<App> {
    let db = house::database(config).await?;
    house::app(config, db, Arc::new(Consequences::default())).await
}
