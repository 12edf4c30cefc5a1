//! Makes the translators of the configuration: who is there, and each of them by its name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use masthead_engines::asking::{Endpoint, Pace};
use masthead_engines::models::{Model, Shelf};
use masthead_engines::translation::{
    APERTIUM_MODES, AZURE, Abilities, Apertium, Azure, Chat, Contract, DeepL, GOOGLE, Google,
    HttpTranslator, LibreTranslate, Translator,
};

use crate::config::{Config, EngineConfig};

/// The models of this site.
pub(crate) fn shelf(config: &Config) -> Shelf {
    let engine = config.translate.engine("fxtranslate");
    let folder = engine.text("dir").map(PathBuf::from);
    Shelf::new(folder.unwrap_or_else(|| config.data.join("models")))
}

/// The names of the translators that may be asked, in the order in which they are: what the configuration says, or
/// else those that need no word of an operator (models that were added, Apertium's pairs that are installed) and then
/// those that were configured.
pub(crate) fn translators(config: &Config) -> Vec<String> {
    if !config.translate.default.is_empty() {
        return config.translate.default.clone();
    }
    let has_models =
        cfg!(feature = "local-mt") && shelf(config).list().is_ok_and(|it| !it.is_empty());
    let has_pairs = !pairs(&config.translate.engine("apertium")).is_empty();
    let own = [("fxtranslate", has_models), ("apertium", has_pairs)];
    let own = own.into_iter().filter(|(_, is_there)| *is_there);
    let mut names: Vec<String> = own.map(|(name, _)| name.to_owned()).collect();
    for name in config.translate.engines.keys() {
        if !names.iter().any(|it| it == name) {
            names.push((*name).to_owned());
        }
    }
    names
}

/// The translator of this name.
///
/// # Errors
/// What is missing or wrong in its configuration; a name that is none.
pub(crate) fn translator(
    name: &str,
    config: &Config,
    pace: &Arc<dyn Pace>,
) -> Result<Box<dyn Translator>> {
    let engine = config.translate.engine(name);
    make(name, &engine, config, pace).with_context(|| format!("the engine {name}"))
}

fn make(
    name: &str,
    engine: &EngineConfig,
    config: &Config,
    pace: &Arc<dyn Pace>,
) -> Result<Box<dyn Translator>> {
    let base = |usual: Option<&str>| match (engine.text("base"), usual) {
        (Some(base), _) => Ok(base.to_owned()),
        (None, Some(usual)) => Ok(usual.to_owned()),
        (None, None) => engine.needed(name, "base").map(str::to_owned),
    };
    let http = Http { engine, pace };
    Ok(match name {
        "fxtranslate" => local(engine, config)?,
        "apertium" => apertium(engine, pace)?,
        "libretranslate" => {
            let mut contract = LibreTranslate::new(engine.key()?);
            http.settle(&mut contract.abilities);
            http.with(contract, &base(None)?)?
        }
        "openai_chat" => {
            let mut contract = Chat::new(engine.needed(name, "model")?, engine.key()?);
            http.settle(&mut contract.abilities);
            http.with(contract, &base(None)?)?
        }
        "deepl" => {
            let key = engine.key()?.context(NO_KEY)?;
            let base = base(Some(DeepL::address(&key)))?;
            let mut contract = DeepL::new(key, engine.text("glossary").map(str::to_owned));
            http.settle(&mut contract.abilities);
            http.with(contract, &base)?
        }
        "google" => {
            let key = engine.key()?.context(NO_KEY)?;
            let project = engine.needed(name, "project")?;
            let location = engine.text("location").unwrap_or("global");
            let contract = Google::new(key, project, location, engine.text("glossary"));
            let mut contract = contract.map_err(anyhow::Error::msg)?;
            http.settle(&mut contract.abilities);
            http.with(contract, GOOGLE)?
        }
        "azure" => {
            let key = engine.key()?.context(NO_KEY)?;
            let mut contract = Azure::new(key, engine.text("region").map(str::to_owned));
            http.settle(&mut contract.abilities);
            http.with(contract, AZURE)?
        }
        other => bail!("there is no engine “{other}”"),
    })
}

const NO_KEY: &str = "it needs a key: key_env names a variable, or key_file a file of mode 0600";

/// What every engine over HTTP has in common.
struct Http<'a> {
    engine: &'a EngineConfig,
    pace: &'a Arc<dyn Pace>,
}

impl Http<'_> {
    /// What the operator knows better than we. In our own network nothing leaves the house.
    fn settle(&self, abilities: &mut Abilities) {
        abilities.quality = self.engine.quality.unwrap_or(abilities.quality);
        abilities.is_billed = abilities.is_billed && !self.engine.is_local_allowed();
        abilities.is_remote = !self.engine.is_local_allowed();
    }

    fn with(&self, contract: impl Contract + 'static, base: &str) -> Result<Box<dyn Translator>> {
        let endpoint = Endpoint::new(base, self.engine.is_local_allowed())?;
        let translator = HttpTranslator::new(contract, endpoint, Arc::clone(self.pace));
        Ok(Box::new(translator))
    }
}

#[cfg(feature = "local-mt")]
fn local(engine: &EngineConfig, config: &Config) -> Result<Box<dyn Translator>> {
    let models = shelf(config).list()?;
    let files: Vec<_> = models.iter().filter_map(Model::for_engine).collect();
    if files.is_empty() {
        bail!("there is no model; add one with “masthead models add”");
    }
    let mut local = masthead_engines::translation::Local::new(files);
    local.abilities.quality = engine.quality.unwrap_or(local.abilities.quality);
    Ok(Box::new(local))
}

#[cfg(not(feature = "local-mt"))]
fn local(_: &EngineConfig, _: &Config) -> Result<Box<dyn Translator>> {
    bail!("this program was built without local-mt")
}

fn apertium(engine: &EngineConfig, pace: &Arc<dyn Pace>) -> Result<Box<dyn Translator>> {
    let pairs = pairs(engine);
    if pairs.is_empty() {
        bail!("no pair is installed; on Debian that is “apt install apertium-…”");
    }
    let pairs: Vec<&str> = pairs.iter().map(String::as_str).collect();
    let mut apertium = Apertium::new(modes(engine), &pairs, pace)?;
    apertium.abilities.quality = engine.quality.unwrap_or(apertium.abilities.quality);
    Ok(Box::new(apertium))
}

fn modes(engine: &EngineConfig) -> &Path {
    Path::new(engine.text("modes").unwrap_or(APERTIUM_MODES))
}

/// The pairs of Apertium that were settled; else those that are installed, variants of a region aside.
fn pairs(engine: &EngineConfig) -> Vec<String> {
    let settled = engine.list("pairs");
    if !settled.is_empty() {
        return settled.into_iter().map(str::to_owned).collect();
    }
    let Ok(modes) = std::fs::read_dir(modes(engine)) else {
        return Vec::new();
    };
    let names = modes.flatten().filter_map(|mode| {
        let name = mode.file_name().into_string().ok()?;
        let pair = name.strip_suffix(".mode")?;
        let (from, to) = pair.split_once('-')?;
        (is_language(from) && is_language(to)).then(|| pair.to_owned())
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn is_language(text: &str) -> bool {
    matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_lowercase())
}
