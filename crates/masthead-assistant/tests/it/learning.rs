//! The state is a pure function of the log; asking changes nothing; undoing is relearning.

use masthead_assistant::measure::auc_of;
use masthead_assistant::{Assistant, Entry, Post, Reading, Verdict};

use crate::newsroom::{Decided, GROUNDS, decisions, taught};

#[test]
fn it_learns_what_is_refused_here() {
    let log = decisions(1_200);
    let (assistant, mut reading) = taught(&log[..900]);
    let judged: Vec<(f64, bool)> = log[900..]
        .iter()
        .map(|one| {
            (
                assistant.predict(&one.post(), &mut reading).probability,
                one.is_refused,
            )
        })
        .collect();
    assert!(auc_of(judged.iter().copied()) > 0.97);
    let right = judged
        .iter()
        .filter(|(p, is_refused)| (*p > 0.5) == *is_refused)
        .count();
    assert!(right > 280, "{right} of 300");
}

#[test]
fn each_ground_is_learned_apart() {
    let log = decisions(900);
    let (assistant, mut reading) = taught(&log);
    assert_eq!(assistant.grounds().collect::<Vec<_>>(), GROUNDS);
    let grounds = |text: &str, reading: &mut Reading| {
        assistant.predict(&Post::of_text(text), reading).grounds
    };
    let insult = grounds("der gemeinderat ist ein schwachkopf", &mut reading);
    let advertising = grounds("danke artikel https://cheap.example/watches", &mut reading);
    assert!(insult[0] > insult[1], "{insult:?}");
    assert!(advertising[1] > advertising[0], "{advertising:?}");
}

#[test]
fn the_same_log_gives_the_same_bytes() {
    let log = decisions(400);
    let (first, _) = taught(&log);
    let (second, _) = taught(&log);
    assert_eq!(first.to_snapshot(), second.to_snapshot());
}

/// What was computed on one machine. A platform whose bytes differ fails here; so does whoever changes how texts are
/// read or weighed and forgets to raise `VERSION` (then raise it, and write the new number here).
#[test]
fn the_bytes_are_those_of_every_other_platform() {
    let (assistant, _) = taught(&decisions(200));
    let snapshot = assistant.to_snapshot();
    let sum = snapshot
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
            (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    assert_eq!(
        (masthead_assistant::VERSION, sum),
        (1, 13_855_052_561_506_575_680)
    );
}

#[test]
fn no_answer_changes_when_waiting_posts_are_judged_again() {
    let log = decisions(300);
    let (mut assistant, mut reading) = taught(&log[..200]);
    let before: Vec<_> = log[200..]
        .iter()
        .map(|one| assistant.predict(&one.post(), &mut reading))
        .collect();
    let bytes = assistant.to_snapshot();
    for _ in 0..3 {
        for one in log[200..].iter().rev() {
            assistant.predict(&one.post(), &mut reading);
            assistant.explain(&one.post(), &mut reading);
        }
    }
    let after: Vec<_> = log[200..]
        .iter()
        .map(|one| assistant.predict(&one.post(), &mut reading))
        .collect();
    assert_eq!(before, after);
    assert_eq!(bytes, assistant.to_snapshot());
    // And what was judged in between does not change what is learned afterwards.
    for one in &log[200..] {
        assistant.apply(&one.entry(), &mut reading);
    }
    assert_eq!(assistant.to_snapshot(), taught(&log).0.to_snapshot());
}

#[test]
fn a_room_that_read_other_posts_judges_the_same() {
    let log = decisions(200);
    let (assistant, mut used) = taught(&log);
    for one in &log {
        let used = assistant.predict(&one.post(), &mut used);
        assert_eq!(used, assistant.predict(&one.post(), &mut Reading::new()));
    }
}

#[test]
fn arriving_and_being_decided_at_once_is_both_after_one_another() {
    let log = decisions(50);
    let (at_once, _) = taught(&log);
    let apart = log.iter().flat_map(|one| {
        let Entry::ArrivedDecided(post, verdict) = one.entry() else {
            unreachable!("that is what entries here are")
        };
        [Entry::Arrived(post), Entry::Decided(post, verdict)]
    });
    assert_eq!(
        at_once.to_snapshot(),
        Assistant::relearn(apart).to_snapshot()
    );
}

#[test]
fn what_is_undone_corrected_or_erased_was_never_there() {
    let log = decisions(120);
    let without: Vec<Decided> = log
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != 60)
        .map(|(_, one)| one.clone())
        .collect();
    let mut reading = Reading::new();
    let mut live = taught(&log[..60]).0;
    let undone = live.clone();
    live.apply(&log[60].entry(), &mut reading);
    assert_ne!(live.to_snapshot(), undone.to_snapshot());
    // The decision is taken back: the log is learned again without it.
    assert_eq!(taught(&without[..60]).0.to_snapshot(), undone.to_snapshot());
    // A corrected verdict stands where the wrong one stood.
    let mut corrected = log.clone();
    corrected[60].is_refused = !corrected[60].is_refused;
    let relearned = taught(&corrected).0;
    let mut straight = taught(&log[..60]).0;
    for one in &corrected[60..] {
        straight.apply(&one.entry(), &mut reading);
    }
    assert_eq!(relearned.to_snapshot(), straight.to_snapshot());
}

#[test]
fn a_word_that_is_no_reason_counts_for_nothing_until_that_is_taken_back() {
    let log = decisions(600);
    let (mut assistant, mut reading) = taught(&log);
    let post = Post::of_text("ein schwachkopf im gemeinderat");
    let word = |assistant: &Assistant, reading: &mut Reading| {
        let explanation = assistant.explain(&post, reading);
        explanation
            .words
            .into_iter()
            .find(|word| word.place == (4..15))
            .expect("it is a word")
            .part
    };
    let before = assistant.predict(&post, &mut reading);
    assert!(word(&assistant, &mut reading) > 0.1);
    assistant.apply(&Entry::NotAReason("Schwachkopf"), &mut reading);
    assert!(word(&assistant, &mut reading).abs() < 1e-12);
    assert!(assistant.predict(&post, &mut reading).margin < before.margin);
    // It is not learned from either, and other words are as they were.
    let refused = Verdict {
        is_refused: true,
        grounds: &[],
    };
    assistant.decide(&post, &refused, &mut reading);
    assert!(word(&assistant, &mut reading).abs() < 1e-12);
    assistant.apply(&Entry::ReasonAgain("schwachkopf"), &mut reading);
    assert!(word(&assistant, &mut reading) > 0.1);
}

#[test]
fn it_says_so_while_it_is_still_learning() {
    let log = decisions(600);
    let mut assistant = Assistant::new();
    let mut reading = Reading::new();
    let mut refused = 0;
    for one in &log {
        let before = assistant
            .apply(&one.entry(), &mut reading)
            .expect("a decision is judged first");
        assert!(
            !before.is_calibrated || refused >= 20,
            "after {refused} refusals"
        );
        assert!(!before.is_ordering || assistant.decided().0 > 200);
        refused += usize::from(one.is_refused);
    }
    let now = assistant.predict(&log[0].post(), &mut reading);
    assert!(now.is_calibrated && now.is_ordering);
}

#[test]
fn an_author_who_was_often_refused_is_risky_in_a_word_they_never_used() {
    let mut assistant = Assistant::new();
    let mut reading = Reading::new();
    for round in 0..300 {
        let is_refused = round % 4 == 0;
        let post = Post {
            author: Some(if is_refused { "often" } else { "never" }),
            ..Post::of_text("guten morgen zusammen")
        };
        assistant.arrive_decided(
            &post,
            &Verdict {
                is_refused,
                grounds: &[],
            },
            &mut reading,
        );
    }
    let mut of = |author: &'static str| {
        let post = Post {
            author: Some(author),
            ..Post::of_text("brücke")
        };
        assistant.predict(&post, &mut reading).probability
    };
    assert!(of("often") > 2.0 * of("never"));
}
