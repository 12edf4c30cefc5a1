//! What is particular about each engine: how it is asked, to the letter, and what its own refusals mean.

use std::sync::Arc;

use masthead_engines::asking::{EngineError, Free};
use masthead_engines::translation::{
    Careful, Chat, DeepL, HttpTranslator, LanguageTag, Outcome, Segment, Term, Tone, Wanted,
};
use serde_json::{Value, json};

use crate::rude_server::{Asked, Manner, RudeServer, TestPace};
use crate::translators::{KEY, KINDS, chat_answer, key};

fn kind(name: &str) -> &'static crate::translators::Kind {
    KINDS
        .iter()
        .find(|kind| kind.name == name)
        .expect("it is there")
}

/// Asks an engine for two sentences, with all that can be said beside them.
async fn ask(name: &str, manners: Vec<Manner>) -> (Outcome, Vec<Asked>) {
    let server = RudeServer::start(manners).await;
    let pace = TestPace::new();
    let engine = (kind(name).make)(server.endpoint(), pace.clone());
    let careful = Careful::new(engine, pace, Arc::new(Free));
    let (from, to): (LanguageTag, LanguageTag) =
        ("de-AT".parse().expect("de"), "en".parse().expect("en"));
    let segments = [
        Segment::new(1, "Ein Klub."),
        Segment::new(2, "Zwei & drei."),
    ];
    let terms = [Term {
        source: "Klub".into(),
        target: "parliamentary group".into(),
    }];
    let wanted = Wanted {
        context: Some("Headline"),
        terms: &terms,
        tone: Tone::Polite,
        ..Wanted::plain(&from, &to, &segments)
    };
    (careful.translate(wanted).await, server.asked())
}

async fn asked(name: &str) -> Asked {
    let (outcome, mut asked) = ask(name, vec![Manner::Answers(kind(name).polite)]).await;
    assert!(outcome.is_whole(), "{name}: {:?}", outcome.why);
    asked.remove(0)
}

#[tokio::test]
async fn libretranslate_is_asked_for_text_and_nothing_else() {
    let asked = asked("libretranslate").await;
    assert_eq!(asked.path(), "/translate");
    assert_eq!(
        asked.json(),
        json!({"q": ["Ein Klub.", "Zwei & drei."], "source": "de", "target": "en",
            "format": "text", "alternatives": 0, "api_key": KEY})
    );
}

#[tokio::test]
async fn deepl_is_asked_with_context_and_tags() {
    let asked = asked("deepl").await;
    assert_eq!(asked.path(), "/v2/translate");
    let authorization = format!("DeepL-Auth-Key {KEY}");
    assert_eq!(asked.header("authorization"), Some(authorization.as_str()));
    assert_eq!(
        asked.json(),
        json!({"text": ["Ein Klub.", "Zwei & drei."], "source_lang": "DE", "target_lang": "EN-GB",
            "context": "Headline", "split_sentences": "0", "preserve_formatting": true,
            "formality": "prefer_more", "model_type": "prefer_quality_optimized",
            "tag_handling": "xml", "tag_handling_version": "v2", "outline_detection": false,
            "non_splitting_tags": ["g"], "ignore_tags": ["x"], "show_billed_characters": true})
    );
}

#[tokio::test]
async fn google_is_asked_below_its_project() {
    let asked = asked("google").await;
    assert_eq!(
        asked.path(),
        "/v3/projects/our-project/locations/global:translateText"
    );
    assert_eq!(
        asked.header("authorization"),
        Some(&*format!("Bearer {KEY}"))
    );
    assert_eq!(
        asked.json(),
        json!({"contents": ["Ein Klub.", "Zwei & drei."], "mimeType": "text/plain",
            "sourceLanguageCode": "de-AT", "targetLanguageCode": "en"})
    );
}

#[tokio::test]
async fn azure_is_asked_for_its_alignment() {
    let asked = asked("azure").await;
    assert_eq!(
        asked.path(),
        "/translate?api-version=3.0&from=de-AT&to=en&textType=plain&includeAlignment=true"
    );
    assert_eq!(asked.header("ocp-apim-subscription-key"), Some(KEY));
    assert_eq!(
        asked.header("ocp-apim-subscription-region"),
        Some("westeurope")
    );
    assert_eq!(
        asked.json(),
        json!([{"Text": "Ein Klub."}, {"Text": "Zwei & drei."}])
    );
}

#[tokio::test]
async fn a_model_is_told_the_rules_and_given_the_article_as_data() {
    let asked = asked("openai_chat").await;
    assert_eq!(asked.path(), "/v1/chat/completions");
    let asked = asked.json();
    assert_eq!(asked["temperature"], 0);
    assert_eq!(asked["response_format"]["json_schema"]["strict"], true);
    let rules = asked["messages"][0]["content"].as_str().expect("words");
    assert!(
        rules.contains("[\"Klub\",\"parliamentary group\"]"),
        "{rules}"
    );
    assert!(rules.contains("politely"), "{rules}");
    let article = asked["messages"][1]["content"].as_str().expect("words");
    let article: Value = serde_json::from_str(article).expect("JSON in words");
    assert_eq!(
        article,
        json!({"context_not_to_translate": "Headline", "segments": [
            {"id": 1, "text": "Ein Klub."}, {"id": 2, "text": "Zwei & drei."}]})
    );
}

#[tokio::test]
async fn refusals_that_mean_something_else_than_their_status() {
    let quota = EngineError::Quota { until: None };
    let limited = EngineError::RateLimited { after: None };
    for (name, status, said, meant) in [
        (
            "libretranslate",
            400,
            r#"{"error":"de is not supported"}"#,
            EngineError::Unsupported,
        ),
        (
            "libretranslate",
            400,
            r#"{"error":"Please contact the server operator to get an API key"}"#,
            EngineError::Auth,
        ),
        (
            "google",
            403,
            r#"{"error":{"code":403,"message":"Daily Limit Exceeded"}}"#,
            quota.clone(),
        ),
        (
            "google",
            403,
            r#"{"error":{"code":403,"message":"User Rate Limit Exceeded"}}"#,
            limited,
        ),
        (
            "azure",
            403,
            r#"{"error":{"code":403001,"message":"free quota"}}"#,
            quota.clone(),
        ),
        (
            "openai_chat",
            429,
            r#"{"error":{"code":"insufficient_quota","message":"x"}}"#,
            quota,
        ),
    ] {
        let (outcome, _) = ask(name, vec![Manner::refusal(status, said)]).await;
        assert_eq!(outcome.why, Some(meant), "{name}: {said}");
    }
}

#[tokio::test]
async fn too_much_text_is_halved_however_it_is_said() {
    for (name, said) in [
        (
            "libretranslate",
            r#"{"error":"Invalid request: request (12) exceeds text limit (10)"}"#,
        ),
        (
            "google",
            r#"{"error":{"code":400,"message":"Text is too long","status":"INVALID_ARGUMENT"}}"#,
        ),
        ("azure", r#"{"error":{"code":400050,"message":"too long"}}"#),
        (
            "openai_chat",
            r#"{"error":{"code":"context_length_exceeded","message":"x"}}"#,
        ),
    ] {
        let manners = vec![
            Manner::refusal(400, said),
            Manner::Answers(kind(name).polite),
        ];
        let (outcome, asked) = ask(name, manners).await;
        assert!(outcome.is_whole(), "{name}: {:?}", outcome.why);
        assert_eq!(asked.len(), 3, "{name}: the whole and two halves");
    }
}

#[tokio::test]
async fn what_deepl_bills_is_told() {
    let (outcome, _) = ask("deepl", vec![Manner::Answers(kind("deepl").polite)]).await;
    assert_eq!(outcome.billed_chars, 21);
    assert_eq!(outcome.model, "deepl quality_optimized");
    assert_eq!(DeepL::address(&key()), "https://api.deepl.com");
}

#[tokio::test]
async fn swapped_numbers_are_put_in_order_and_wrong_ones_refused() {
    let said = |ids: [u64; 2]| {
        let texts = ids.map(|id| (id, format!("N {id}")));
        Manner::ok((kind("openai_chat").answer)(&texts).to_string())
    };
    let (outcome, _) = ask("openai_chat", vec![said([2, 1])]).await;
    let texts: Vec<&str> = outcome.given.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["N 1", "N 2"]);

    let (outcome, asked) = ask("openai_chat", vec![said([1, 1]), said([1, 2])]).await;
    assert!(outcome.is_whole());
    assert_eq!(asked.len(), 2, "it was asked once more");
}

#[tokio::test]
async fn a_model_that_stumbles_is_asked_sentence_by_sentence() {
    let polite = Manner::Answers(kind("openai_chat").polite);
    let nonsense = Manner::ok(chat_answer("I cannot do that.").to_string());
    let (outcome, asked) = ask("openai_chat", vec![nonsense.clone(), nonsense, polite]).await;
    assert!(outcome.is_whole(), "{:?}", outcome.why);
    assert_eq!(asked.len(), 4, "twice together, then each by itself");
}

#[tokio::test]
async fn a_server_without_schemas_is_asked_for_less() {
    let no_schema = Manner::refusal(400, "response_format json_schema is not supported");
    let no_json = Manner::refusal(422, "unknown field response_format");
    let lines = Manner::ok(chat_answer("[[#1]] A group.\n[[#2]] Two & three.").to_string());
    let server = RudeServer::start(vec![no_schema, no_json, lines]).await;
    let pace = TestPace::new();
    let chat = HttpTranslator::new(Chat::new("m", None), server.endpoint(), pace.clone());
    let careful = Careful::new(Box::new(chat), pace, Arc::new(Free));
    let (from, to): (LanguageTag, LanguageTag) =
        ("de".parse().expect("de"), "en".parse().expect("en"));
    let segments = [
        Segment::new(1, "Ein Klub."),
        Segment::new(2, "Zwei & drei."),
    ];

    for _ in 0..2 {
        let outcome = careful
            .translate(Wanted::plain(&from, &to, &segments))
            .await;
        assert!(outcome.is_whole(), "{:?}", outcome.why);
    }
    let asked = server.asked();
    assert_eq!(
        asked.len(),
        4,
        "the second time it is known what the server understands"
    );
    assert_eq!(asked[1].json()["response_format"]["type"], "json_object");
    assert!(asked[2].json().get("response_format").is_none());
    assert!(asked[3].json()["messages"][1]["content"] == "[[#1]] Ein Klub.\n[[#2]] Zwei & drei.\n");
    assert_eq!(asked[3].header("authorization"), None);
}

#[tokio::test]
async fn an_answer_that_was_cut_short_is_asked_for_in_halves() {
    let mut cut = chat_answer("{\"segments\":[{\"id\":1,");
    cut["choices"][0]["finish_reason"] = json!("length");
    let manners = vec![
        Manner::ok(cut.to_string()),
        Manner::Answers(kind("openai_chat").polite),
    ];
    let (outcome, asked) = ask("openai_chat", manners).await;
    assert!(outcome.is_whole(), "{:?}", outcome.why);
    assert_eq!(asked.len(), 3);
}

#[tokio::test]
async fn each_engine_says_how_it_is() {
    for (name, path, body, words) in [
        (
            "libretranslate",
            "/languages",
            json!([{"code": "de", "name": "German", "targets": ["en"]}]),
            "1 languages: de",
        ),
        (
            "deepl",
            "/v2/usage",
            json!({"character_count": 5, "character_limit": 10}),
            "5 of 10 characters used",
        ),
        (
            "google",
            "/v3/projects/our-project/locations/global/supportedLanguages",
            json!({"languages": [{}, {}]}),
            "2 languages",
        ),
        (
            "azure",
            "/languages?api-version=3.0&scope=translation",
            json!({"translation": {"de": {}}}),
            "1 languages",
        ),
        (
            "openai_chat",
            "/v1/models",
            json!({"data": [{"id": "m"}]}),
            "1 models: m",
        ),
    ] {
        let server = RudeServer::start(vec![Manner::ok(body.to_string())]).await;
        let engine = (kind(name).make)(server.endpoint(), TestPace::new());
        let health = engine.health().await.expect("it is well");
        assert_eq!(health.words, words, "{name}");
        assert_eq!(server.asked()[0].path(), path, "{name}");
    }
}
