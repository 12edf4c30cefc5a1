//! Who translates, on what terms: the part of the configuration that begins with `translate.`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use masthead_engines::asking::{Allowance, Key};
use masthead_engines::translation::Quality;

use super::{Values, price};

/// Every engine, with what can be settled about it beside [`TERMS`].
const ENGINES: &[(&str, &[&str])] = &[
    ("fxtranslate", &["dir"]),
    ("apertium", &["pairs", "modes"]),
    (
        "libretranslate",
        &["base", "allow_local", "key_env", "key_file"],
    ),
    ("deepl", &["base", "key_env", "key_file", "glossary"]),
    (
        "openai_chat",
        &["base", "model", "allow_local", "key_env", "key_file"],
    ),
    (
        "google",
        &["key_env", "key_file", "project", "location", "glossary"],
    ),
    ("azure", &["key_env", "key_file", "region"]),
];

/// What can be settled about each of them.
const TERMS: &[&str] = &[
    "quality",
    "day_chars",
    "month_chars",
    "article_chars",
    "price_per_million",
];

/// Every key of this part.
pub(super) fn keys() -> impl Iterator<Item = String> {
    let of_engine = |(engine, settings): &(&'static str, &'static [&'static str])| {
        let engine = *engine;
        let settings = settings.iter().chain(TERMS);
        settings.map(move |setting| format!("translate.providers.{engine}.{setting}"))
    };
    std::iter::once("translate.default".to_owned()).chain(ENGINES.iter().flat_map(of_engine))
}

/// Who translates, on what terms.
#[derive(Clone, Debug, Default)]
pub(crate) struct TranslateConfig {
    /// Who is asked if nobody is named, in this order.
    pub default: Vec<String>,
    /// What is settled about each engine that is mentioned.
    pub engines: BTreeMap<&'static str, EngineConfig>,
}

/// What is settled about an engine.
#[derive(Clone, Debug, Default)]
pub(crate) struct EngineConfig {
    /// How good it is, by the operator's word.
    pub quality: Option<Quality>,
    /// Characters that it may count.
    pub allowance: Allowance,
    /// The price of a million characters, in millionths of the currency.
    pub price_micros: i64,
    /// Everything else, as it was written.
    settings: BTreeMap<&'static str, String>,
}

impl TranslateConfig {
    /// What is settled about an engine; nothing if it is not mentioned.
    pub(crate) fn engine(&self, name: &str) -> EngineConfig {
        self.engines.get(name).cloned().unwrap_or_default()
    }
}

impl EngineConfig {
    /// A setting, if it was made.
    pub(crate) fn text(&self, setting: &str) -> Option<&str> {
        self.settings.get(setting).map(String::as_str)
    }

    /// A setting that an engine cannot do without.
    pub(crate) fn needed(&self, engine: &str, setting: &str) -> Result<&str> {
        self.text(setting)
            .with_context(|| format!("translate.providers.{engine}.{setting} is not set"))
    }

    /// The items of a list.
    pub(crate) fn list(&self, setting: &str) -> Vec<&str> {
        let items = self.text(setting).unwrap_or("").split(',').map(str::trim);
        items.filter(|item| !item.is_empty()).collect()
    }

    /// Whether it may be in our own network.
    pub(crate) fn is_local_allowed(&self) -> bool {
        matches!(self.text("allow_local"), Some("on" | "true"))
    }

    /// The key, read now from where it is; `None` if no place was named.
    pub(crate) fn key(&self) -> Result<Option<Key>> {
        let key = match (self.text("key_env"), self.text("key_file")) {
            (Some(_), Some(_)) => bail!("key_env and key_file are both set; one is enough"),
            (Some(variable), None) => Key::from_variable(variable)?,
            (None, Some(file)) => Key::from_file(&PathBuf::from(file))?,
            (None, None) => return Ok(None),
        };
        Ok(Some(key))
    }
}

pub(super) fn settle(values: &Values) -> Result<TranslateConfig> {
    let default: Vec<String> = values.list("translate.default", "a list of engines")?;
    if let Some(unknown) = default.iter().find(|name| !is_engine(name)) {
        let names: Vec<&str> = ENGINES.iter().map(|(name, _)| *name).collect();
        bail!(
            "translate.default: there is no engine “{unknown}”; there are {}",
            names.join(", ")
        );
    }
    let mut engines = BTreeMap::new();
    for (name, settings) in ENGINES {
        if let Some(engine) = engine(values, name, settings)? {
            engines.insert(*name, engine);
        }
    }
    Ok(TranslateConfig { default, engines })
}

fn is_engine(name: &str) -> bool {
    ENGINES.iter().any(|(known, _)| *known == name)
}

fn engine(values: &Values, name: &str, settings: &[&'static str]) -> Result<Option<EngineConfig>> {
    let key = |setting: &str| format!("translate.providers.{name}.{setting}");
    let chars = |setting: &str| values.parsed(&key(setting), "a number of characters");
    let mut engine = EngineConfig {
        quality: values
            .text(&key("quality"))
            .map(|it| quality(&key("quality"), it))
            .transpose()?,
        allowance: Allowance {
            day: chars("day_chars")?,
            month: chars("month_chars")?,
            article: chars("article_chars")?,
        },
        price_micros: price::read(values, &key("price_per_million"))?,
        ..EngineConfig::default()
    };
    for setting in settings {
        if let Some(text) = values.text(&key(setting)) {
            engine.settings.insert(setting, text.to_owned());
        }
    }
    let all = settings.iter().chain(TERMS);
    let is_mentioned = all
        .copied()
        .any(|setting| values.text(&key(setting)).is_some());
    Ok(is_mentioned.then_some(engine))
}

fn quality(key: &str, text: &str) -> Result<Quality> {
    Quality::named(text)
        .with_context(|| format!("{key} = “{text}” is none of gist, draft, good, best"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<TranslateConfig> {
        let mut values = Values::default();
        values.read_table("", &text.parse().expect("it is TOML"))?;
        settle(&values)
    }

    #[test]
    fn an_engine_has_its_terms() {
        let config = of("[translate]\ndefault = [\"fxtranslate\", \"deepl\"]\n\
            [translate.providers.deepl]\nkey_env = \"DEEPL_KEY\"\nmonth_chars = 2_000_000\n\
            price_per_million = 20.5\nquality = \"best\"\n\
            [translate.providers.apertium]\npairs = [\"spa-cat\", \"eng-spa\"]\n")
        .expect("it is good");
        assert_eq!(config.default, ["fxtranslate", "deepl"]);
        let deepl = config.engine("deepl");
        assert_eq!(
            (deepl.allowance.month, deepl.allowance.day),
            (Some(2_000_000), None)
        );
        assert_eq!(
            (deepl.price_micros, deepl.quality),
            (20_500_000, Some(Quality::Best))
        );
        assert_eq!(
            config.engine("apertium").list("pairs"),
            ["spa-cat", "eng-spa"]
        );
        assert!(!config.engines.contains_key("azure"));
    }

    #[test]
    fn what_is_misspelt_or_does_not_fit_is_named() {
        for (text, said) in [
            ("[translate]\ndefault = [\"depl\"]", "no engine “depl”"),
            (
                "[translate.providers.deepl]\nkey = \"x\"",
                "translate.providers.deepl.key",
            ),
            (
                "[translate.providers.deepl]\nmonth_chars = \"many\"",
                "month_chars",
            ),
            (
                "[translate.providers.deepl]\nquality = \"fine\"",
                "gist, draft, good, best",
            ),
            (
                "[translate.providers.azure]\nprice_per_million = \"a lot\"",
                "price_per_million",
            ),
            ("[translate.providers.depl]\nregion = \"x\"", "did you mean"),
        ] {
            let error = of(text).expect_err(text);
            assert!(format!("{error:#}").contains(said), "{text}: {error:#}");
        }
    }

    #[test]
    fn a_key_is_in_one_place() {
        let config =
            of("[translate.providers.deepl]\nkey_env = \"A\"\nkey_file = \"b\"").expect("good");
        assert!(config.engine("deepl").key().is_err());
        let config =
            of("[translate.providers.deepl]\nkey_env = \"MASTHEAD_NO_SUCH_KEY\"").expect("good");
        let error = config.engine("deepl").key().expect_err("it is not set");
        assert!(
            error.to_string().contains("MASTHEAD_NO_SUCH_KEY"),
            "{error}"
        );
        assert!(
            config
                .engine("azure")
                .key()
                .expect("no place is no error")
                .is_none()
        );
    }
}
