//! Sentences that were spoken once, kept so that nobody has to speak them again.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use super::{Pcm, read_wav, write_wav};

/// Tells files on their way apart, together with the number of our process.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// A folder of recordings, each under a key that says everything it depends on.
///
/// It may be emptied at any time: what is missing is spoken again. What was not asked for in a long time, or no longer
/// fits, is thrown away by [`Kept::prune`], the longest unused first.
#[derive(Debug, Clone)]
pub struct Kept {
    folder: PathBuf,
}

impl Kept {
    /// How long a recording stays after it was used last: an article is seldom changed after a month.
    pub const STAYS: Duration = Duration::from_secs(30 * 24 * 3_600);
    /// How much is kept: some hundred articles.
    pub const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;

    /// Keeps recordings below `folder`. Makes nothing yet.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// The recording of that key, if it is there and whole; it counts as used at `now`.
    pub fn find(&self, key: &[u8; 32], now: SystemTime) -> Option<Pcm> {
        let path = self.path(key);
        let pcm = read_wav(&fs::read(&path).ok()?).ok()?;
        // Only the order in which recordings are thrown away hangs on it.
        let _ = File::options()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_modified(now));
        Some(pcm)
    }

    /// Keeps a recording; it counts as used at `now`. Written beside and renamed, so that it is whole or not there.
    ///
    /// # Errors
    /// The disk's. The recording can still be used.
    pub fn keep(&self, key: &[u8; 32], pcm: &Pcm, now: SystemTime) -> io::Result<()> {
        let path = self.path(key);
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let beside = path.with_extension(format!("{}-{number}", std::process::id()));
        let written = fs::write(&beside, write_wav(pcm))
            .and_then(|()| File::options().write(true).open(&beside)?.set_modified(now))
            .and_then(|()| fs::rename(&beside, &path));
        written.inspect_err(|_| drop(fs::remove_file(&beside)))
    }

    /// Throws away what was not used for `stays`, and then the longest unused until at most `most_bytes` are left;
    /// answers with how many recordings went.
    ///
    /// # Errors
    /// The disk's; what went before stays gone.
    pub fn prune(&self, now: SystemTime, stays: Duration, most_bytes: u64) -> io::Result<usize> {
        let mut found = self.list()?;
        found.sort_by_key(|(used_at, ..)| *used_at);
        let mut bytes: u64 = found.iter().map(|(_, bytes, _)| bytes).sum();
        let mut gone = 0;
        for (used_at, its_bytes, path) in found {
            let unused = now.duration_since(used_at).unwrap_or_default();
            if unused <= stays && bytes <= most_bytes {
                break;
            }
            fs::remove_file(path)?;
            bytes -= its_bytes;
            gone += 1;
        }
        Ok(gone)
    }

    fn list(&self) -> io::Result<Vec<(SystemTime, u64, PathBuf)>> {
        let mut found = Vec::new();
        for folder in entries(&self.folder)? {
            for file in entries(&folder)? {
                let about = fs::metadata(&file)?;
                found.push((about.modified()?, about.len(), file));
            }
        }
        Ok(found)
    }

    fn path(&self, key: &[u8; 32]) -> PathBuf {
        let name = data_encoding::HEXLOWER.encode(key);
        self.folder
            .join(&name[..2])
            .join(format!("{}.wav", &name[2..]))
    }
}

/// What lies in a folder; a folder that was never made, or a file, holds nothing.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(found) => found.map(|entry| Ok(entry?.path())).collect(),
        Err(cause)
            if matches!(
                cause.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(Vec::new())
        }
        Err(cause) => Err(cause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_secs(24 * 3_600);

    fn pcm(samples: usize) -> Pcm {
        Pcm {
            rate: 24_000,
            samples: vec![1_000; samples],
        }
    }

    #[test]
    fn what_was_kept_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = Kept::at(folder.path().join("voices"));
        let now = SystemTime::UNIX_EPOCH + DAY * 20_000;
        assert_eq!(kept.find(&[7; 32], now), None);
        kept.keep(&[7; 32], &pcm(100), now).expect("it is kept");

        assert_eq!(kept.find(&[7; 32], now), Some(pcm(100)));
        assert_eq!(kept.find(&[8; 32], now), None);
    }

    #[test]
    fn a_damaged_recording_is_not_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = Kept::at(folder.path());
        let now = SystemTime::UNIX_EPOCH;
        kept.keep(&[7; 32], &pcm(100), now).expect("it is kept");
        let file = File::options()
            .write(true)
            .open(kept.path(&[7; 32]))
            .expect("it is there");
        file.set_len(80).expect("it is cut");

        assert_eq!(kept.find(&[7; 32], now), None);
    }

    #[test]
    fn the_longest_unused_goes_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = Kept::at(folder.path());
        let first = SystemTime::UNIX_EPOCH + DAY * 20_000;
        for key in 1..=4_u8 {
            let day = first + DAY * u32::from(key);
            kept.keep(&[key; 32], &pcm(1_000), day).expect("it is kept");
        }
        let now = first + DAY * 32;
        assert!(kept.find(&[2; 32], now).is_some(), "used again");

        assert_eq!(kept.prune(now, Kept::STAYS, u64::MAX).expect("it works"), 1);
        assert_eq!(kept.find(&[1; 32], now), None, "31 days unused");
        assert_eq!(kept.prune(now, Kept::STAYS, 5_000).expect("it works"), 1);
        assert_eq!(kept.find(&[3; 32], now), None, "the longest unused");
        assert!(kept.find(&[2; 32], now).is_some() && kept.find(&[4; 32], now).is_some());
    }
}
