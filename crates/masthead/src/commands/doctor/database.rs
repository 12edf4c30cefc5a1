//! Whether the database can be reached, fits this program and is whole.

use masthead_db::Db;

use super::report::Report;
use crate::config::Config;
use crate::house;

/// The database, if everything further can be asked of it.
pub(super) async fn look(report: &mut Report, config: &Config) -> Option<Db> {
    let db = match house::database_as_it_is(config).await {
        Ok(db) => db,
        Err(error) => {
            report.bad(
                "database",
                error.to_string(),
                "nothing else can be looked at until this is mended",
            );
            return None;
        }
    };
    match db.version().await {
        Ok(version) => report.well("database", format!("{version} at {}", db.address())),
        Err(error) => report.bad("database", error.to_string(), "look at the server's log"),
    }
    let is_current = look_at_the_schema(report, &db).await;
    match db.find_damage().await {
        Ok(damage) if damage.is_empty() => report.well("integrity", "pages and references hold"),
        Ok(damage) => {
            let todo = "stop the site, keep a copy of the data folder as it is, and restore the last backup";
            report.bad("integrity", damage.join("; "), todo);
        }
        Err(error) => report.bad(
            "integrity",
            error.to_string(),
            "stop the site and restore the last backup",
        ),
    }
    is_current.then_some(db)
}

async fn look_at_the_schema(report: &mut Report, db: &Db) -> bool {
    match db.pending_migrations().await {
        Ok(pending) if pending.is_empty() => {
            report.well("schema", "up to date");
            true
        }
        Ok(pending) => {
            report.bad(
                "schema",
                format!("{} not applied yet", pending.join(", ")),
                "run “masthead migrate”",
            );
            false
        }
        Err(error) => {
            report.bad(
                "schema",
                error.to_string(),
                "the message says which program fits",
            );
            false
        }
    }
}
