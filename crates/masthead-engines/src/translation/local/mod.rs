//! Translation on our own machine, with the models of Firefox: no word leaves the house, no character is billed.
//!
//! The engine underneath is young and reads files that somebody else made. So each pair of languages has a thread of
//! its own, what panics there is caught and costs one answer, and a file is looked over before it is handed on.

mod align;
mod loaded;
mod pieces;
mod worker;

use masthead_text::placeholders::Style;

pub use loaded::try_out;

use super::{Abilities, Given, Glossary, Health, Pairs, Quality, Translator, Unit, Wanted};
use crate::asking::{Answering, EngineError};
use crate::models::{ModelFiles, look_over};
use worker::Worker;

/// Most characters of one sentence: the models know 256 tokens, and what is beyond them would be cut off in silence.
const SENTENCE: usize = 700;

/// The models of this machine.
pub struct Local {
    workers: Vec<(ModelFiles, Worker)>,
    /// What it can do, by our own word; the operator may know better.
    pub abilities: Abilities,
}

impl Local {
    /// With these models, each loaded when it is first needed.
    pub fn new(models: Vec<ModelFiles>) -> Self {
        let pairs = models.iter().map(|it| (it.from.clone(), it.to.clone()));
        let abilities = abilities(Pairs::These(pairs.collect()));
        let worker = |files: ModelFiles| (files.clone(), Worker::new(files));
        Self {
            workers: models.into_iter().map(worker).collect(),
            abilities,
        }
    }

    async fn translate_batch(&self, wanted: Wanted<'_>) -> Result<Given, EngineError> {
        let worker = self.workers.iter().find(|(files, _)| {
            files.from.is_same_language(wanted.from) && files.to.is_same_language(wanted.to)
        });
        let (files, worker) = worker.ok_or(EngineError::Unsupported)?;
        let is_long = |text: &str| text.chars().count() > SENTENCE;
        if wanted.segments.iter().any(|it| is_long(it.text())) {
            return Err(EngineError::TooLarge);
        }
        Ok(Given {
            segments: worker.translate(wanted.segments.to_vec()).await?,
            billed_chars: None,
            model: format!("fxtranslate {}", files.version),
        })
    }
}

/// A batch is computed together: more than this makes it no faster, and its first answer later.
fn abilities(pairs: Pairs) -> Abilities {
    Abilities {
        pairs,
        unit: Unit::Sentence,
        style: Style::Plain,
        glossary: Glossary::None,
        has_context: false,
        has_tone: false,
        max_items: 32,
        max_chars: 8_000,
        max_bytes: 32_000,
        concurrency: 1,
        is_billed: false,
        is_remote: false,
        is_erratic: false,
        quality: Quality::Good,
    }
}

impl Translator for Local {
    fn id(&self) -> &'static str {
        "fxtranslate"
    }

    fn abilities(&self) -> &Abilities {
        &self.abilities
    }

    fn translate<'a>(&'a self, wanted: Wanted<'a>) -> Answering<'a, Given> {
        Box::pin(self.translate_batch(wanted))
    }

    /// Whether the files of every model are there.
    fn health(&self) -> Answering<'_, Health> {
        Box::pin(async move {
            for (files, _) in &self.workers {
                look_over(&files.model).map_err(EngineError::Away)?;
            }
            let pairs = self
                .workers
                .iter()
                .map(|(it, _)| format!("{}-{}", it.from, it.to));
            let pairs: Vec<String> = pairs.collect();
            Ok(Health {
                words: format!("{} models: {}", pairs.len(), pairs.join(" ")),
            })
        })
    }
}
