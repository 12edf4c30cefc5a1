//! No file stops a reader, and no file gets more memory or time than its size.

use proptest::prelude::*;

use crate::mutate;
use crate::promises::{PROMISES, read_markdown, read_wordpress};
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
