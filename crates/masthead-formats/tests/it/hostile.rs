//! No file stops a reader, and no file gets more memory or time than its size.

use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::tz::TimeZone;
use masthead_formats::{Format, ReadError, Surroundings, open};
use proptest::prelude::*;

use crate::mutate;
use crate::promises::{PROMISES, read_markdown, read_wordpress, seeds_of};
use crate::wordpress::{export, item};

fn read_all(bytes: &[u8]) {
    read_wordpress(bytes);
    read_markdown(bytes);
}

#[test]
fn every_promise_holds_for_whatever_is_near_its_seeds() {
    // A moment each, a few at a time.
    std::thread::scope(|scope| {
        for some in PROMISES.chunks(PROMISES.len().div_ceil(4)) {
            scope.spawn(move || {
                for (_, seeds, hold) in some {
                    mutate::for_a_moment(&seeds(), *hold);
                }
            });
        }
    });
}

#[test]
fn deep_and_endless_files_end_soon() {
    let started = std::time::Instant::now();
    for piece in [
        "<a>",
        "<a b=\"",
        "<![CDATA[",
        "<!--",
        "&a;",
        "<wp:comment>",
        "</item>",
        "<item>",
        "a: [",
        "- ",
        "  a: b\n",
    ] {
        read_all(export(&item(&piece.repeat(5_000))).as_bytes());
        read_all(format!("---\n{}\n---\n", piece.repeat(5_000)).as_bytes());
        read_all(piece.repeat(5_000).as_bytes());
    }
    assert!(
        started.elapsed().as_secs() < 30,
        "took {:?}",
        started.elapsed()
    );
}

/// A promise for each reader that somebody can choose by a word.
#[test]
fn every_reader_has_a_promise_with_seeds() {
    for format in Format::all() {
        let word = match format {
            Format::Masthead => "archive",
            other => other.word(),
        };
        let promise = PROMISES.iter().find(|(name, ..)| *name == word);
        let (_, seeds, _) = promise.unwrap_or_else(|| panic!("nothing is promised of {word}"));
        assert!(!seeds().is_empty(), "{word}");
    }
    assert!(PROMISES.iter().any(|(name, ..)| *name == "photo"));
}

/// Each reader asks the caller's clock at its beginning and between records, and says what ended it.
#[test]
fn a_reading_whose_time_is_up_ends() {
    for format in Format::all().filter(|format| *format != Format::Masthead) {
        for allowed in [0, 2] {
            let asked = AtomicUsize::new(0);
            let around = Surroundings {
                file_name: "x.txt",
                zone: &TimeZone::UTC,
                beside: &|_| None,
                is_time_up: Some(Arc::new(move || {
                    asked.fetch_add(1, Ordering::Relaxed) >= allowed
                })),
            };
            let seed = seeds_of(format).remove(0);
            let ended = match open(format, Cursor::new(seed), &around) {
                Ok(records) => records.filter_map(Result::err).last(),
                Err(error) => Some(error),
            };
            assert!(
                matches!(ended, Some(ReadError::TimeUp)),
                "{}: {ended:?}",
                format.word()
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_bytes_are_harmful(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        read_all(&bytes);
        read_all(export(&item(&String::from_utf8_lossy(&bytes))).as_bytes());
    }

    #[test]
    fn no_item_is_harmful(fields in r#"(<wp:(postmeta|comment|meta_key|meta_value|comment_id|post_type|post_id)>|</wp:(postmeta|comment|meta_key|meta_value)>|<!\[CDATA\[|\]\]>|&[a-z#0-9]{0,4};|a:1:\{s:3:"|_thumbnail_id|[a-z0-9 ]){0,40}"#) {
        read_all(export(&item(&fields)).as_bytes());
    }

    #[test]
    fn no_front_matter_is_harmful(matter in "([a-z]{1,3}:|\\[|\\]|\"|'|,|- |  |\n|#|\\||>|\\{|&|2026-11-22|true){0,40}") {
        read_all(format!("---\n{matter}\n---\nText").as_bytes());
        read_all(format!("+++\n{matter}\n+++\nText").as_bytes());
    }
}
