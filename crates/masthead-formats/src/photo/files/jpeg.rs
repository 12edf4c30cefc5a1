//! JPEG: XMP and EXIF in APP1, Photoshop's blocks in APP13, however large the segments before them.

use crate::Finding;
use bytes::Bytes;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};

use super::{Packets, damaged};
use crate::photo::camera::for_viewers;
use crate::photo::field::Field;
use crate::photo::rights::Rights;
use crate::photo::{PhotoError, Private, blocks, iim, xmp};

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const EXTENDED_XMP: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
const JFIF: &[u8] = b"JFIF\0";
const JFIF_EXTENSION: &[u8] = b"JFXX\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";
const ADOBE: &[u8] = b"Adobe";
/// Further pictures behind the first: previews, the other eye.
const MORE_PICTURES: &[u8] = b"MPF\0";
/// A JFIF segment without a thumbnail.
const JFIF_BYTES: usize = 14;
/// The most that a segment holds.
const SEGMENT_BYTES: usize = 65_533;

pub(super) fn packets(file: &Bytes) -> Result<Packets, PhotoError> {
    let jpeg = Jpeg::from_bytes(file.clone()).map_err(|error| damaged(&error))?;
    let mut packets = Packets::default();
    let mut blocks = Vec::new();
    for segment in jpeg.segments() {
        let contents: &[u8] = segment.contents();
        match segment.marker() {
            markers::APP0 if has_thumbnail(contents) => packets.private.push(Private::Thumbnail),
            markers::APP1 => of_app1(contents, &mut packets),
            markers::APP2 if contents.starts_with(MORE_PICTURES) => {
                packets.private.push(Private::Thumbnail);
            }
            markers::APP13 => blocks.extend(contents.strip_prefix(PHOTOSHOP).unwrap_or_default()),
            _ => {}
        }
    }
    packets.blocks = Some(blocks).filter(|it| !it.is_empty());
    Ok(packets)
}

fn of_app1(contents: &[u8], packets: &mut Packets) {
    if let Some(bytes) = contents.strip_prefix(EXTENDED_XMP) {
        packets.extension.add(bytes);
    } else if let Some(bytes) = contents.strip_prefix(XMP) {
        packets.xmp.get_or_insert_with(|| bytes.to_vec());
    } else if let Some(bytes) = contents.strip_prefix(EXIF) {
        packets.exif.get_or_insert_with(|| bytes.to_vec());
    }
}

fn has_thumbnail(contents: &[u8]) -> bool {
    contents.starts_with(JFIF_EXTENSION)
        || contents.starts_with(JFIF) && contents.len() > JFIF_BYTES
}

pub(super) fn write(
    file: &Bytes,
    rights: &Rights,
    findings: &mut Vec<Finding>,
) -> Result<Bytes, PhotoError> {
    let mut jpeg = Jpeg::from_bytes(file.clone()).map_err(|error| damaged(&error))?;
    let head = head(&jpeg, rights, findings);
    let segments = jpeg.segments_mut();
    let mut kept = Vec::with_capacity(segments.len() + head.len());
    for segment in segments.drain(..) {
        match segment.marker() {
            markers::APP0 if segment.contents().starts_with(JFIF) => {
                kept.push(without_thumbnail(&segment));
            }
            markers::APP0..=markers::APP15 | markers::COM if !is_for_pixels(&segment) => {
                note_dropped(&segment, findings);
            }
            markers::SOS => kept.push(one_picture(&segment, file, findings)),
            _ => kept.push(segment),
        }
    }
    let behind_jfif = usize::from(kept.first().is_some_and(|it| it.marker() == markers::APP0));
    kept.splice(behind_jfif..behind_jfif, head);
    *segments = kept;
    Ok(jpeg.encoder().bytes())
}

/// What is put at the beginning: how the picture lies, XMP, IIM.
fn head(jpeg: &Jpeg, rights: &Rights, findings: &mut Vec<Finding>) -> Vec<JpegSegment> {
    let mut head = Vec::new();
    let exif = jpeg
        .segments_by_marker(markers::APP1)
        .find_map(|segment| segment.contents().strip_prefix(EXIF))
        .and_then(for_viewers);
    if let Some(exif) = exif {
        head.push(segment(markers::APP1, EXIF, &exif));
    }
    if rights.is_empty() {
        return head;
    }
    let packet = packet_that_fits(rights, findings);
    head.push(segment(markers::APP1, XMP, packet.as_bytes()));
    let blocks = blocks::write(&iim::write(rights, findings));
    for piece in blocks.chunks(SEGMENT_BYTES - PHOTOSHOP.len()) {
        head.push(segment(markers::APP13, PHOTOSHOP, piece));
    }
    head
}

/// A packet that fits into one segment. Texts of many pages are left out, the longest first, and reported.
fn packet_that_fits(rights: &Rights, findings: &mut Vec<Finding>) -> String {
    let mut rights = rights.clone();
    loop {
        let packet = xmp::write(&rights);
        if packet.len() + XMP.len() <= SEGMENT_BYTES {
            return packet;
        }
        let length = |field: Field| -> usize {
            let translations = rights.translations(field).map(|(_, text)| text.len());
            rights.texts(field).iter().map(String::len).sum::<usize>() + translations.sum::<usize>()
        };
        let longest = Field::all()
            .max_by_key(|field| length(*field))
            .expect("there are fields");
        let what = "it is too long for a JPEG's segment and was left out";
        findings.push(Finding::lossy(longest.word(), what));
        rights.remove(longest);
    }
}

fn segment(marker: u8, prefix: &[u8], bytes: &[u8]) -> JpegSegment {
    JpegSegment::new_with_contents(marker, [prefix, bytes].concat().into())
}

/// A colour profile, and how Adobe's programs encoded the colours. All other segments say something else.
fn is_for_pixels(segment: &JpegSegment) -> bool {
    match segment.marker() {
        markers::APP2 => segment.contents().starts_with(PROFILE),
        markers::APP14 => segment.contents().starts_with(ADOBE),
        _ => false,
    }
}

fn without_thumbnail(segment: &JpegSegment) -> JpegSegment {
    let mut contents = segment.contents().to_vec();
    contents.truncate(JFIF_BYTES);
    if let [.., width, height] = contents.as_mut_slice() {
        (*width, *height) = (0, 0);
    }
    JpegSegment::new_with_contents(markers::APP0, contents.into())
}

fn note_dropped(segment: &JpegSegment, findings: &mut Vec<Finding>) {
    let contents = segment.contents();
    let is_metadata = [EXIF, XMP, EXTENDED_XMP, PHOTOSHOP, MORE_PICTURES]
        .iter()
        .any(|prefix| contents.starts_with(prefix));
    if is_metadata {
        return;
    }
    let what = match segment.marker() {
        markers::COM => "a comment in the file was dropped".to_owned(),
        markers::APP11 => {
            "Content Credentials were dropped: what they vouch for has changed".to_owned()
        }
        marker => format!(
            "what a program kept in APP{} was dropped",
            marker - markers::APP0
        ),
    };
    findings.push(Finding::note("JPEG", what));
}

/// The pixels up to their end. What follows are further pictures, with metadata of their own.
fn one_picture(segment: &JpegSegment, file: &Bytes, findings: &mut Vec<Finding>) -> JpegSegment {
    // They are all that comes behind this segment's own contents.
    let pixels = file.slice(file.len() - (segment.len_with_entropy() - segment.len())..);
    let end = end_of_picture(&pixels).unwrap_or(pixels.len());
    if end < pixels.len() {
        let what = "further pictures behind the first were dropped";
        findings.push(Finding::note("JPEG", what));
    }
    let contents = segment.contents().clone();
    JpegSegment::new_with_entropy(markers::SOS, contents, pixels.slice(..end))
}

/// Just behind the marker that ends a picture; segments between its scans are walked over by their lengths.
fn end_of_picture(pixels: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += pixels.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match *pixels.get(at + 1)? {
            markers::EOI => return Some(at + 2),
            // A byte of pixels, a restart, or a filler.
            0x00 | 0x01 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => {
                let length = pixels.get(at + 2..at + 4)?;
                at += 2 + usize::from(u16::from_be_bytes([length[0], length[1]])).max(2);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_not_looked_for_inside_a_segment() {
        let pixels = b"\x11\xff\x00\xff\xd0\xff\xc4\x00\x05\xff\xd9\x01\x22\xff\xd9more";
        assert_eq!(end_of_picture(pixels), Some(pixels.len() - 4));
        assert_eq!(end_of_picture(b"\x11\xff\x00"), None);
    }

    #[test]
    fn a_text_of_many_pages_is_left_out_and_said() {
        let mut rights = Rights::default();
        rights.set(Field::Credit, "APA");
        rights.set(Field::AiPrompt, "a ".repeat(40_000));
        rights.set(Field::Caption, "b ".repeat(20_000));
        let mut findings = Vec::new();
        let packet = packet_that_fits(&rights, &mut findings);
        assert!(packet.contains("APA") && packet.contains("b b"));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].place, "ai prompt".into());
    }
}
