//! An engine's key: from the environment or from a file that nobody else can read, and never shown.

use std::fmt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::secret::Secret;

/// A longer file is not a key.
const MAX_BYTES: u64 = 16 * 1024;

/// A key. It shows its last four signs at most, so that an operator can tell two of them apart.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Secret);

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The variable is not set, or empty.
    #[error("the variable {0} is not set")]
    NoVariable(String),
    /// The file cannot be read.
    #[error("{} cannot be read: {}", .0.display(), .1)]
    NoFile(PathBuf, std::io::Error),
    /// Others on this machine may read the file.
    #[error("{} can be read by others; run chmod 600 on it", .0.display())]
    Readable(PathBuf),
    /// Empty, too long, or not made of visible ASCII signs.
    #[error("a key is one line of visible signs; {0} holds something else")]
    NotAKey(String),
}

impl Key {
    /// The key in these words, without the white space around it.
    ///
    /// # Errors
    /// [`KeyError::NotAKey`], naming `origin`.
    pub fn new(text: &str, origin: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        let is_key = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        match is_key {
            true => Ok(Self(Secret::new(text))),
            false => Err(KeyError::NotAKey(origin.to_owned())),
        }
    }

    /// The key in a variable of the environment.
    ///
    /// # Errors
    /// [`KeyError::NoVariable`] and [`KeyError::NotAKey`].
    pub fn from_variable(name: &str) -> Result<Self, KeyError> {
        match std::env::var(name) {
            Ok(text) if !text.trim().is_empty() => Self::new(&text, name),
            _ => Err(KeyError::NoVariable(name.to_owned())),
        }
    }

    /// The key in a file that only its owner may read (mode 0600 or less).
    ///
    /// # Errors
    /// [`KeyError::NoFile`], [`KeyError::Readable`] and [`KeyError::NotAKey`].
    pub fn from_file(file: &Path) -> Result<Self, KeyError> {
        let unread = |error| KeyError::NoFile(file.to_owned(), error);
        let about = std::fs::metadata(file).map_err(unread)?;
        if about.permissions().mode() & 0o077 != 0 {
            return Err(KeyError::Readable(file.to_owned()));
        }
        if about.len() > MAX_BYTES {
            return Err(KeyError::NotAKey(file.display().to_string()));
        }
        let text = std::fs::read_to_string(file).map_err(unread)?;
        Self::new(&text, &file.display().to_string())
    }

    /// The key itself, for the one header or field that needs it.
    pub(crate) fn secret(&self) -> &Secret {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.reveal();
        match text.len() >= 16 {
            true => write!(out, "…{}", &text[text.len() - 4..]),
            false => out.write_str("…"),
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Key({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "sk-0123456789abcdef0123";

    fn file(text: &str, mode: u32) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), text).expect("it can be written");
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(file.path(), mode).expect("it is ours");
        file
    }

    #[test]
    fn a_key_shows_its_end_and_a_short_one_nothing() {
        let long = Key::new(LONG, "here").expect("a key");
        assert_eq!(format!("{long} {long:?}"), "…0123 Key(…0123)");
        let short = Key::new("abcdef", "here").expect("a key");
        assert_eq!(format!("{short} {short:?}"), "… Key(…)");
    }

    #[test]
    fn a_key_is_read_from_a_file_of_its_owner_alone() {
        let key = Key::from_file(file(&format!("{LONG}\n"), 0o600).path()).expect("a key");
        assert_eq!(key.secret().reveal(), LONG);
        for mode in [0o640, 0o604, 0o644, 0o660] {
            let refused = Key::from_file(file(LONG, mode).path());
            assert!(matches!(refused, Err(KeyError::Readable(_))), "{mode:o}");
        }
        let missing = Key::from_file(Path::new("no/such/file"));
        assert!(matches!(missing, Err(KeyError::NoFile(..))));
    }

    #[test]
    fn what_is_no_key_is_said_without_being_shown() {
        for text in ["", " \n", "two lines\nof text", "a b", "schlüssel", "a\0b"] {
            let refused = Key::from_file(file(text, 0o600).path()).expect_err("no key");
            assert!(matches!(refused, KeyError::NotAKey(_)), "{text:?}");
            let said = refused.to_string();
            assert!(text.trim().is_empty() || !said.contains(text), "{said}");
        }
        let long = "k".repeat(20_000);
        assert!(Key::from_file(file(&long, 0o600).path()).is_err());
    }

    #[test]
    fn a_variable_that_is_not_set_is_named() {
        let refused = Key::from_variable("MASTHEAD_NO_SUCH_KEY").expect_err("it is not set");
        assert_eq!(
            refused.to_string(),
            "the variable MASTHEAD_NO_SUCH_KEY is not set"
        );
    }
}
