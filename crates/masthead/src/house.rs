//! Puts a site together from its configuration: database, doors, web.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use masthead_core::kernel::events::Listeners;
use masthead_core::kernel::{App, Clock, Doors, SiteSettings, settings};
use masthead_db::{Db, Options, transact};
use masthead_engines::fetching::{Fetcher, Limits, Reach};
use masthead_engines::files::Files;
use masthead_web::Site;
use masthead_web::proxies::Proxies;
use masthead_web::rates::Rates;

use crate::config::{self, Config};
use crate::consequences::Consequences;

/// Bytes of one stored file: a large photograph, or an hour of speech.
const MOST_FILE_BYTES: u64 = 200 * 1024 * 1024;

/// A site that is put together but not yet open.
pub(crate) struct House {
    /// The core's doors.
    pub app: Arc<App>,
    /// The web in front of them.
    pub site: Site,
    /// What follows from events on this node.
    pub consequences: Arc<Consequences>,
}

/// Opens the database and brings it up to date.
pub(crate) async fn database(config: &Config) -> Result<Db> {
    std::fs::create_dir_all(&config.data).with_context(|| {
        format!(
            "the data folder {} cannot be made; choose another with --data",
            config.data.display()
        )
    })?;
    let db = database_as_it_is(config).await?;
    db.migrate().await?;
    Ok(db)
}

/// Puts the site together: database, settings, files, mail, and the web in front.
pub(crate) async fn build(config: &Config) -> Result<House> {
    let db = database(config).await?;
    let consequences = Arc::new(Consequences::default());
    let clock = Clock::of_the_machine();
    let app = Arc::new(app_at(config, db, consequences.clone(), clock).await?);
    let rates = if config.has_rates {
        Rates::default()
    } else {
        Rates::off()
    };
    let site = Site::new(
        app.clone(),
        rates,
        Proxies::trusting(config.trusted_proxies.clone()),
    );
    consequences.listen_for(&site);
    Ok(House {
        app,
        site,
        consequences,
    })
}

/// The core's doors alone, for commands that run beside a site. The schema must be up to date.
pub(crate) async fn app(config: &Config, db: Db, listeners: Arc<dyn Listeners>) -> Result<App> {
    app_at(config, db, listeners, Clock::of_the_machine()).await
}

/// The same with a clock of one's own.
pub(crate) async fn app_at(
    config: &Config,
    db: Db,
    listeners: Arc<dyn Listeners>,
    clock: Clock,
) -> Result<App> {
    let settings = settle(&db, config).await?;
    Ok(App::new(Doors {
        db,
        clock,
        files: Files::local(config.data.join("files"), MOST_FILE_BYTES),
        mail: config::mailer(&config.mail, &settings.name, &settings.office_mail)?,
        fetch: Fetcher::new(reach(config)?, Limits::default()),
        listeners,
        settings,
        secret: secret(config)?,
    }))
}

/// Opens the database as it is, without touching its schema.
pub(crate) async fn database_as_it_is(config: &Config) -> Result<Db> {
    let options = Options {
        connections_max: config.database_connections,
        ..Options::default()
    };
    Ok(Db::open(&config.database, &options).await?)
}

/// The site's settings, with the address that the configuration gives.
async fn settle(db: &Db, config: &Config) -> Result<SiteSettings> {
    let mut settings = transact!(db.read(), |tx| { settings::read(tx).await })?;
    settings.address.0 = match &config.address {
        Some(address) => address.clone(),
        None => format!("http://{}", config.listen),
    };
    Ok(settings)
}

/// Where files of other sites may be fetched from.
pub(crate) fn reach(config: &Config) -> Result<Reach> {
    config
        .reachable_networks
        .iter()
        .try_fold(Reach::public(), |reach, network| {
            reach
                .and(network)
                .with_context(|| "reachable_networks".to_owned())
        })
}

/// The key of tokens: settled in the configuration, or made once and kept in the data folder.
fn secret(config: &Config) -> Result<Vec<u8>> {
    if let Some(secret) = &config.secret {
        anyhow::ensure!(
            secret.reveal().len() >= 32,
            "secret must have at least 32 characters"
        );
        return Ok(secret.reveal().as_bytes().to_vec());
    }
    let file = config.data.join("secret");
    match std::fs::read(&file) {
        Ok(secret) if secret.len() >= 32 => Ok(secret),
        Ok(_) => anyhow::bail!(
            "{} is damaged: it is too short. Restore it from your backup, or remove it to have a new one made (all are signed out then)",
            file.display()
        ),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => make_secret(&file),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", file.display())),
    }
}

fn make_secret(file: &Path) -> Result<Vec<u8>> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let secret = [
        masthead_core::kernel::Ids.secret(),
        masthead_core::kernel::Ids.secret(),
    ]
    .concat()
    .into_bytes();
    let mut out = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .with_context(|| format!("{} cannot be written", file.display()))?;
    out.write_all(&secret)
        .and_then(|()| out.sync_all())
        .with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(secret)
}
