//! Letters kept in a folder instead of being sent: for the demo, and for a first look around.

use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use lettre::Message;
use tokio::fs;
use tokio::io::AsyncWriteExt;

use super::{Letter, MailError, Sent};

/// A folder of `.eml` files, oldest first when sorted by name.
#[derive(Debug, Clone)]
pub(super) struct Outbox {
    folder: PathBuf,
}

impl Outbox {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Writes the letter whole or not at all. The same letter again replaces itself.
    pub(super) async fn keep(&self, letter: &Letter, message: &Message) -> Result<Sent, MailError> {
        let written = letter
            .written_at
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let name = format!("{:016}-{}.eml", written.as_micros(), letter.id);
        let path = self.folder.join(&name);
        write_whole(&self.folder, &path, &message.formatted())
            .await
            .map_err(|error| MailError::Retry(format!("{}: {error}", path.display())))?;
        Ok(Sent { receipt: name })
    }

    pub(super) async fn check(&self) -> Result<(), String> {
        let probe = self.folder.join(".probe");
        let tried = write_whole(&self.folder, &probe, b"").await;
        tried.map_err(|error| {
            format!(
                "the outbox {} takes no files: {error}",
                self.folder.display()
            )
        })?;
        let _ = fs::remove_file(&probe).await;
        Ok(())
    }
}

/// First beside, then in place: whoever reads the folder never sees half a letter.
async fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder).await?;
    let beside = path.with_extension("coming");
    let mut file = fs::File::create(&beside).await?;
    file.write_all(bytes).await?;
    file.sync_all().await?;
    fs::rename(&beside, path).await
}
