//! Files in a folder on this machine, two levels deep so that no directory grows too long.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;

use super::{FileError, FileKey};

/// Where files on their way are written before they get their name.
const COMING: &str = "coming";

/// Tells files on their way apart, together with the number of our process.
static NEXT: AtomicU64 = AtomicU64::new(0);

#[derive(Debug, Clone)]
pub(super) struct LocalFolder {
    root: PathBuf,
}

impl LocalFolder {
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    pub(super) async fn put(&self, bytes: Bytes) -> Result<FileKey, FileError> {
        let folder = self.clone();
        aside(move || {
            let key = FileKey::of(&bytes);
            folder
                .keep(key, &bytes)
                .map_err(|cause| folder.error(cause))?;
            Ok(key)
        })
        .await
    }

    pub(super) async fn get(&self, key: FileKey) -> Result<Bytes, FileError> {
        match tokio::fs::read(self.path(key)).await {
            Ok(bytes) => Ok(bytes.into()),
            Err(cause) => Err(self.error_about(key, cause)),
        }
    }

    pub(super) async fn open(&self, key: FileKey) -> Result<(tokio::fs::File, u64), FileError> {
        let opened = async {
            let file = tokio::fs::File::open(self.path(key)).await?;
            let size = file.metadata().await?.len();
            Ok((file, size))
        };
        opened.await.map_err(|cause| self.error_about(key, cause))
    }

    pub(super) async fn remove(&self, key: FileKey) -> Result<(), FileError> {
        match tokio::fs::remove_file(self.path(key)).await {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(self.error(cause)),
            _ => Ok(()),
        }
    }

    pub(super) async fn list(&self) -> Result<Vec<FileKey>, FileError> {
        let folder = self.clone();
        aside(move || folder.walk().map_err(|cause| folder.error(cause))).await
    }

    pub(super) async fn check(&self) -> Result<(), FileError> {
        let folder = self.clone();
        aside(move || {
            let tried = folder.write_aside(b"probe").and_then(fs::remove_file);
            tried.map_err(|cause| folder.error(cause))
        })
        .await
    }

    fn path(&self, key: FileKey) -> PathBuf {
        let name = key.to_string();
        self.root.join(&name[..2]).join(&name[2..])
    }

    /// Writes beside, syncs, renames, and syncs the folder: after a power failure the file is
    /// either whole under its name or not there.
    fn keep(&self, key: FileKey, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(key);
        if fs::metadata(&path).is_ok_and(|found| found.len() == bytes.len() as u64) {
            return Ok(());
        }
        let parent = self.root.join(&key.to_string()[..2]);
        let is_new = !parent.exists();
        fs::create_dir_all(&parent)?;
        let beside = self.write_aside(bytes)?;
        fs::rename(&beside, &path).inspect_err(|_| drop(fs::remove_file(&beside)))?;
        sync_folder(&parent)?;
        if is_new {
            sync_folder(&self.root)
        } else {
            Ok(())
        }
    }

    fn write_aside(&self, bytes: &[u8]) -> io::Result<PathBuf> {
        let coming = self.root.join(COMING);
        fs::create_dir_all(&coming)?;
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = coming.join(format!("{}-{number}", std::process::id()));
        let written = File::create(&path).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.inspect_err(|_| drop(fs::remove_file(&path)))?;
        Ok(path)
    }

    fn walk(&self) -> io::Result<Vec<FileKey>> {
        let mut keys = Vec::new();
        for folder in entries(&self.root)? {
            let Some(first) = folder
                .file_name()
                .into_string()
                .ok()
                .filter(|name| name.len() == 2)
            else {
                continue;
            };
            for file in entries(&folder.path())? {
                let name = format!("{first}{}", file.file_name().to_string_lossy());
                keys.extend(name.parse::<FileKey>());
            }
        }
        keys.sort_unstable();
        Ok(keys)
    }

    fn error_about(&self, key: FileKey, cause: io::Error) -> FileError {
        if cause.kind() == io::ErrorKind::NotFound {
            FileError::Missing(key)
        } else {
            self.error(cause)
        }
    }

    fn error(&self, cause: io::Error) -> FileError {
        match cause.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FileError::Full,
            _ => FileError::Disk {
                place: self.root.display().to_string(),
                cause,
            },
        }
    }
}

/// What lies in a folder; a folder that was never made holds nothing.
fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    match fs::read_dir(folder) {
        Ok(found) => found.collect(),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(cause) => Err(cause),
    }
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Runs slow disk work on a thread of its own, so that no request waits behind it.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FileError> + Send + 'static,
) -> Result<T, FileError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|stopped| {
        let cause = io::Error::other(stopped);
        Err(FileError::Disk {
            place: "a disk thread".into(),
            cause,
        })
    })
}
