//! `masthead backup FILE`: the whole site in one file, while it goes on serving.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use masthead_core::kernel::Clock;
use masthead_db::{Address, Db};
use masthead_engines::files::Files;

use super::archive::{self, About, Archive};
use super::postgres_tools;
use crate::config::Config;
use crate::house;

/// Copies the database first and the files after it: files never change and are never taken away while a row names
/// them, so every file that the copy names is there. The outbox is not part of it, nor is a configuration that stands
/// elsewhere.
///
/// The file appears under its name only when it is whole.
#[expect(clippy::print_stdout, reason = "the person at the console reads it")]
pub(crate) async fn backup(config: &Config, file: &Path) -> Result<()> {
    ensure!(
        !file.exists(),
        "{} is there already; a backup never overwrites",
        file.display()
    );
    let folder = file
        .parent()
        .filter(|it| !it.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let db = house::database_as_it_is(config).await?;
    ensure!(
        !db.is_empty().await?,
        "there is no site at {} yet",
        db.address()
    );
    let beside = tempfile::tempdir_in(folder)
        .with_context(|| format!("the folder {} cannot be written", folder.display()))?;
    let made_at = Clock::of_the_machine().now().as_micros() / 1_000_000;
    let about = About::now(name_of(config), u64::try_from(made_at).unwrap_or(0));

    let coming = beside.path().join("backup");
    let mut archive = Archive::begin(&coming, &about)?;
    add_database(&mut archive, config, &db, beside.path()).await?;
    for name in ["masthead.toml", "secret"] {
        let path = config.data.join(name);
        if path.exists() {
            archive.add_file(name, &path)?;
        }
    }
    let files = add_files(&mut archive, config).await?;
    archive.finish()?;
    std::fs::rename(&coming, file)?;
    std::fs::File::open(folder)?.sync_all()?;
    println!("{} holds the database and {files} files.", file.display());
    println!(
        "It also holds the site's secrets: keep it where only you can read it, and not only on this machine."
    );
    Ok(())
}

fn name_of(config: &Config) -> &'static str {
    match config.database {
        Address::Sqlite(_) => archive::SQLITE,
        Address::Postgres(_) => archive::POSTGRES,
    }
}

async fn add_database(
    archive: &mut Archive,
    config: &Config,
    db: &Db,
    beside: &Path,
) -> Result<()> {
    let name = name_of(config);
    let copy = beside.join(name);
    match &config.database {
        Address::Sqlite(_) => db.copy_to(&copy).await?,
        Address::Postgres(address) => postgres_tools::dump(address, &copy)?,
    }
    archive.add_file(name, &copy)?;
    std::fs::remove_file(&copy)?;
    Ok(())
}

async fn add_files(archive: &mut Archive, config: &Config) -> Result<usize> {
    let folder = config.data.join("files");
    let keys = Files::local(&folder, 0).list().await?;
    for key in &keys {
        let name = key.to_string();
        let (first, rest) = name.split_at(2);
        archive.add_file(
            &format!("files/{first}/{rest}"),
            &folder.join(first).join(rest),
        )?;
    }
    Ok(keys.len())
}
