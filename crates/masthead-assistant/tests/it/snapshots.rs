//! A snapshot gives everything back, holds no words, and is refused when it is not whole.

use masthead_assistant::{Assistant, Post, SnapshotError, VERSION};

use crate::newsroom::{decisions, taught};

#[test]
fn what_was_kept_is_what_comes_back() {
    let log = decisions(300);
    let (assistant, mut reading) = taught(&log[..200]);
    let bytes = assistant.to_snapshot();
    let mut again = Assistant::from_snapshot(&bytes).expect("it is whole");
    assert_eq!(again.to_snapshot(), bytes);
    for one in &log[200..] {
        let ours = assistant.predict(&one.post(), &mut reading);
        assert_eq!(ours, again.predict(&one.post(), &mut reading));
    }
    for one in &log[200..] {
        again.apply(&one.entry(), &mut reading);
    }
    assert_eq!(again.to_snapshot(), taught(&log).0.to_snapshot());
}

#[test]
fn an_empty_state_is_small() {
    assert!(Assistant::new().to_snapshot().len() < 300);
}

#[test]
fn a_snapshot_has_no_word_of_any_post() {
    let log = decisions(300);
    let bytes = taught(&log).0.to_snapshot();
    let words = log
        .iter()
        .flat_map(|one| one.text.split(' '))
        .filter(|word| word.len() >= 5);
    for word in words {
        let is_there = |bytes: &[u8]| {
            bytes
                .windows(word.len())
                .any(|some| some.eq_ignore_ascii_case(word.as_bytes()))
        };
        assert!(!is_there(&bytes), "{word}");
    }
}

#[test]
fn every_damage_is_seen() {
    let bytes = taught(&decisions(30)).0.to_snapshot();
    let refused = |bytes: &[u8]| Assistant::from_snapshot(bytes).expect_err("it is not whole");
    for at in (0..bytes.len()).step_by(bytes.len() / 400 + 1) {
        let mut changed = bytes.clone();
        changed[at] ^= 4;
        let error = refused(&changed);
        assert!(
            at < 12 || matches!(error, SnapshotError::Damaged(_)),
            "{at}: {error}"
        );
        assert_ne!(refused(&bytes[..at]).to_string(), "");
    }
    let longer = [bytes.as_slice(), b"x"].concat();
    assert!(matches!(refused(&longer), SnapshotError::Damaged(_)));
    assert_eq!(refused(b""), SnapshotError::NotASnapshot);
    assert_eq!(refused(b"{\"id\":1}"), SnapshotError::NotASnapshot);
}

#[test]
fn another_version_is_named() {
    let mut bytes = Assistant::new().to_snapshot();
    bytes[8..12].copy_from_slice(&(VERSION + 1).to_le_bytes());
    let error = Assistant::from_snapshot(&bytes).expect_err("it is of tomorrow");
    assert_eq!(error, SnapshotError::OtherVersion { found: VERSION + 1 });
    assert!(error.to_string().contains("relearn"));
}

#[test]
fn a_muted_word_stays_muted() {
    let (mut assistant, mut reading) = taught(&decisions(200));
    assistant.apply(
        &masthead_assistant::Entry::NotAReason("schwachkopf"),
        &mut reading,
    );
    let again = Assistant::from_snapshot(&assistant.to_snapshot()).expect("it is whole");
    let post = Post::of_text("schwachkopf");
    assert_eq!(
        assistant.predict(&post, &mut reading),
        again.predict(&post, &mut reading)
    );
    assert!(
        again
            .explain(&post, &mut reading)
            .words
            .iter()
            .all(|word| word.part.abs() < 1e-12)
    );
}
