//! A standing program against stubs that misbehave: each is a script of a few lines.

use std::sync::Arc;
use std::time::{Duration, Instant};

use masthead_engines::asking::EngineError;
use masthead_engines::processes::{Frame, Program, Standing};

use crate::rude_server::TestPace;

/// A line and its number.
struct Numbered;

impl Frame for Numbered {
    fn question(&self, number: u64, text: &str) -> Vec<u8> {
        format!("{number} {text}\0").into_bytes()
    }

    fn answer(&self, number: u64, bytes: &[u8]) -> Option<String> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (own, text) = text.split_once(' ')?;
        (own == number.to_string()).then(|| text.to_owned())
    }
}

/// Reads questions as `q` and says what the script says about each.
fn stub(script: &str) -> Program {
    let script = format!("while IFS= read -r -d '' q; do {script}; done");
    Program::new("bash", &["-c", &script])
}

struct Stand {
    standing: Standing,
    pace: Arc<TestPace>,
}

impl Stand {
    fn new() -> Self {
        let pace = TestPace::new();
        let standing = Standing::new(pace.clone()).with_silence(Duration::from_millis(700));
        Self { standing, pace }
    }

    async fn ask(&self, script: &str, texts: &[&str]) -> Result<Vec<String>, EngineError> {
        let program = stub(script);
        let ask = self
            .standing
            .ask(async || Ok(program), &Numbered, texts.iter().copied());
        ask.await
    }
}

const POLITE: &str = "printf '%s!\\0' \"$q\"";

fn is_transient(answer: &Result<Vec<String>, EngineError>, why: &str) -> bool {
    matches!(answer, Err(EngineError::Transient(said)) if said.contains(why))
}

#[tokio::test]
async fn it_is_started_once_and_asked_again_and_again() {
    let stand = Stand::new();
    let pid = "printf '%s %s\\0' \"${q%% *}\" $$";
    let first = stand.ask(pid, &["a", "b"]).await.expect("it answers");
    let second = stand.ask(pid, &["c"]).await.expect("it answers");
    assert_eq!(first[0], first[1]);
    assert_eq!(first[0], second[0], "the same process");
}

#[tokio::test]
async fn thousands_of_questions_do_not_choke_it() {
    let stand = Stand::new();
    let text = "x".repeat(2_000);
    let texts = vec![text.as_str(); 1_000];
    let answers = stand.ask(POLITE, &texts).await.expect("it answers");
    assert_eq!(answers.len(), 1_000);
    assert!(answers.iter().all(|it| it.len() == 2_001));
}

#[tokio::test]
async fn one_that_falls_silent_is_ended_with_all_its_processes() {
    let stand = Stand::new();
    let folder = tempfile::tempdir().expect("a folder");
    let note = folder.path().join("pids");
    let script = format!("sleep 600 & echo $$ $! > {}; wait", note.display());
    let answer = stand.ask(&script, &["a"]).await;
    assert!(is_transient(&answer, "silent"), "{answer:?}");

    let pids = std::fs::read_to_string(&note).expect("it noted its processes");
    let began = Instant::now();
    let is_there = |pid: &str| {
        let state = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        !state.is_empty() && !state.contains(") Z ")
    };
    while pids.split_whitespace().any(is_there) {
        assert!(
            began.elapsed() < Duration::from_secs(10),
            "still there: {pids}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn what_goes_wrong_is_told_and_the_next_question_starts_anew() {
    for (script, why) in [
        ("exit 0", "ended"),
        ("printf '%s' \"${q%% *} half\"; exit 1", "ended"),
        ("printf '99 other\\0'", "out of step"),
        ("printf '%s\\0%s\\0' \"$q\" \"$q\"", "more than was asked"),
        ("printf '%s \\303\\0' \"${q%% *}\"", "out of step"),
        ("printf '\\0'", "out of step"),
    ] {
        let stand = Stand::new();
        let answer = stand.ask(script, &["a"]).await;
        assert!(is_transient(&answer, why), "{script}: {answer:?}");
        let answer = stand.ask(POLITE, &["b"]).await;
        assert_eq!(answer, Ok(vec!["b!".to_owned()]), "{script}");
    }
}

#[tokio::test]
async fn a_character_in_two_pieces_is_one() {
    let stand = Stand::new();
    let script = "printf '%s \\303' \"${q%% *}\"; sleep 0.1; printf '\\244\\0'";
    assert_eq!(stand.ask(script, &["a"]).await, Ok(vec!["ä".to_owned()]));
}

#[tokio::test]
async fn an_answer_without_end_is_ended() {
    let stand = Stand::new();
    let answer = stand.ask("yes", &["a"]).await;
    assert!(matches!(answer, Err(EngineError::Invalid(_))), "{answer:?}");
}

#[tokio::test]
async fn it_is_started_three_times_a_minute_at_most() {
    let stand = Stand::new();
    for _ in 0..3 {
        assert!(is_transient(&stand.ask("exit 1", &["a"]).await, "ended"));
    }
    let answer = stand.ask(POLITE, &["a"]).await;
    assert!(matches!(answer, Err(EngineError::Away(_))), "{answer:?}");
    stand.pace.pass(Duration::from_secs(61));
    assert!(stand.ask(POLITE, &["a"]).await.is_ok());
}

#[tokio::test]
async fn a_question_that_is_called_off_leaves_no_answer_behind() {
    let stand = Stand::new();
    assert!(stand.ask(POLITE, &["a"]).await.is_ok());
    let slow = "sleep 0.3; printf '%s!\\0' \"$q\"";
    let stand = Stand::new();
    let called_off = tokio::time::timeout(Duration::from_millis(50), stand.ask(slow, &["a"]));
    assert!(called_off.await.is_err());
    assert_eq!(stand.ask(POLITE, &["b"]).await, Ok(vec!["b!".to_owned()]));
}

#[tokio::test]
async fn it_sees_nothing_of_our_environment_and_has_little_memory() {
    let stand = Stand::new();
    let script =
        "printf '%s %s\\0' \"${q%% *}\" \"$LC_ALL $HOME $CARGO_MANIFEST_DIR $(ulimit -v)\"";
    let answers = stand.ask(script, &["a"]).await.expect("it answers");
    assert_eq!(answers, ["C.UTF-8   1048576"]);
}

#[tokio::test]
async fn a_program_that_is_not_there_is_away() {
    let stand = Stand::new();
    let program = Program::new("/nowhere/at/all", &[]);
    let texts = ["a"].iter().copied();
    let answer = stand
        .standing
        .ask(async || Ok(program), &Numbered, texts)
        .await;
    assert!(answer.is_err_and(|error| error.is_worth_retrying()));
}

#[tokio::test]
async fn a_program_that_runs_once_is_bounded() {
    let second = Duration::from_secs(1);
    let once = |script: &str| Program::new("bash", &["-c", script]);
    let said = once("cat").run(b"words", second, 100).await;
    assert_eq!(said, Ok(b"words".to_vec()));
    let long = once("yes").run(b"", second, 100).await;
    assert!(matches!(long, Err(EngineError::Invalid(_))), "{long:?}");
    let slow = once("sleep 60").run(b"", second / 4, 100).await;
    assert!(matches!(slow, Err(EngineError::Transient(_))), "{slow:?}");
    let failed = once("exit 3").run(b"", second, 100).await;
    assert!(matches!(failed, Err(EngineError::Away(_))), "{failed:?}");
}
