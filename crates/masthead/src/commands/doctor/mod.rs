//! `masthead doctor`: what is wrong with this site, and what to do about it. Changes nothing.

mod content;
mod database;
mod engines;
mod machine;
mod report;
mod work;

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use masthead_core::kernel::events::Nobody;
use masthead_db::Address;

use crate::config::Config;
use crate::house;
use report::Report;

/// How closely to look.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct Closely {
    /// Also reads every file and compares it with its fingerprint; takes as long as reading them takes.
    #[arg(long)]
    pub(crate) thorough: bool,
}

/// Looks at everything in the order in which it stands on each other, and ends with 1 when something is wrong.
pub(crate) async fn doctor(config: &Config, closely: Closely) -> Result<ExitCode> {
    let mut report = Report::default();
    machine::look(&mut report, config);
    look_at_the_site(&mut report, config, closely).await;
    report.print();
    Ok(if report.is_well() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn look_at_the_site(report: &mut Report, config: &Config, closely: Closely) {
    if let Address::Sqlite(path) = &config.database
        && !path.exists()
    {
        let todo = "is --data right? A new site is made by “masthead serve”, an old one comes back by “masthead restore”";
        return report.bad(
            "database",
            format!("there is none at {}", path.display()),
            todo,
        );
    }
    let Some(db) = database::look(report, config).await else {
        return;
    };
    let app = match house::app(config, db, Arc::new(Nobody)).await {
        Ok(app) => app,
        Err(error) => {
            let todo = "mend what the message names; the site does not start like this either";
            return report.bad("configuration", format!("{error:#}"), todo);
        }
    };
    content::look(report, &app, closely).await;
    work::look(report, &app).await;
    engines::look(report, &app, config, closely).await;
    machine::look_at_the_clock(report, &app).await;
}
