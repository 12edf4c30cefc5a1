//! `masthead restore FILE`: a site from its backup, into a place where there is none.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use masthead_db::{Address, Db, Options};

use super::archive::{self, About};
use super::postgres_tools;
use crate::config::Config;
use crate::house;

/// Checks the whole backup before the first byte is written, and never overwrites: restoring into the wrong folder
/// costs nothing. The database comes last, so a restore that was interrupted does not look like a site.
#[expect(clippy::print_stdout, reason = "the person at the console reads it")]
pub(crate) async fn restore(config: &Config, file: &Path) -> Result<()> {
    refuse_what_is_there(config).await?;
    println!("Checking {} …", file.display());
    let about = archive::check(file)?;
    refuse_the_other_database(config, &about)?;
    let files = unpack(config, file)?;
    let database = config.data.join(format!("{}.coming", about.database));
    match &config.database {
        Address::Sqlite(path) => settle_sqlite(&database, path).await?,
        Address::Postgres(address) => {
            postgres_tools::read_back(address, &database)?;
            std::fs::remove_file(&database)?;
        }
    }
    rustix::fs::syncfs(File::open(&config.data)?)?;
    println!(
        "Restored the database and {files} files into {}.",
        config.data.display()
    );
    println!(
        "Now run: masthead doctor --data {0}\nand then: masthead serve --data {0}",
        config.data.display()
    );
    Ok(())
}

async fn refuse_what_is_there(config: &Config) -> Result<()> {
    for name in ["masthead.db", "files", "secret"] {
        let path = config.data.join(name);
        let is_in_the_way =
            path.exists() && std::fs::read_dir(&path).map_or(true, |mut it| it.next().is_some());
        ensure!(
            !is_in_the_way,
            "{} is there already, and restoring never overwrites. Move the folder {} away (do not delete it yet), or \
             choose another with --data",
            path.display(),
            config.data.display()
        );
    }
    if let Address::Postgres(_) = &config.database {
        let db = house::database_as_it_is(config).await?;
        ensure!(
            db.is_empty().await?,
            "the database {} is not empty, and restoring never overwrites. Make a new one with “createdb” and name it \
             in masthead.toml or MASTHEAD_DATABASE",
            db.address()
        );
    }
    Ok(())
}

fn refuse_the_other_database(config: &Config, about: &About) -> Result<()> {
    match (&config.database, about.database.as_str()) {
        (Address::Sqlite(_), archive::SQLITE) | (Address::Postgres(_), archive::POSTGRES) => Ok(()),
        (Address::Sqlite(_), _) => bail!(
            "this is the backup of a site on PostgreSQL: name an empty PostgreSQL database with MASTHEAD_DATABASE"
        ),
        (Address::Postgres(_), _) => {
            bail!("this is the backup of a site on SQLite: leave the setting “database” out")
        }
    }
}

/// Writes everything but the database under its name; the database waits beside. Says how many files there were.
fn unpack(config: &Config, file: &Path) -> Result<usize> {
    std::fs::create_dir_all(&config.data)?;
    let mut files = 0;
    archive::walk(file, |name, content| {
        match name {
            "about.json" | "SHA256SUMS" => return Ok(()),
            archive::SQLITE | archive::POSTGRES => {
                return write(&config.data.join(format!("{name}.coming")), content);
            }
            // Whoever has written a configuration for the new place means it.
            "masthead.toml" if config.data.join(name).exists() => return Ok(()),
            "masthead.toml" | "secret" => {}
            _ => files += 1,
        }
        write(&config.data.join(name), content)
    })?;
    Ok(files)
}

fn write(path: &Path, content: &mut dyn Read) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut out = File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| format!("{} cannot be written", path.display()))?;
    io::copy(content, &mut out)?;
    Ok(())
}

/// Gives the file the name under which a site is found, and looks whether it is whole.
async fn settle_sqlite(coming: &Path, path: &Path) -> Result<()> {
    std::fs::rename(coming, path)?;
    let db = Db::open(&Address::Sqlite(path.to_owned()), &Options::default()).await?;
    match db.find_damage().await?.first() {
        None => Ok(()),
        Some(first) => {
            bail!("the database was damaged when it was backed up ({first}): try an older backup")
        }
    }
}
