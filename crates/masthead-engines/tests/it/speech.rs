//! Every speaker over HTTP against a server that is as rude as they come: the same cases for all of them.

use std::sync::Arc;

use masthead_engines::asking::{Allowance, Budget, EngineError, Free, Purse};
use masthead_engines::audio::{Pcm, RATE};
use masthead_engines::speech::{CarefulSpeaker, Said, Utterance};
use masthead_text::Lang;

use crate::rude_server::{Manner, RudeServer, TestPace};
use crate::speakers::{KEY, KINDS, Kind, tone};

const TEXT: &str = "Die \"Donau\" steigt & niemand schläft.";
const VOICE: &str = "de-AT-IngridNeural";

/// What happened.
struct Seen {
    outcome: Result<Utterance, EngineError>,
    questions: Vec<String>,
    pauses: Vec<f64>,
}

fn said(text: &str) -> Said<'_> {
    Said {
        text,
        lang: Lang::De,
        voice: VOICE,
        before: "Es regnet seit Tagen.",
        behind: "Die Feuerwehr wacht.",
    }
}

async fn try_kind(kind: &Kind, text: &str, manners: Vec<Manner>) -> Seen {
    let pace = TestPace::new();
    on_budget(kind, text, manners, Arc::new(Free), pace).await
}

async fn on_budget(
    kind: &Kind,
    text: &str,
    manners: Vec<Manner>,
    budget: Arc<dyn Budget>,
    pace: Arc<TestPace>,
) -> Seen {
    let server = RudeServer::start(manners).await;
    let engine = (kind.make)(server.endpoint(), pace.clone());
    let careful = CarefulSpeaker::new(engine, pace.clone(), budget);
    let outcome = careful.speak(said(text), Some("article")).await;
    Seen {
        outcome,
        questions: server.asked().iter().map(kind.words).collect(),
        pauses: pace.pauses(),
    }
}

#[tokio::test]
async fn a_polite_speaker_is_heard() {
    for kind in KINDS {
        let seen = try_kind(kind, TEXT, vec![kind.polite()]).await;
        let utterance = seen.outcome.expect(kind.name);

        assert_eq!(seen.questions, [TEXT], "{}", kind.name);
        assert_eq!(utterance.pcm.rate, RATE);
        assert_eq!(utterance.billed_chars, TEXT.chars().count() as u64);
        let secs = utterance.pcm.lasts().as_secs_f64();
        assert!(
            (secs - 2.05).abs() < 0.01,
            "{}: the silence is cut off, {secs} s",
            kind.name
        );
    }
}

#[tokio::test]
async fn questions_are_what_was_agreed() {
    for kind in KINDS {
        let server = RudeServer::start(vec![kind.polite()]).await;
        let engine = (kind.make)(server.endpoint(), TestPace::new());
        engine.speak(said(TEXT)).await.expect(kind.name);
        let asked = &server.asked()[0];

        if let Some(header) = kind.key_header {
            let value = asked.header(header).expect("it has its key");
            assert!(value.ends_with(KEY), "{}", kind.name);
        }
        assert!(!String::from_utf8_lossy(&asked.body).contains(KEY));
        match kind.name {
            "openai_speech" => {
                assert_eq!(asked.path(), "/v1/audio/speech");
                let expected = serde_json::json!({"model": "tts-1", "input": TEXT, "voice": VOICE, "response_format": "wav"});
                assert_eq!(asked.json(), expected);
            }
            "piper_http" => {
                assert_eq!(asked.path(), "/");
                let expected =
                    serde_json::json!({"text": TEXT, "voice": VOICE, "length_scale": 1.0});
                assert_eq!(asked.json(), expected);
            }
            "azure" => {
                assert_eq!(asked.path(), "/cognitiveservices/v1");
                assert_eq!(asked.header("content-type"), Some("application/ssml+xml"));
                let format = asked.header("x-microsoft-outputformat");
                assert_eq!(format, Some("riff-24khz-16bit-mono-pcm"));
            }
            _ => {
                let path =
                    format!("/v1/text-to-speech/{VOICE}/with-timestamps?output_format=pcm_24000");
                assert_eq!(asked.path(), path);
                let body = asked.json();
                assert_eq!(body["previous_text"], "Es regnet seit Tagen.");
                assert_eq!(body["next_text"], "Die Feuerwehr wacht.");
                assert_eq!(body["apply_text_normalization"], "off");
            }
        }
    }
}

#[tokio::test]
async fn what_passes_is_waited_for() {
    for kind in KINDS {
        let manners = vec![
            Manner::wait(429, "7"),
            Manner::wait(529, "3"),
            Manner::refusal(503, "busy"),
            kind.polite(),
        ];
        let seen = try_kind(kind, TEXT, manners).await;
        assert!(seen.outcome.is_ok(), "{}: {:?}", kind.name, seen.outcome);
        assert_eq!(seen.pauses, [7.0, 3.0, 4.0], "{}", kind.name);
    }
}

#[tokio::test]
async fn what_breaks_off_is_asked_again() {
    for kind in KINDS {
        let whole = (kind.sound)(&tone(24_000, 2.0));
        let half = whole[..whole.len() / 2].to_vec();
        for manner in [
            Manner::BreaksOff(half.clone()),
            Manner::Drips(half.clone()),
            Manner::Hangs,
            Manner::HangsUp,
        ] {
            let seen = try_kind(kind, TEXT, vec![manner, kind.polite()]).await;
            assert!(seen.outcome.is_ok(), "{}: {:?}", kind.name, seen.outcome);
            assert_eq!(seen.questions.len(), 2, "{}", kind.name);
        }
    }
}

#[tokio::test]
async fn what_does_not_pass_is_said_at_once() {
    for kind in KINDS {
        for (status, meant) in [
            (401, EngineError::Auth),
            (403, EngineError::Auth),
            (402, EngineError::Quota { until: None }),
            (456, EngineError::Quota { until: None }),
        ] {
            let manner = Manner::refusal(status, "no");
            let seen = try_kind(kind, TEXT, vec![manner]).await;
            assert_eq!(seen.outcome, Err(meant), "{} {status}", kind.name);
            assert_eq!(seen.questions.len(), 1);
        }
        if kind.key_header.is_none() {
            continue;
        }
        let seen = try_kind(kind, TEXT, vec![Manner::refusal(400, KEY)]).await;
        let said = seen.outcome.expect_err("refused").to_string();
        assert!(!said.contains(KEY), "{}: {said}", kind.name);
    }
}

#[tokio::test]
async fn what_is_no_sound_is_not_believed() {
    let long = Pcm {
        rate: 8_000,
        samples: vec![9_000; 8_000 * 100],
    };
    for kind in KINDS {
        let whole = (kind.sound)(&tone(24_000, 2.0));
        let nonsense = [
            Manner::ok(""),
            Manner::ok("{\"error\":\"try later\"}"),
            Manner::ok("<html><body>Welcome</body></html>"),
            Manner::ok((kind.sound)(&tone(24_000, 0.2))),
            Manner::ok((kind.sound)(&long)),
            Manner::ok((kind.sound)(&Pcm {
                rate: 24_000,
                samples: vec![0; 48_000],
            })),
            Manner::ok((kind.sound)(&Pcm {
                rate: 24_000,
                samples: Vec::new(),
            })),
            Manner::NeverEnds,
            Manner::ok("[".repeat(5_000)),
        ];
        for manner in nonsense {
            let seen = try_kind(kind, TEXT, vec![manner]).await;
            let is_right = matches!(seen.outcome, Err(EngineError::Invalid(_)));
            assert!(
                is_right,
                "{}: {:?}",
                kind.name,
                seen.outcome.map(|it| it.pcm.lasts())
            );
            assert_eq!(
                seen.questions.len(),
                2,
                "{}: once more, and no more",
                kind.name
            );
        }
        // What is announced by the sound itself and does not come.
        let cut = whole[..whole.len() - 20_001].to_vec();
        let seen = try_kind(kind, TEXT, vec![Manner::ok(cut), kind.polite()]).await;
        assert!(seen.outcome.is_ok(), "{}: {:?}", kind.name, seen.outcome);
        assert_eq!(seen.questions.len(), 2);
        let seen = try_kind(kind, TEXT, vec![Manner::Babbles]).await;
        assert!(seen.outcome.is_err());
    }
}

#[tokio::test]
async fn what_is_too_much_is_halved() {
    let text =
        "Es regnet seit Tagen in der Stadt, und die Donau steigt noch immer, und niemand schläft.";
    for kind in KINDS {
        let manners = vec![Manner::refusal(413, "too long"), kind.polite()];
        let seen = try_kind(kind, text, manners).await;
        let utterance = seen.outcome.expect(kind.name);

        assert!(
            seen.questions.len() >= 3,
            "{}: {:?}",
            kind.name,
            seen.questions
        );
        assert_eq!(seen.questions[1..].join(" "), text);
        let parts = u32::try_from(seen.questions.len() - 1).expect("a few");
        let secs = utterance.pcm.lasts().as_secs_f64();
        assert!(
            (secs - f64::from(parts) * 2.05).abs() < 0.02,
            "{}: {secs} s",
            kind.name
        );
    }
}

#[tokio::test]
async fn an_engine_that_fails_and_fails_is_left_alone() {
    for kind in KINDS {
        let seen = try_kind(kind, TEXT, vec![Manner::HangsUp]).await;
        assert!(seen.outcome.is_err());
        assert_eq!(
            seen.questions.len(),
            4,
            "{}: patience has an end",
            kind.name
        );
    }
}

#[tokio::test]
async fn a_budget_is_hard() {
    for kind in KINDS {
        let pace = TestPace::new();
        let allowance = Allowance {
            article: Some(TEXT.chars().count() as u64 - 1),
            ..Allowance::default()
        };
        let purse = Arc::new(Purse::new(allowance, pace.clone()));
        let seen = on_budget(kind, TEXT, vec![kind.polite()], purse.clone(), pace).await;

        assert_eq!(
            seen.outcome,
            Err(EngineError::Quota { until: None }),
            "{}",
            kind.name
        );
        assert!(seen.questions.is_empty(), "{}: nothing was sent", kind.name);
        assert_eq!(purse.spent(), 0);
    }
}

#[tokio::test]
async fn a_private_address_is_refused() {
    for kind in KINDS {
        let server = RudeServer::start(vec![kind.polite()]).await;
        let public = masthead_engines::asking::Endpoint::new(
            &server.url().replace("http:", "https:"),
            false,
        );
        let engine = (kind.make)(public.expect("an address"), TestPace::new());
        let refused = engine.speak(said(TEXT)).await;
        assert!(
            matches!(refused, Err(EngineError::Rejected(_))),
            "{}: {refused:?}",
            kind.name
        );
        assert!(server.asked().is_empty());
    }
}

#[tokio::test]
async fn a_sound_that_ends_before_its_words_is_broken_off() {
    let kind = KINDS
        .iter()
        .find(|it| it.name == "elevenlabs")
        .expect("it is there");
    let body = String::from_utf8((kind.sound)(&tone(24_000, 2.0))).expect("JSON");
    let early = body.replace("[0.2,", "[0.2,9.5,").replace("2.4]", "9.9]");
    let seen = try_kind(kind, TEXT, vec![Manner::ok(early), kind.polite()]).await;
    assert!(seen.outcome.is_ok());
    assert_eq!(seen.questions.len(), 2);
}

#[tokio::test]
async fn a_key_with_nothing_left_on_it_is_a_quota() {
    let kind = KINDS
        .iter()
        .find(|it| it.name == "elevenlabs")
        .expect("it is there");
    let said =
        r#"{"detail":{"status":"quota_exceeded","message":"This request exceeds your quota."}}"#;
    let seen = try_kind(kind, TEXT, vec![Manner::refusal(401, said)]).await;
    assert_eq!(seen.outcome, Err(EngineError::Quota { until: None }));
}

#[tokio::test]
async fn every_speaker_says_how_it_is() {
    let healthy = [
        (
            "openai_speech",
            r#"{"data":[{"id":"kokoro"},{"id":"tts-1"}]}"#,
            "2 models: kokoro tts-1",
        ),
        (
            "piper_http",
            r#"{"de_DE-thorsten-medium":{"x":1}}"#,
            "1 voices: de_DE-thorsten-medium",
        ),
        (
            "azure",
            r#"[{"ShortName":"de-AT-IngridNeural"},{"ShortName":"fr-FR-X"}]"#,
            "2 voices; of ours de-AT-IngridNeural",
        ),
        (
            "elevenlabs",
            r#"{"character_count":40,"character_limit":100}"#,
            "60 of 100 characters left",
        ),
    ];
    for (name, body, words) in healthy {
        let kind = KINDS
            .iter()
            .find(|it| it.name == name)
            .expect("it is there");
        let server = RudeServer::start(vec![Manner::ok(body), Manner::refusal(401, "")]).await;
        let engine = (kind.make)(server.endpoint(), TestPace::new());
        assert_eq!(engine.health().await, Ok(words.to_owned()));
        assert_eq!(engine.health().await, Err(EngineError::Auth));
    }
}
