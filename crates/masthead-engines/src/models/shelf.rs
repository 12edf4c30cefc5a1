//! The folder of models: adding, listing, checking, removing.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::manifest::Manifest;
use super::{Kept, Model, Pair, Part, adds_up};

/// The folder of all models.
#[derive(Debug, Clone)]
pub struct Shelf(PathBuf);

/// A file as it arrived.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// What it is to be.
    pub part: Part,
    /// Its bytes.
    pub bytes: Bytes,
    /// The hash that it must have, if one was given: SHA-256 in hexadecimal letters.
    pub sha256: Option<String>,
    /// Where it came from.
    pub origin: String,
}

/// Why a model is not kept, or not well.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The bytes are others than the hash says.
    #[error("{what} has the hash {found}, and {wanted} was wanted")]
    OtherHash {
        /// The file.
        what: String,
        /// What it must be.
        wanted: String,
        /// What it is.
        found: String,
    },
    /// The weights are not in the form of a model.
    #[error("{0} is not a model: {1}")]
    NotAModel(String, String),
    /// A model needs its weights and its vocabulary.
    #[error("a model needs its weights and its vocabulary")]
    Incomplete,
    /// There is no model of this pair.
    #[error("there is no model for {0}")]
    NotThere(Pair),
    /// The folder cannot be read or written.
    #[error("{}: {}", .0.display(), .1)]
    Disk(PathBuf, io::Error),
}

impl Shelf {
    /// The models in this folder; it need not exist yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// Keeps a model, in the place of one that is there. Either all of it is kept or nothing changes.
    ///
    /// # Errors
    /// Every [`ModelError`] but [`ModelError::NotThere`].
    pub fn add(&self, pair: &Pair, arrived: &[Arrived]) -> Result<Model, ModelError> {
        let has = |part| arrived.iter().filter(|it| it.part == part).count();
        if has(Part::Model) != 1 || has(Part::Vocab) != 1 || has(Part::TargetVocab) > 1 {
            return Err(ModelError::Incomplete);
        }
        let kept = arrived
            .iter()
            .map(checked)
            .collect::<Result<Vec<Kept>, ModelError>>()?;
        let place = self.0.join(pair.to_string());
        let incoming = self.0.join(format!(".{pair}.incoming"));
        let leaving = self.0.join(format!(".{pair}.leaving"));
        let write = || {
            clear(&incoming)?;
            clear(&leaving)?;
            fs::create_dir_all(&incoming)?;
            for file in arrived {
                write_whole(&incoming.join(file.part.file_name()), &file.bytes)?;
            }
            write_whole(
                &incoming.join(Manifest::FILE),
                Manifest::write(&kept).as_bytes(),
            )?;
            if place.exists() {
                fs::rename(&place, &leaving)?;
            }
            fs::rename(&incoming, &place)?;
            clear(&leaving)
        };
        write().map_err(|error| ModelError::Disk(place.clone(), error))?;
        Ok(Model {
            pair: pair.clone(),
            files: kept,
            folder: place,
        })
    }

    /// All models, by their pairs. A folder without a manifest that can be read is none.
    ///
    /// # Errors
    /// [`ModelError::Disk`].
    pub fn list(&self) -> Result<Vec<Model>, ModelError> {
        let disk = |error| ModelError::Disk(self.0.clone(), error);
        let entries = match fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(disk(error)),
        };
        let mut models = Vec::new();
        for entry in entries {
            let entry = entry.map_err(disk)?;
            let name = entry.file_name();
            if let Some(pair) = name.to_str().and_then(|name| name.parse::<Pair>().ok()) {
                models.extend(Manifest::read(&entry.path(), pair));
            }
        }
        models.sort_by(|a, b| a.pair.cmp(&b.pair));
        Ok(models)
    }

    /// The model of a pair.
    ///
    /// # Errors
    /// [`ModelError::NotThere`].
    pub fn find(&self, pair: &Pair) -> Result<Model, ModelError> {
        let folder = self.0.join(pair.to_string());
        let model = Manifest::read(&folder, pair.clone());
        model.ok_or_else(|| ModelError::NotThere(pair.clone()))
    }

    /// Reads every file of a model again and compares it with its manifest.
    ///
    /// # Errors
    /// [`ModelError::OtherHash`] and [`ModelError::Disk`].
    pub fn check(&self, model: &Model) -> Result<(), ModelError> {
        for kept in &model.files {
            let path = model.folder.join(kept.part.file_name());
            let found = hash_of(&path).map_err(|error| ModelError::Disk(path.clone(), error))?;
            if found != kept.sha256 {
                return Err(ModelError::OtherHash {
                    what: path.display().to_string(),
                    wanted: kept.sha256.clone(),
                    found,
                });
            }
        }
        Ok(())
    }

    /// Takes the model of a pair away.
    ///
    /// # Errors
    /// [`ModelError::NotThere`] and [`ModelError::Disk`].
    pub fn remove(&self, pair: &Pair) -> Result<Model, ModelError> {
        let model = self.find(pair)?;
        clear(&model.folder).map_err(|error| ModelError::Disk(model.folder.clone(), error))?;
        Ok(model)
    }
}

/// Compares what arrived with its hash, and weights with the form of a model.
fn checked(arrived: &Arrived) -> Result<Kept, ModelError> {
    let found = HEXLOWER.encode(&Sha256::digest(&arrived.bytes));
    if let Some(wanted) = &arrived.sha256
        && !wanted.eq_ignore_ascii_case(&found)
    {
        return Err(ModelError::OtherHash {
            what: arrived.origin.clone(),
            wanted: wanted.clone(),
            found,
        });
    }
    if arrived.part == Part::Model {
        adds_up(arrived.bytes.as_ref(), arrived.bytes.len() as u64)
            .map_err(|why| ModelError::NotAModel(arrived.origin.clone(), why))?;
    }
    Ok(Kept {
        part: arrived.part,
        sha256: found,
        bytes: arrived.bytes.len() as u64,
        origin: arrived.origin.clone(),
    })
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    io::Write::write_all(&mut file, bytes)?;
    file.sync_all()
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn hash_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = io::Read::read(&mut file, &mut buffer)?;
        if read == 0 {
            return Ok(HEXLOWER.encode(&hash.finalize()));
        }
        hash.update(&buffer[..read]);
    }
}
