//! The name of a kept file: the SHA-256 of what is in it.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// Fingerprint and name of a file. Printed as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileKey([u8; 32]);

/// The text was not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the key of a file")]
pub struct NotAKey;

impl FileKey {
    /// The key these bytes are kept under.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The fingerprint as bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl FromStr for FileKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| NotAKey)?;
        bytes.try_into().map(Self).map_err(|_| NotAKey)
    }
}

impl fmt::Display for FileKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for FileKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "FileKey({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_the_sha_256_of_the_content() {
        let key = FileKey::of(b"abc").to_string();
        assert_eq!(
            key,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(key.parse(), Ok(FileKey::of(b"abc")));
    }

    #[test]
    fn a_path_is_not_a_key() {
        for text in [
            "",
            "..",
            "../../etc/passwd",
            "BA7816BF",
            &"g".repeat(64),
            &"a".repeat(63),
        ] {
            assert_eq!(text.parse::<FileKey>(), Err(NotAKey), "{text}");
        }
    }
}
