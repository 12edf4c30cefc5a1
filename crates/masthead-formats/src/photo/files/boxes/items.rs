//! The tables about items: what each is (iinf), where its bytes are (iloc), and how they refer to each other (iref).

use super::XMP_TYPE;
use super::bytes::{Reader, boxed, push_item};
use super::parts;

/// The most items, pieces and references of one file. A picture in tiles has a few hundred.
const MOST: usize = 100_000;

/// What an item is.
#[derive(Debug, Clone)]
pub(super) struct Item<'a> {
    pub(super) number: u32,
    pub(super) kind: [u8; 4],
    /// What comes after its kind: its name, and its media type.
    rest: &'a [u8],
    /// Its box as it stands in the file, without the header.
    contents: &'a [u8],
}

impl Item<'_> {
    pub(super) fn is_xmp(&self) -> bool {
        let media_type = self.rest.split(|byte| *byte == 0).nth(1);
        &self.kind == b"mime" && media_type == Some(XMP_TYPE)
    }
}

/// The items, and the version of their table.
pub(super) fn read_items(contents: &[u8]) -> Option<Vec<Item<'_>>> {
    let mut reader = Reader::of(contents);
    let version = reader.u32()? >> 24;
    let _count = reader.item(version > 0)?;
    let entries = parts(reader.rest())?;
    Some(entries.iter().filter_map(|it| item(it.contents)).collect())
}

fn item(contents: &[u8]) -> Option<Item<'_>> {
    let mut reader = Reader::of(contents);
    let version = reader.u32()? >> 24;
    if version < 2 {
        return None;
    }
    let number = reader.item(version > 2)?;
    let _protection = reader.u16()?;
    Some(Item {
        number,
        kind: reader.array()?,
        rest: reader.rest(),
        contents,
    })
}

/// The table of items, with one more for XMP if it has a number.
pub(super) fn write_items(items: &[Item<'_>], xmp: Option<u32>) -> Vec<u8> {
    let mut out = vec![1, 0, 0, 0];
    let count = u32::try_from(items.len() + usize::from(xmp.is_some())).expect("items are few");
    push_item(&mut out, count, true);
    for item in items {
        out.extend(boxed(b"infe", item.contents));
    }
    if let Some(number) = xmp {
        let is_long = number > 0xFFFF;
        let mut entry = vec![if is_long { 3 } else { 2 }, 0, 0, 0];
        push_item(&mut entry, number, is_long);
        entry.extend([0, 0]);
        entry.extend(b"mime\0");
        entry.extend(XMP_TYPE);
        entry.push(0);
        out.extend(boxed(b"infe", &entry));
    }
    boxed(b"iinf", &out)
}

/// Where the bytes of an item are.
#[derive(Debug, Clone)]
pub(super) struct Location {
    pub(super) number: u32,
    /// 0: in the file; 1: in the box `idat`; 2: in another item.
    pub(super) method: u8,
    /// 0: in this file.
    pub(super) file: u16,
    pub(super) pieces: Vec<Piece>,
}

/// A piece of an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) index: u64,
    pub(super) offset: u64,
    /// 0 means all there is.
    pub(super) length: u64,
}

pub(super) fn read_locations(contents: &[u8]) -> Option<Vec<Location>> {
    let mut reader = Reader::of(contents);
    let version = reader.u32()? >> 24;
    let (sizes, bases) = (reader.u8()?, reader.u8()?);
    let (offset, length, base) = (sizes >> 4, sizes & 15, bases >> 4);
    let index = if version == 0 { 0 } else { bases & 15 };
    if version > 2 || offset > 8 || length > 8 || base > 8 || index > 8 {
        return None;
    }
    let count = reader.item(version == 2)?;
    let mut locations = Vec::new();
    let mut all_pieces = 0;
    for _ in 0..count {
        let number = reader.item(version == 2)?;
        let method = if version == 0 { 0 } else { reader.u16()? & 15 };
        let file = reader.u16()?;
        let base = reader.sized(base)?;
        let count = reader.u16()?;
        let mut pieces = Vec::new();
        for _ in 0..count {
            pieces.push(Piece {
                index: reader.sized(index)?,
                offset: base.checked_add(reader.sized(offset)?)?,
                length: reader.sized(length)?,
            });
        }
        all_pieces += pieces.len();
        if locations.len() > MOST || all_pieces > MOST {
            return None;
        }
        locations.push(Location {
            number,
            method: u8::try_from(method).expect("four bits fit"),
            file,
            pieces,
        });
    }
    Some(locations)
}

/// The table of locations. Every place takes eight bytes, so that its length does not depend on what is in it. Indices
/// are written only where one is used: libavif opens no file that has room for them.
pub(super) fn write_locations(locations: &[Location]) -> Vec<u8> {
    let mut pieces = locations.iter().flat_map(|it| &it.pieces);
    let has_index = pieces.any(|piece| piece.index != 0);
    let mut out = vec![2, 0, 0, 0, 0x88, if has_index { 0x08 } else { 0x00 }];
    let count = u32::try_from(locations.len()).expect("locations are few");
    push_item(&mut out, count, true);
    for location in locations {
        push_item(&mut out, location.number, true);
        out.extend(u16::from(location.method).to_be_bytes());
        out.extend(location.file.to_be_bytes());
        let count = u16::try_from(location.pieces.len()).expect("it was read from two bytes");
        out.extend(count.to_be_bytes());
        for piece in &location.pieces {
            if has_index {
                out.extend(piece.index.to_be_bytes());
            }
            out.extend(piece.offset.to_be_bytes());
            out.extend(piece.length.to_be_bytes());
        }
    }
    boxed(b"iloc", &out)
}

/// What an item has to do with others: it describes them (`cdsc`), it is small for them (`thmb`).
#[derive(Debug, Clone)]
pub(super) struct Reference {
    pub(super) kind: [u8; 4],
    pub(super) from: u32,
    pub(super) to: Vec<u32>,
}

pub(super) fn read_references(contents: &[u8]) -> Option<Vec<Reference>> {
    let mut reader = Reader::of(contents);
    let is_long = reader.u32()? >> 24 > 0;
    let mut references = Vec::new();
    for part in parts(reader.rest())? {
        let mut reader = Reader::of(part.contents);
        let from = reader.item(is_long)?;
        let count = reader.u16()?;
        let mut to = Vec::new();
        for _ in 0..count {
            to.push(reader.item(is_long)?);
        }
        references.push(Reference {
            kind: part.kind,
            from,
            to,
        });
    }
    Some(references)
}

pub(super) fn write_references(references: &[Reference]) -> Vec<u8> {
    let is_long = references
        .iter()
        .any(|it| it.from > 0xFFFF || it.to.iter().any(|to| *to > 0xFFFF));
    let mut out = vec![u8::from(is_long), 0, 0, 0];
    for reference in references {
        let mut contents = Vec::new();
        push_item(&mut contents, reference.from, is_long);
        let count = u16::try_from(reference.to.len()).expect("it was read from two bytes");
        contents.extend(count.to_be_bytes());
        for to in &reference.to {
            push_item(&mut contents, *to, is_long);
        }
        out.extend(boxed(&reference.kind, &contents));
    }
    boxed(b"iref", &out)
}

/// The table that gives properties to items (`ipma`), without the items in `gone`.
pub(super) fn properties_without(gone: &[u32], contents: &[u8]) -> Option<Vec<u8>> {
    let mut reader = Reader::of(contents);
    let head = reader.u32()?;
    let (is_long, bytes_each) = (head >> 24 > 0, if head & 1 == 1 { 2 } else { 1 });
    let count = reader.u32()?;
    let mut kept: Vec<u8> = Vec::new();
    let mut kept_count = 0_u32;
    for _ in 0..count {
        let entry = reader.clone();
        let number = reader.item(is_long)?;
        let properties = usize::from(reader.u8()?);
        reader.take(properties * bytes_each)?;
        if !gone.contains(&number) {
            let length = reader.place() - entry.place();
            kept.extend(&entry.rest()[..length]);
            kept_count += 1;
        }
    }
    let mut out = head.to_be_bytes().to_vec();
    out.extend(kept_count.to_be_bytes());
    out.extend(kept);
    Some(boxed(b"ipma", &out))
}
