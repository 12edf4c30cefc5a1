//! What we write, ExifTool reads; the pixels are the same, and what is private is gone.

use bytes::Bytes;
use masthead_formats::photo::{Field, Kind, PhotoError, Rights, read, write};

use super::foreign::{complaints, tagged, tags};
use super::pictures::{WRITABLE, of, seen};

fn everything() -> Rights {
    let mut rights = Rights::default();
    for (field, text) in [
        (Field::Caption, "Die Brücke <über> die „Donau“ & mehr"),
        (Field::Headline, "Brücke gesperrt"),
        (Field::Title, "DB-0815"),
        (Field::Creator, "Paul Brandl"),
        (Field::Creator, "Anna Berger"),
        (Field::CreatorJob, "Fotograf"),
        (Field::Credit, "Agentur / Paul Brandl"),
        (Field::Source, "APA"),
        (Field::Copyright, "© 2026 APA"),
        (Field::UsageTerms, "Nur redaktionell"),
        (Field::WebStatement, "https://example.org/rechte"),
        (Field::LicensorUrl, "https://example.org/lizenz"),
        (
            Field::DataMining,
            "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
        ),
        (Field::OtherConstraints, "Kein Archiv"),
        (Field::Instructions, "NO ARCHIVE"),
        (Field::JobId, "PUNZ-1"),
        (Field::CaptionWriter, "hp"),
        (Field::Keywords, "Wien"),
        (Field::Keywords, "Bau"),
        (Field::Created, "2026-11-22T10:15:00+01:00"),
        (Field::City, "Wien"),
        (Field::State, "Wien"),
        (Field::Country, "Österreich"),
        (Field::CountryCode, "AUT"),
        (Field::People, "Clara Dorn"),
        (Field::AltText, "Eine leere Brücke"),
        (Field::LongDescription, "Eine Brücke ohne Autos"),
        (
            Field::DigitalSourceType,
            "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        ),
        (Field::AiSystem, "Bildmaschine"),
        (Field::AiSystemVersion, "2"),
        (Field::AiPrompt, "Eine Brücke"),
        (Field::AiPromptWriter, "hp"),
    ] {
        rights.add(field, text);
    }
    rights.translate(Field::Caption, "en", "The bridge");
    rights
}

/// What ExifTool calls each field, in XMP and in IIM.
const NAMES: &[(Field, &str, &str)] = &[
    (
        Field::Caption,
        "XMP-dc:Description",
        "IPTC:Caption-Abstract",
    ),
    (Field::Headline, "XMP-photoshop:Headline", "IPTC:Headline"),
    (Field::Title, "XMP-dc:Title", "IPTC:ObjectName"),
    (Field::Creator, "XMP-dc:Creator", "IPTC:By-line"),
    (
        Field::CreatorJob,
        "XMP-photoshop:AuthorsPosition",
        "IPTC:By-lineTitle",
    ),
    (Field::Credit, "XMP-photoshop:Credit", "IPTC:Credit"),
    (Field::Source, "XMP-photoshop:Source", "IPTC:Source"),
    (Field::Copyright, "XMP-dc:Rights", "IPTC:CopyrightNotice"),
    (Field::UsageTerms, "XMP-xmpRights:UsageTerms", ""),
    (Field::WebStatement, "XMP-xmpRights:WebStatement", ""),
    (Field::LicensorUrl, "XMP-plus:LicensorURL", ""),
    (Field::DataMining, "XMP-plus:DataMining", ""),
    (Field::OtherConstraints, "XMP-plus:OtherConstraints", ""),
    (
        Field::Instructions,
        "XMP-photoshop:Instructions",
        "IPTC:SpecialInstructions",
    ),
    (
        Field::JobId,
        "XMP-photoshop:TransmissionReference",
        "IPTC:OriginalTransmissionReference",
    ),
    (
        Field::CaptionWriter,
        "XMP-photoshop:CaptionWriter",
        "IPTC:Writer-Editor",
    ),
    (Field::Keywords, "XMP-dc:Subject", "IPTC:Keywords"),
    (Field::City, "XMP-photoshop:City", "IPTC:City"),
    (Field::State, "XMP-photoshop:State", "IPTC:Province-State"),
    (
        Field::Country,
        "XMP-photoshop:Country",
        "IPTC:Country-PrimaryLocationName",
    ),
    (
        Field::CountryCode,
        "XMP-iptcCore:CountryCode",
        "IPTC:Country-PrimaryLocationCode",
    ),
    (Field::People, "XMP-iptcExt:PersonInImage", ""),
    (Field::AltText, "XMP-iptcCore:AltTextAccessibility", ""),
    (
        Field::LongDescription,
        "XMP-iptcCore:ExtDescrAccessibility",
        "",
    ),
    (
        Field::DigitalSourceType,
        "XMP-iptcExt:DigitalSourceType",
        "",
    ),
    (Field::AiSystem, "XMP-iptcExt:AISystemUsed", ""),
    (
        Field::AiSystemVersion,
        "XMP-iptcExt:AISystemVersionUsed",
        "",
    ),
    (Field::AiPrompt, "XMP-iptcExt:AIPromptInformation", ""),
    (Field::AiPromptWriter, "XMP-iptcExt:AIPromptWriterName", ""),
];

fn text_of(tags: &serde_json::Map<String, serde_json::Value>, name: &str) -> String {
    match tags.get(name) {
        None => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[test]
fn exiftool_reads_every_field() {
    let rights = everything();
    for kind in WRITABLE {
        let written = write(&of(kind), &rights).expect("it can be written");
        let tags = tags(&written.bytes);
        for (field, xmp, iim) in NAMES {
            let expected = rights.texts(*field).join("; ");
            assert_eq!(text_of(&tags, xmp), expected, "{kind:?}: {tags:#?}");
            if kind == Kind::Jpeg && !iim.is_empty() {
                assert_eq!(text_of(&tags, iim), expected, "{kind:?}: {iim}");
            }
        }
        assert_eq!(
            text_of(&tags, "XMP-photoshop:DateCreated"),
            "2026:11:22 10:15:00+01:00"
        );
        assert_eq!(text_of(&tags, "XMP-dc:Description-en"), "The bridge");
        if kind == Kind::Jpeg {
            assert_eq!(text_of(&tags, "IPTC:DateCreated"), "2026:11:22");
            assert_eq!(text_of(&tags, "IPTC:TimeCreated"), "10:15:00+01:00");
        }
        assert_eq!(written.findings, [], "{kind:?}");
    }
}

#[test]
fn exiftool_has_nothing_to_complain_of() {
    for kind in WRITABLE {
        let written = write(&of(kind), &everything()).expect("it can be written");
        let complaints = complaints(&written.bytes);
        assert_eq!(complaints, "OK", "{kind:?}");
    }
}

#[test]
fn we_read_what_we_wrote_and_the_pixels_are_the_same() {
    let rights = everything();
    for kind in WRITABLE {
        let file = of(kind);
        let written = write(&file, &rights).expect("it can be written");
        let photo = read(&written.bytes).expect("it is a picture");
        assert_eq!(photo.rights, rights, "{kind:?}");
        assert_eq!(photo.findings, [], "{kind:?}");
        assert!(seen(&file) == seen(&written.bytes), "{kind:?}");
    }
}

#[test]
fn writing_again_gives_the_same_file() {
    for kind in WRITABLE {
        let once = write(&of(kind), &everything()).expect("it can be written");
        let twice = write(&once.bytes, &everything()).expect("it can be written");
        assert!(once.bytes == twice.bytes, "{kind:?}");
    }
}

#[test]
fn place_serial_number_and_thumbnail_are_dropped() {
    let secret = "SERIAL-4711-0815";
    for kind in WRITABLE {
        let mut words = vec![
            "-EXIF:GPSLatitude=48.2".to_owned(),
            "-EXIF:GPSLatitudeRef=N".to_owned(),
            format!("-EXIF:SerialNumber={secret}"),
            format!("-XMP-aux:SerialNumber={secret}"),
            "-XMP-exif:GPSLatitude=48.2".to_owned(),
            "-EXIF:Artist=Paul Brandl".to_owned(),
        ];
        if kind == Kind::Jpeg {
            words.push("-Comment=at home".to_owned());
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let file = tagged(&of(kind), &words);
        let holds = |bytes: &[u8], text: &str| {
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        };
        assert!(holds(&file, secret), "{kind:?}");

        let rights = read(&file).expect("it is a picture").rights;
        let written = write(&file, &rights).expect("it can be written");
        assert!(!holds(&written.bytes, secret), "{kind:?}");
        let left = tags(&written.bytes);
        let private: Vec<&String> = left
            .keys()
            .filter(|name| {
                ["GPS", "Serial", "Thumb", "Comment"]
                    .iter()
                    .any(|it| name.contains(it))
            })
            .collect();
        assert!(private.is_empty(), "{kind:?}: {private:?}");
        assert_eq!(text_of(&left, "XMP-dc:Creator"), "Paul Brandl", "{kind:?}");
        assert!(seen(&file) == seen(&written.bytes), "{kind:?}");
    }
}

#[test]
fn a_thumbnail_in_exif_is_dropped() {
    let small = tempfile::NamedTempFile::with_suffix(".jpg").expect("a file can be made");
    std::fs::write(small.path(), of(Kind::Jpeg)).expect("a file can be written");
    let words = format!("-ThumbnailImage<={}", small.path().display());
    let file = tagged(&of(Kind::Jpeg), &["-EXIF:Artist=Paul Brandl", &words]);
    assert!(tags(&file).contains_key("IFD1:ThumbnailImage"));

    let written = write(&file, &everything()).expect("it can be written");
    assert!(!tags(&written.bytes).contains_key("IFD1:ThumbnailImage"));
    assert!(written.bytes.len() < file.len() + 5_000);
}

#[test]
fn how_a_picture_lies_is_kept() {
    for kind in [Kind::Jpeg, Kind::Png, Kind::Webp] {
        let file = tagged(&of(kind), &["-EXIF:Orientation=6", "-EXIF:SerialNumber=1"]);
        let written = write(&file, &everything()).expect("it can be written");
        let left = tags(&written.bytes);
        assert_eq!(text_of(&left, "IFD0:Orientation"), "6", "{kind:?}");
        assert_eq!(text_of(&left, "ExifIFD:SerialNumber"), "", "{kind:?}");
    }
}

#[test]
fn what_iim_has_no_room_for_is_said() {
    let mut rights = Rights::default();
    let credit = "Österreichische Presseagentur / Hans Klaus Techt";
    rights.set(Field::Credit, credit);
    let written = write(&of(Kind::Jpeg), &rights).expect("it can be written");
    assert_eq!(written.findings.len(), 1);

    let left = tags(&written.bytes);
    assert_eq!(text_of(&left, "XMP-photoshop:Credit"), credit);
    assert!(text_of(&left, "IPTC:Credit").len() <= 32);
    let photo = read(&written.bytes).expect("it is a picture");
    assert_eq!(photo.disagreements, [], "a shortened credit agrees");
}

#[test]
fn rights_can_be_taken_out_altogether() {
    for kind in WRITABLE {
        let with = write(&of(kind), &everything()).expect("it can be written");
        let without = write(&with.bytes, &Rights::default()).expect("it can be written");
        let photo = read(&without.bytes).expect("it is a picture");
        assert!(photo.rights.is_empty(), "{kind:?}");
        assert!(seen(&with.bytes) == seen(&without.bytes), "{kind:?}");
    }
}

#[test]
fn a_tiff_is_not_written() {
    let refused = write(&of(Kind::Tiff), &everything());
    assert!(matches!(refused, Err(PhotoError::Unwritable(_))));
}

#[test]
fn what_is_no_picture_is_refused() {
    let no_picture: [&[u8]; 4] = [b"", b"GIF89a", b"<html>", b"RIFF____WAVE"];
    for bytes in no_picture {
        let refused = read(&Bytes::from_static(bytes));
        assert_eq!(refused, Err(PhotoError::Unknown));
    }
    let cut_off: [&[u8]; 3] = [
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
        b"RIFF\x40\0\0\0WEBPVP8 ",
    ];
    for bytes in cut_off {
        let refused = read(&Bytes::from_static(bytes));
        assert!(matches!(refused, Err(PhotoError::Damaged(_))), "{bytes:?}");
    }
}
