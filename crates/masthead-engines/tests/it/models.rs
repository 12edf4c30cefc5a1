//! The folder of models: all of a model or nothing, and never another one than the hashes say.

use std::path::Path;

use bytes::Bytes;
use masthead_engines::models::{Arrived, ModelError, Pair, Part, Shelf, adds_up};

const MODEL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/loader/int8.bin");
const VOCAB: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/loader/vocab.spm");

fn pair(text: &str) -> Pair {
    text.parse().expect("a pair")
}

fn arrived(part: Part, path: &str) -> Arrived {
    Arrived {
        part,
        bytes: std::fs::read(path).expect("it is in the repository").into(),
        sha256: None,
        origin: path.to_owned(),
    }
}

fn both() -> Vec<Arrived> {
    vec![arrived(Part::Model, MODEL), arrived(Part::Vocab, VOCAB)]
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("it is there")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_model_is_kept_listed_checked_and_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path().join("models"));
    assert!(shelf.list().expect("nothing is there").is_empty());

    let model = shelf.add(&pair("de-en"), &both()).expect("it is whole");
    assert_eq!(
        names(&model.folder),
        ["model.bin", "model.json", "vocab.spm"]
    );
    assert_eq!(
        shelf.list().expect("it can be read"),
        std::slice::from_ref(&model)
    );
    assert_eq!(shelf.find(&pair("de-en")).expect("it is there"), model);
    shelf.check(&model).expect("nothing has changed");
    let files = model.for_engine().expect("it has all it needs");
    assert_eq!(files.version, model.files[0].sha256[..12]);

    shelf.remove(&pair("de-en")).expect("it is there");
    assert!(shelf.list().expect("it can be read").is_empty());
    let gone = shelf.remove(&pair("de-en"));
    assert!(matches!(gone, Err(ModelError::NotThere(_))), "{gone:?}");
}

#[test]
fn a_file_that_has_changed_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path());
    let model = shelf.add(&pair("de-en"), &both()).expect("it is whole");
    let vocab = model.path(Part::Vocab).expect("it has one");
    let mut bytes = std::fs::read(&vocab).expect("it is there");
    bytes[1000] ^= 1;
    std::fs::write(&vocab, bytes).expect("it can be written");
    let other = shelf.check(&model);
    assert!(
        matches!(other, Err(ModelError::OtherHash { .. })),
        "{other:?}"
    );
}

#[test]
fn what_is_not_what_was_wanted_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path());
    let before = shelf.add(&pair("de-en"), &both()).expect("it is whole");

    let mut other = both();
    other[1].sha256 = Some("0".repeat(64));
    let refused = shelf.add(&pair("de-en"), &other);
    assert!(
        matches!(refused, Err(ModelError::OtherHash { .. })),
        "{refused:?}"
    );
    let mut short = both();
    short[0].bytes = short[0].bytes.slice(..1000);
    let refused = shelf.add(&pair("de-en"), &short);
    assert!(
        matches!(refused, Err(ModelError::NotAModel(..))),
        "{refused:?}"
    );
    let mut page = both();
    page[0].bytes = Bytes::from_static(b"<html>Not found</html>");
    assert!(shelf.add(&pair("de-en"), &page).is_err());
    for part in [&both()[..1], &both()[1..], &[]] {
        let refused = shelf.add(&pair("de-en"), part);
        assert!(
            matches!(refused, Err(ModelError::Incomplete)),
            "{refused:?}"
        );
    }
    assert_eq!(
        shelf.list().expect("it can be read"),
        std::slice::from_ref(&before)
    );
    shelf.check(&before).expect("nothing has changed");
    assert_eq!(names(folder.path()), ["de-en"]);
}

#[test]
fn a_new_model_takes_the_place_of_the_old_one_and_the_right_hash_is_accepted() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path());
    let first = shelf.add(&pair("de-en"), &both()).expect("it is whole");
    let mut second = both();
    second.push(arrived(Part::TargetVocab, VOCAB));
    second[0].sha256 = Some(first.files[0].sha256.to_uppercase());
    let second = shelf.add(&pair("de-en"), &second).expect("it is whole");
    assert!(second.path(Part::TargetVocab).is_some());
    assert_eq!(shelf.list().expect("it can be read"), [second]);
    assert_eq!(names(folder.path()), ["de-en"]);
}

#[test]
fn a_pair_is_two_languages_and_no_path() {
    for bad in [
        "", "de", "-", "de-", "../en", "de-en/..", "de-../x", "a-b", ".",
    ] {
        assert!(bad.parse::<Pair>().is_err(), "{bad}");
    }
    assert_eq!(pair("DE-EN").to_string(), "de-en");
}

#[test]
fn a_number_that_cannot_be_is_refused_before_anything_is_made_of_it() {
    let whole = std::fs::read(MODEL).expect("it is in the repository");
    let tried = |bytes: &[u8]| adds_up(bytes, bytes.len() as u64);
    assert_eq!(tried(&whole), Ok(()));
    for (at, value) in [
        (0, 2),
        (8, 1 << 40),
        (8, 0),
        (16, 1 << 50),
        (32, 1 << 40),
        (40, u64::MAX),
    ] {
        let mut bytes = whole.clone();
        bytes[at..at + 8].copy_from_slice(&u64::to_le_bytes(value));
        assert!(tried(&bytes).is_err(), "{value} at {at}");
    }
    for (was, is) in [
        ("dim-emb: 64\ndim-rnn: 64", "dim-emb: 99999999999999"),
        ("dec-depth: 2", "dec-depth: 0"),
    ] {
        let place = whole.windows(was.len()).position(|it| it == was.as_bytes());
        let mut bytes = whole.clone();
        let place = place.expect("it is there");
        bytes[place..place + is.len()].copy_from_slice(is.as_bytes());
        assert!(tried(&bytes).is_err(), "{is}");
    }
}
