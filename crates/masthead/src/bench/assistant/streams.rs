//! Checks in which each post is predicted and then learned, in the order of the file.

use std::path::Path;

use anyhow::Result;
use masthead_assistant::guards::{Automatic, Edges};
use masthead_assistant::measure::{Measured, Report};

use super::line::{Line, Pupil, lines};
use super::table::{Bar, Table};

pub(super) fn measure(folder: &Path, table: &mut Table) -> Result<()> {
    let newspaper = lines(folder, "rp-mod-train")?;
    let all = run(newspaper.iter(), false);
    let bars = [
        (1_000, 0.745, "0.760"),
        (5_000, 0.76, "0.778"),
        (10_000, 0.775, "0.792"),
    ];
    for (after, bar, prototype) in bars {
        let auc = all
            .after
            .iter()
            .find(|(at, _)| *at == after)
            .map_or(0.0, |(_, auc)| *auc);
        table.check(
            format!("rp-mod-train, stream, AUC after {after}"),
            Bar::AtLeast(bar),
            prototype,
            auc,
        );
    }
    table.note(
        "rp-mod-train, stream, calibration error",
        "",
        all.calibration_error,
    );
    table.note(
        "rp-mod-train, stream, green lane at 3 %, weighted",
        "",
        all.green[0].1,
    );
    table.note(
        "rp-mod-train, stream, top 20 % recall, weighted",
        "",
        all.top_fifth.1,
    );
    let few = run(newspaper.iter().filter(|line| line.is("q8")), false);
    table.check(
        "rp-mod-train, q8, stream, AUC of all",
        Bar::AtLeast(0.66),
        "0.678",
        few.auc,
    );
    let crowd = run(lines(folder, "rp-crowd3-stream")?.iter(), false);
    table.check(
        "rp-crowd3-stream, AUC of all",
        Bar::AtLeast(0.80),
        "0.815",
        crowd.auc,
    );
    context(&lines(folder, "omp-head")?, "omp-head", "0.018", table);
    context(
        &lines(folder, "fox-comments")?,
        "fox-comments",
        "0.024",
        table,
    );
    spam(&lines(folder, "sms-spam")?, table);
    Ok(())
}

fn run<'a>(set: impl Iterator<Item = &'a Line>, in_context: bool) -> Measured {
    let mut pupil = Pupil::default();
    let mut report = Report::default();
    for line in set {
        let post = if in_context {
            line.post_in_context()
        } else {
            line.post()
        };
        report.add(
            pupil.learn(&post, line.is_refused()).probability,
            line.is_refused(),
        );
    }
    report.measure()
}

fn context(set: &[Line], name: &str, prototype: &'static str, table: &mut Table) {
    let (text, context) = (run(set.iter(), false), run(set.iter(), true));
    table.note(format!("{name}, AUC by text"), "", text.auc);
    let gained = context.auc - text.auc;
    let what = format!("{name}, AUC gained by author, section, article");
    if name == "omp-head" {
        table.check(what, Bar::AtLeast(0.015), prototype, gained);
    } else {
        table.note(what, prototype, gained);
    }
}

/// Both switches as the guards would have them, at a bound of 1 %: how much is sorted, and how much of that wrongly.
fn spam(set: &[Line], table: &mut Table) {
    let mut pupil = Pupil::default();
    let mut report = Report::default();
    let (mut sorted, mut wrong) = (0.0, 0.0);
    let mut edges = Edges::proven([].iter(), &Automatic::default());
    for (at, line) in set.iter().enumerate() {
        if at % 50 == 0 {
            edges = Edges::proven(pupil.assistant.unseen(), &Automatic::default());
        }
        let is_spam = line.is_refused();
        let p = pupil.learn(&line.post(), is_spam).probability;
        report.add(p, is_spam);
        let approved = edges.approve_up_to.is_some_and(|edge| p <= edge);
        let refused = edges.refuse_from.is_some_and(|edge| p >= edge);
        if approved != refused {
            sorted += 1.0;
            wrong += f64::from(u8::from(approved == is_spam));
        }
    }
    let all = set.len() as f64;
    table.check(
        "sms-spam, stream, AUC",
        Bar::AtLeast(0.99),
        "0.996",
        report.measure().auc,
    );
    table.check(
        "sms-spam, sorted at a bound of 1 %",
        Bar::AtLeast(0.9),
        "0.97",
        sorted / all,
    );
    table.check(
        "sms-spam, errors among those",
        Bar::AtMost(0.015),
        "0.006",
        wrong / f64::max(sorted, 1.0),
    );
}
