//! The box `meta`: all that a file says about its items.

use super::items::{Item, Location, Reference, read_items, read_locations, read_references};
use super::{Part, parts};

/// The most that is read of one item of metadata.
const LARGEST_ITEM_BYTES: usize = 32 * 1024 * 1024;

/// What a file says about its items.
#[derive(Debug, Default)]
pub(super) struct Meta<'a> {
    pub(super) parts: Vec<Part<'a>>,
    pub(super) items: Vec<Item<'a>>,
    pub(super) locations: Vec<Location>,
    pub(super) references: Vec<Reference>,
    /// The picture itself.
    pub(super) primary: Option<u32>,
    idat: &'a [u8],
}

impl<'a> Meta<'a> {
    /// Reads the contents of the box.
    pub(super) fn read(contents: &'a [u8]) -> Option<Self> {
        let mut meta = Self {
            parts: parts(contents.get(4..)?)?,
            ..Self::default()
        };
        for part in &meta.parts {
            match &part.kind {
                b"iinf" => meta.items = read_items(part.contents)?,
                b"iloc" => meta.locations = read_locations(part.contents)?,
                b"iref" => meta.references = read_references(part.contents)?,
                b"idat" => meta.idat = part.contents,
                b"pitm" => meta.primary = primary(part.contents),
                _ => {}
            }
        }
        Some(meta)
    }

    pub(super) fn location(&self, item: u32) -> Option<&Location> {
        self.locations.iter().find(|it| it.number == item)
    }

    /// The bytes of an item, its pieces in a row.
    pub(super) fn contents(&self, item: u32, file: &[u8]) -> Option<Vec<u8>> {
        let location = self.location(item)?;
        let source = match (location.method, location.file) {
            (0, 0) => file,
            (1, _) => self.idat,
            _ => return None,
        };
        let mut contents = Vec::new();
        for piece in &location.pieces {
            let start = usize::try_from(piece.offset).ok()?;
            let length = match usize::try_from(piece.length).ok()? {
                0 => source.len().checked_sub(start)?,
                length => length,
            };
            contents.extend(source.get(start..start.checked_add(length)?)?);
            if contents.len() > LARGEST_ITEM_BYTES {
                return None;
            }
        }
        Some(contents)
    }

    /// The items that are small copies of others.
    pub(super) fn thumbnails(&self) -> Vec<u32> {
        let is_thumbnail = |it: &&Reference| &it.kind == b"thmb" && Some(it.from) != self.primary;
        let small = self.references.iter().filter(is_thumbnail);
        small.map(|it| it.from).collect()
    }
}

fn primary(contents: &[u8]) -> Option<u32> {
    let mut reader = super::Reader::of(contents);
    let version = reader.u32()? >> 24;
    reader.item(version > 0)
}
