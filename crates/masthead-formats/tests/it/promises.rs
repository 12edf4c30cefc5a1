//! What holds of any bytes whatever: the list that `cargo test` tries for moments and `make fuzz` for minutes.

use std::io::Cursor;

use jiff::tz::TimeZone;
use masthead_formats::photo::{self, Field};
use masthead_formats::writing::{
    ArchiveReader, Collection, Feed, atom, json_feed, newsml_g2, ninjs, rss, write_archive,
};
use masthead_formats::{Format, Record, Surroundings, detect, markdown, open, wordpress};

#[path = "seeds.rs"]
mod seeds;

pub(crate) use seeds::{ghost, newsml, seeds_of};

/// Each promise: its name, seeds to begin with, and what holds of any bytes (it panics where it does not).
type Promise = (&'static str, fn() -> Vec<Vec<u8>>, fn(&[u8]));

/// The promise of a reader, with its seeds.
macro_rules! reader {
    ($name:literal, $format:ident) => {
        (
            $name,
            || seeds_of(Format::$format),
            |bytes| hold(Format::$format, bytes),
        )
    };
}

/// Each promise.
pub(crate) const PROMISES: &[Promise] = &[
    ("archive", archive_seeds, hold_archive),
    reader!("artrans", Artrans),
    reader!("commento", Commento),
    reader!("coral", Coral),
    reader!("disqus", Disqus),
    reader!("feed", Feed),
    reader!("ghost", Ghost),
    reader!("isso", IssoDatabase),
    reader!("isso-json", IssoJson),
    reader!("markdown", Markdown),
    reader!("newsml-g2", NewsMl),
    reader!("ninjs", Ninjs),
    reader!("nitf", Nitf),
    reader!("page", Page),
    ("photo", photo_seeds, hold_photo),
    reader!("remark42", Remark42),
    reader!("text", Pasted),
    reader!("wordpress", WordPress),
];

/// Items that are counted before a reader is let go; no file of a test holds more.
const ENOUGH: usize = 10_000;

pub(crate) fn read_wordpress(bytes: &[u8]) {
    let _ = detect("x.xml", bytes);
    if let Ok(records) = wordpress::read(Cursor::new(bytes)) {
        records.take(ENOUGH).for_each(drop);
    }
}

pub(crate) fn read_markdown(bytes: &[u8]) {
    let _ = markdown::read(&String::from_utf8_lossy(bytes), "x", &TimeZone::UTC);
}

/// All records of a file, up to where it breaks off.
pub(crate) fn records(format: Format, bytes: &[u8]) -> Vec<Record> {
    let around = Surroundings {
        file_name: "x.txt",
        zone: &TimeZone::UTC,
        beside: &|_| None,
        is_time_up: None,
    };
    match open(format, Cursor::new(bytes.to_vec()), &around) {
        Ok(records) => records.map_while(Result::ok).take(ENOUGH).collect(),
        Err(_) => Vec::new(),
    }
}

/// Nothing panics; the site comes first and once; what was noticed can be told; each record survives being written as
/// JSON and read again.
fn hold(format: Format, bytes: &[u8]) {
    let _ = detect("x", bytes);
    for (number, record) in records(format, bytes).iter().enumerate() {
        let is_site = matches!(record, Record::Site(_));
        assert_eq!(
            is_site,
            number == 0,
            "the site is the first record, and only that"
        );
        record.findings().iter().for_each(|finding| {
            assert!(!finding.to_string().is_empty());
        });
        let written =
            serde_json::to_string(record).expect("a record holds nothing that JSON cannot");
        let again: Record = serde_json::from_str(&written).expect("what was written can be read");
        assert_eq!(serde_json::to_string(&again).ok(), Some(written));
    }
}

/// Whatever can be read and written holds what was written into it, and nothing private.
fn hold_photo(bytes: &[u8]) {
    let file = bytes::Bytes::copy_from_slice(bytes);
    let Ok(before) = photo::read(&file) else {
        return;
    };
    let mut rights = before.rights;
    rights.set(Field::Credit, "Agentur / Paul Brandl");
    let Ok(written) = photo::write(&file, &rights) else {
        return;
    };
    let after = photo::read(&written.bytes).expect("what was written can be read");
    assert_eq!(after.rights.text(Field::Credit), "Agentur / Paul Brandl");
    assert_eq!(after.private, []);
    assert_eq!(after.disagreements, []);
}

/// The smallest files of every kind, and each with rights written into it.
fn photo_seeds() -> Vec<Vec<u8>> {
    let mut rights = photo::Rights::default();
    for field in Field::all() {
        rights.set(field, field.word());
    }
    rights.set(Field::Created, "2026-11-22T10:15:00+01:00");
    rights.translate(Field::Caption, "en", "bridge");
    let mut seeds = Vec::new();
    for file in [tiny_jpeg(), tiny_png(), tiny_webp(), tiny_avif()] {
        let written = photo::write(&bytes::Bytes::from(file.clone()), &rights);
        seeds.push(written.expect("a seed can be written").bytes.to_vec());
        seeds.push(file);
    }
    seeds.push(tiny_tiff());
    seeds
}

fn tiny_jpeg() -> Vec<u8> {
    let mut out = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".to_vec();
    let exif = [b"Exif\0\0".to_vec(), tiny_tiff()].concat();
    out.extend([0xFF, 0xE1]);
    out.extend(
        u16::try_from(exif.len() + 2)
            .expect("it is tiny")
            .to_be_bytes(),
    );
    out.extend(exif);
    out.extend(b"\xff\xda\x00\x08\x01\x01\0\0\x3f\0\x11\xff\x00\xff\xd9");
    out
}

/// No decoder would open it; its chunks and their sums are right.
fn tiny_png() -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    out.extend(b"\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55");
    out.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xae\x42\x60\x82");
    out
}

fn tiny_webp() -> Vec<u8> {
    b"RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0\x2f\0\0\0\0\0\0\0\0\0".to_vec()
}

fn boxed(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let length = u32::try_from(contents.len() + 8).expect("it is tiny");
    [&length.to_be_bytes(), &kind[..], contents].concat()
}

/// One item of four bytes, which is the picture, and EXIF.
fn tiny_avif() -> Vec<u8> {
    let file_type = boxed(b"ftyp", b"avif\0\0\0\0avifmif1");
    let entry = |number: u8, kind: &[u8; 4]| {
        boxed(
            b"infe",
            &[&[2, 0, 0, 0, 0, number, 0, 0], &kind[..], b"\0"].concat(),
        )
    };
    let items = [
        &b"\0\0\0\0\0\x02"[..],
        &entry(1, b"av01"),
        &entry(2, b"Exif"),
    ]
    .concat();
    let exif = [&b"\0\0\0\0"[..], &tiny_tiff()].concat();
    let meta = |place: u32| {
        let mut locations = b"\x01\0\0\0\x44\0\0\x02".to_vec();
        let length = u32::try_from(exif.len()).expect("it is tiny");
        for (number, place, length) in [(1_u8, place, 4), (2, place + 4, length)] {
            locations.extend([0, number, 0, 0, 0, 0, 0, 1]);
            locations.extend(place.to_be_bytes());
            locations.extend(length.to_be_bytes());
        }
        let parts = [
            boxed(b"pitm", b"\0\0\0\0\0\x01"),
            boxed(b"iinf", &items),
            boxed(b"iloc", &locations),
            boxed(
                b"iref",
                &[&b"\0\0\0\0"[..], &boxed(b"cdsc", &[0, 2, 0, 1, 0, 1])].concat(),
            ),
            boxed(
                b"iprp",
                &boxed(b"ipma", b"\0\0\0\0\0\0\0\x01\0\x01\x01\x81"),
            ),
        ];
        boxed(b"meta", &[b"\0\0\0\0".to_vec(), parts.concat()].concat())
    };
    let place = file_type.len() + meta(0).len() + 8;
    let picture = boxed(b"mdat", &[&b"pixl"[..], &exif].concat());
    [
        file_type,
        meta(u32::try_from(place).expect("it is tiny")),
        picture,
    ]
    .concat()
}

/// An artist, the way it lies, and a place.
fn tiny_tiff() -> Vec<u8> {
    let mut out = b"II*\0\x08\0\0\0\x03\0".to_vec();
    out.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    out.extend(b"\x3b\x01\x02\0\x04\0\0\0Ann\0");
    out.extend(b"\x25\x88\x04\0\x01\0\0\0\x32\0\0\0\0\0\0\0");
    out.extend(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0");
    out
}

/// Whatever export can be read is written and read again without a change, and every writer takes what is in it.
fn hold_archive(bytes: &[u8]) {
    let Ok(reader) = ArchiveReader::begin(bytes) else {
        return;
    };
    let records: Vec<Record> = reader.take(ENOUGH).map_while(Result::ok).collect();
    let mut written = Vec::new();
    write_archive(records.iter().cloned().map(Ok), &mut written).expect("memory takes it");
    let again = ArchiveReader::begin(&written[..]).expect("it was just written");
    let again: Vec<Record> = again.collect::<Result<_, _>>().expect("it is whole");
    assert_eq!(again, records);
    let collection = Collection::of(records.into_iter().map(Ok)).expect("nothing is read");
    let feed = Feed::of(&collection, jiff::Timestamp::UNIX_EPOCH);
    for xml in [
        rss(&feed),
        atom(&feed),
        newsml_g2(&collection, jiff::Timestamp::UNIX_EPOCH).0,
    ] {
        assert!(xml.starts_with("<?xml") && xml.ends_with(">\n"));
    }
    assert!(json_feed(&feed)["items"].is_array());
    for article in &collection.articles {
        assert!(ninjs(article, &collection).0["uri"].is_string());
    }
}

fn archive_seeds() -> Vec<Vec<u8>> {
    vec![include_bytes!("../../../../e2e/readers/blatt.jsonl").to_vec()]
}
