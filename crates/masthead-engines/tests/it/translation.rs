//! Every translator over HTTP against a server that is as rude as they come: the same cases for all of them.

use std::sync::Arc;

use masthead_engines::asking::{Allowance, EngineError, Free, Purse};
use masthead_engines::translation::{Careful, LanguageTag, Outcome, Segment, Wanted};
use masthead_text::inline_from_markdown;
use masthead_text::placeholders::{Hints, Marked, Settled, Tries, settle};

use crate::rude_server::{Manner, RudeServer, TestPace};
use crate::translators::{KEY, KINDS, Kind};

const TEXTS: [&str; 4] = ["eins ä", "zwei", "drei \"und\" mehr", "vier"];

/// What happened.
struct Seen {
    outcome: Outcome,
    questions: usize,
    pauses: Vec<f64>,
    is_erratic: bool,
}

fn tag(text: &str) -> LanguageTag {
    text.parse().expect("a language")
}

fn segments() -> Vec<Segment> {
    (10..)
        .zip(TEXTS)
        .map(|(id, text)| Segment::new(id, text))
        .collect()
}

async fn try_kind(kind: &Kind, manners: Vec<Manner>) -> Seen {
    let server = RudeServer::start(manners).await;
    let pace = TestPace::new();
    let engine = (kind.make)(server.endpoint(), pace.clone());
    let is_erratic = engine.abilities().is_erratic;
    let careful = Careful::new(engine, pace.clone(), Arc::new(Free));
    let segments = segments();
    let (from, to) = (tag("de"), tag("en"));
    let outcome = careful
        .translate(Wanted::plain(&from, &to, &segments))
        .await;
    Seen {
        outcome,
        questions: server.asked().len(),
        pauses: pace.pauses(),
        is_erratic,
    }
}

fn given(outcome: &Outcome) -> Vec<(u32, &str)> {
    outcome
        .given
        .iter()
        .map(|it| (it.id, it.text.as_str()))
        .collect()
}

#[track_caller]
fn is_whole(kind: &Kind, seen: &Seen) {
    let all = [
        (10, "EINS Ä"),
        (11, "ZWEI"),
        (12, "DREI \"UND\" MEHR"),
        (13, "VIER"),
    ];
    assert_eq!(
        given(&seen.outcome),
        all,
        "{}: {:?}",
        kind.name,
        seen.outcome.why
    );
    assert!(seen.outcome.is_whole() && seen.outcome.why.is_none());
}

/// A rude beginning, after which the server is polite, and what it costs: questions and pauses.
fn passing() -> Vec<(&'static str, Manner, usize, Vec<f64>)> {
    vec![
        ("429 with a pause", Manner::wait(429, "7"), 2, vec![7.0]),
        (
            "429 with a date",
            Manner::wait(429, "Sun, 22 Nov 2026 08:00:05 GMT"),
            2,
            vec![5.0],
        ),
        ("429", Manner::refusal(429, "{}"), 2, vec![1.0]),
        ("529", Manner::refusal(529, ""), 2, vec![1.0]),
        ("500", Manner::refusal(500, "oops"), 2, vec![1.0]),
        ("503 with a pause", Manner::wait(503, "2"), 2, vec![2.0]),
        ("504", Manner::refusal(504, "<html>"), 2, vec![1.0]),
        (
            "a body that breaks off",
            Manner::BreaksOff(b"{\"transl".to_vec()),
            2,
            vec![1.0],
        ),
        ("a slow drip", Manner::Drips(vec![b' '; 100]), 2, vec![1.0]),
        ("silence", Manner::Hangs, 2, vec![1.0]),
        ("a line that is cut", Manner::HangsUp, 2, vec![1.0]),
        ("another protocol", Manner::Babbles, 2, vec![1.0]),
        (
            "413, so the batch is halved",
            Manner::refusal(413, ""),
            3,
            vec![],
        ),
    ]
}

#[tokio::test]
async fn what_passes_is_waited_for() {
    let mut trials = tokio::task::JoinSet::new();
    for kind in KINDS {
        for (name, manner, questions, pauses) in passing() {
            trials.spawn(async move {
                let seen = try_kind(kind, vec![manner, Manner::Answers(kind.polite)]).await;
                is_whole(kind, &seen);
                let cost = (seen.questions, seen.pauses);
                assert_eq!(cost, (questions, pauses), "{}: {name}", kind.name);
            });
        }
    }
    trials.join_all().await;
}

#[tokio::test]
async fn what_does_not_pass_is_asked_once() {
    for kind in KINDS {
        for (status, why) in [
            (401, EngineError::Auth),
            (456, EngineError::Quota { until: None }),
            (402, EngineError::Quota { until: None }),
            (404, EngineError::Rejected("404: {}".into())),
        ] {
            let seen = try_kind(kind, vec![Manner::refusal(status, "{}")]).await;
            assert_eq!(seen.outcome.why, Some(why), "{} {status}", kind.name);
            assert_eq!(
                seen.outcome.left,
                [10, 11, 12, 13],
                "{} {status}",
                kind.name
            );
            assert_eq!(
                (seen.questions, seen.pauses.len()),
                (1, 0),
                "{} {status}",
                kind.name
            );
        }
    }
}

#[tokio::test]
async fn an_engine_that_stays_away_is_asked_four_times() {
    for kind in KINDS {
        let seen = try_kind(kind, vec![Manner::refusal(503, "")]).await;
        assert_eq!(
            seen.outcome.why,
            Some(EngineError::Away("503".into())),
            "{}",
            kind.name
        );
        assert_eq!(seen.pauses, [1.0, 2.0, 4.0], "{}", kind.name);
    }
}

#[tokio::test]
async fn one_sentence_that_is_too_large_does_not_keep_the_others() {
    for kind in KINDS {
        let manners = vec![
            Manner::refusal(413, ""),
            Manner::refusal(413, ""),
            Manner::refusal(413, ""),
            Manner::Answers(kind.polite),
        ];
        let seen = try_kind(kind, manners).await;
        assert_eq!(given(&seen.outcome).len(), 3, "{}", kind.name);
        assert_eq!(
            (seen.outcome.left, seen.outcome.why),
            (vec![10], Some(EngineError::TooLarge))
        );
    }
}

/// Answers that are not what was agreed, made of what a polite server would say.
fn nonsense(kind: &Kind) -> Vec<(&'static str, Manner)> {
    let texts = |count: u64| -> Vec<(u64, String)> {
        (10..10 + count).map(|n| (n, format!("Text {n}"))).collect()
    };
    let said = |texts: &[(u64, String)]| Manner::ok((kind.answer)(texts).to_string());
    let whole = (kind.answer)(&texts(4)).to_string();
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    vec![
        ("fewer sentences", said(&texts(3))),
        ("more sentences", said(&texts(5))),
        ("no sentences", said(&[])),
        ("a text instead of a list", Manner::ok(kind_string(kind))),
        ("another shape", Manner::ok("{\"result\": true}")),
        ("no object", Manner::ok("\"EINS\"")),
        (
            "numbers for words",
            Manner::ok(
                whole
                    .replace("\"Text 10\"", "17")
                    .replace("\\\"Text 10\\\"", "17"),
            ),
        ),
        ("nothing", Manner::ok("")),
        (
            "half of it",
            Manner::ok(&whole.as_bytes()[..whole.len() / 2]),
        ),
        ("HTML", Manner::ok("<html><body>Sign in</body></html>")),
        ("brackets without end", Manner::ok(deep)),
        ("bytes that are no text", Manner::ok(vec![0xff; 64])),
        ("an answer without end", Manner::NeverEnds),
    ]
}

/// The polite answer to one text, with the text where the list should be.
fn kind_string(kind: &Kind) -> String {
    let answer = (kind.answer)(&[(0, "EINS".to_owned())]);
    let mut answer = match answer {
        serde_json::Value::Object(fields) => fields,
        list => return serde_json::json!(list.to_string()).to_string(),
    };
    for (_, value) in &mut answer {
        *value = serde_json::json!("EINS");
    }
    serde_json::Value::Object(answer).to_string()
}

#[tokio::test]
async fn an_answer_that_does_not_fit_is_no_answer() {
    for kind in KINDS {
        for (name, manner) in nonsense(kind) {
            let seen = try_kind(kind, vec![manner]).await;
            let why = seen.outcome.why.as_ref();
            assert!(
                matches!(why, Some(EngineError::Invalid(_))),
                "{} {name}: {why:?}",
                kind.name
            );
            assert!(seen.outcome.given.is_empty(), "{} {name}", kind.name);
            assert_eq!(seen.outcome.left, [10, 11, 12, 13], "{} {name}", kind.name);
            let questions = if seen.is_erratic { 5 } else { 1 };
            assert_eq!(
                (seen.questions, seen.pauses.len()),
                (questions, 0),
                "{} {name}",
                kind.name
            );
        }
    }
}

#[tokio::test]
async fn what_came_is_kept_when_the_rest_does_not() {
    for kind in KINDS {
        let manners = vec![
            Manner::refusal(413, ""),
            Manner::Answers(kind.polite),
            Manner::refusal(403, "{}"),
        ];
        let seen = try_kind(kind, manners).await;
        assert_eq!(
            given(&seen.outcome),
            [(10, "EINS Ä"), (11, "ZWEI")],
            "{}",
            kind.name
        );
        assert_eq!(seen.outcome.left, [12, 13]);
        assert_eq!(seen.outcome.why, Some(EngineError::Auth), "{}", kind.name);
    }
}

#[tokio::test]
async fn a_budget_that_is_used_up_sends_nothing() {
    for kind in KINDS {
        let server = RudeServer::start(vec![Manner::Answers(kind.polite)]).await;
        let pace = TestPace::new();
        let engine = (kind.make)(server.endpoint(), pace.clone());
        let allowance = Allowance {
            day: Some(10),
            ..Allowance::default()
        };
        let purse = Arc::new(Purse::new(allowance, pace.clone()));
        let careful = Careful::new(engine, pace, purse);
        let (from, to, segments) = (tag("de"), tag("en"), segments());
        let outcome = careful
            .translate(Wanted::plain(&from, &to, &segments))
            .await;
        assert!(
            matches!(outcome.why, Some(EngineError::Quota { until: Some(_) })),
            "{}",
            kind.name
        );
        assert_eq!(server.asked().len(), 0, "{}", kind.name);
    }
}

#[tokio::test]
async fn an_attack_stays_words() {
    let attack =
        "<script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt; [x](javascript:alert(1))";
    for kind in KINDS {
        let texts: Vec<_> = (10..14).map(|n| (n, attack.to_owned())).collect();
        let seen = try_kind(kind, vec![Manner::ok((kind.answer)(&texts).to_string())]).await;
        if seen.is_erratic {
            assert!(seen.outcome.given.is_empty(), "{}: nothing fits", kind.name);
            continue;
        }
        assert_eq!(seen.outcome.given.len(), 4, "{}", kind.name);
        let server = RudeServer::start(vec![Manner::Hangs]).await;
        let engine = (kind.make)(server.endpoint(), TestPace::new());
        let source = Marked::whole(&inline_from_markdown("Das **Haus**."));
        let answer = engine
            .abilities()
            .style
            .neutral(&seen.outcome.given[0].text);
        let html = match settle(&source, &answer, Tries::Last, Hints::default()) {
            Settled::Whole(inline) | Settled::Mended(inline, _) => inline.to_html(),
            Settled::AskAgain(_) => unreachable!("it was the last try"),
        };
        for tag in ["<script", "<img", "href=\"javascript"] {
            assert!(
                !html.as_str().contains(tag),
                "{}: {}",
                kind.name,
                html.as_str()
            );
        }
    }
}

#[tokio::test]
async fn a_key_never_comes_back_in_an_error() {
    for kind in KINDS {
        let seen = try_kind(
            kind,
            vec![Manner::refusal(400, &format!("no such key: {KEY}"))],
        )
        .await;
        let why = seen.outcome.why.expect("it was refused").to_string();
        assert!(!why.contains(KEY), "{}: {why}", kind.name);
    }
}

#[tokio::test]
async fn control_characters_go_no_way() {
    for kind in KINDS {
        let server = RudeServer::start(vec![Manner::Answers(kind.polite)]).await;
        let pace = TestPace::new();
        let engine = (kind.make)(server.endpoint(), pace.clone());
        let careful = Careful::new(engine, pace, Arc::new(Free));
        let (from, to) = (tag("de"), tag("en"));
        let segments = [Segment::new(1, "a\0b\u{1b}[1m\nc")];
        let outcome = careful
            .translate(Wanted::plain(&from, &to, &segments))
            .await;
        assert_eq!(given(&outcome), [(1, "AB[1M C")], "{}", kind.name);
        let sent = (kind.texts)(&server.asked()[0]);
        assert_eq!(sent[0].1, "ab[1m c", "{}", kind.name);
    }
}
