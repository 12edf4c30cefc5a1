//! The real Apertium, English to Spanish: how fast its pipe is, whether placeholders come through, and what an article
//! costs that has not changed.

use std::time::Instant;

use anyhow::{Context, Result};
use masthead_core::kernel::App;
use masthead_core::translation::{Article, Order, translate};
use masthead_engines::translation::{Careful, LanguageTag, Segment, Wanted};
use masthead_text::placeholders::{Hints, Marked, Repair, Settled, Style, Tries, settle};
use masthead_text::sentences::tell;
use masthead_text::{Document, Lang};

use super::gold::{self, ENGLISH};
use super::table::{self, Table};
use crate::bench::figure::percentile;
use crate::commands::app;
use crate::config::{self, Spoken};
use crate::{engines, translators};

const PIPE: table::Wanted = table::Wanted {
    metric: "Apertium pipe",
    target: "≥ 400 segments/s, p95 ≤ 10 ms",
    prototype: "489–618 /s, 6.2 ms",
};
const START: table::Wanted = table::Wanted {
    metric: "Apertium start",
    target: "≤ 0.5 s",
    prototype: "0.33 s",
};
const KEPT: table::Wanted = table::Wanted {
    metric: "placeholders kept (Apertium)",
    target: "100 %",
    prototype: "11/11",
};
const RESAVED: table::Wanted = table::Wanted {
    metric: "unchanged re-save",
    target: "0 provider calls",
    prototype: "–",
};

pub(super) async fn measure(table: &mut Table) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let spoken = Spoken {
        data: Some(folder.path().to_owned()),
        ..Spoken::default()
    };
    let config = config::read(&spoken)?;
    if !engines::translators(&config)
        .iter()
        .any(|name| name == "apertium")
    {
        for wanted in [&PIPE, &START, &KEPT, &RESAVED] {
            table.absent(wanted, "Apertium is not installed");
        }
        return Ok(());
    }
    let app = app(&config).await?;
    let hired = translators::hire(&app, &config, &["apertium".to_owned()], None)?;
    let engine = &hired.first().context("it was asked for")?.careful;
    let (from, to): (LanguageTag, LanguageTag) = ("en".parse()?, "es".parse()?);
    let document = gold::article(ENGLISH);
    let marked = sentences(&document);
    pipe(engine, (&from, &to), &marked, table).await?;
    resave(&app, engine, (&from, &to), &document, table).await
}

fn sentences(document: &Document) -> Vec<Marked> {
    let told = tell(document, Lang::En).into_iter();
    told.flat_map(|told| {
        let words = told.passage.words.inline();
        let sentences = told.sentences.into_iter();
        sentences
            .map(move |it| Marked::of(&words, it.range))
            .collect::<Vec<_>>()
    })
    .collect()
}

async fn pipe(
    engine: &Careful,
    (from, to): (&LanguageTag, &LanguageTag),
    marked: &[Marked],
    table: &mut Table,
) -> Result<()> {
    let segments: Vec<Segment> = (0..)
        .zip(marked)
        .map(|(id, marked)| Segment::new(id, &marked.render(Style::Blanks)))
        .collect();
    let began = Instant::now();
    engine
        .translate(Wanted::plain(from, to, &segments[..1]))
        .await;
    let start = began.elapsed().as_secs_f64();

    let mut waits = Vec::with_capacity(segments.len());
    for segment in &segments {
        let began = Instant::now();
        engine
            .translate(Wanted::plain(from, to, std::slice::from_ref(segment)))
            .await;
        waits.push(began.elapsed().as_secs_f64() * 1e3);
    }
    let began = Instant::now();
    let outcome = engine.translate(Wanted::plain(from, to, &segments)).await;
    anyhow::ensure!(
        outcome.is_whole(),
        "Apertium left sentences: {:?}",
        outcome.why
    );
    let count = f64::from(u32::try_from(segments.len())?);
    let each_sec = count / began.elapsed().as_secs_f64();
    let p95 = percentile(&mut waits, 0.95);
    let ours = format!("{each_sec:.0} segments/s, p95 {p95:.1} ms");
    table.row(&PIPE, ours, each_sec >= 400.0 && p95 <= 10.0);
    table.row(&START, format!("{start:.2} s"), start <= 0.5);

    let pairs = marked.iter().zip(&outcome.given);
    let (mut all, mut lost) = (0, 0);
    for (marked, given) in pairs {
        all += marked.text().matches('⟦').count() - marked.text().matches("⟦/").count();
        let answer = Style::Blanks.neutral(&given.text);
        if let Settled::Mended(_, repairs) = settle(marked, &answer, Tries::Last, Hints::default())
        {
            lost += repairs.iter().filter(|it| !is_in_place(it)).count();
        }
    }
    table.row(&KEPT, format!("{}/{all} in place", all - lost), lost == 0);
    Ok(())
}

/// Whether a placeholder lies on its words all the same.
fn is_in_place(repair: &Repair) -> bool {
    matches!(repair, Repair::Aligned(_) | Repair::Anchored(_))
}

async fn resave(
    app: &App,
    engine: &Careful,
    (from, to): (&LanguageTag, &LanguageTag),
    document: &Document,
    table: &mut Table,
) -> Result<()> {
    let article = Article {
        name: "bench",
        lines: &[],
        document,
    };
    let engines = [engine];
    let order = Order::new(article, from, to, &engines);
    let first = translate(app, &order, &mut |_| ()).await?;
    let began = Instant::now();
    let second = translate(app, &order, &mut |_| ()).await?;
    let ms = began.elapsed().as_secs_f64() * 1e3;
    let (sent, before) = (second.counts.sent, first.counts.sent);
    let ours = format!("{sent} of {before} sentences asked again, {ms:.0} ms");
    table.row(&RESAVED, ours, sent == 0 && before > 0);
    Ok(())
}
