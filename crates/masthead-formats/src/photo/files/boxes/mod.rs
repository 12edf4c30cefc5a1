//! AVIF and HEIF: boxes in boxes (ISO 14496-12), with pictures and metadata as items (ISO 23008-12).

mod bytes;
mod items;
mod meta;
mod rewrite;

pub(super) use rewrite::write;

use ::bytes::Bytes;

use super::{Kind, Packets};
use crate::photo::{PhotoError, Private};
use bytes::Reader;
use meta::Meta;

/// What an item with XMP is called.
const XMP_TYPE: &[u8] = b"application/rdf+xml";
/// A file has a dozen boxes, a hostile one might have millions.
const MOST_BOXES: usize = 10_000;

/// A box: what it is called, where it stands, and what is in it.
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    kind: [u8; 4],
    /// Where its header begins, from the beginning of what was walked.
    start: usize,
    header_bytes: usize,
    contents: &'a [u8],
    /// Whether it says of itself that it goes on to the end.
    is_open: bool,
}

impl Part<'_> {
    fn end(&self) -> usize {
        self.start + self.header_bytes + self.contents.len()
    }
}

/// The boxes in a row.
fn parts(bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut reader = Reader::of(bytes);
    while !reader.is_empty() {
        let start = reader.place();
        let length = reader.u32()?;
        let kind = reader.array::<4>()?;
        let length = match length {
            0 => bytes.len() - start,
            1 => usize::try_from(reader.u64()?).ok()?,
            length => length as usize,
        };
        let header_bytes = reader.place() - start;
        let contents = reader.take(length.checked_sub(header_bytes)?)?;
        let is_open = bytes[start..start + 4] == [0; 4];
        parts.push(Part {
            kind,
            start,
            header_bytes,
            contents,
            is_open,
        });
        if parts.len() > MOST_BOXES {
            return None;
        }
    }
    Some(parts)
}

/// What a file is by the brands it names.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    let length = u32::from_be_bytes(*bytes.first_chunk::<4>()?) as usize;
    let contents = bytes.get(8..length.min(bytes.len()).min(1024))?;
    let brands = contents.as_chunks::<4>().0;
    let has = |names: &[&[u8; 4]]| brands.iter().any(|brand| names.contains(&brand));
    if has(&[b"avif", b"avis"]) {
        return Some(Kind::Avif);
    }
    has(&[
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1",
    ])
    .then_some(Kind::Heif)
}

/// Finds XMP and EXIF among the items.
pub(super) fn packets(file: &Bytes) -> Result<Packets, PhotoError> {
    let mut packets = Packets::default();
    let parts = parts(file).ok_or_else(|| damaged("its boxes do not fit into it"))?;
    let Some(part) = parts.iter().find(|part| &part.kind == b"meta") else {
        return Ok(packets);
    };
    let meta =
        Meta::read(part.contents).ok_or_else(|| damaged("its items cannot be told apart"))?;
    for item in &meta.items {
        if item.is_xmp() && packets.xmp.is_none() {
            packets.xmp = meta.contents(item.number, file);
        } else if &item.kind == b"Exif" && packets.exif.is_none() {
            let contents = meta.contents(item.number, file);
            packets.exif = contents.as_deref().and_then(without_offset);
        }
    }
    if !meta.thumbnails().is_empty() {
        packets.private.push(Private::Thumbnail);
    }
    Ok(packets)
}

/// EXIF in an item begins with the number of bytes before the block itself.
fn without_offset(item: &[u8]) -> Option<Vec<u8>> {
    let (offset, rest) = item.split_first_chunk::<4>()?;
    let offset = usize::try_from(u32::from_be_bytes(*offset)).ok()?;
    rest.get(offset..).map(<[u8]>::to_vec)
}

fn damaged(what: &str) -> PhotoError {
    PhotoError::Damaged(what.to_owned())
}
