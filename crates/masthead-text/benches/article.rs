//! How long an article takes: sentences, placeholders, figures, names, checks, words for the voice.
//!
//! `cargo bench -p masthead-text` prints the median of many runs, on one thread. The article is put together from the
//! gold files: some 600 words, in German and in English.
#![allow(clippy::print_stdout)] // The figures are what this is for.

use std::hint::black_box;
use std::time::{Duration, Instant};

use masthead_text::checks::{Measure, Translated, check};
use masthead_text::figures::compare;
use masthead_text::names::{Aligned, clusters_of};
use masthead_text::narration::{Lexicon, Manner, Slashes, script};
use masthead_text::placeholders::Marked;
use masthead_text::sentences::tell;
use masthead_text::{Document, Inline, Lang, detect, from_markdown};

const DE: &str = include_str!("../tests/gold/sentences.de.txt");
const EN: &str = include_str!("../tests/gold/sentences.en.txt");
/// As long as the articles of the design's own measurements.
const WORDS: usize = 600;
const RUNS: usize = 400;

fn main() {
    let (german, english) = (article(DE), article(EN));
    let documents = [(Lang::De, &german), (Lang::En, &english)];
    let pairs = pairs(&german, &english);
    println!(
        "{} words, {} sentences in pairs",
        words(&german),
        pairs.len()
    );

    for (lang, document) in documents {
        row(&format!("sentences with ids ({lang})"), || {
            black_box(tell(document, lang));
        });
        row(&format!("marks to placeholders and back ({lang})"), || {
            there_and_back(document);
        });
        row(&format!("words for the voice ({lang})"), || {
            let manner = Manner {
                lang,
                slashes: Slashes::DayFirst,
                with_captions: true,
            };
            black_box(script(document, manner, &Lexicon::default()));
        });
        let text = document.plain_text();
        row(&format!("language detected ({lang})"), || {
            black_box(detect(&text));
        });
    }
    row("doubled captions and quotes", || {
        black_box(german.doubles());
    });
    row("figures compared", || {
        for (source, target) in &pairs {
            black_box(compare(source, Lang::De, target, Lang::En));
        }
    });
    let aligned: Vec<Aligned<'_>> = pairs
        .iter()
        .map(|(source, target)| Aligned { source, target })
        .collect();
    row("names clustered", || {
        black_box(clusters_of(&aligned, Lang::De, Lang::En));
    });
    let translated: Vec<Translated<'_>> = pairs
        .iter()
        .map(|(source, target)| Translated::of(source, target))
        .collect();
    let measure = Measure {
        from: Lang::De,
        to: Lang::En,
        terms: &[],
        entities: &[],
        profane: &[],
    };
    row("all checks (figures and names among them)", || {
        black_box(check(&translated, &measure));
    });
}

/// Paragraphs of a gold file until there are enough words, each with a word set apart and a link.
fn article(gold: &str) -> Document {
    let mut markdown = String::new();
    for paragraph in gold.split("\n\n").skip(1) {
        let text = paragraph.lines().collect::<Vec<_>>().join(" ");
        let mut parts = text.splitn(4, ' ');
        let parts: Vec<&str> = parts.by_ref().collect();
        if let [one, two, three, rest] = parts[..] {
            markdown.push_str(&format!("{one} **{two}** [{three}](/a) {rest}\n\n"));
        }
        if markdown.split_whitespace().count() >= WORDS {
            break;
        }
    }
    from_markdown(&markdown).document
}

/// Sentences side by side. They are no translations of each other, which is the worst case: every check finds something.
fn pairs(german: &Document, english: &Document) -> Vec<(String, String)> {
    let sentences = |document: &Document, lang| -> Vec<String> {
        let told = tell(document, lang).into_iter();
        told.flat_map(|told| told.sentences)
            .map(|sentence| sentence.text)
            .collect()
    };
    let targets = sentences(english, Lang::En);
    sentences(german, Lang::De)
        .into_iter()
        .zip(targets.into_iter().cycle())
        .collect()
}

fn there_and_back(document: &Document) {
    for passage in document.passages() {
        let inline: Inline = passage.words.inline();
        let marked = Marked::whole(&inline);
        black_box(marked.restore(marked.text())).expect("nothing was changed");
    }
}

fn words(document: &Document) -> usize {
    document.plain_text().split_whitespace().count()
}

fn row(name: &str, mut run: impl FnMut()) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            run();
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "{name:<45} {:>8.3} ms",
        times[RUNS / 2].as_secs_f64() * 1_000.0
    );
}
