//! Picture files: where each kind keeps its metadata, and how it is put back.

mod boxes;
mod extension;
mod jpeg;
mod png;
mod webp;

use crate::Finding;
use bytes::Bytes;

use super::rights::Rights;
use super::{PhotoError, Private};
pub(super) use extension::Extension;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// AVIF.
    Avif,
    /// HEIF, as telephones make it.
    Heif,
    /// TIFF.
    Tiff,
}

impl Kind {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Avif => "AVIF",
            Self::Heif => "HEIF",
            Self::Tiff => "TIFF",
        }
    }
}

/// What a file is, judged by its first bytes and never by its name.
#[must_use]
pub fn kind(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Kind::Png),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some(Kind::Webp),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Some(Kind::Tiff),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => boxes::kind(bytes),
        _ => None,
    }
}

/// The metadata of a file, each in its own encoding.
#[derive(Debug, Default)]
pub(super) struct Packets {
    pub(super) xmp: Option<Vec<u8>>,
    pub(super) extension: Extension,
    /// IIM where it stands alone.
    pub(super) iim: Option<Vec<u8>>,
    /// Photoshop's blocks, with IIM in them.
    pub(super) blocks: Option<Vec<u8>>,
    pub(super) exif: Option<Vec<u8>>,
    pub(super) private: Vec<Private>,
}

/// Finds the metadata of a file.
pub(super) fn packets(
    kind: Kind,
    file: &Bytes,
    findings: &mut Vec<Finding>,
) -> Result<Packets, PhotoError> {
    match kind {
        Kind::Jpeg => jpeg::packets(file),
        Kind::Png => png::packets(file, findings),
        Kind::Webp => webp::packets(file),
        Kind::Avif | Kind::Heif => boxes::packets(file),
        // A TIFF file is one large EXIF block.
        Kind::Tiff => Ok(Packets {
            exif: Some(file.to_vec()),
            ..Packets::default()
        }),
    }
}

/// Puts rights into a file.
pub(super) fn write(
    kind: Kind,
    file: &Bytes,
    rights: &Rights,
    findings: &mut Vec<Finding>,
) -> Result<Bytes, PhotoError> {
    match kind {
        Kind::Jpeg => jpeg::write(file, rights, findings),
        Kind::Png => png::write(file, rights),
        Kind::Webp => webp::write(file, rights),
        Kind::Avif | Kind::Heif => boxes::write(file, rights, findings),
        Kind::Tiff => Err(PhotoError::Unwritable(
            "TIFF is read only; make a JPEG of it",
        )),
    }
}

fn damaged(error: &img_parts::Error) -> PhotoError {
    PhotoError::Damaged(error.to_string())
}
