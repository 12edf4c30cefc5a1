//! What holds of any bytes whatever: the list that `cargo test` tries for moments and `make fuzz` for minutes.

use std::sync::LazyLock;

use masthead_assistant::{Assistant, Normal, Post, Print, Reading};

use crate::line::read_line;
use crate::newsroom::{decisions, taught};

/// A promise: its name, seeds to begin with, what holds.
type Promise = (&'static str, fn() -> Vec<Vec<u8>>, fn(&[u8]));

/// Each promise: its name, seeds to begin with, and what holds of any bytes (it panics where it does not).
pub(crate) const PROMISES: &[Promise] = &[
    ("normal-forms", texts, |bytes| {
        normal_form(&String::from_utf8_lossy(bytes));
    }),
    ("judgements", texts, |bytes| {
        judgement(&String::from_utf8_lossy(bytes));
    }),
    ("evaluation-lines", lines, evaluation_line),
    ("snapshots", snapshots, snapshot),
];

static TAUGHT: LazyLock<Assistant> = LazyLock::new(|| taught(&decisions(200)).0);

fn texts() -> Vec<Vec<u8>> {
    let texts = [
        "Guten Morgen, so ein Schwachkopf im Gemeinderat!!! https://www.example.org/a?b#c @name: nein…",
        "schw4chkopf $ch4u3n f u ß b a l l i.d.i.o.t niiiie ѕсhwасh ｆｕｌｌ a\u{301}\u{302}\u{303} f\u{200b}u\u{ad}ß",
        "😀👍🏽👨‍👩‍👧‍👦🇩🇪 Привет שלום مرحبا 你好 नमस्ते ไทย 한국어 \u{202e}txet\u{202c} ﷺ Ǆ İ ẞ ﬃ ℌ① İ\u{301}\u{302}",
    ];
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// Places lie in the source and in order, and nothing stands four times in a row.
fn normal_form(text: &str) {
    let mut normal = Normal::default();
    normal.read(text);
    let characters = text.chars().count();
    assert!(normal.shape().characters <= characters);
    let mut marks = 0;
    for letter in normal.letters() {
        assert!(
            letter.from < letter.to && letter.to as usize <= characters,
            "{letter:?}"
        );
        let is_mark = ('\u{300}'..='\u{36f}').contains(&letter.c);
        marks = if is_mark { marks + 1 } else { 0 };
        assert!(marks <= 2, "three marks on one letter");
        assert!(
            !matches!(letter.c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
        );
    }
    let four =
        |run: &[masthead_assistant::Letter]| run.iter().all(|l| l.c == run[0].c && l.c != ' ');
    assert!(!normal.letters().windows(4).any(four), "a run of four");
}

/// The same answer twice, a probability, and parts that add up to the margin.
fn judgement(text: &str) {
    let mut reading = Reading::new();
    let post = Post {
        author: Some("a1"),
        ..Post::of_text(text)
    };
    let first = TAUGHT.predict(&post, &mut reading);
    let explanation = TAUGHT.explain(&post, &mut reading);
    assert_eq!(first, TAUGHT.predict(&post, &mut reading));
    assert!((0.0..=1.0).contains(&first.probability));
    assert!((explanation.sum() - first.margin).abs() < 1e-3);
    let characters = text.chars().count();
    assert!(
        explanation
            .words
            .iter()
            .all(|word| word.place.end <= characters)
    );
    let (print, shingles) = Print::of(text);
    assert_eq!((print, shingles.clone()), Print::of(text));
    assert!((shingles.overlap(&shingles) - 1.0).abs() < 1e-12);
}

fn lines() -> Vec<Vec<u8>> {
    let lines = [
        r#"{"id":"a-1","lang":"de","text":"Guten Morgen\u2028zusammen \ud83d\ude00","label":1,"labels":{"insult":1,"spam":0,"x":null}}"#,
        r#"{"id":7,"text":"words","label":null,"author":"u1","section":"a/b/c","article":42,"reply":true,"reported":2,"parent":"x"}"#,
        r#"{"text":"words","label":false,"labels":null,"ratings":[0,1],"spans":[[1,2]],"variants":{"a":"b"}}"#,
    ];
    lines.iter().map(|line| line.as_bytes().to_vec()).collect()
}

/// A line is understood, or what is wrong with it is said; what is understood can be judged.
fn evaluation_line(bytes: &[u8]) {
    match read_line(bytes) {
        Ok(line) => {
            let prediction = TAUGHT.predict(&line.post(), &mut Reading::new());
            assert!((0.0..=1.0).contains(&prediction.probability));
            assert!(line.id.is_null() || line.id.is_string() || line.id.is_number());
            assert_eq!(line.grounds().len(), line.labels.len());
        }
        Err(fault) => assert!(!fault.is_empty()),
    }
}

fn snapshots() -> Vec<Vec<u8>> {
    let (mut assistant, mut reading) = taught(&decisions(2));
    let empty = Assistant::new().to_snapshot();
    let two = assistant.to_snapshot();
    assistant.apply(
        &masthead_assistant::Entry::NotAReason("some words"),
        &mut reading,
    );
    // The sum at the end is left away: the promise puts the right one there, so that what is behind it is tried too.
    [empty, two, assistant.to_snapshot()]
        .into_iter()
        .map(|bytes| bytes[..bytes.len() - 8].to_vec())
        .collect()
}

/// Bytes are refused in words, or are a state that comes back the same.
fn snapshot(bytes: &[u8]) {
    let sealed = [bytes, &seal(bytes).to_le_bytes()].concat();
    for bytes in [bytes, &sealed] {
        match Assistant::from_snapshot(bytes) {
            Ok(state) => {
                let kept = state.to_snapshot();
                let again = Assistant::from_snapshot(&kept).expect("what we wrote is whole");
                assert_eq!(again.to_snapshot(), kept);
                let _ = state.predict(&Post::of_text("words"), &mut Reading::new());
            }
            Err(fault) => assert!(!fault.to_string().is_empty()),
        }
    }
}

/// The sum of a snapshot, reckoned here a second time.
fn seal(bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    bytes.chunks(8).fold(start, |sum, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        let sum = (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        sum ^ (sum >> 32)
    })
}
