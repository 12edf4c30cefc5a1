//! What the operator has settled for this process: `masthead.toml` in the data folder, or `MASTHEAD_…`.
//!
//! [`KEYS`] is the whole list. A key that is not on it is an error that names the nearest one, because a misspelt
//! setting that is silently ignored is found at three in the morning.

mod mail;
mod nearest;
mod price;
mod speech;
mod translate;

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use masthead_db::Address;

pub(crate) use mail::{MailConfig, mailer};
pub(crate) use speech::{SPEAKERS, SpeakerConfig, SpeechConfig};
pub(crate) use translate::{EngineConfig, TranslateConfig};

/// Every key, with what it means; `masthead help config` and docs/running/configuration.md follow this list.
pub(crate) const KEYS: &[(&str, &str)] = &[
    (
        "listen",
        "address and port to listen on, such as 127.0.0.1:8080",
    ),
    (
        "address",
        "where readers reach the site, such as https://zeitung.example",
    ),
    (
        "database",
        "“sqlite” (in the data folder) or postgres://name:password@host/database",
    ),
    (
        "database_connections",
        "connections to PostgreSQL, or readers of SQLite; 16 if not set",
    ),
    ("files", "“local”: the folder “files” in the data folder"),
    (
        "secret",
        "keys the tokens of forms and letters; the same on every node; made at the first start if not set",
    ),
    (
        "trusted_proxies",
        "addresses whose X-Forwarded-For is believed",
    ),
    (
        "reachable_networks",
        "private networks that may be fetched from, such as 10.1.0.0/16",
    ),
    ("rates", "“on”, or “off” for load tests"),
    ("jobs", "“on”, or “off” on nodes that only answer readers"),
    ("mail.way", "“outbox” (files in the data folder) or “smtp”"),
    ("mail.from", "the address letters come from"),
    ("mail.reply_to", "where answers go"),
    ("mail.host", "the mail server"),
    ("mail.port", "its port; 587 if not set"),
    ("mail.encryption", "“starttls”, “tls” or “none”"),
    ("mail.account", "the name to sign in with"),
    ("mail.password", "the password to sign in with"),
    (
        "mail.authorities",
        "a PEM file with further certificate authorities",
    ),
    (
        "speech.default",
        "who reads aloud: espeak, openai_speech, piper_http, azure or elevenlabs; espeak if not set",
    ),
    (
        "speech.mp3",
        "kbit/s of MP3 files; 48 if not set, 0 for none",
    ),
    (
        "speech.opus",
        "kbit/s of Opus files; 24 if not set, 0 for none",
    ),
    ("speech.lufs", "how loud; -16 if not set"),
    (
        "speech.captions",
        "“on”: captions of pictures are read, too; “off” if not set",
    ),
    ("speech.lexicon", "a TOML file that says how names are said"),
    ("speech.voices.de", "the German voice, as “espeak:de”"),
    (
        "speech.voices.en",
        "the English voice, as “espeak:en-gb-x-rp”",
    ),
    (
        "speech.providers.openai_speech.base",
        "where it is asked, such as http://127.0.0.1:8880",
    ),
    (
        "speech.providers.openai_speech.allow_local",
        "“on” if that is in your own network",
    ),
    ("speech.providers.openai_speech.model", "its model"),
    (
        "speech.providers.openai_speech.key_env",
        "the variable that holds the key",
    ),
    (
        "speech.providers.openai_speech.key_file",
        "the file that holds the key; nobody else may read it",
    ),
    (
        "speech.providers.openai_speech.day_chars",
        "most characters in a day",
    ),
    (
        "speech.providers.openai_speech.month_chars",
        "most characters in a month",
    ),
    (
        "speech.providers.openai_speech.article_chars",
        "most characters for one article",
    ),
    (
        "speech.providers.openai_speech.price_per_million",
        "the price of a million characters, for the report",
    ),
    (
        "speech.providers.piper_http.base",
        "where it is asked, such as http://127.0.0.1:8880",
    ),
    (
        "speech.providers.piper_http.allow_local",
        "“on” if that is in your own network",
    ),
    (
        "speech.providers.piper_http.length_scale",
        "how slowly it speaks; 1.0 as it was trained",
    ),
    (
        "speech.providers.azure.base",
        "where it is asked, such as http://127.0.0.1:8880",
    ),
    (
        "speech.providers.azure.region",
        "the region of the resource, such as westeurope",
    ),
    (
        "speech.providers.azure.key_env",
        "the variable that holds the key",
    ),
    (
        "speech.providers.azure.key_file",
        "the file that holds the key; nobody else may read it",
    ),
    (
        "speech.providers.azure.day_chars",
        "most characters in a day",
    ),
    (
        "speech.providers.azure.month_chars",
        "most characters in a month",
    ),
    (
        "speech.providers.azure.article_chars",
        "most characters for one article",
    ),
    (
        "speech.providers.azure.price_per_million",
        "the price of a million characters, for the report",
    ),
    (
        "speech.providers.elevenlabs.base",
        "where it is asked, such as http://127.0.0.1:8880",
    ),
    ("speech.providers.elevenlabs.model", "its model"),
    (
        "speech.providers.elevenlabs.key_env",
        "the variable that holds the key",
    ),
    (
        "speech.providers.elevenlabs.key_file",
        "the file that holds the key; nobody else may read it",
    ),
    (
        "speech.providers.elevenlabs.day_chars",
        "most characters in a day",
    ),
    (
        "speech.providers.elevenlabs.month_chars",
        "most characters in a month",
    ),
    (
        "speech.providers.elevenlabs.article_chars",
        "most characters for one article",
    ),
    (
        "speech.providers.elevenlabs.price_per_million",
        "the price of a million characters, for the report",
    ),
];

/// Keys whose value may also be in a file, named by the key with `_file` behind it.
const SECRETS: &[&str] = &["secret", "mail.password", "database"];

const PREFIX: &str = "MASTHEAD_";

/// The data folder where none is named.
const USUAL_DATA: &str = "masthead-data";

/// Variables of that prefix that are not ours to read.
const FOREIGN: &[&str] = &["MASTHEAD_LOG", "MASTHEAD_TEST_POSTGRES"];

/// The settings of one process.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// The folder of everything that is kept.
    pub data: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where readers reach the site, if that was settled here.
    pub address: Option<String>,
    /// The database.
    pub database: Address,
    /// How many connections to it.
    pub database_connections: usize,
    /// The key of tokens, if that was settled here.
    pub secret: Option<masthead_engines::Secret>,
    /// Whose word about addresses is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Private networks that may be fetched from.
    pub reachable_networks: Vec<String>,
    /// Whether attempts are counted.
    pub has_rates: bool,
    /// Whether this node does background work.
    pub has_jobs: bool,
    /// How letters leave.
    pub mail: MailConfig,
    /// Who reads aloud, and how.
    pub speech: SpeechConfig,
    /// Who translates.
    pub translate: TranslateConfig,
}

/// Words of the command line that outrank the file and the environment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spoken {
    /// `--config`.
    pub file: Option<PathBuf>,
    /// `--data`.
    pub data: Option<PathBuf>,
    /// `--listen`.
    pub listen: Option<String>,
}

impl Spoken {
    /// Whether a site is named, or lies where one usually does. Commands that need none use it if it is there.
    pub(crate) fn has_site(&self) -> bool {
        let is_set = |name: &str| std::env::var_os(name).is_some();
        self.data.is_some()
            || self.file.is_some()
            || is_set("MASTHEAD_DATA")
            || is_set("MASTHEAD_DATABASE")
            || Path::new(USUAL_DATA).is_dir()
    }
}

/// Reads the configuration: command line, then environment, then file, then defaults.
pub(crate) fn read(spoken: &Spoken) -> Result<Config> {
    let environment = std::env::vars().filter(|(name, _)| name.starts_with(PREFIX));
    from(spoken, &environment.collect())
}

fn from(spoken: &Spoken, environment: &BTreeMap<String, String>) -> Result<Config> {
    let data = spoken
        .data
        .clone()
        .or_else(|| environment.get("MASTHEAD_DATA").map(PathBuf::from))
        .unwrap_or_else(|| PathBuf::from(USUAL_DATA));
    let file = spoken
        .file
        .clone()
        .unwrap_or_else(|| data.join("masthead.toml"));
    let mut values = Values::default();
    if file.exists() {
        values.read_file(&file)?;
    } else if spoken.file.is_some() {
        bail!("there is no configuration file {}", file.display());
    }
    values.read_environment(environment)?;
    values.read_secrets()?;
    if let Some(listen) = &spoken.listen {
        values.put("listen", listen);
    }
    settle(&values, data)
}

fn settle(values: &Values, data: PathBuf) -> Result<Config> {
    let database = match values.text("database").unwrap_or("sqlite") {
        "sqlite" => Address::Sqlite(data.join("masthead.db")),
        url if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Address::Postgres(url.to_owned())
        }
        other => bail!("database = “{other}” is neither “sqlite” nor a postgres:// address"),
    };
    if let Some(files) = values.text("files").filter(|it| *it != "local") {
        bail!("files = “{files}”: this version keeps files in the data folder only; say “local”");
    }
    let address = values
        .text("address")
        .map(|it| it.trim_end_matches('/').to_owned());
    if let Some(address) = address
        .as_deref()
        .filter(|it| !it.starts_with("http://") && !it.starts_with("https://"))
    {
        bail!("address = “{address}” must start with https:// (or http:// for a trial)");
    }
    Ok(Config {
        listen: values
            .parsed("listen", "an address and port such as 127.0.0.1:8080")?
            .unwrap_or(([127, 0, 0, 1], 8080).into()),
        address,
        database,
        database_connections: values
            .parsed("database_connections", "a number")?
            .unwrap_or(16),
        secret: values.text("secret").map(masthead_engines::Secret::new),
        trusted_proxies: values.list("trusted_proxies", "a list of addresses")?,
        reachable_networks: values.list("reachable_networks", "a list of networks")?,
        has_rates: values.switch("rates")?,
        has_jobs: values.switch("jobs")?,
        mail: mail::settle(values, &data)?,
        speech: speech::settle(values)?,
        translate: translate::settle(values)?,
        data,
    })
}

/// Every key: those of [`KEYS`], and those of the parts that have a list of their own.
fn known_keys() -> impl Iterator<Item = String> {
    let own = KEYS.iter().map(|(key, _)| (*key).to_owned());
    own.chain(translate::keys())
}

/// The key of a variable, in which dots are underscores. What is no key stays as it is, to be told of.
fn key_of(name: &str) -> String {
    let plain = name.strip_suffix("_file").unwrap_or(name);
    let is_it = |key: &String, name: &str| key.replace('.', "_") == name;
    match known_keys().find(|key| is_it(key, name)) {
        Some(key) => key,
        None => known_keys()
            .find(|key| is_it(key, plain) && SECRETS.contains(&key.as_str()))
            .map_or_else(|| name.to_owned(), |key| format!("{key}_file")),
    }
}

/// Values by their keys, before they are understood.
#[derive(Debug, Default)]
struct Values(BTreeMap<String, String>);

impl Values {
    fn read_file(&mut self, file: &Path) -> Result<()> {
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        let table: toml::Table = text
            .parse()
            .with_context(|| format!("{} is not TOML", file.display()))?;
        self.read_table("", &table)
            .with_context(|| format!("in {}", file.display()))
    }

    fn read_table(&mut self, above: &str, table: &toml::Table) -> Result<()> {
        for (name, value) in table {
            let key = format!("{above}{name}");
            match value {
                toml::Value::Table(below) => self.read_table(&format!("{key}."), below)?,
                toml::Value::Array(items) => {
                    let items: Vec<_> = items.iter().map(plain).collect();
                    self.put_known(&key, &items.join(","))?;
                }
                value => self.put_known(&key, &plain(value))?,
            }
        }
        Ok(())
    }

    fn read_environment(&mut self, environment: &BTreeMap<String, String>) -> Result<()> {
        for (variable, value) in environment {
            if FOREIGN.contains(&variable.as_str()) || variable == "MASTHEAD_DATA" {
                continue;
            }
            let key = key_of(&variable[PREFIX.len()..].to_lowercase());
            self.put_known(&key, value)
                .with_context(|| format!("in the variable {variable}"))?;
        }
        Ok(())
    }

    fn read_secrets(&mut self) -> Result<()> {
        for key in SECRETS {
            let Some(file) = self.0.remove(&format!("{key}_file")) else {
                continue;
            };
            let secret = std::fs::read_to_string(&file)
                .with_context(|| format!("{key}_file = “{file}” cannot be read"))?;
            self.put(key, secret.trim());
        }
        Ok(())
    }

    fn put_known(&mut self, key: &str, value: &str) -> Result<()> {
        let plain_key = key
            .strip_suffix("_file")
            .filter(|it| SECRETS.contains(it))
            .unwrap_or(key);
        let known: Vec<String> = known_keys().collect();
        if !known.iter().any(|known| known == plain_key) {
            bail!(
                "there is no setting “{key}”; did you mean “{}”?",
                nearest::nearest(key, known.iter().map(String::as_str))
            );
        }
        self.put(key, value);
        Ok(())
    }

    fn put(&mut self, key: &str, value: &str) {
        self.0.insert(key.to_owned(), value.to_owned());
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.0
            .get(key)
            .map(String::as_str)
            .filter(|it| !it.is_empty())
    }

    fn parsed<T: std::str::FromStr>(&self, key: &str, what: &str) -> Result<Option<T>> {
        let Some(text) = self.text(key) else {
            return Ok(None);
        };
        text.parse()
            .map(Some)
            .map_err(|_| anyhow::anyhow!("{key} = “{text}” is not {what}"))
    }

    fn list<T: std::str::FromStr>(&self, key: &str, what: &str) -> Result<Vec<T>> {
        let items = self
            .text(key)
            .unwrap_or("")
            .split(',')
            .map(str::trim)
            .filter(|it| !it.is_empty());
        items
            .map(|it| {
                it.parse()
                    .map_err(|_| anyhow::anyhow!("{key}: “{it}” does not fit; wanted is {what}"))
            })
            .collect()
    }

    fn switch(&self, key: &str) -> Result<bool> {
        match self.text(key) {
            None | Some("on" | "true") => Ok(true),
            Some("off" | "false") => Ok(false),
            Some(other) => bail!("{key} = “{other}” is neither “on” nor “off”"),
        }
    }
}

fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Boolean(true) => "on".to_owned(),
        toml::Value::Boolean(false) => "off".to_owned(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        // No setting of ours is a date: the key's own parser says so with its name.
        other => other.type_str().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_with(variables: &[(&str, &str)]) -> Result<Config> {
        let environment = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        from(
            &Spoken {
                data: Some("nowhere".into()),
                ..Spoken::default()
            },
            &environment.collect(),
        )
    }

    #[test]
    fn a_site_needs_no_configuration() {
        let config = read_with(&[]).expect("defaults");
        assert!(matches!(config.database, Address::Sqlite(_)));
        assert!(config.has_jobs);
    }

    #[test]
    fn a_misspelt_key_is_told_its_neighbour() {
        let error = read_with(&[("MASTHEAD_LISTN", "1")]).expect_err("unknown");
        assert!(
            format!("{error:#}").contains("did you mean “listen”?"),
            "{error:#}"
        );
    }

    #[test]
    fn what_is_said_outranks_what_is_set() {
        let spoken = Spoken {
            listen: Some("127.0.0.1:1".into()),
            data: Some("nowhere".into()),
            ..Spoken::default()
        };
        let environment = [("MASTHEAD_LISTEN".to_owned(), "127.0.0.1:2".to_owned())];
        assert_eq!(
            from(&spoken, &environment.into())
                .expect("good")
                .listen
                .port(),
            1
        );
    }

    #[test]
    fn a_value_that_does_not_fit_names_its_key() {
        let error = read_with(&[("MASTHEAD_MAIL_PORT", "many")]).expect_err("no number");
        assert!(error.to_string().contains("mail.port"), "{error}");
    }
}
