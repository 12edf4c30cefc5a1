//! Explanations against the words that people marked, learned from whole comments alone.
//!
//! The set has toxic comments only; the healthy ones that every learning needs are those of two other English news sites,
//! spread evenly between them. How many words are pointed at was chosen on the set's part `trial`.

use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use masthead_assistant::measure::span_f1;

use super::line::{Line, Pupil, lines};
use super::table::{Bar, Table};

pub(super) fn measure(folder: &Path, table: &mut Table) -> Result<()> {
    let toxic = lines(folder, "toxic-spans")?;
    let mut pupil = taught(folder, &toxic)?;
    let test: Vec<&Line> = toxic.iter().filter(|line| line.is_of("test")).collect();
    let (mut f1, mut hits, mut marked) = (0.0, 0.0, 0.0);
    for line in &test {
        let theirs = spans(line);
        let explanation = pupil.assistant.explain(&line.post(), &mut pupil.reading);
        let ours: Vec<Range<usize>> = explanation
            .spans()
            .into_iter()
            .map(|span| span.place)
            .collect();
        f1 += span_f1(&ours, &theirs) / test.len() as f64;
        let top = explanation
            .words
            .iter()
            .max_by(|a, b| a.part.total_cmp(&b.part));
        if let Some(top) = top.filter(|_| !theirs.is_empty()) {
            marked += 1.0;
            let is_hit = theirs
                .iter()
                .any(|s| s.start < top.place.end && top.place.start < s.end);
            hits += f64::from(u8::from(is_hit));
        }
    }
    table.check(
        "toxic-spans, test, span F1",
        Bar::AtLeast(0.58),
        "0.640",
        f1,
    );
    table.check(
        "toxic-spans, test, strongest word hits",
        Bar::AtLeast(0.83),
        "0.876",
        hits / marked,
    );
    Ok(())
}

/// One that has learned the toxic comments of the train part with the healthy ones spread evenly between them.
fn taught(folder: &Path, toxic: &[Line]) -> Result<Pupil> {
    let toxic: Vec<&Line> = toxic.iter().filter(|line| line.is_of("train")).collect();
    let mut healthy = lines(folder, "ucc-val")?;
    healthy.extend(lines(folder, "fox-comments")?);
    healthy.retain(|line| !line.is_refused());
    let mut pupil = Pupil::default();
    let mut learned = 0;
    for (at, line) in toxic.iter().enumerate() {
        pupil.learn(&line.post(), true);
        let until = (at + 1) * healthy.len() / toxic.len();
        for line in &healthy[learned..until] {
            pupil.learn(&line.post(), false);
        }
        learned = until;
    }
    Ok(pupil)
}

fn spans(line: &Line) -> Vec<Range<usize>> {
    let ends = |span: &serde_json::Value| {
        let end = |at: usize| span[at].as_u64().and_then(|end| usize::try_from(end).ok());
        Some(end(0)?..end(1)?)
    };
    line.get("spans")
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(ends)
        .collect()
}
