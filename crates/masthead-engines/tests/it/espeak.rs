//! The real espeak-ng, and programs in its place that behave as programs do on a bad day.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use masthead_engines::asking::{EngineError, Free, Patience};
use masthead_engines::audio::{Pcm, RATE};
use masthead_engines::speech::{CarefulSpeaker, Espeak, Said, Speaker};
use masthead_text::Lang;
use tempfile::TempDir;

use crate::rude_server::TestPace;

fn said<'a>(text: &'a str, voice: &'a str) -> Said<'a> {
    Said {
        text,
        lang: Lang::De,
        voice,
        before: "",
        behind: "",
    }
}

/// The real one, which must be installed: `make test` does that.
async fn espeak() -> Espeak {
    Espeak::find()
        .await
        .expect("espeak-ng is installed (`make test` installs it)")
}

async fn spoken(text: &str, voice: &str) -> Result<Pcm, EngineError> {
    let careful = CarefulSpeaker::new(Box::new(espeak().await), TestPace::new(), Arc::new(Free));
    careful
        .speak(said(text, voice), None)
        .await
        .map(|it| it.pcm)
}

#[tokio::test]
async fn espeak_reads_german_and_english() {
    for (voice, text) in [
        ("de", "Die Donau steigt, und niemand schläft."),
        ("en-gb", "The river rises, and nobody sleeps."),
        ("de+f3", "Die Donau steigt, und niemand schläft."),
    ] {
        let pcm = spoken(text, voice).await.expect("it speaks");
        let secs = pcm.lasts().as_secs_f64();
        assert_eq!(pcm.rate, RATE);
        assert!((1.5..5.0).contains(&secs), "{voice}: {secs} s");
    }
}

#[tokio::test]
async fn espeak_says_who_it_is() {
    let espeak = espeak().await;
    assert!(
        espeak.make().starts_with("espeak-ng 1."),
        "{}",
        espeak.make()
    );
    assert!(
        espeak
            .health()
            .await
            .expect("it answers")
            .starts_with("espeak-ng 1.")
    );
}

#[tokio::test]
async fn the_same_sentence_sounds_the_same() {
    let once = spoken("Es regnet.", "de").await.expect("it speaks");
    let again = spoken("Es regnet.", "de").await.expect("it speaks");
    assert_eq!(once, again);
}

#[tokio::test]
async fn words_are_never_commands() {
    let plain = spoken("Es regnet", "de").await.expect("it speaks");
    for text in [
        "--version",
        "-w /tmp/x",
        "<speak>Ja</speak> nein",
        "[[h@l'oU]] ja",
        "$(id) `id`",
    ] {
        let pcm = spoken(text, "de").await.expect(text);
        assert_ne!(pcm, plain, "{text}");
    }
    let with_nul = spoken("Es\0 regnet", "de").await.expect("it speaks");
    assert_eq!(with_nul, plain);
}

#[tokio::test]
async fn a_voice_that_is_none_is_refused() {
    assert_eq!(spoken("Ja.", "zz").await, Err(EngineError::Unsupported));
    for voice in ["", "-q", "../../etc/passwd", "de; id", "de\nen"] {
        let refused = spoken("Ja.", voice).await;
        assert!(
            matches!(refused, Err(EngineError::Rejected(_))),
            "{voice}: {refused:?}"
        );
    }
}

#[tokio::test]
async fn a_sentence_without_end_is_read_in_parts() {
    let long = "Er kam, sah und siegte, ".repeat(80);
    let careful = CarefulSpeaker::new(Box::new(espeak().await), TestPace::new(), Arc::new(Free));
    let whole = careful
        .speak(said(&long, "de"), None)
        .await
        .expect("it speaks");

    assert_eq!(
        whole.billed_chars,
        long.trim().chars().count() as u64 - 1,
        "one space was a cut"
    );
    assert!((60.0..200.0).contains(&whole.pcm.lasts().as_secs_f64()));
}

/// A program in espeak-ng's place that does this once it was asked for sound.
async fn stub(folder: &TempDir, does: &str) -> Espeak {
    let script = folder.path().join("stub.sh");
    let text = format!("case \"$*\" in *--version*) echo 'stub: 9.9 x'; exit;; esac\n{does}\n");
    std::fs::write(&script, text).expect("it is written");
    let espeak = Espeak::at(Path::new("/bin/sh"), vec![script.into()]).await;
    espeak
        .expect("it says its version")
        .with_silence(Duration::from_millis(700))
}

async fn met(does: &str) -> Result<Pcm, EngineError> {
    let folder = TempDir::new().expect("a folder");
    let stub = stub(&folder, does).await;
    stub.speak(said("Es regnet.", "de")).await.map(|it| it.pcm)
}

#[tokio::test]
async fn a_program_that_hangs_is_ended_with_its_children() {
    let folder = TempDir::new().expect("a folder");
    let mark = folder.path().join("alive");
    let began = Instant::now();
    // The child of the child holds the pipe open and would leave a mark.
    let does = format!("(sleep 3; : > {}) & sleep 60", mark.display());
    let stub = stub(&folder, &does).await;
    let met = stub.speak(said("Es regnet.", "de")).await;

    assert!(matches!(met, Err(EngineError::Transient(_))), "{met:?}");
    assert!(
        began.elapsed() < Duration::from_secs(3),
        "{:?}",
        began.elapsed()
    );
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert!(!mark.exists(), "nobody is left");
}

#[tokio::test]
async fn a_program_that_nobody_waits_for_any_more_is_ended() {
    let folder = TempDir::new().expect("a folder");
    let mark = folder.path().join("alive");
    let stub = stub(&folder, &format!("sleep 1; : > {}", mark.display())).await;
    let waiting = stub.speak(said("Es regnet.", "de"));
    let given_up = tokio::time::timeout(Duration::from_millis(200), waiting).await;

    assert!(given_up.is_err());
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert!(!mark.exists(), "nobody is left");
}

#[tokio::test]
async fn a_program_that_drips_is_waited_for() {
    let tone = "printf 'RIFF\\0\\0\\0\\0WAVEfmt \\020\\0\\0\\0\\001\\0\\001\\0'; sleep 0.4; \
                printf '\\300\\135\\0\\0\\200\\273\\0\\0\\002\\0\\020\\0data'; sleep 0.4; \
                printf '\\0\\360\\377\\177ab'";
    assert_eq!(
        met(tone).await.map(|it| (it.rate, it.samples.len())),
        Ok((24_000, 1))
    );
}

#[tokio::test]
async fn a_bad_day_has_a_name() {
    let transient = |it: &EngineError| matches!(it, EngineError::Transient(_));
    let invalid = |it: &EngineError| matches!(it, EngineError::Invalid(_));
    let refused = |it: &EngineError| matches!(it, EngineError::Rejected(_));
    type Meant = fn(&EngineError) -> bool;
    let cases: [(&str, Meant); 7] = [
        ("kill -9 $$", transient),
        ("exit 3", refused),
        ("echo 'no voices at all' >&2; exit 1", refused),
        ("exit 0", invalid),
        ("cat", invalid),
        (
            "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done",
            invalid,
        ),
        (
            "while :; do echo mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm >&2; done",
            |it| !matches!(it, EngineError::Auth),
        ),
    ];
    for (does, is_right) in cases {
        let error = met(does).await.expect_err(does);
        assert!(is_right(&error), "{does}: {error:?}");
        assert!(error.to_string().len() < 400 && !error.to_string().contains('\n'));
    }
}

#[tokio::test]
async fn it_gets_words_and_nothing_else() {
    let does = "echo \"$* | $(cat) | $(/usr/bin/env | grep -v '^PWD=' | grep -v '^_=' | grep -v '^SHLVL=')\" >&2; exit 1";
    let error = met(does).await.expect_err("it fails");
    assert_eq!(
        error.to_string(),
        "refused: it ended with 1: -v de -s 165 -b 1 -z --stdin --stdout | Es regnet. | LC_ALL=C.UTF-8"
    );
}

#[tokio::test]
async fn its_memory_time_and_files_have_an_end() {
    let error = met("ulimit -v >&2; ulimit -t >&2; ulimit -f >&2; exit 1").await;
    let error = error.expect_err("it fails").to_string();
    // Kilobytes, seconds, and blocks of half a kilobyte.
    assert!(error.ends_with(": 1048576 30 131072"), "{error}");
}

#[tokio::test]
async fn one_that_works_on_the_second_try_is_asked_twice() {
    let folder = TempDir::new().expect("a folder");
    let real = "exec espeak-ng \"$@\"";
    let does = format!(
        "PATH=/usr/bin:/bin; if rmdir {0}/once 2>/dev/null; then kill -9 $$; fi; {real}",
        folder.path().display()
    );
    std::fs::create_dir(folder.path().join("once")).expect("it is made");
    let stub = stub(&folder, &does).await;
    let pace = TestPace::new();
    let careful = CarefulSpeaker::new(Box::new(stub), pace.clone(), Arc::new(Free))
        .with_patience(Patience::default());

    assert!(careful.speak(said("Es regnet.", "de"), None).await.is_ok());
    assert_eq!(pace.pauses().len(), 1);
}
