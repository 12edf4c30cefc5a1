//! Puts an item with XMP into a file, and takes out those that hold other metadata. What is moved is told where it is.

use crate::Finding;
use ::bytes::Bytes;

use super::bytes::boxed;
use super::items::{
    Location, Piece, Reference, properties_without, write_items, write_locations, write_references,
};
use super::meta::Meta;
use super::{Part, damaged, parts};
use crate::photo::rights::Rights;
use crate::photo::{PhotoError, xmp};

/// In the file itself.
const IN_FILE: u8 = 0;

/// Writes rights into a file, and takes the other metadata out. The bytes of what is taken out become zeros where they
/// stand; the new packet stands at the end.
pub(in crate::photo::files) fn write(
    file: &Bytes,
    rights: &Rights,
    findings: &mut Vec<Finding>,
) -> Result<Bytes, PhotoError> {
    let parts = parts(file).ok_or_else(|| damaged("its boxes do not fit into it"))?;
    if parts.iter().any(|part| &part.kind == b"moov") {
        return Err(PhotoError::Unwritable("it is a moving picture"));
    }
    let old = parts.iter().find(|part| &part.kind == b"meta");
    let old = old.ok_or_else(|| damaged("it has no picture"))?;
    let meta = Meta::read(old.contents).ok_or_else(|| damaged("its items cannot be told apart"))?;
    check(&meta, old)?;
    let gone = gone(&meta);
    let parts = without_end(&parts, &meta, &gone);
    let packet = (!rights.is_empty()).then(|| xmp::write(rights).into_bytes());
    let plan = Plan {
        meta: &meta,
        gone: &gone,
        old_end: old.end() as u64,
        xmp: packet.as_ref().map(|_| free_number(&meta, &gone)),
    };
    // The length of the new box does not depend on the numbers in it; so it is made twice.
    let length = plan.meta_box(0, 0, 0)?.len();
    let moved = length as i64 - (old.end() - old.start) as i64;
    let end = parts.last().map_or(0, Part::end) as i64 + moved;
    let new = plan.meta_box(
        moved,
        u64::try_from(end + 8).map_err(|_| damaged("it is too short"))?,
        packet.as_ref().map_or(0, |it| it.len() as u64),
    )?;

    let clean = with_zeros(file, &meta, &gone);
    let mut out = Vec::with_capacity(clean.len() + length + packet.as_ref().map_or(0, Vec::len));
    for part in parts {
        match &part.kind {
            b"meta" if part.start == old.start => out.extend(&new),
            b"ftyp" => out.extend(&clean[part.start..part.end()]),
            b"mdat" => {
                out.extend(closed_header(part)?);
                out.extend(&clean[part.start + part.header_bytes..part.end()]);
            }
            _ => {
                note_emptied(part, findings);
                out.extend(emptied(part));
            }
        }
    }
    if let Some(packet) = packet {
        out.extend(boxed(b"mdat", &packet));
    }
    Ok(out.into())
}

/// The boxes up to the last with something that stays, so that writing twice does not make a file longer.
fn without_end<'a>(parts: &'a [Part<'a>], meta: &Meta<'_>, gone: &[u32]) -> &'a [Part<'a>] {
    let places: Vec<u64> = meta
        .locations
        .iter()
        .filter(|it| it.method == IN_FILE && !gone.contains(&it.number))
        .flat_map(|it| it.pieces.iter().map(|piece| piece.offset))
        .collect();
    let stays = |part: &Part<'_>| {
        let range = part.start as u64..part.end() as u64;
        matches!(&part.kind, b"ftyp" | b"meta") || places.iter().any(|it| range.contains(it))
    };
    let last = parts.iter().rposition(stays).unwrap_or(0);
    &parts[..=last]
}

/// What we cannot move without understanding it is left alone.
fn check(meta: &Meta<'_>, old: &Part<'_>) -> Result<(), PhotoError> {
    let count = |kind: &[u8; 4]| meta.parts.iter().filter(|it| &it.kind == kind).count();
    if count(b"iinf") != 1 || count(b"iloc") != 1 || count(b"iref") > 1 {
        return Err(damaged("its items cannot be told apart"));
    }
    let here = meta
        .locations
        .iter()
        .filter(|it| it.method == IN_FILE && it.file == 0)
        .flat_map(|it| &it.pieces);
    let inside =
        |piece: &&Piece| piece.offset > old.start as u64 && piece.offset < old.end() as u64;
    if here.clone().any(|piece| inside(&piece)) {
        return Err(PhotoError::Unwritable("its pixels are among its tables"));
    }
    if here.clone().any(|piece| piece.length == 0) {
        return Err(PhotoError::Unwritable(
            "its pixels go on to the end, wherever that is",
        ));
    }
    if meta.primary.is_none() {
        return Err(damaged("it does not say which picture is it"));
    }
    Ok(())
}

/// The items that are not written again: metadata and small copies.
fn gone(meta: &Meta<'_>) -> Vec<u32> {
    let mut gone = meta.thumbnails();
    let metadata = meta
        .items
        .iter()
        .filter(|it| matches!(&it.kind, b"Exif" | b"mime"));
    gone.extend(metadata.map(|it| it.number));
    gone.sort_unstable();
    gone.dedup();
    gone
}

fn free_number(meta: &Meta<'_>, gone: &[u32]) -> u32 {
    let items = meta.items.iter().map(|it| it.number);
    let located = meta.locations.iter().map(|it| it.number);
    let kept = items.chain(located).filter(|it| !gone.contains(it));
    kept.max().unwrap_or(0).saturating_add(1)
}

/// What the new tables say.
struct Plan<'a> {
    meta: &'a Meta<'a>,
    gone: &'a [u32],
    /// Where the old box ended; what stands behind it moves.
    old_end: u64,
    /// The number of the new item.
    xmp: Option<u32>,
}

impl Plan<'_> {
    /// The whole box: everything behind it moves by `moved` bytes, and the packet stands at `packet_at`.
    fn meta_box(
        &self,
        moved: i64,
        packet_at: u64,
        packet_bytes: u64,
    ) -> Result<Vec<u8>, PhotoError> {
        let mut out = vec![0; 4];
        let mut has_references = false;
        for part in &self.meta.parts {
            match &part.kind {
                b"iinf" => out.extend(self.items()),
                b"iloc" => out.extend(self.locations(moved, packet_at, packet_bytes)?),
                b"iref" => {
                    has_references = true;
                    out.extend(self.references());
                }
                b"iprp" => out.extend(self.properties(part)?),
                kind => out.extend(boxed(kind, part.contents)),
            }
        }
        if !has_references {
            out.extend(self.references());
        }
        Ok(boxed(b"meta", &out))
    }

    fn items(&self) -> Vec<u8> {
        let kept: Vec<_> = self
            .meta
            .items
            .iter()
            .filter(|it| !self.gone.contains(&it.number))
            .cloned()
            .collect();
        write_items(&kept, self.xmp)
    }

    fn locations(
        &self,
        moved: i64,
        packet_at: u64,
        packet_bytes: u64,
    ) -> Result<Vec<u8>, PhotoError> {
        let mut locations: Vec<Location> = Vec::new();
        for location in &self.meta.locations {
            if self.gone.contains(&location.number) {
                continue;
            }
            let mut location = location.clone();
            if location.method == IN_FILE && location.file == 0 {
                for piece in &mut location.pieces {
                    if piece.offset >= self.old_end {
                        let offset = piece.offset.checked_add_signed(moved);
                        piece.offset = offset.ok_or_else(|| damaged("its pixels are nowhere"))?;
                    }
                }
            }
            locations.push(location);
        }
        locations.extend(self.xmp.map(|number| Location {
            number,
            method: IN_FILE,
            file: 0,
            pieces: vec![Piece {
                index: 0,
                offset: packet_at,
                length: packet_bytes,
            }],
        }));
        Ok(write_locations(&locations))
    }

    fn references(&self) -> Vec<u8> {
        let mut references: Vec<Reference> = Vec::new();
        for reference in &self.meta.references {
            let mut reference = reference.clone();
            reference.to.retain(|to| !self.gone.contains(to));
            if !self.gone.contains(&reference.from) && !reference.to.is_empty() {
                references.push(reference);
            }
        }
        if let (Some(from), Some(to)) = (self.xmp, self.meta.primary) {
            references.push(Reference {
                kind: *b"cdsc",
                from,
                to: vec![to],
            });
        }
        write_references(&references)
    }

    fn properties(&self, part: &Part<'_>) -> Result<Vec<u8>, PhotoError> {
        let broken = || damaged("its items have broken properties");
        let mut out = Vec::new();
        for inner in parts(part.contents).ok_or_else(broken)? {
            match &inner.kind {
                b"ipma" => {
                    let kept = properties_without(self.gone, inner.contents);
                    out.extend(kept.ok_or_else(broken)?);
                }
                kind => out.extend(boxed(kind, inner.contents)),
            }
        }
        Ok(boxed(b"iprp", &out))
    }
}

/// The file with zeros where the items were that are gone, unless an item that stays uses the same bytes.
fn with_zeros(file: &[u8], meta: &Meta<'_>, gone: &[u32]) -> Vec<u8> {
    let pieces = |are_gone: bool| {
        meta.locations
            .iter()
            .filter(move |it| it.method == IN_FILE && gone.contains(&it.number) == are_gone)
            .flat_map(|it| &it.pieces)
            .filter_map(|piece| {
                let start = usize::try_from(piece.offset).ok()?;
                let length = usize::try_from(piece.length).ok()?;
                Some(start..start.checked_add(length)?)
            })
    };
    let kept: Vec<_> = pieces(false).collect();
    let mut out = file.to_vec();
    for range in pieces(true) {
        let is_shared = kept
            .iter()
            .any(|it| it.start < range.end && range.start < it.end);
        if !is_shared && let Some(bytes) = out.get_mut(range) {
            bytes.fill(0);
        }
    }
    out
}

/// The header of a box with its length, where it only said that it goes on to the end.
fn closed_header(part: &Part<'_>) -> Result<Vec<u8>, PhotoError> {
    let length = part.header_bytes + part.contents.len();
    let mut header = match (part.is_open, part.header_bytes) {
        (true, _) | (false, 8) => u32::try_from(length)
            .map_err(|_| PhotoError::Unwritable("it is larger than 4 GB"))?
            .to_be_bytes()
            .to_vec(),
        _ => vec![0, 0, 0, 1],
    };
    header.extend(part.kind);
    if header.len() < part.header_bytes {
        header.extend((length as u64).to_be_bytes());
    }
    Ok(header)
}

/// A box of the same length with nothing in it.
fn emptied(part: &Part<'_>) -> Vec<u8> {
    boxed(
        b"free",
        &vec![0; part.header_bytes + part.contents.len() - 8],
    )
}

fn note_emptied(part: &Part<'_>, findings: &mut Vec<Finding>) {
    if matches!(&part.kind, b"free" | b"skip") {
        return;
    }
    let name = String::from_utf8_lossy(&part.kind);
    let what = "a box that pixels do not need was emptied";
    findings.push(Finding::note(&*name, what));
}
