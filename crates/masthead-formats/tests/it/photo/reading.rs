//! What ExifTool writes, we read: in every place of every kind of file, and with the traps that were met.

use masthead_formats::photo::{Field, Kind, Origin, Photo, Private, read};

use super::foreign::tagged;
use super::pictures::of;

fn photo(kind: Kind, tags: &[&str]) -> Photo {
    read(&tagged(&of(kind), tags)).expect("it is a picture")
}

/// Every field that ExifTool can write as XMP, and what it writes.
const XMP: &[(Field, &str, &str)] = &[
    (
        Field::Caption,
        "XMP-dc:Description",
        "Die Brücke über die Donau",
    ),
    (Field::Headline, "XMP-photoshop:Headline", "Brücke gesperrt"),
    (Field::Title, "XMP-dc:Title", "DB-0815"),
    (Field::Creator, "XMP-dc:Creator", "Paul Brandl"),
    (
        Field::CreatorJob,
        "XMP-photoshop:AuthorsPosition",
        "Fotograf",
    ),
    (
        Field::Credit,
        "XMP-photoshop:Credit",
        "Agentur / Paul Brandl",
    ),
    (Field::Source, "XMP-photoshop:Source", "APA"),
    (Field::Copyright, "XMP-dc:Rights", "© 2026 APA"),
    (
        Field::UsageTerms,
        "XMP-xmpRights:UsageTerms",
        "Nur redaktionell",
    ),
    (
        Field::WebStatement,
        "XMP-xmpRights:WebStatement",
        "https://example.org/rechte",
    ),
    (
        Field::LicensorUrl,
        "XMP-plus:LicensorURL",
        "https://example.org/lizenz",
    ),
    (
        Field::OtherConstraints,
        "XMP-plus:OtherConstraints",
        "Kein Archiv",
    ),
    (
        Field::Instructions,
        "XMP-photoshop:Instructions",
        "NO ARCHIVE",
    ),
    (
        Field::JobId,
        "XMP-photoshop:TransmissionReference",
        "PUNZ-1",
    ),
    (Field::CaptionWriter, "XMP-photoshop:CaptionWriter", "hp"),
    (Field::Keywords, "XMP-dc:Subject", "Wien"),
    (
        Field::Created,
        "XMP-photoshop:DateCreated",
        "2026:11:22 10:15:00+01:00",
    ),
    (Field::City, "XMP-photoshop:City", "Wien"),
    (Field::State, "XMP-photoshop:State", "Wien"),
    (Field::Country, "XMP-photoshop:Country", "Österreich"),
    (Field::CountryCode, "XMP-iptcCore:CountryCode", "AUT"),
    (Field::People, "XMP-iptcExt:PersonInImage", "Anna Berger"),
    (
        Field::AltText,
        "XMP-iptcCore:AltTextAccessibility",
        "Eine leere Brücke",
    ),
    (
        Field::LongDescription,
        "XMP-iptcCore:ExtDescrAccessibility",
        "Eine Brücke ohne Autos",
    ),
    (
        Field::DigitalSourceType,
        "XMP-iptcExt:DigitalSourceType",
        "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    ),
];

#[test]
fn every_field_of_xmp_is_read_from_every_kind_of_file() {
    let tags: Vec<String> = XMP
        .iter()
        .map(|(_, tag, value)| format!("-{tag}={value}"))
        .collect();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    for kind in [Kind::Jpeg, Kind::Png, Kind::Webp, Kind::Avif, Kind::Tiff] {
        let photo = photo(kind, &tags);
        for (field, _, value) in XMP {
            let expected = match field {
                Field::Created => "2026-11-22T10:15:00+01:00",
                _ => value,
            };
            assert_eq!(photo.rights.text(*field), expected, "{kind:?}: {field:?}");
        }
        assert_eq!(photo.origins.len(), XMP.len(), "{kind:?}");
        assert_eq!(photo.findings, [], "{kind:?}");
    }
}

#[test]
fn iim_is_read_from_jpeg_and_tiff() {
    for kind in [Kind::Jpeg, Kind::Tiff] {
        let photo = photo(
            kind,
            &[
                "-IPTC:CodedCharacterSet=UTF8",
                "-IPTC:Credit=APA / Hans Klaus Müller",
                "-IPTC:By-line=Hans Klaus Müller",
                "-IPTC:By-line=Anna Berger",
                "-IPTC:CopyrightNotice=© APA",
                "-IPTC:Caption-Abstract=Die Brücke",
                "-IPTC:DateCreated=2026:11:22",
                "-IPTC:TimeCreated=10:15:00+01:00",
                "-IPTC:Keywords=Wien",
                "-IPTC:Keywords=Bau",
            ],
        );
        let rights = &photo.rights;
        assert_eq!(rights.text(Field::Credit), "APA / Hans Klaus Müller");
        assert_eq!(
            rights.texts(Field::Creator),
            ["Hans Klaus Müller", "Anna Berger"]
        );
        assert_eq!(rights.text(Field::Copyright), "© APA");
        assert_eq!(rights.text(Field::Caption), "Die Brücke");
        assert_eq!(rights.text(Field::Created), "2026-11-22T10:15:00+01:00");
        assert_eq!(rights.texts(Field::Keywords), ["Wien", "Bau"]);
        assert!(photo.origins.iter().all(|(_, from)| *from == Origin::Iim));
        assert_eq!(photo.findings, []);
    }
}

#[test]
fn iim_without_a_charset_is_latin_1() {
    let photo = photo(
        Kind::Jpeg,
        &["-charset", "iptc=Latin1", "-IPTC:Credit=Müller – Wien"],
    );
    // Latin-1 has no dash; ExifTool writes it as Windows does.
    assert_eq!(photo.rights.text(Field::Credit), "Müller – Wien");
}

#[test]
fn exif_is_read_from_every_kind_of_file() {
    for kind in [Kind::Jpeg, Kind::Png, Kind::Webp, Kind::Avif, Kind::Tiff] {
        let photo = photo(
            kind,
            &[
                "-EXIF:Artist=Paul Brandl; Anna Berger",
                "-EXIF:Copyright=(c) APA",
                "-EXIF:ImageDescription=Die Bruecke",
                "-EXIF:DateTimeOriginal=2026:11:22 10:15:00",
                "-EXIF:OffsetTimeOriginal=+01:00",
            ],
        );
        let rights = &photo.rights;
        assert_eq!(
            rights.texts(Field::Creator),
            ["Paul Brandl", "Anna Berger"],
            "{kind:?}"
        );
        assert_eq!(rights.text(Field::Copyright), "(c) APA");
        assert_eq!(rights.text(Field::Caption), "Die Bruecke");
        assert_eq!(rights.text(Field::Created), "2026-11-22T10:15:00+01:00");
        assert_eq!(photo.findings, [], "{kind:?}");
    }
}

#[test]
fn the_name_a_camera_gives_is_no_caption() {
    let photo = photo(
        Kind::Jpeg,
        &["-EXIF:ImageDescription=OLYMPUS DIGITAL CAMERA"],
    );
    assert_eq!(photo.rights.text(Field::Caption), "");
    assert_eq!(photo.findings.len(), 1);
}

#[test]
fn disagreement_is_said_field_by_field() {
    let photo = photo(
        Kind::Jpeg,
        &[
            "-XMP-photoshop:Credit=APA",
            "-IPTC:Credit=dpa",
            "-XMP-dc:Rights=© APA",
            "-IPTC:CopyrightNotice=© APA",
            "-EXIF:Copyright=(c) 2019 Somebody",
            "-IPTC:City=Linz",
            "-EXIF:Artist=Paul Brandl",
        ],
    );
    let told: Vec<(Field, Origin, Origin)> = photo
        .disagreements
        .iter()
        .map(|it| (it.field, it.believed, it.other))
        .collect();
    assert_eq!(
        told,
        [
            (Field::Credit, Origin::Xmp, Origin::Iim),
            (Field::Copyright, Origin::Xmp, Origin::Exif),
        ]
    );
    assert_eq!(photo.rights.text(Field::Credit), "APA");
    assert_eq!(photo.rights.text(Field::City), "Linz");
    assert_eq!(photo.rights.text(Field::Creator), "Paul Brandl");
}

#[test]
fn iim_behind_a_large_xmp_segment_is_read() {
    let caption = format!("-XMP-dc:Description={}", "Lang. ".repeat(8_000));
    let photo = photo(Kind::Jpeg, &[&caption, "-IPTC:Credit=APA"]);
    assert_eq!(photo.rights.text(Field::Credit), "APA");
    assert!(photo.rights.text(Field::Caption).len() > 40_000);
}

#[test]
fn extended_xmp_is_read() {
    let people: Vec<String> = (0..900)
        .map(|number| {
            format!(
                "-XMP-iptcExt:PersonInImage=Person {number} {}",
                "x".repeat(80)
            )
        })
        .collect();
    let mut tags: Vec<&str> = people.iter().map(String::as_str).collect();
    tags.push("-XMP-photoshop:Credit=APA");
    let file = tagged(&of(Kind::Jpeg), &tags);
    let is_extended = file.windows(19).any(|it| it == b"ns.adobe.com/xmp/ex");
    assert!(is_extended, "ExifTool keeps so many people in one segment");

    let photo = read(&file).expect("it is a picture");
    assert_eq!(photo.rights.text(Field::Credit), "APA");
    assert_eq!(photo.rights.texts(Field::People).len(), 900);
    assert_eq!(photo.findings, []);
}

#[test]
fn what_is_private_is_said() {
    let photo = photo(
        Kind::Jpeg,
        &[
            "-EXIF:GPSLatitude=48.2",
            "-EXIF:GPSLatitudeRef=N",
            "-EXIF:SerialNumber=4711-0815",
            "-XMP-exif:GPSLongitude=16.37",
        ],
    );
    assert_eq!(photo.private, [Private::Place, Private::SerialNumber]);
}

#[test]
fn a_profile_in_a_png_as_imagemagick_writes_it_is_read() {
    let photo = photo(Kind::Png, &["-IPTC:Credit=APA / Müller"]);
    assert_eq!(photo.rights.text(Field::Credit), "APA / Müller");
}
