//! What goes out: each format by its own rules, and the export by reading it back. What other people's programs say of
//! it is asked by `cargo xtask readers`, with the same source.

mod archive;
mod feeds;
mod ninjs_rules;
mod wire;

use jiff::Timestamp;
use masthead_formats::Record;
use masthead_formats::writing::{ArchiveReader, Collection};

/// The source that is written in every format.
const BLATT: &str = include_str!("../../../../../e2e/readers/blatt.jsonl");

fn records() -> Vec<Record> {
    let reader = ArchiveReader::begin(BLATT.as_bytes()).expect("it is an export");
    reader.collect::<Result<_, _>>().expect("it is whole")
}

fn blatt() -> Collection {
    Collection::of(records().into_iter().map(Ok)).expect("nothing is read from a disk")
}

fn now() -> Timestamp {
    "2026-11-22T13:00:00Z".parse().expect("it is a time")
}
