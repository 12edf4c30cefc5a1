//! WebP: XMP and EXIF in chunks of their own, and a flag for each at the beginning.

use bytes::Bytes;
use img_parts::ImageEXIF;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{
    CHUNK_ALPH, CHUNK_ANIM, CHUNK_ANMF, CHUNK_ICCP, CHUNK_VP8, CHUNK_VP8L, CHUNK_VP8X, CHUNK_XMP,
    WebP,
};

use super::{Packets, damaged};
use crate::photo::camera::for_viewers;
use crate::photo::rights::Rights;
use crate::photo::{PhotoError, xmp};

/// All that pixels and colours need.
const KEPT: [[u8; 4]; 7] = [
    CHUNK_VP8X, CHUNK_ICCP, CHUNK_ANIM, CHUNK_ANMF, CHUNK_ALPH, CHUNK_VP8, CHUNK_VP8L,
];
/// The bit that says that there is XMP.
const HAS_XMP: u8 = 0b0000_0100;

pub(super) fn packets(file: &Bytes) -> Result<Packets, PhotoError> {
    let webp = WebP::from_bytes(file.clone()).map_err(|error| damaged(&error))?;
    let xmp = webp
        .chunk_by_id(CHUNK_XMP)
        .and_then(|chunk| chunk.content().data());
    Ok(Packets {
        xmp: xmp.map(|bytes| bytes.to_vec()),
        exif: webp.exif().map(|bytes| bytes.to_vec()),
        ..Packets::default()
    })
}

pub(super) fn write(file: &Bytes, rights: &Rights) -> Result<Bytes, PhotoError> {
    let mut webp = WebP::from_bytes(file.clone()).map_err(|error| damaged(&error))?;
    if webp.dimensions().is_none() {
        return Err(PhotoError::Damaged(
            "it does not say how large it is".into(),
        ));
    }
    let exif = webp.exif().and_then(|bytes| for_viewers(&bytes));
    webp.chunks_mut().retain(|chunk| KEPT.contains(&chunk.id()));
    let xmp = (!rights.is_empty()).then(|| {
        let packet = Bytes::from(xmp::write(rights));
        RiffChunk::new(CHUNK_XMP, RiffContent::Data(packet))
    });
    // The chunk with the flags is made when EXIF is set, if there is anything but pixels by then.
    webp.chunks_mut().extend(xmp.clone());
    webp.set_exif(exif.map(Bytes::from));
    set_flag(&mut webp, xmp.is_some());
    // EXIF comes before XMP.
    webp.chunks_mut().retain(|chunk| chunk.id() != CHUNK_XMP);
    webp.chunks_mut().extend(xmp);
    Ok(webp.encoder().bytes())
}

fn set_flag(webp: &mut WebP, has_xmp: bool) {
    let flags = webp
        .chunks_mut()
        .iter_mut()
        .find(|chunk| chunk.id() == CHUNK_VP8X);
    let Some(RiffContent::Data(contents)) = flags.map(RiffChunk::content_mut) else {
        return;
    };
    let mut bytes = contents.to_vec();
    if let Some(first) = bytes.first_mut() {
        *first = *first & !HAS_XMP | if has_xmp { HAS_XMP } else { 0 };
    }
    *contents = bytes.into();
}
