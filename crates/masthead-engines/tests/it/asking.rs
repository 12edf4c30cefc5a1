//! Asking an engine that is rude, in the ways that are the same for every engine.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use masthead_engines::asking::{
    Allowance, Asker, Billed, Budget, Endpoint, EngineError, Free, Key, Pace, Patience, Purse,
    Question, Spend,
};

use crate::rude_server::{Manner, RudeServer, TestPace};

const KEY: &str = "sk-0123456789abcdef";

async fn ask(manner: Manner) -> Result<String, EngineError> {
    let server = RudeServer::start(vec![manner]).await;
    let key = Key::new(KEY, "here").expect("a key");
    let question = Question::post("/say").bearer(&key).json(&["words"]);
    let now = TestPace::new().now();
    let reply = server.endpoint().ask_well(&question, now).await?;
    Ok(reply.said())
}

#[tokio::test]
async fn an_answer_arrives_whole() {
    let said = ask(Manner::ok("{\"a\": 1}")).await;
    assert_eq!(said, Ok("{\"a\": 1}".to_owned()));
}

#[tokio::test]
async fn a_question_carries_its_key_and_our_name() {
    let server = RudeServer::start(vec![Manner::ok("x")]).await;
    let key = Key::new(KEY, "here").expect("a key");
    let question = Question::post("/v1/say?a=b").bearer(&key).json(&["words"]);
    server.endpoint().ask(&question).await.expect("an answer");

    let asked = &server.asked()[0];
    assert_eq!(asked.path(), "/v1/say?a=b");
    assert_eq!(
        asked.header("authorization"),
        Some(&*format!("Bearer {KEY}"))
    );
    assert_eq!(asked.header("content-type"), Some("application/json"));
    assert!(
        asked
            .header("user-agent")
            .is_some_and(|it| it.starts_with("Masthead/"))
    );
    assert_eq!(asked.json(), serde_json::json!(["words"]));
    assert!(!format!("{question:?}").contains(KEY));
}

#[tokio::test]
async fn every_status_means_one_thing() {
    let away = |status| EngineError::Away(format!("{status}: why"));
    for (status, meant) in [
        (401, EngineError::Auth),
        (403, EngineError::Auth),
        (402, EngineError::Quota { until: None }),
        (456, EngineError::Quota { until: None }),
        (413, EngineError::TooLarge),
        (414, EngineError::TooLarge),
        (429, EngineError::RateLimited { after: None }),
        (529, EngineError::RateLimited { after: None }),
        (500, away(500)),
        (502, away(502)),
        (503, away(503)),
        (504, EngineError::Transient("504: why".into())),
        (400, EngineError::Rejected("400: why".into())),
        (404, EngineError::Rejected("404: why".into())),
        (501, EngineError::Rejected("501: why".into())),
    ] {
        let said = ask(Manner::refusal(status, "why")).await;
        assert_eq!(said, Err(meant), "{status}");
    }
    let wait = ask(Manner::wait(503, "9")).await;
    let after = Some(Duration::from_secs(9));
    assert_eq!(wait, Err(EngineError::RateLimited { after }));
}

#[tokio::test]
async fn a_broken_line_is_worth_another_attempt_and_nonsense_is_not() {
    for (manner, is_worth_it) in [
        (Manner::BreaksOff(b"[\"a".to_vec()), true),
        (Manner::Drips(vec![b' '; 400]), true),
        (Manner::Hangs, true),
        (Manner::HangsUp, true),
        (Manner::Babbles, true),
        (Manner::NeverEnds, false),
    ] {
        let error = ask(manner).await.expect_err("there is no answer");
        assert_eq!(error.is_worth_retrying(), is_worth_it, "{error}");
        assert!(error.may_be_billed(), "{error}");
    }
}

#[tokio::test]
async fn a_key_that_an_engine_repeats_is_not_told() {
    let said = ask(Manner::refusal(400, &format!("Bad key: {KEY}!"))).await;
    assert_eq!(
        said,
        Err(EngineError::Rejected("400: Bad key: ‹secret›!".into()))
    );
}

#[tokio::test]
async fn a_key_does_not_follow_a_redirect() {
    let other = RudeServer::start(vec![Manner::ok("caught")]).await;
    let there = vec![("location", other.url())];
    let error = ask(Manner::Says(307, there, Vec::new())).await;

    let error = error.expect_err("it leads elsewhere");
    assert!(matches!(error, EngineError::Rejected(_)), "{error}");
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn an_engine_in_our_network_has_to_be_allowed() {
    for inside in [
        "https://127.0.0.1:9",
        "https://[::1]:9",
        "https://10.0.0.1",
        "https://169.254.169.254",
    ] {
        let endpoint = Endpoint::new(inside, false).expect("an address");
        let error = endpoint
            .ask(&Question::get("/"))
            .await
            .expect_err("it is inside");
        assert!(
            matches!(error, EngineError::Rejected(_)),
            "{inside}: {error}"
        );
    }
    let metadata = Endpoint::new("http://169.254.169.254", true).expect("an address");
    let error = metadata.ask(&Question::get("/")).await.expect_err("never");
    assert!(matches!(error, EngineError::Rejected(_)), "{error}");
}

#[tokio::test]
async fn an_engine_that_is_not_there_costs_nothing() {
    let port = {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        taken.local_addr().expect("it has one").port()
    };
    let endpoint = Endpoint::new(&format!("http://127.0.0.1:{port}"), true).expect("an address");
    let error = endpoint
        .ask(&Question::get("/"))
        .await
        .expect_err("nobody is there");
    assert!(matches!(error, EngineError::Away(_)), "{error}");
    assert!(error.is_worth_retrying() && !error.may_be_billed());
}

/// What an engine says, and whether it bills.
struct Said(Option<u64>);

impl Billed for Said {
    fn billed_chars(&self) -> Option<u64> {
        self.0
    }
}

fn spend(chars: u64, article: &str) -> Spend {
    Spend {
        engine: "test".into(),
        chars,
        article: Some(article.into()),
    }
}

/// An engine that gives these answers, one after the other.
struct Scripted {
    asker: Asker,
    pace: Arc<TestPace>,
    asked: AtomicU32,
}

impl Scripted {
    fn new(budget: Arc<dyn Budget>, pace: Arc<TestPace>) -> Self {
        Self {
            asker: Asker::new(pace.clone(), budget, 1),
            pace,
            asked: AtomicU32::new(0),
        }
    }

    async fn ask(
        &self,
        answer: impl Fn(u32) -> Result<Said, EngineError>,
    ) -> Result<Said, EngineError> {
        self.asker
            .ask(&spend(10, "a"), || {
                let answer = answer(self.asked.fetch_add(1, Ordering::SeqCst));
                async move { answer }
            })
            .await
    }

    fn asked(&self) -> u32 {
        self.asked.load(Ordering::SeqCst)
    }
}

fn free() -> Scripted {
    Scripted::new(Arc::new(Free), TestPace::new())
}

fn away() -> EngineError {
    EngineError::Away("out".into())
}

#[tokio::test]
async fn four_attempts_with_longer_and_longer_waits() {
    let engine = free();
    assert!(engine.ask(|_| Err(away())).await.is_err());
    assert_eq!(engine.asked(), 4);
    assert_eq!(engine.pace.pauses(), [1.0, 2.0, 4.0]);
}

#[tokio::test]
async fn an_engine_that_comes_back_is_heard() {
    let engine = free();
    let said = engine
        .ask(|n| if n < 2 { Err(away()) } else { Ok(Said(None)) })
        .await;
    assert!(said.is_ok());
    assert_eq!(engine.asked(), 3);
}

#[tokio::test]
async fn an_engine_that_fails_again_and_again_is_left_alone() {
    let engine = free();
    assert!(engine.ask(|_| Err(away())).await.is_err());
    assert!(engine.ask(|_| Err(away())).await.is_err());
    assert_eq!(engine.asked(), 5, "the fifth failure was the last question");
    assert!(engine.asker.is_resting());
    assert!(engine.ask(|_| Ok(Said(None))).await.is_err());
    assert_eq!(engine.asked(), 5);

    engine.pace.pass(Duration::from_secs(120));
    assert!(engine.ask(|_| Ok(Said(None))).await.is_ok());
    assert!(!engine.asker.is_resting());
}

#[tokio::test]
async fn a_budget_is_hard_and_nothing_is_sent_beyond_it() {
    let pace = TestPace::new();
    let allowance = Allowance {
        day: Some(25),
        ..Allowance::default()
    };
    let purse = Arc::new(Purse::new(allowance, pace.clone()));
    let engine = Scripted::new(purse.clone(), pace.clone());
    assert!(engine.ask(|_| Ok(Said(Some(12)))).await.is_ok());
    assert!(engine.ask(|_| Ok(Said(None))).await.is_ok());
    assert_eq!(purse.spent(), 22);

    let refused = engine.ask(|_| Ok(Said(None))).await.err();
    let midnight: jiff::Timestamp = "2026-11-23T00:00:00Z".parse().expect("a time");
    let until = Some(SystemTime::from(midnight));
    assert_eq!(refused, Some(EngineError::Quota { until }));
    assert_eq!(engine.asked(), 2);

    pace.pass(Duration::from_secs(16 * 3600));
    assert!(
        engine.ask(|_| Ok(Said(None))).await.is_ok(),
        "it is another day"
    );
}

#[tokio::test]
async fn what_may_have_been_billed_stays_spent() {
    for (error, spent) in [
        (away(), 0),
        (EngineError::Auth, 0),
        (EngineError::TooLarge, 0),
        (EngineError::RateLimited { after: None }, 0),
        (EngineError::Invalid("x".into()), 10),
        (EngineError::Transient("x".into()), 40),
    ] {
        let pace = TestPace::new();
        let purse = Arc::new(Purse::new(Allowance::default(), pace.clone()));
        let engine = Scripted::new(purse.clone(), pace);
        assert!(engine.ask(|_| Err(error.clone())).await.is_err());
        assert_eq!(purse.spent(), spent, "{error}");
    }
}

#[tokio::test]
async fn each_article_and_each_month_has_its_allowance() {
    let pace = TestPace::new();
    let allowance = Allowance {
        day: None,
        month: Some(30),
        article: Some(15),
    };
    let purse = Purse::new(allowance, pace.clone());
    let take = async |article| purse.reserve(&spend(10, article)).await.is_ok();
    assert!(take("a").await);
    assert!(!take("a").await, "the article has had its share");
    assert!(take("b").await && take("c").await);
    assert!(!take("d").await, "the month is over its limit");

    let until = purse.reserve(&spend(10, "d")).await.err();
    let december: jiff::Timestamp = "2026-12-01T00:00:00Z".parse().expect("a time");
    let until_december = EngineError::Quota {
        until: Some(december.into()),
    };
    assert_eq!(until, Some(until_december));
    pace.pass(Duration::from_secs(9 * 86_400));
    assert!(take("d").await);
    assert!(!take("a").await, "an article's allowance is for ever");
}

#[tokio::test]
async fn no_patience_is_one_attempt() {
    let pace = TestPace::new();
    let asker = Asker::new(pace.clone(), Arc::new(Free), 1).with_patience(Patience::none());
    let said = asker
        .ask(&spend(1, "a"), || async { Err::<Said, _>(away()) })
        .await;
    assert!(said.is_err());
    assert!(pace.pauses().is_empty());
}
