//! What holds of any answer of an engine whatever: the list that `cargo test` tries for moments and `make fuzz` for
//! minutes.

use std::time::SystemTime;

use masthead_engines::asking::{Key, Reply};
use masthead_engines::audio::{
    MOST_SENTENCE_SECS, Pcm, RATE, read_wav, resampled, trimmed, write_wav,
};
use masthead_engines::models::adds_up;
use masthead_engines::speech::{ElevenLabs, Said, VoiceContract};
use masthead_engines::translation::{
    Azure, Chat, Contract, DeepL, Given, Google, LanguageTag, LibreTranslate, Segment, Wanted,
};
use masthead_text::Lang;

/// A promise: its name, seeds to begin with, what holds.
type Promise = (&'static str, fn() -> Vec<Vec<u8>>, fn(&[u8]));

/// Each promise: its name, seeds to begin with, and what holds of any bytes (it panics where it does not).
pub(crate) const PROMISES: &[Promise] = &[
    ("libretranslate", lists, |bytes| {
        hold(&LibreTranslate::new(Some(key())), bytes);
    }),
    ("deepl", lists, |bytes| {
        hold(&DeepL::new(key(), None), bytes);
    }),
    ("google", lists, |bytes| {
        let google = Google::new(key(), "project", "global", Some("glossary")).expect("names");
        hold(&google, bytes);
    }),
    ("azure", alignments, |bytes| {
        hold(&Azure::new(key(), None), bytes);
    }),
    ("model_container", containers, |bytes| {
        let _ = adds_up(bytes, bytes.len() as u64);
    }),
    ("chat", chats, |bytes| {
        hold(&Chat::new("model", Some(key())), bytes);
    }),
    ("voices", sounds, sound_holds),
];

fn key() -> Key {
    Key::new("key-0123456789", "here").expect("a key")
}

fn asked() -> [Segment; 3] {
    [
        Segment::new(1, "Der [[1]]Kanzler[[/1]] 🏠 kam."),
        Segment::new(2, "Früh war es, und sie gingen nach [[1/]]."),
        Segment::new(9, "Siehe www.zeitung.example."),
    ]
}

/// An answer is as many sentences as were asked for, in their order, clean, with places inside of them; or an error
/// that says little and not the key. A refusal is an error of the same kind, whatever its status.
fn hold(contract: &dyn Contract, bytes: &[u8]) {
    let (from, to): (LanguageTag, LanguageTag) = (Lang::De.into(), Lang::En.into());
    let segments = asked();
    let wanted = Wanted::plain(&from, &to, &segments);
    match contract.answer(&wanted, bytes) {
        Ok(given) => fits(&segments, &given),
        Err(error) => assert!(error.to_string().len() < 300, "{error}"),
    }
    for status in [200, 400, 401, 403, 404, 413, 422, 429, 456, 500, 503, 529] {
        let reply = Reply::of(status, bytes.to_vec());
        let said = contract.refusal(&reply, SystemTime::UNIX_EPOCH).to_string();
        assert!(said.chars().count() < 300, "{said}");
        assert!(!said.chars().any(char::is_control), "{said:?}");
    }
    let (_, read) = contract.health();
    let _ = read(bytes);
}

fn fits(asked: &[Segment], given: &Given) {
    let numbers = given.segments.iter().map(|it| it.id);
    assert!(numbers.eq(asked.iter().map(|it| it.id)));
    for (segment, given) in asked.iter().zip(&given.segments) {
        assert!(
            !given.text.chars().any(char::is_control),
            "{:?}",
            given.text
        );
        for pairing in &given.aligned {
            let _ = segment.text()[pairing.source.clone()].len();
            let _ = given.text[pairing.target.clone()].len();
        }
    }
    assert!(!given.model.chars().any(char::is_control));
}

/// Answers of the engines that give a list of texts.
fn lists() -> Vec<Vec<u8>> {
    seeds(&[
        r#"{"translatedText":["The [[1]]chancellor[[/1]] came.","It was early.","See www.zeitung.example."]}"#,
        r#"{"translations":[{"detected_source_language":"DE","text":"The <g id=\"1\">a</g> &amp; b","billed_characters":12,"model_type_used":"quality_optimized"},{"text":"b"},{"text":"c"}]}"#,
        r#"{"translations":[{"translatedText":"a"},{"translatedText":"b"},{"translatedText":"c"}],"glossaryTranslations":[{"translatedText":"x"},{"translatedText":"y"},{"translatedText":"z"}]}"#,
        r#"{"error":{"code":403,"message":"Daily Limit Exceeded","status":"RESOURCE_EXHAUSTED"}}"#,
        r#"{"error":"Invalid request: request (12) exceeds text limit (10)"}"#,
        r#"{"character_count":180118,"character_limit":1250000,"languages":[{"code":"de"}]}"#,
    ])
}

fn alignments() -> Vec<Vec<u8>> {
    seeds(&[
        r#"[{"translations":[{"text":"The chancellor 🏠 came.","to":"en","alignment":{"proj":"0:2-0:2 4:12-4:13 14:15-15:16"}}]},{"translations":[{"text":"Early it was.","to":"en"}]},{"translations":[{"text":"See.","to":"en","alignment":{"proj":""}}]}]"#,
        r#"{"error":{"code":403001,"message":"free quota"}}"#,
        r#"{"translation":{"de":{"name":"German"}}}"#,
    ])
}

/// A model of one number.
fn containers() -> Vec<Vec<u8>> {
    let words =
        |numbers: &[u64]| -> Vec<u8> { numbers.iter().flat_map(|it| it.to_le_bytes()).collect() };
    let build = b"dim-emb: 64\nenc-depth: 2\n\0";
    let mut bytes = words(&[1, 2, 5, 0x404, 2, 4, 18, 0x101, 1, build.len() as u64]);
    bytes.extend_from_slice(b"Wemb\0special:model.yml\0");
    for side in [1_u32, 1, 25] {
        bytes.extend_from_slice(&side.to_le_bytes());
    }
    bytes.extend(words(&[3]));
    bytes.extend_from_slice(b"\0\0\0\0\0\0\0");
    bytes.extend_from_slice(build);
    vec![bytes]
}

fn chats() -> Vec<Vec<u8>> {
    seeds(&[
        r#"{"model":"m-1","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"{\"segments\":[{\"id\":1,\"text\":\"The [[1]]chancellor[[/1]] 🏠 came.\"},{\"id\":2,\"text\":\"Early it was, and they went to [[1/]].\"},{\"id\":9,\"text\":\"See www.zeitung.example.\"}]}"}}]}"#,
        r#"{"choices":[{"finish_reason":"stop","message":{"content":"[[#1]] The [[1]]chancellor[[/1]] came 🏠.\n[[#2]] Early it was, and they went to [[1/]].\n[[#9]] See www.zeitung.example."}}]}"#,
        r#"{"choices":[{"finish_reason":"length","message":{"content":"```json\n{\"segments\":[]}\n```","refusal":null}}]}"#,
        r#"{"error":{"code":"context_length_exceeded","message":"response_format json_schema temperature"}}"#,
        r#"{"data":[{"id":"m-1"}]}"#,
    ])
}

fn seeds(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}

/// Sounds as speakers write them.
fn sounds() -> Vec<Vec<u8>> {
    let pcm = |rate: u32| Pcm {
        rate,
        samples: (-400..400).map(|it| it * 40).collect(),
    };
    let mut streamed = write_wav(&pcm(22_050));
    streamed[40..44].copy_from_slice(&0x7fff_f000_u32.to_le_bytes());
    let answer =
        br#"{"audio_base64":"AAEAAgADAAQ=","alignment":{"character_end_times_seconds":[0.1,1e9]}}"#;
    vec![write_wav(&pcm(24_000)), streamed, answer.to_vec()]
}

/// Whatever a speaker answers is a bounded recording that can be worked with, or an error that says little.
fn sound_holds(bytes: &[u8]) {
    if let Ok(pcm) = read_wav(bytes) {
        recording_holds(&pcm);
        assert_eq!(
            read_wav(&write_wav(&pcm)),
            Ok(pcm),
            "what is written is read"
        );
    }
    let said = Said {
        text: "Es regnet.",
        lang: Lang::De,
        voice: "a",
        before: "",
        behind: "",
    };
    let contract = ElevenLabs::new("model", key());
    match contract.recording(&said, &Reply::of(200, bytes.to_vec())) {
        Ok(recording) => recording_holds(&recording.pcm),
        Err(error) => assert!(error.to_string().len() < 300, "{error}"),
    }
}

fn recording_holds(pcm: &Pcm) {
    assert!((8_000..=96_000).contains(&pcm.rate));
    assert!(pcm.samples.len() <= (MOST_SENTENCE_SECS * pcm.rate) as usize);
    // Mutations may claim a minute; a second of it is enough to try.
    let short = Pcm {
        rate: pcm.rate,
        samples: pcm
            .samples
            .iter()
            .take(pcm.rate as usize)
            .copied()
            .collect(),
    };
    let heard = resampled(&trimmed(&short), RATE);
    assert!(heard.samples.len() <= RATE as usize + 1);
}
