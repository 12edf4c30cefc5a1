//! What is written beside a model's files: which they are, where they came from, and their hashes.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::translation::{LanguageTag, NotALanguage};

/// From which language into which: `de-en`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// From this language …
    pub from: LanguageTag,
    /// … into this one. Both without regions.
    pub to: LanguageTag,
}

impl FromStr for Pair {
    type Err = NotALanguage;

    fn from_str(text: &str) -> Result<Self, NotALanguage> {
        let (from, to) = text.split_once('-').unwrap_or((text, ""));
        Ok(Self {
            from: from.parse()?,
            to: to.parse::<LanguageTag>()?.language().parse()?,
        })
    }
}

impl fmt::Display for Pair {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.from, self.to)
    }
}

/// What a file of a model is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The weights.
    Model,
    /// The pieces of words, of the source or of both.
    Vocab,
    /// The pieces of words of the target, where they are others.
    TargetVocab,
}

impl Part {
    /// Its name in the folder of the pair.
    pub(super) fn file_name(self) -> &'static str {
        match self {
            Self::Model => "model.bin",
            Self::Vocab => "vocab.spm",
            Self::TargetVocab => "target-vocab.spm",
        }
    }
}

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What it is.
    pub part: Part,
    /// SHA-256 of its bytes, in small hexadecimal letters.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Where the operator had it from.
    pub origin: String,
}

/// A model that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// From which language into which.
    pub pair: Pair,
    /// Its files.
    pub files: Vec<Kept>,
    /// Their folder.
    pub folder: PathBuf,
}

impl Model {
    /// Where a part of it is, if it has that part.
    #[must_use]
    pub fn path(&self, part: Part) -> Option<PathBuf> {
        let kept = self.files.iter().find(|kept| kept.part == part)?;
        Some(self.folder.join(kept.part.file_name()))
    }

    /// The size of all its files.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|kept| kept.bytes).sum()
    }

    /// The files as an engine wants them named; `None` if one is missing that it needs.
    #[must_use]
    pub fn for_engine(&self) -> Option<ModelFiles> {
        let weights = self.files.iter().find(|kept| kept.part == Part::Model)?;
        Some(ModelFiles {
            from: self.pair.from.clone(),
            to: self.pair.to.clone(),
            model: self.path(Part::Model)?,
            vocab: self.path(Part::Vocab)?,
            target_vocab: self.path(Part::TargetVocab),
            version: weights.sha256.chars().take(12).collect(),
        })
    }
}

/// The files of a model, as an engine wants them named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelFiles {
    /// From this language …
    pub from: LanguageTag,
    /// … into this one.
    pub to: LanguageTag,
    /// The weights, in Marian's binary form.
    pub model: PathBuf,
    /// The pieces of words of the source (SentencePiece).
    pub vocab: PathBuf,
    /// Those of the target, where they are others.
    pub target_vocab: Option<PathBuf>,
    /// What tells this model from another one of the same pair: the beginning of its hash.
    pub version: String,
}

/// The manifest as it is written.
#[derive(Serialize, Deserialize)]
pub(super) struct Manifest {
    files: Vec<Kept>,
}

impl Manifest {
    /// Its name in the folder of the pair.
    pub(super) const FILE: &str = "model.json";

    pub(super) fn write(files: &[Kept]) -> String {
        let manifest = Self {
            files: files.to_vec(),
        };
        serde_json::to_string_pretty(&manifest).expect("it is made of texts and numbers")
    }

    pub(super) fn read(folder: &Path, pair: Pair) -> Option<Model> {
        let text = std::fs::read(folder.join(Self::FILE)).ok()?;
        let manifest: Self = serde_json::from_slice(&text).ok()?;
        Some(Model {
            pair,
            files: manifest.files,
            folder: folder.to_owned(),
        })
    }
}
