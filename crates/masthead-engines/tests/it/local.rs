//! The loader of translation models, compared with the original engine. `tests/loader` says how the fixture is made.
//!
//! Its models have random weights. They translate nothing, but they compute: a wrong transposition, a forgotten bias or
//! a first step of the decoder that begins elsewhere, and two engines part ways at once.

use std::path::{Path, PathBuf};

use masthead_engines::asking::EngineError;
use masthead_engines::models::ModelFiles;
use masthead_engines::translation::{
    LanguageTag, Local, Segment, Translated, Translator, Wanted, try_out,
};
use masthead_text::Lang;

const LOADER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/loader");

fn fixture(name: &str) -> PathBuf {
    Path::new(LOADER).join(name)
}

fn lines(name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(fixture(name)).expect("it is in the repository");
    text.lines().map(str::to_owned).collect()
}

fn files(model: &Path) -> ModelFiles {
    ModelFiles {
        from: Lang::De.into(),
        to: Lang::En.into(),
        model: model.to_owned(),
        vocab: fixture("vocab.spm"),
        target_vocab: None,
        version: "test".to_owned(),
    }
}

async fn translate(local: &Local, segments: &[Segment]) -> Result<Vec<Translated>, EngineError> {
    let (from, to): (LanguageTag, LanguageTag) = (Lang::De.into(), Lang::En.into());
    let mut all = Vec::new();
    for batch in segments.chunks(local.abilities().max_items) {
        let given = local.translate(Wanted::plain(&from, &to, batch)).await?;
        all.extend(given.segments);
    }
    Ok(all)
}

fn segments(texts: &[String]) -> Vec<Segment> {
    (0..)
        .zip(texts)
        .map(|(id, text)| Segment::new(id, text))
        .collect()
}

fn together(texts: &[String]) -> Vec<Segment> {
    let segments = segments(texts).into_iter();
    segments.map(Segment::without_alignment).collect()
}

fn words(translated: &[Translated]) -> Vec<&str> {
    translated.iter().map(|it| it.text.as_str()).collect()
}

/// How much of what was said is what the original says.
struct Agreement {
    sentences: usize,
    /// Sentences that begin with the same four characters.
    openings: usize,
    /// Sentences that are the same up to the end of the shorter one: the two engines stop at different lengths.
    whole: usize,
}

fn compare(said: &[&str], original: &[&str]) -> Agreement {
    let opening = |text: &str| text.chars().take(4).collect::<String>();
    let pairs = || said.iter().zip(original);
    let is_same = |(said, original): &(&&str, &&str)| {
        let end = bare(said).len().min(bare(original).len());
        end > 0 && bare(said).get(..end) == bare(original).get(..end)
    };
    Agreement {
        sentences: said.len(),
        openings: pairs().filter(|(a, b)| opening(a) == opening(b)).count(),
        whole: pairs().filter(is_same).count(),
    }
}

/// A text may end in the middle of a character of several bytes, which shows as a replacement.
fn bare(text: &str) -> &str {
    text.trim_end_matches(['\u{fffd}', ' '])
}

async fn agreement(model: &Path, original: &str) -> Agreement {
    let local = Local::new(vec![files(model)]);
    let texts = lines("sentences.txt");
    let said = translate(&local, &together(&texts))
        .await
        .expect("it computes");
    // What the original says is cleaned as what ours says.
    let original: Vec<Translated> = lines(original)
        .iter()
        .map(|line| Translated::new(0, line))
        .collect();
    let agreement = compare(&words(&said), &words(&original));
    assert_eq!(agreement.sentences, 41);
    agreement
}

#[tokio::test]
async fn float32_is_the_original_to_the_last_word() {
    let agreement = agreement(&fixture("float32.bin"), "float32.txt").await;
    assert_eq!((agreement.openings, agreement.whole), (41, 41));
}

#[tokio::test]
async fn int8_begins_like_the_original() {
    let agreement = agreement(&fixture("int8.bin"), "int8.txt").await;
    assert!(agreement.openings >= 38, "{} of 41", agreement.openings);
}

/// The same file with one row of biases turned around: whoever could not tell that apart compares nothing.
#[tokio::test]
async fn one_wrong_bias_is_found_wherever_it_is() {
    let whole = std::fs::read(fixture("float32.bin")).expect("it is in the repository");
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        "encoder_l1_self_bv",
        "decoder_l1_rnn_bf",
        "decoder_l1_context_bo",
        "decoder_l2_ffn_b1",
    ] {
        let mut bytes = whole.clone();
        let bias = place_of(&bytes, name);
        for four in bytes[bias].chunks_exact_mut(4) {
            four[3] ^= 0x80;
        }
        let wrong = folder.path().join(name);
        std::fs::write(&wrong, bytes).expect("it can be written");
        let agreement = agreement(&wrong, "float32.txt").await;
        assert!(
            agreement.whole <= 2,
            "{name}: {} of 41 are the same",
            agreement.whole
        );
    }
}

/// Where the data of an item are.
fn place_of(bytes: &[u8], wanted: &str) -> std::ops::Range<usize> {
    let number = |at: usize| {
        let eight: [u8; 8] = bytes[at..at + 8].try_into().expect("eight bytes");
        usize::try_from(u64::from_le_bytes(eight)).expect("a length")
    };
    let items = number(8);
    let heads: Vec<[usize; 3]> = (0..items)
        .map(|item| [0, 16, 24].map(|field| number(16 + item * 32 + field)))
        .collect();
    let mut at = 16 + items * 32;
    let mut names = Vec::new();
    for [name, ..] in &heads {
        names.push(String::from_utf8_lossy(&bytes[at..at + name - 1]).into_owned());
        at += name;
    }
    at += heads.iter().map(|[_, shape, _]| shape * 4).sum::<usize>();
    at += 8 + number(at);
    for ([.., length], name) in heads.iter().zip(names) {
        if name == wanted {
            return at..at + length;
        }
        at += length;
    }
    panic!("there is no {wanted}");
}

#[tokio::test]
async fn alone_together_and_aligned_are_the_same_words() {
    let texts = lines("sentences.txt");
    let local = Local::new(vec![files(&fixture("float32.bin"))]);
    let batch = translate(&local, &together(&texts))
        .await
        .expect("it computes");
    let aligned = translate(&local, &segments(&texts))
        .await
        .expect("it computes");
    assert_eq!(words(&batch), words(&aligned));
    for (text, one) in texts.iter().zip(&batch).step_by(5) {
        let alone = translate(&local, &together(std::slice::from_ref(text))).await;
        assert_eq!(alone.expect("it computes")[0].text, one.text);
    }
    let silent = aligned.iter().filter(|it| it.aligned.is_empty()).count();
    assert!(silent < 20, "{silent} of 41 say nothing about their words");
    for (text, one) in texts.iter().zip(&aligned) {
        for pairing in &one.aligned {
            assert!(!text[pairing.source.clone()].is_empty());
            assert!(!one.text[pairing.target.clone()].is_empty());
        }
    }
}

#[tokio::test]
async fn odd_sentences_are_borne_and_too_long_ones_refused() {
    let local = Local::new(vec![files(&fixture("int8.bin"))]);
    let odd = [
        "",
        " ",
        "a",
        "ꙮ 🏠 \u{10ffff}",
        "▁▁▁",
        "</s><unk>",
        "ﬁ ① Å e\u{301}",
        "\u{ad}",
    ]
    .map(str::to_owned);
    for segments in [segments(&odd), together(&odd)] {
        let said = translate(&local, &segments).await.expect("it computes");
        assert_eq!(said.len(), odd.len());
    }
    let long = vec!["Donaudampfschifffahrt ".repeat(31)];
    assert!(translate(&local, &segments(&long)).await.is_ok());
    let longer = vec!["Donaudampfschifffahrt ".repeat(100)];
    assert_eq!(
        translate(&local, &segments(&longer)).await,
        Err(EngineError::TooLarge)
    );
}

#[tokio::test]
async fn a_pair_without_a_model_is_unsupported() {
    let local = Local::new(vec![files(&fixture("int8.bin"))]);
    let (en, de): (LanguageTag, LanguageTag) = (Lang::En.into(), Lang::De.into());
    let segments = [Segment::new(1, "Word")];
    let given = local.translate(Wanted::plain(&en, &de, &segments)).await;
    assert_eq!(given.err(), Some(EngineError::Unsupported));
}

/// Files cut short and files with wrong bytes in them: an error, or nonsense, but never the end of the program.
#[tokio::test]
async fn a_broken_file_costs_an_answer_and_no_more() {
    let whole = std::fs::read(fixture("int8.bin")).expect("it is in the repository");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("broken.bin");
    let cuts = (0..20).map(|n| whole[..whole.len() * n / 20].to_vec());
    let wrongs = (0..40_usize).map(|n| {
        let mut bytes = whole.clone();
        let at = (n * 211) % 4_000;
        bytes[at] ^= 1 << (n % 8);
        bytes[at + 1] = 0xff;
        bytes
    });
    for (n, bytes) in cuts.chain(wrongs).enumerate() {
        std::fs::write(&path, bytes).expect("it can be written");
        let tried = try_out(&files(&path));
        assert!(n >= 20 || tried.is_err(), "{n}: it is cut short");
    }
    let mut vocab = files(&fixture("int8.bin"));
    let spm = std::fs::read(fixture("vocab.spm")).expect("it is in the repository");
    vocab.vocab = folder.path().join("broken.spm");
    for n in 0..10 {
        std::fs::write(&vocab.vocab, &spm[..spm.len() * n / 10]).expect("it can be written");
        let _ = try_out(&vocab);
    }
}

#[tokio::test]
async fn a_model_that_fails_is_loaded_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.bin");
    std::fs::write(&path, b"not yet").expect("it can be written");
    let local = Local::new(vec![files(&path)]);
    let text = ["Ein Satz.".to_owned()];
    let failed = translate(&local, &segments(&text)).await;
    assert!(matches!(failed, Err(EngineError::Invalid(_))), "{failed:?}");
    assert!(local.health().await.is_err());
    std::fs::copy(fixture("int8.bin"), &path).expect("it can be written");
    assert!(translate(&local, &segments(&text)).await.is_ok());
    assert_eq!(
        local.health().await.expect("it is well").words,
        "1 models: de-en"
    );
}
