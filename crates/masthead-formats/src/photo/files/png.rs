//! PNG: XMP in an international text, EXIF in a chunk of its own, and the profiles that ImageMagick writes as text.

use std::io::Read;

use crate::Finding;
use bytes::Bytes;
use flate2::read::ZlibDecoder;
use img_parts::png::{Png, PngChunk};

use super::{Packets, damaged};
use crate::photo::camera::for_viewers;
use crate::photo::rights::Rights;
use crate::photo::{PhotoError, xmp};

const XMP: &[u8] = b"XML:com.adobe.xmp";
const RAW_PROFILE: &str = "Raw profile type ";
/// The most that a compressed text may become.
const LARGEST_TEXT_BYTES: u64 = 16 * 1024 * 1024;
/// Chunks that say something about the picture that pixels do not need: texts, EXIF, the time, Content Credentials.
const DROPPED: &[&[u8; 4]] = &[
    b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"zxIf", b"tIME", b"caBX",
];

pub(super) fn packets(file: &Bytes, findings: &mut Vec<Finding>) -> Result<Packets, PhotoError> {
    let png = Png::from_bytes(file.clone()).map_err(|error| damaged(&error))?;
    let mut packets = Packets::default();
    for chunk in png.chunks() {
        match &chunk.kind() {
            b"eXIf" => packets.exif = Some(chunk.contents().to_vec()),
            kind @ (b"tEXt" | b"zTXt" | b"iTXt") => {
                of_text(kind, chunk.contents(), &mut packets, findings);
            }
            _ => {}
        }
    }
    Ok(packets)
}

fn of_text(kind: &[u8; 4], contents: &[u8], packets: &mut Packets, findings: &mut Vec<Finding>) {
    let Some((keyword, rest)) = at_zero(contents) else {
        return;
    };
    let Ok(keyword_text) = str::from_utf8(keyword) else {
        return;
    };
    if keyword != XMP && !keyword_text.starts_with(RAW_PROFILE) {
        return;
    }
    let Some(text) = text(kind, rest) else {
        let what = "its text is compressed in a way that cannot be read";
        findings.push(Finding::lossy(keyword_text, what));
        return;
    };
    match keyword_text.strip_prefix(RAW_PROFILE) {
        None => packets.xmp = Some(text),
        Some(name) => of_profile(name, &text, packets),
    }
}

/// The text behind the keyword, uncompressed.
fn text(kind: &[u8; 4], rest: &[u8]) -> Option<Vec<u8>> {
    match kind {
        b"tEXt" => Some(rest.to_vec()),
        b"zTXt" => match rest {
            [0, compressed @ ..] => inflate(compressed),
            _ => None,
        },
        _ => {
            let (&[is_compressed, method], rest) = rest.split_first_chunk::<2>()?;
            let (_language, rest) = at_zero(rest)?;
            let (_translated, rest) = at_zero(rest)?;
            match (is_compressed, method) {
                (0, _) => Some(rest.to_vec()),
                (1, 0) => inflate(rest),
                _ => None,
            }
        }
    }
}

fn inflate(compressed: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut limited = ZlibDecoder::new(compressed).take(LARGEST_TEXT_BYTES + 1);
    limited.read_to_end(&mut out).ok()?;
    (out.len() as u64 <= LARGEST_TEXT_BYTES).then_some(out)
}

fn at_zero(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let zero = bytes.iter().position(|byte| *byte == 0)?;
    Some((&bytes[..zero], &bytes[zero + 1..]))
}

/// A profile as ImageMagick writes it: its name, its length, and itself in hexadecimal digits.
fn of_profile(name: &str, text: &[u8], packets: &mut Packets) {
    let text = String::from_utf8_lossy(text);
    let lines = text.trim_start().lines().skip(2);
    let digits: Vec<u8> = lines
        .flat_map(str::chars)
        .filter_map(|c| c.to_digit(16))
        .map(|digit| u8::try_from(digit).expect("a digit is below sixteen"))
        .collect();
    let bytes: Vec<u8> = digits
        .as_chunks::<2>()
        .0
        .iter()
        .map(|[high, low]| high << 4 | low)
        .collect();
    match name {
        "iptc" if bytes.first() == Some(&0x1C) => drop(packets.iim.get_or_insert(bytes)),
        "iptc" | "8bim" => drop(packets.blocks.get_or_insert(bytes)),
        "exif" | "APP1" => match bytes.strip_prefix(b"Exif\0\0") {
            Some(exif) => drop(packets.exif.get_or_insert(exif.to_vec())),
            None => drop(packets.xmp.get_or_insert_with(|| after_address(bytes))),
        },
        "xmp" => drop(packets.xmp.get_or_insert(bytes)),
        _ => {}
    }
}

/// XMP in an APP1 profile stands behind an address that ends with a zero.
fn after_address(bytes: Vec<u8>) -> Vec<u8> {
    match at_zero(&bytes) {
        Some((address, packet)) if address.starts_with(b"http") => packet.to_vec(),
        _ => bytes,
    }
}

pub(super) fn write(file: &Bytes, rights: &Rights) -> Result<Bytes, PhotoError> {
    let mut png = Png::from_bytes(file.clone()).map_err(|error| damaged(&error))?;
    let exif = png
        .chunks()
        .iter()
        .find(|chunk| &chunk.kind() == b"eXIf")
        .and_then(|chunk| for_viewers(chunk.contents()));
    let chunks = png.chunks_mut();
    chunks.retain(|chunk| !DROPPED.contains(&&chunk.kind()));
    let mut head = Vec::new();
    if let Some(exif) = exif {
        head.push(PngChunk::new(*b"eXIf", exif.into()));
    }
    if !rights.is_empty() {
        let mut contents = XMP.to_vec();
        // No compression, no language, no translated keyword.
        contents.extend([0; 5]);
        contents.extend(xmp::write(rights).into_bytes());
        head.push(PngChunk::new(*b"iTXt", contents.into()));
    }
    let before_pixels = chunks
        .iter()
        .position(|chunk| &chunk.kind() == b"IDAT")
        .ok_or_else(|| PhotoError::Damaged("it has no pixels".into()))?;
    chunks.splice(before_pixels..before_pixels, head);
    Ok(png.encoder().bytes())
}
