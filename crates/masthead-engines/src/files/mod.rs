//! Files that people gave us, kept under the fingerprint of their content.
//!
//! A file's name is its SHA-256, so the same picture uploaded twice is kept once, a damaged file
//! is noticed, and no name from outside ever becomes a path. Today files lie in a local folder;
//! an object store would be a second arm of the same door.

mod key;
mod local;

pub use key::FileKey;

use std::io;
use std::path::PathBuf;

use bytes::Bytes;

use local::LocalFolder;

/// Why a file could not be kept or handed out.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// More bytes than the store was opened for.
    #[error("the file has {bytes} bytes, more than the {limit} allowed")]
    TooLarge {
        /// Size of the file.
        bytes: u64,
        /// Size that is allowed.
        limit: u64,
    },
    /// No such file here. Either it was never put, or the data folder is not whole.
    #[error("there is no file {0}")]
    Missing(FileKey),
    /// The bytes no longer have the fingerprint they were put under: restore from a backup.
    #[error("the file {0} is damaged: its content has changed")]
    Damaged(FileKey),
    /// The disk is full. Nothing was kept.
    #[error("there is no space left for files")]
    Full,
    /// The disk answered with something else.
    #[error("the file store at {place}: {cause}")]
    Disk {
        /// Folder or file that was touched.
        place: String,
        /// What the system said.
        cause: io::Error,
    },
}

/// The store, opened with a limit for the size of one file.
#[derive(Debug, Clone)]
pub struct Files {
    place: Place,
    limit_bytes: u64,
}

#[derive(Debug, Clone)]
enum Place {
    Local(LocalFolder),
}

impl Files {
    /// Keeps files below `folder`, none larger than `limit_bytes`. Makes nothing yet.
    pub fn local(folder: impl Into<PathBuf>, limit_bytes: u64) -> Self {
        Self {
            place: Place::Local(LocalFolder::new(folder.into())),
            limit_bytes,
        }
    }

    /// Keeps the bytes and answers with their key. When it returns they are on the disk to stay,
    /// even if the power fails. Putting the same bytes again changes nothing.
    ///
    /// # Errors
    /// [`FileError::TooLarge`], [`FileError::Full`], [`FileError::Disk`]; then nothing was kept.
    pub async fn put(&self, bytes: impl Into<Bytes>) -> Result<FileKey, FileError> {
        let bytes = bytes.into();
        let size = bytes.len() as u64;
        if size > self.limit_bytes {
            return Err(FileError::TooLarge {
                bytes: size,
                limit: self.limit_bytes,
            });
        }
        match &self.place {
            Place::Local(folder) => folder.put(bytes).await,
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// [`FileError::Missing`] when it is not here; [`FileError::Disk`] otherwise.
    pub async fn get(&self, key: FileKey) -> Result<Bytes, FileError> {
        match &self.place {
            Place::Local(folder) => folder.get(key).await,
        }
    }

    /// The file opened for reading piece by piece, with its size, so that a large one is never
    /// held in memory.
    ///
    /// # Errors
    /// As [`Files::get`].
    pub async fn open(&self, key: FileKey) -> Result<(tokio::fs::File, u64), FileError> {
        match &self.place {
            Place::Local(folder) => folder.open(key).await,
        }
    }

    /// Whether the file is here.
    ///
    /// # Errors
    /// [`FileError::Disk`] when the store cannot be asked.
    pub async fn exists(&self, key: FileKey) -> Result<bool, FileError> {
        match self.open(key).await {
            Ok(_) => Ok(true),
            Err(FileError::Missing(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Reads the file and compares it with its fingerprint.
    ///
    /// # Errors
    /// [`FileError::Damaged`] when it is not what was put; otherwise as [`Files::get`].
    pub async fn verify(&self, key: FileKey) -> Result<(), FileError> {
        let bytes = self.get(key).await?;
        if FileKey::of(&bytes) == key {
            Ok(())
        } else {
            Err(FileError::Damaged(key))
        }
    }

    /// Takes a file away; one that is not here is no error. Only for what no row names any more.
    ///
    /// # Errors
    /// [`FileError::Disk`] when the store refuses.
    pub async fn remove(&self, key: FileKey) -> Result<(), FileError> {
        match &self.place {
            Place::Local(folder) => folder.remove(key).await,
        }
    }

    /// Every file here, for backup and for the doctor.
    ///
    /// # Errors
    /// [`FileError::Disk`] when the store cannot be walked.
    pub async fn list(&self) -> Result<Vec<FileKey>, FileError> {
        match &self.place {
            Place::Local(folder) => folder.list().await,
        }
    }

    /// Tries whether a file can be written, without leaving one.
    ///
    /// # Errors
    /// [`FileError::Full`] or [`FileError::Disk`] when it cannot.
    pub async fn check(&self) -> Result<(), FileError> {
        match &self.place {
            Place::Local(folder) => folder.check().await,
        }
    }
}
