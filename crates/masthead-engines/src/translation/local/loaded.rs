//! A model in memory. Whatever panics below is caught here.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use fxtranslate::engine::Engine;
use fxtranslate::spm::SpmVocab;

use super::align::pairings;
use super::pieces::put_together;
use crate::asking::EngineError;
use crate::models::{ModelFiles, look_over};
use crate::translation::{Segment, Translated};

/// A loaded model.
pub(super) struct Loaded(Engine);

impl Loaded {
    /// Loads the files, as views into them where that is possible.
    ///
    /// # Errors
    /// [`EngineError::Invalid`]: they are not a model, or they belong to different ones.
    pub(super) fn load(files: &ModelFiles) -> Result<Self, EngineError> {
        look_over(&files.model).map_err(EngineError::Invalid)?;
        let target = files.target_vocab.as_ref().unwrap_or(&files.vocab);
        check_vocab(&files.vocab)?;
        check_vocab(target)?;
        let loading = || Engine::load_mmapped(&files.model, &files.vocab, target);
        let engine = caught(loading)?.map_err(EngineError::Invalid)?;
        Ok(Self(engine))
    }

    /// Translates sentences: those that need no alignment together, which is twice as fast, the others one by one.
    pub(super) fn translate(&self, segments: &[Segment]) -> Result<Vec<Translated>, EngineError> {
        caught(|| {
            let plain: Vec<&str> = segments
                .iter()
                .filter(|it| !it.needs_alignment())
                .map(Segment::text)
                .collect();
            let mut together = self.0.translate_batch(&plain).into_iter();
            segments
                .iter()
                .map(|segment| match segment.needs_alignment() {
                    true => self.aligned(segment),
                    false => {
                        let text = together.next().unwrap_or_default();
                        Translated::new(segment.id, &put_together(&text))
                    }
                })
                .collect()
        })
    }

    fn aligned(&self, segment: &Segment) -> Translated {
        let aligned = self.0.translate_aligned(segment.text());
        let mut translated = Translated::new(segment.id, &put_together(&aligned.target_text));
        translated.aligned = pairings(segment.text(), &aligned, &translated.text);
        translated
    }
}

/// A vocabulary has pieces, and one of them is the end of a sentence. Reading alone does not tell: what is no
/// vocabulary is read as an empty one.
fn check_vocab(path: &Path) -> Result<(), EngineError> {
    let reading = || {
        SpmVocab::load(path).map(|vocab| {
            vocab
                .encode_with_eos("")
                .pop()
                .map(|eos| vocab.piece(eos) == "</s>")
        })
    };
    match caught(reading)? {
        Ok(Some(true)) => Ok(()),
        Ok(_) => Err(EngineError::Invalid(format!(
            "{} is not a vocabulary",
            path.display()
        ))),
        Err(error) => Err(EngineError::Invalid(format!("{}: {error}", path.display()))),
    }
}

/// Runs it, and makes an error of a panic.
fn caught<T>(work: impl FnOnce() -> T) -> Result<T, EngineError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let said = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("it gave up");
        let said: String = said.chars().filter(|c| !c.is_control()).take(200).collect();
        EngineError::Invalid(format!("the model makes no sense: {said}"))
    })
}

/// Loads a model and has it translate a sentence: whether it works, whatever it says.
///
/// # Errors
/// Why it does not.
pub fn try_out(files: &ModelFiles) -> Result<String, EngineError> {
    let loaded = Loaded::load(files)?;
    let sentence = Segment::new(1, "Das Wetter ist heute schön.");
    let translated = loaded.translate(&[sentence])?;
    Ok(translated.into_iter().map(|it| it.text).collect())
}
