//! What the program says of other people's files, and what it makes of them.

use std::path::PathBuf;

use masthead_formats::photo::{Field, Rights, write};
use serde_json::Value;

use crate::machine::{Machine, Said};

/// The source that every format is written from.
const BLATT: &str = include_str!("../../../../e2e/readers/blatt.jsonl");

fn put(machine: &Machine, name: &str, text: &str) -> String {
    let path: PathBuf = machine.beside(name);
    std::fs::write(&path, text).expect("a file can be written");
    path.to_string_lossy().into_owned()
}

fn convert(machine: &Machine, to: &str, file: &str) -> Said {
    machine.run(&["convert", "--to", to, file])
}

#[test]
fn inspect_says_what_a_file_is_and_what_is_in_it() {
    let machine = Machine::sqlite();
    let export = put(&machine, "blatt.jsonl", BLATT);
    let article = put(
        &machine,
        "a.md",
        "---\ntitle: Brücke\nunknown: 1\n---\nText.\n",
    );
    machine
        .run(&["inspect", &export])
        .well()
        .saying("blatt.jsonl: masthead")
        .saying("3  articles")
        .saying("1  posts");
    machine
        .run(&["inspect", &article])
        .well()
        .saying("a.md: markdown");

    let said = machine
        .run(&["inspect", "--json", &export, &article])
        .well();
    let reports: Value = serde_json::from_str(&said.out).expect("it is JSON");
    assert_eq!(reports[0]["items"]["articles"], 3);
    assert_eq!(reports[1]["format"], "markdown");
}

#[test]
fn a_file_that_nobody_knows_and_one_that_is_not_there_are_told_apart() {
    let machine = Machine::sqlite();
    let strange = put(&machine, "a.bin", "\u{1}\u{2}");
    let cut_off = put(&machine, "cut.jsonl", &BLATT[..BLATT.len() - 30]);
    machine
        .run(&["inspect", &strange])
        .with(2)
        .saying("nobody here knows what it is");
    machine
        .run(&["inspect", &cut_off])
        .with(2)
        .saying("NOT READ TO ITS END");
    let missing = machine.beside("missing.xml");
    machine
        .run(&["inspect", &missing.to_string_lossy()])
        .with(1)
        .saying("cannot be read");
    let known = put(&machine, "a.md", "# Text\n");
    machine
        .run(&["inspect", "--format", "word", &known])
        .with(1)
        .saying("is no format");
}

#[test]
fn every_format_is_written() {
    let machine = Machine::sqlite();
    let export = put(&machine, "blatt.jsonl", BLATT);
    for (to, part) in [
        ("rss", "<rss "),
        ("atom", "<feed "),
        ("json-feed", "https://jsonfeed.org/version/1.1"),
        ("sitemap", "<urlset "),
        ("news-sitemap", "xmlns:news="),
        ("podcast", "<podcast:guid>"),
        ("ninjs", "ninjs-schema_3.1.json"),
        ("newsml-g2", "<newsMessage "),
        ("schema-org", "\"NewsArticle\""),
        ("masthead", "{\"masthead\":\"export\",\"version\":1}"),
    ] {
        convert(&machine, to, &export).well().saying(part);
    }
    convert(&machine, "rss", &export)
        .well()
        .saying("1 posts have no place in this format");
}

#[test]
fn the_export_is_written_as_it_was_read() {
    let machine = Machine::sqlite();
    let export = put(&machine, "blatt.jsonl", BLATT);
    let once = convert(&machine, "masthead", &export).well().out;
    let again = put(&machine, "again.jsonl", &once);
    assert_eq!(convert(&machine, "masthead", &again).well().out, once);
    assert!(machine.data("").read_dir().is_err(), "no site was made");
}

#[test]
fn bad_input_is_code_two_and_nothing_is_overwritten() {
    let machine = Machine::sqlite();
    let export = put(&machine, "blatt.jsonl", BLATT);
    let strange = put(&machine, "a.bin", "\u{1}\u{2}");
    let cut_off = put(&machine, "cut.jsonl", &BLATT[..BLATT.len() - 30]);
    let other = BLATT.replace("\"name\":\"blatt.example\"", "\"name\":\"other.example\"");
    let other = put(&machine, "other.jsonl", &other);
    convert(&machine, "rss", &strange)
        .with(2)
        .saying("nobody here knows");
    convert(&machine, "rss", &cut_off).with(2);
    machine
        .run(&["convert", "--to", "rss", &export, &other])
        .with(2)
        .saying("the files are of two sites");
    machine
        .run(&["convert", "--to", "rss", "--out", &export, &export])
        .with(1)
        .saying("cannot be made");
    convert(&machine, "word", &export).with(2);
}

/// The smallest picture that there is, with rights in it.
fn picture(machine: &Machine) -> String {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(b"\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55");
    bytes.extend(b"\0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01\x48\xaf\xa4\x71");
    bytes.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    let mut rights = Rights::default();
    rights.set(Field::Credit, "Agentur / Paul Brandl");
    rights.set(Field::Creator, "Paul Brandl");
    let written = write(&bytes.into(), &rights).expect("it can be written");
    let path = machine.beside("bild.png");
    std::fs::write(&path, &written.bytes).expect("a file can be written");
    path.to_string_lossy().into_owned()
}

#[test]
fn a_photograph_says_whose_it_is() {
    let machine = Machine::sqlite();
    let picture = picture(&machine);
    machine
        .run(&["inspect", &picture])
        .well()
        .saying("bild.png: PNG")
        .saying("Agentur / Paul Brandl  (XMP)");
    let item = convert(&machine, "ninjs", &picture).well().out;
    let item: Value = serde_json::from_str(&item).expect("it is JSON");
    assert_eq!(item["by"], "Paul Brandl");
    convert(&machine, "schema-org", &picture)
        .well()
        .saying("\"creditText\": \"Agentur / Paul Brandl\"");
    convert(&machine, "masthead", &picture)
        .well()
        .saying("\"credit\":\"Agentur / Paul Brandl\"");
    convert(&machine, "rss", &picture)
        .with(2)
        .saying("there is no article in it");
}
