//! Apertium, rules instead of statistics: good between languages that are close to each other, and on our own machine.
//!
//! A mode of Apertium is a pipeline of a dozen programs. `apertium -z` does not work as a standing pipe (its reader of
//! formats keeps what it has), so the mode's own pipeline is started once, in its null-flushing form, and stands by.

mod stream;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use masthead_text::placeholders::Style;

use super::{
    Abilities, Given, Glossary, Health, LanguageTag, Pairs, Quality, Translator, Unit, Wanted,
};
use crate::asking::{Answering, EngineError, Pace};
use crate::processes::{Program, Standing};

/// Where Debian's packages put their modes.
pub const MODES: &str = "/usr/share/apertium/modes";

/// Writes a mode's pipeline in the form that can stand by, with words that keep their marks.
const PIPELINE: &str = "apertium-wblank-mode";
/// Most bytes of a pipeline's text.
const PIPELINE_BYTES: usize = 64 * 1024;

/// Apertium with some of its modes, each a pipeline of its own.
pub struct Apertium {
    modes: Vec<Mode>,
    /// What it can do, by our own word; the operator may know better.
    pub abilities: Abilities,
}

struct Mode {
    from: LanguageTag,
    to: LanguageTag,
    file: PathBuf,
    pipeline: Standing,
}

/// Why Apertium cannot be set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApertiumError {
    /// Not the name of a mode, such as `eng-spa`.
    #[error("“{0}” is not a pair such as eng-spa")]
    BadPair(String),
    /// The mode is not installed.
    #[error("there is no {}; is the package of this pair installed?", .0.display())]
    NotInstalled(PathBuf),
}

impl Apertium {
    /// With the pairs of these names (`eng-spa`), whose modes are in this folder.
    ///
    /// # Errors
    /// Every [`ApertiumError`].
    pub fn new(folder: &Path, pairs: &[&str], pace: &Arc<dyn Pace>) -> Result<Self, ApertiumError> {
        let modes = pairs
            .iter()
            .map(|pair| Mode::new(folder, pair, Arc::clone(pace)))
            .collect::<Result<Vec<Mode>, _>>()?;
        let pairs = modes
            .iter()
            .map(|mode| (mode.from.clone(), mode.to.clone()));
        Ok(Self {
            abilities: abilities(Pairs::These(pairs.collect())),
            modes,
        })
    }

    async fn translate_batch(&self, wanted: Wanted<'_>) -> Result<Given, EngineError> {
        let mode = self.modes.iter().find(|mode| {
            mode.from.is_same_language(wanted.from) && mode.to.is_same_language(wanted.to)
        });
        let mode = mode.ok_or(EngineError::Unsupported)?;
        let texts: Vec<String> = wanted
            .segments
            .iter()
            .map(|it| stream::question(it.text()))
            .collect();
        let texts = texts.iter().map(String::as_str);
        let answers = mode
            .pipeline
            .ask(async || mode.program().await, &stream::Framed, texts);
        let answers = answers.await?;
        let pairs = wanted.segments.iter().zip(&answers);
        Ok(Given {
            segments: pairs
                .map(|(asked, answer)| stream::answer(asked, answer))
                .collect(),
            billed_chars: None,
            model: format!("apertium {}", mode.name()),
        })
    }
}

/// A pipeline takes its sentences one after the other; the bounds only keep an answer from taking too long.
fn abilities(pairs: Pairs) -> Abilities {
    Abilities {
        pairs,
        unit: Unit::Sentence,
        style: Style::Blanks,
        glossary: Glossary::None,
        has_context: false,
        has_tone: false,
        max_items: 200,
        max_chars: 40_000,
        max_bytes: 160_000,
        concurrency: 2,
        is_billed: false,
        is_remote: false,
        is_erratic: false,
        quality: Quality::Gist,
    }
}

impl Mode {
    fn new(folder: &Path, pair: &str, pace: Arc<dyn Pace>) -> Result<Self, ApertiumError> {
        let bad = || ApertiumError::BadPair(pair.to_owned());
        let (from, to) = pair.split_once('-').ok_or_else(bad)?;
        let is_name = |it: &str| it.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
        if !is_name(from) || !is_name(to) {
            return Err(bad());
        }
        let file = folder.join(format!("{pair}.mode"));
        if !file.is_file() {
            return Err(ApertiumError::NotInstalled(file));
        }
        Ok(Self {
            from: from.parse().map_err(|_| bad())?,
            to: to.parse().map_err(|_| bad())?,
            file,
            pipeline: Standing::new(pace),
        })
    }

    fn name(&self) -> String {
        let name = self.file.file_stem().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// The mode's pipeline: the one place where a shell is asked, and only for what the package of the pair wrote.
    /// `-g` marks the words that it does not know.
    async fn program(&self) -> Result<Program, EngineError> {
        let file = self.file.display().to_string();
        let pipeline = Program::new(PIPELINE, &["-z", &file]);
        let text = pipeline
            .run(b"", Duration::from_secs(10), PIPELINE_BYTES)
            .await?;
        let text = String::from_utf8(text)
            .map_err(|_| EngineError::Invalid(format!("{file} is not a text")))?;
        Ok(Program::new("bash", &["-c", &text, "masthead", "-g", ""]))
    }
}

impl Translator for Apertium {
    fn id(&self) -> &'static str {
        "apertium"
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn translate<'a>(&'a self, wanted: Wanted<'a>) -> Answering<'a, Given> {
        Box::pin(self.translate_batch(wanted))
    }

    /// Whether each mode can be read; nothing is started.
    fn health(&self) -> Answering<'_, Health> {
        Box::pin(async move {
            for mode in &self.modes {
                mode.program().await?;
            }
            let names: Vec<String> = self.modes.iter().map(Mode::name).collect();
            Ok(Health {
                words: format!("{} pairs: {}", names.len(), names.join(" ")),
            })
        })
    }
}
