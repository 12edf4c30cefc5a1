//! How many tokens our own translator says in a second of processor time, and how long it takes to be ready.

use std::time::{Duration, Instant};

use anyhow::Result;
use masthead_engines::models::ModelFiles;
use masthead_engines::translation::{Local, Segment};

use super::{say, segments, tokens};
use crate::bench::cpu;
use crate::bench::language::gold::{self, GERMAN};
use crate::bench::language::table::{self, Table};

const SINGLE: table::Wanted = table::Wanted {
    metric: "fxtranslate base, random weights, single",
    target: "≥ 450 tok/CPU-s",
    prototype: "496",
};
const BATCHED: table::Wanted = table::Wanted {
    metric: "fxtranslate base, random weights, batched",
    target: "≥ 900 tok/CPU-s",
    prototype: "1015",
};
const LOADED: table::Wanted = table::Wanted {
    metric: "fxtranslate base, random weights, load",
    target: "≤ 0.2 s",
    prototype: "0.05 s",
};

/// Runs of each; the quickest counts, because machines are shared.
const RUNS: usize = 3;
/// Sentences of so many words and more, as news has them, and as many as go together.
const WORDS: usize = 8;
const SENTENCES: usize = 32;

pub(super) async fn measure(files: &ModelFiles, table: &mut Table) -> Result<()> {
    let load = load(files).await?;
    let local = Local::new(vec![files.clone()]);
    let segments = sentences();
    say(&local, &segments[..1]).await?;
    let alone: Vec<&[Segment]> = segments.chunks(1).collect();
    for (wanted, questions, least) in [
        (&SINGLE, &alone[..], 450.0),
        (&BATCHED, &[&segments[..]][..], 900.0),
    ] {
        let (each_sec, count) = tokens_per_sec(&local, questions).await?;
        let ours = format!("{each_sec:.0} ({count} tokens)");
        table.row(wanted, ours, each_sec >= least);
    }
    let secs = load.as_secs_f64();
    table.row(&LOADED, format!("{secs:.2} s"), secs <= 0.2);
    Ok(())
}

fn sentences() -> Vec<Segment> {
    let gold = gold::paragraphs(GERMAN);
    let long = gold
        .into_iter()
        .flatten()
        .filter(|it| it.split_whitespace().count() >= WORDS);
    segments(long.take(SENTENCES))
}

/// What the first sentence takes longer than the second: the files are in the kernel's cache.
async fn load(files: &ModelFiles) -> Result<Duration> {
    let sentence = segments(std::iter::once("Ja."));
    let mut quickest = Duration::MAX;
    for _ in 0..RUNS {
        let local = Local::new(vec![files.clone()]);
        let began = Instant::now();
        say(&local, &sentence).await?;
        let first = began.elapsed();
        let began = Instant::now();
        say(&local, &sentence).await?;
        quickest = quickest.min(first.saturating_sub(began.elapsed()));
    }
    Ok(quickest)
}

async fn tokens_per_sec(local: &Local, questions: &[&[Segment]]) -> Result<(f64, u32)> {
    let (mut quickest, mut count) = (Duration::MAX, 0);
    for _ in 0..RUNS {
        count = 0;
        let before = cpu::used_by(std::process::id())?;
        for question in questions {
            let said = say(local, question).await?;
            count += said.iter().map(|it| tokens(&it.text)).sum::<usize>();
        }
        let used = cpu::used_by(std::process::id())?.saturating_sub(before);
        quickest = quickest.min(used);
    }
    let count = u32::try_from(count)?;
    Ok((f64::from(count) / quickest.as_secs_f64(), count))
}
