//! EXIF: what the camera wrote. Little of it is about rights, and much of it is nobody's business.

use std::io::Cursor;

use crate::Finding;
use exif::experimental::Writer;
use exif::{Exif, Field as Entry, In, Reader, Tag, Value};

use super::Private;
use super::field::Field;
use super::iim::latin1;
use super::rights::Rights;

/// Texts that cameras write when nobody has said anything.
const SAID_BY_NOBODY: &[&str] = &[
    "OLYMPUS DIGITAL CAMERA",
    "DIGITAL CAMERA",
    "DCIM",
    "MINOLTA DIGITAL CAMERA",
    "SONY DSC",
    "default",
    "dav",
    "hdr",
    "oznor",
];

/// Where a place can be told from; the others only refine these.
const PLACES: &[Tag] = &[
    Tag::GPSLatitude,
    Tag::GPSLongitude,
    Tag::GPSAltitude,
    Tag::GPSDestLatitude,
    Tag::GPSDestLongitude,
    Tag::GPSAreaInformation,
    Tag::GPSTimeStamp,
    Tag::GPSDateStamp,
];

/// What tells one camera from all others; a maker's note has it too, in a secret place.
const NUMBERS: &[Tag] = &[
    Tag::BodySerialNumber,
    Tag::LensSerialNumber,
    Tag::ImageUniqueID,
    Tag::CameraOwnerName,
    Tag::MakerNote,
];

/// What a viewer must know to show the pixels as they were meant. All else is dropped when a file is written.
const FOR_VIEWERS: &[Tag] = &[
    Tag::Orientation,
    Tag::XResolution,
    Tag::YResolution,
    Tag::ResolutionUnit,
    Tag::ColorSpace,
    Tag::InteroperabilityIndex,
];

/// What the camera says.
#[derive(Debug, Default)]
pub(super) struct Camera {
    pub(super) rights: Rights,
    pub(super) private: Vec<Private>,
    /// Entries of a TIFF file that hold other metadata.
    pub(super) xmp: Option<Vec<u8>>,
    pub(super) iim: Option<Vec<u8>>,
    pub(super) blocks: Option<Vec<u8>>,
}

/// Opens an EXIF block (a small TIFF file, or a whole one); reads on where something is broken, and says so.
pub(super) fn open(bytes: &[u8], findings: &mut Vec<Finding>) -> Option<Exif> {
    let read = Reader::new()
        .continue_on_error(true)
        .read_raw(bytes.to_vec())
        .or_else(|error| {
            error.distill_partial_result(|errors| {
                for error in errors.iter().take(10) {
                    findings.push(Finding::doubtful("EXIF", error.to_string()));
                }
            })
        });
    match read {
        Ok(exif) => Some(exif),
        Err(error) => {
            let what = format!("it cannot be read: {error}");
            findings.push(Finding::lossy("EXIF", what));
            None
        }
    }
}

/// Reads what is said about rights, and notes what is private.
pub(super) fn read(exif: &Exif, findings: &mut Vec<Finding>) -> Camera {
    let mut rights = Rights::default();
    let caption = text(exif, Tag::ImageDescription);
    if SAID_BY_NOBODY.contains(&caption.trim()) {
        let what = format!("“{}” is no caption: the camera wrote it", caption.trim());
        findings.push(Finding::note("EXIF ImageDescription", what));
    } else {
        rights.add(Field::Caption, caption);
    }
    for creator in text(exif, Tag::Artist).split(';') {
        rights.add(Field::Creator, creator);
    }
    rights.add(Field::Copyright, text(exif, Tag::Copyright));
    rights.add(Field::Created, moment(exif));
    Camera {
        rights,
        private: private(exif),
        xmp: bytes(exif, 700),
        iim: bytes(exif, 33723),
        blocks: bytes(exif, 34377),
    }
}

/// Several texts (a photographer's and an editor's copyright) become one with semicolons.
fn text(exif: &Exif, tag: Tag) -> String {
    let Some(Value::Ascii(texts)) = exif.get_field(tag, In::PRIMARY).map(|entry| &entry.value)
    else {
        return String::new();
    };
    let texts = texts.iter().map(|bytes| match str::from_utf8(bytes) {
        Ok(text) => text.trim().to_owned(),
        Err(_) => latin1(bytes).trim().to_owned(),
    });
    texts
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

/// `2026:11:22 10:15:00` and `+01:00` as ISO 8601; empty when it is no date.
fn moment(exif: &Exif) -> String {
    let said = text(exif, Tag::DateTimeOriginal);
    let Some((day, clock)) = said.trim().split_once(' ') else {
        return String::new();
    };
    let said = format!("{}T{clock}", day.replace(':', "-"));
    let Ok(moment) = said.parse::<jiff::civil::DateTime>() else {
        return String::new();
    };
    let zone = text(exif, Tag::OffsetTimeOriginal);
    let is_zone = zone.len() == 6 && zone.starts_with(['+', '-']) && zone.as_bytes()[3] == b':';
    let zone = if is_zone { zone.as_str() } else { "" };
    format!("{}{zone}", moment.strftime("%Y-%m-%dT%H:%M:%S"))
}

fn private(exif: &Exif) -> Vec<Private> {
    let has = |tags: &[Tag]| {
        tags.iter()
            .any(|tag| exif.get_field(*tag, In::PRIMARY).is_some())
    };
    let has_thumbnail = [
        Tag::JPEGInterchangeFormat,
        Tag::StripOffsets,
        Tag::Compression,
    ]
    .iter()
    .any(|tag| exif.get_field(*tag, In::THUMBNAIL).is_some());
    [
        (has(PLACES), Private::Place),
        (has(NUMBERS), Private::SerialNumber),
        (has_thumbnail, Private::Thumbnail),
    ]
    .into_iter()
    .filter_map(|(is_there, what)| is_there.then_some(what))
    .collect()
}

/// The bytes of a TIFF entry, which some writers call numbers of four bytes in the order of the file.
fn bytes(exif: &Exif, number: u16) -> Option<Vec<u8>> {
    match &exif
        .get_field(Tag(exif::Context::Tiff, number), In::PRIMARY)?
        .value
    {
        Value::Byte(bytes) | Value::Undefined(bytes, _) => Some(bytes.clone()),
        Value::Ascii(texts) => Some(texts.concat()),
        Value::Long(numbers) => {
            let order = match exif.little_endian() {
                true => u32::to_le_bytes,
                false => u32::to_be_bytes,
            };
            let bytes: Vec<u8> = numbers.iter().flat_map(|it| order(*it)).collect();
            // Some swapped them first.
            let is_swapped = bytes.len() > 3 && bytes[0] != 0x1C && bytes[3] == 0x1C;
            Some(match is_swapped {
                true => bytes
                    .chunks_exact(4)
                    .flat_map(|it| it.iter().rev())
                    .copied()
                    .collect(),
                false => bytes,
            })
        }
        _ => None,
    }
}

/// An EXIF block with nothing in it but what a viewer must know; `None` when it must know nothing.
pub(super) fn for_viewers(bytes: &[u8]) -> Option<Vec<u8>> {
    let exif = open(bytes, &mut Vec::new())?;
    let entries: Vec<&Entry> = FOR_VIEWERS
        .iter()
        .filter_map(|tag| exif.get_field(*tag, In::PRIMARY))
        .filter(|entry| is_small(&entry.value))
        .collect();
    let is_upright = !entries.iter().any(|entry| {
        entry.tag == Tag::Orientation && entry.value.get_uint(0).is_some_and(|it| it != 1)
    });
    if entries.is_empty() || is_upright && entries.len() == 1 {
        return None;
    }
    let mut writer = Writer::new();
    for entry in entries {
        writer.push_field(entry);
    }
    let mut out = Cursor::new(Vec::new());
    writer.write(&mut out, exif.little_endian()).ok()?;
    Some(out.into_inner())
}

/// One number or a word of a few letters: nothing can hide there.
fn is_small(value: &Value) -> bool {
    match value {
        Value::Short(numbers) => numbers.len() == 1,
        Value::Rational(numbers) => numbers.len() == 1,
        Value::Ascii(texts) => texts.iter().map(Vec::len).sum::<usize>() <= 4,
        _ => false,
    }
}
