//! The folder that files are written to: each under the name of its content, and a manifest under the article's.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, ensure};
use masthead_core::kernel::Time;
use masthead_core::narration::{Manifest, Narration};
use masthead_engines::audio::{Kept, name_of};
use masthead_text::Lang;

/// A folder, and the manifest of one article in it.
pub(super) struct Place {
    folder: PathBuf,
    manifest: PathBuf,
}

impl Place {
    /// Makes the folder if it is not there. The manifest of `donau.md` in German is `donau.de.json`.
    pub(super) fn of(folder: &Path, article: &Path, lang: Lang) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        let stem = article.file_stem().unwrap_or_default().to_string_lossy();
        ensure!(!stem.is_empty(), "the file has no name");
        // A translation may be called `donau.de.md`: it is in that language anyway.
        let stem = stem.strip_suffix(&format!(".{lang}")).unwrap_or(&stem);
        Ok(Self {
            folder: folder.to_owned(),
            manifest: folder.join(format!("{stem}.{lang}.json")),
        })
    }

    /// Where the manifest is.
    pub(super) fn manifest(&self) -> &Path {
        &self.manifest
    }

    /// The narration that is there already, if it was made by this recipe and every file of it is whole.
    pub(super) fn narration(&self, recipe: &str) -> Option<Manifest> {
        let manifest = self.earlier()?;
        let is_whole = |name: &str| {
            let content = std::fs::read(self.folder.join(name)).ok();
            content.is_some_and(|it| name.starts_with(&name_of(&it)))
        };
        let fits = manifest.recipe == recipe && manifest.files.iter().all(|it| is_whole(&it.name));
        fits.then_some(manifest)
    }

    fn earlier(&self) -> Option<Manifest> {
        serde_json::from_slice(&std::fs::read(&self.manifest).ok()?).ok()
    }

    /// Writes all files, the manifest last, and then takes away those of the manifest before that nobody needs now.
    pub(super) fn write(&self, narration: &Narration) -> Result<()> {
        let earlier = self.earlier();
        for file in &narration.files {
            self.put(&self.folder.join(&file.name), &file.bytes)?;
        }
        let manifest = serde_json::to_string_pretty(&narration.manifest)?;
        self.put(&self.manifest, format!("{manifest}\n").as_bytes())?;
        for old in earlier.iter().flat_map(|it| &it.files) {
            let is_gone = narration.files.iter().all(|file| file.name != old.name);
            if is_gone && is_ours(&old.name) {
                // It may be gone already, or another article's, which then writes it again.
                let _ = std::fs::remove_file(self.folder.join(&old.name));
            }
        }
        Ok(())
    }

    /// Beside and renamed, so that whoever reads at the same time never sees half a file.
    fn put(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let beside = self.folder.join(format!(".coming-{}", std::process::id()));
        let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
        written.with_context(|| format!("{} cannot be written", path.display()))
    }
}

/// A manifest is a file that anybody may have written: only names like ours are taken away.
fn is_ours(name: &str) -> bool {
    let Some((hash, end)) = name.split_once('.') else {
        return false;
    };
    let is_hash = hash.len() == 32 && hash.bytes().all(|it| it.is_ascii_hexdigit());
    is_hash && matches!(end, "mp3" | "opus" | "vtt" | "json")
}

/// Throws away recordings that nobody has used for a month, or that are too many.
pub(super) fn prune(kept: &Kept, now: Time) -> io::Result<usize> {
    let micros = u64::try_from(now.as_micros()).unwrap_or(0);
    let now = SystemTime::UNIX_EPOCH + Duration::from_micros(micros);
    kept.prune(now, Kept::STAYS, Kept::MOST_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_like_ours_are_taken_away() {
        assert!(is_ours("0123456789abcdef0123456789abcdef.mp3"));
        for name in [
            "../secret",
            "donau.de.json",
            "0123456789abcdef0123456789abcdef.toml",
            "x",
        ] {
            assert!(!is_ours(name), "{name}");
        }
    }
}
