//! `masthead models`: the models that translate in the house. Nothing is fetched that the operator has not named.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use masthead_engines::fetching::{Fetcher, Limits};
use masthead_engines::models::{Arrived, Model, Pair, Part, Shelf};

use crate::config::Config;
use crate::{engines, house};

/// A model of today has some forty megabytes.
const LIMITS: Limits = Limits {
    body_bytes: 512 * 1024 * 1024,
    redirects: 5,
    connect: Duration::from_secs(10),
    total: Duration::from_secs(30 * 60),
};

/// What can be done with models.
#[derive(clap::Subcommand)]
pub(crate) enum Models {
    /// Keeps a model, in the place of one of the same pair.
    Add(Add),
    /// Says which models there are.
    List,
    /// Reads every file again, compares it with its hash, and has each model translate a sentence.
    Check {
        /// Only this pair, such as de-en.
        pair: Option<Pair>,
    },
    /// Takes a model away.
    Remove {
        /// Its pair, such as de-en.
        pair: Pair,
    },
}

/// A model to be kept.
#[derive(clap::Args)]
pub(crate) struct Add {
    /// From which language into which, such as de-en.
    pair: Pair,
    /// The weights: a file, or an https address.
    #[arg(long, value_name = "FILE|ADDRESS")]
    model: String,
    /// The vocabulary (SentencePiece): a file, or an https address.
    #[arg(long, value_name = "FILE|ADDRESS")]
    vocab: String,
    /// The vocabulary of the target language, where it is another one.
    #[arg(long, value_name = "FILE|ADDRESS")]
    target_vocab: Option<String>,
    /// The SHA-256 of each file, in the order model, vocabulary, target vocabulary; what comes from an address needs it.
    #[arg(long, value_name = "HEX", value_delimiter = ',')]
    sha256: Vec<String>,
}

/// Does it, and ends with 1 when a model is not as it should be.
pub(crate) async fn models(config: &Config, asked: &Models) -> Result<ExitCode> {
    let shelf = engines::shelf(config);
    match asked {
        Models::Add(asked) => add(config, &shelf, asked).await?,
        Models::List => list(&shelf)?,
        Models::Check { pair } => return check(&shelf, pair.as_ref()),
        Models::Remove { pair } => {
            let model = shelf.remove(pair)?;
            say(&format!(
                "{} is gone, {} MB.",
                model.pair,
                megabytes(&model)
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn add(config: &Config, shelf: &Shelf, asked: &Add) -> Result<()> {
    let parts = [
        (Part::Model, Some(&asked.model)),
        (Part::Vocab, Some(&asked.vocab)),
        (Part::TargetVocab, asked.target_vocab.as_ref()),
    ];
    let parts = parts
        .into_iter()
        .filter_map(|(part, from)| Some((part, from?)));
    if asked.sha256.len() > parts.clone().count() {
        bail!("there are more hashes than files");
    }
    let mut hashes = asked.sha256.iter();
    let mut arrived = Vec::new();
    for (part, origin) in parts {
        arrived.push(fetch(config, part, origin, hashes.next()).await?);
    }
    let model = shelf.add(&asked.pair, &arrived)?;
    if let Err(why) = try_out(&model) {
        shelf.remove(&asked.pair)?;
        bail!("the files do not make a model that works, and were not kept: {why}");
    }
    say(&format!(
        "{} is kept in {}, {} MB.",
        model.pair,
        model.folder.display(),
        megabytes(&model)
    ));
    for kept in &model.files {
        say(&format!("  {}  {}", kept.sha256, kept.origin));
    }
    Ok(())
}

async fn fetch(
    config: &Config,
    part: Part,
    origin: &str,
    sha256: Option<&String>,
) -> Result<Arrived> {
    let bytes = if origin.contains("://") {
        if sha256.is_none() {
            bail!("{origin} is elsewhere: say with --sha256 what it must be");
        }
        let fetcher = Fetcher::new(house::reach(config)?, LIMITS);
        fetcher.fetch(origin).await?.bytes
    } else {
        let path = PathBuf::from(origin);
        std::fs::read(&path)
            .with_context(|| format!("{origin} cannot be read"))?
            .into()
    };
    Ok(Arrived {
        part,
        bytes,
        sha256: sha256.cloned(),
        origin: origin.to_owned(),
    })
}

fn list(shelf: &Shelf) -> Result<()> {
    let models = shelf.list()?;
    if models.is_empty() {
        say(
            "There are no models. “masthead models add de-en --model … --vocab … --sha256 …” keeps one.",
        );
    }
    for model in models {
        let weights = model.files.iter().find(|kept| kept.part == Part::Model);
        let (hash, origin) = weights.map_or(("", ""), |it| (&it.sha256[..12], it.origin.as_str()));
        say(&format!(
            "{:<8}{:>5} MB  {hash}  {origin}",
            model.pair.to_string(),
            megabytes(&model)
        ));
    }
    Ok(())
}

fn check(shelf: &Shelf, only: Option<&Pair>) -> Result<ExitCode> {
    let models = match only {
        Some(pair) => vec![shelf.find(pair)?],
        None => shelf.list()?,
    };
    let mut are_well = true;
    for model in &models {
        let outcome = shelf.check(model).map_err(anyhow::Error::from);
        match outcome.and_then(|()| try_out(model)) {
            Ok(()) => say(&format!("ok   {}", model.pair)),
            Err(why) => {
                are_well = false;
                say(&format!("BAD  {}: {why:#}", model.pair));
            }
        }
    }
    Ok(if are_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Has a model translate a sentence; where this program cannot, its files alone are looked at.
#[cfg(feature = "local-mt")]
fn try_out(model: &Model) -> Result<()> {
    let files = model.for_engine().context("a file is missing")?;
    masthead_engines::translation::try_out(&files)?;
    Ok(())
}

#[cfg(not(feature = "local-mt"))]
fn try_out(model: &Model) -> Result<()> {
    model.for_engine().context("a file is missing")?;
    Ok(())
}

fn megabytes(model: &Model) -> u64 {
    model.bytes().div_ceil(1_000_000)
}

#[expect(clippy::print_stdout, reason = "the person at the console reads it")]
fn say(line: &str) {
    println!("{line}");
}
