//! `masthead migrate`: brings the schema up to what this program needs. `serve` does the same when it starts.

use anyhow::Result;

use crate::config::Config;
use crate::house;

/// Applies what is missing and says what that was.
#[expect(clippy::print_stdout, reason = "the person at the console reads it")]
pub(crate) async fn migrate(config: &Config) -> Result<()> {
    std::fs::create_dir_all(&config.data)?;
    let db = house::database_as_it_is(config).await?;
    let migrated = db.migrate().await?;
    if migrated.applied.is_empty() {
        println!("The database {} is up to date.", db.address());
    }
    for name in migrated.applied {
        println!("applied {name}");
    }
    Ok(())
}
