//! The rights in a photograph: who took it, whose it is, what must be printed with it; read from the file and written
//! back into it.
//!
//! A press photo says so up to three times: in XMP, in IIM and in EXIF. [`read`] believes them in this order, field by
//! field, and reports where they disagree. [`write()`] makes one answer of it: XMP and IIM in a JPEG, XMP in PNG, WebP,
//! AVIF and HEIF. The pixels stay as they are, byte for byte; what is not about rights or needed to show them is left
//! out: the place it was taken at, serial numbers, small copies of the picture, the history of its making.

mod blocks;
mod camera;
mod field;
mod files;
mod iim;
mod media_rights;
mod merge;
mod rights;
mod xmp;

use crate::Finding;
use bytes::Bytes;

pub use field::Field;
pub use files::{Kind, kind};
pub use merge::{Disagreement, Origin};
pub use rights::Rights;

use files::Packets;

/// What is nobody's business but the photographer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Private {
    /// Where the camera was.
    Place,
    /// Which camera it was, or whose.
    SerialNumber,
    /// A small copy, perhaps of what was cut away later.
    Thumbnail,
}

impl Private {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Place => "place (GPS)",
            Self::SerialNumber => "serial number",
            Self::Thumbnail => "thumbnail",
        }
    }
}

/// What a file says about its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// What the file is.
    pub kind: Kind,
    /// What is believed.
    pub rights: Rights,
    /// Who said it, for each field that has a value.
    pub origins: Vec<(Field, Origin)>,
    /// Where they disagree.
    pub disagreements: Vec<Disagreement>,
    /// What is private in it, and is dropped by [`write()`].
    pub private: Vec<Private>,
    /// What was doubtful or could not be read, the disagreements among it.
    pub findings: Vec<Finding>,
}

/// A file with its rights written into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Bytes,
    /// What was dropped or shortened.
    pub findings: Vec<Finding>,
}

/// Why a photograph was not read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// Its first bytes are not those of a picture we know.
    #[error("it is no JPEG, PNG, WebP, AVIF, HEIF or TIFF")]
    Unknown,
    /// It begins well and does not hold.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
    /// It can be read, but not written without risk to its pixels.
    #[error("rights are not written into this file: {0}")]
    Unwritable(&'static str),
}

/// Reads what a file says about the rights in its picture. Looks at no pixel.
///
/// # Errors
/// It is no picture, or one whose parts cannot be told apart. A broken part alone is a finding.
pub fn read(file: &Bytes) -> Result<Photo, PhotoError> {
    let kind = kind(file).ok_or(PhotoError::Unknown)?;
    let mut findings = Vec::new();
    let mut packets = files::packets(kind, file, &mut findings)?;
    let mut private = std::mem::take(&mut packets.private);

    let camera = packets
        .exif
        .as_deref()
        .and_then(|bytes| camera::open(bytes, &mut findings))
        .map(|exif| camera::read(&exif, &mut findings))
        .unwrap_or_default();
    private.extend(camera.private);
    if kind == Kind::Tiff {
        packets.xmp = camera.xmp;
        packets.iim = camera.iim;
        packets.blocks = camera.blocks;
    }
    let said_in_xmp = from_xmp(&packets, &mut private, &mut findings);
    let said_in_iim = from_iim(&packets, &mut private, &mut findings);
    let merged = merge::merge([
        (Origin::Xmp, &said_in_xmp),
        (Origin::Iim, &said_in_iim),
        (Origin::Exif, &camera.rights),
    ]);
    private.sort_unstable();
    private.dedup();
    findings.extend(merged.disagreements.iter().map(Disagreement::finding));
    Ok(Photo {
        kind,
        rights: merged.rights,
        origins: merged.origins,
        disagreements: merged.disagreements,
        private,
        findings,
    })
}

fn from_xmp(packets: &Packets, private: &mut Vec<Private>, findings: &mut Vec<Finding>) -> Rights {
    let Some(bytes) = &packets.xmp else {
        return Rights::default();
    };
    let mut packet = xmp::read(bytes, findings);
    if let Some(name) = &packet.extension {
        match packets.extension.join(name) {
            Ok(bytes) => {
                let further = xmp::read(&bytes, findings);
                packet.private.extend(further.private);
                for (field, _) in further.rights.iter() {
                    if packet.rights.texts(field).is_empty() {
                        packet.rights.take(field, &further.rights);
                    }
                }
            }
            Err(why) => findings.push(Finding::lossy("extended XMP", why)),
        }
    }
    private.extend(packet.private);
    packet.rights
}

fn from_iim(packets: &Packets, private: &mut Vec<Private>, findings: &mut Vec<Finding>) -> Rights {
    let blocks = packets
        .blocks
        .as_deref()
        .map(|bytes| blocks::read(bytes, findings))
        .unwrap_or_default();
    if blocks.has_thumbnail {
        private.push(Private::Thumbnail);
    }
    match packets.iim.as_deref().or(blocks.iim) {
        Some(bytes) => iim::read(bytes, findings),
        None => Rights::default(),
    }
}

/// Writes rights into a file, in the place of all metadata it has. What viewers need to show the pixels as they were
/// meant (a colour profile, how the picture lies, its resolution) stays. Writing again gives the same file.
///
/// # Errors
/// [`PhotoError::Unwritable`]: a TIFF file, or a moving picture; everything else as in [`read`].
pub fn write(file: &Bytes, rights: &Rights) -> Result<Written, PhotoError> {
    let kind = kind(file).ok_or(PhotoError::Unknown)?;
    let mut findings = Vec::new();
    let bytes = files::write(kind, file, rights, &mut findings)?;
    Ok(Written { bytes, findings })
}
