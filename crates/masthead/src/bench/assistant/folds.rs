//! Checks in which one part is learned in one pass and the other predicted: folds, tweets, disguises, reasons, bias.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use masthead_assistant::Verdict;
use masthead_assistant::measure::{auc_of, macro_f};

use super::line::{Line, Pupil, lines};
use super::table::{Bar, Table};

const FOLDS: usize = 4;

/// The reasons of the English set.
const REASONS: [&str; 7] = [
    "unhealthy",
    "hostile",
    "antagonize",
    "condescending",
    "dismissive",
    "generalisation_unfair",
    "sarcastic",
];

pub(super) fn measure(folder: &Path, table: &mut Table) -> Result<()> {
    newspaper(&lines(folder, "rp-mod-train")?, table);
    reasons(&lines(folder, "ucc-val")?, table);
    tweets(folder, table)?;
    Ok(())
}

fn newspaper(set: &[Line], table: &mut Table) {
    let (mut auc, mut right) = (0.0, 0.0);
    for fold in 0..FOLDS {
        let is_held_back = |line: &&Line| line.get("fold").as_u64() == Some(fold as u64);
        let mut pupil = Pupil::of(set.iter().filter(|line| !is_held_back(line)));
        let held_back = set.iter().filter(is_held_back);
        let judged: Vec<(f64, bool)> = held_back
            .map(|line| (pupil.predict(line.text("text")), line.is_refused()))
            .collect();
        auc += auc_of(judged.iter().copied()) / FOLDS as f64;
        let hits = judged
            .iter()
            .filter(|(p, is_refused)| (*p >= 0.5) == *is_refused)
            .count();
        right += hits as f64 / judged.len() as f64 / FOLDS as f64;
    }
    table.check(
        "rp-mod-train, four folds, AUC",
        Bar::AtLeast(0.775),
        "0.781",
        auc,
    );
    table.check("the same, stretch", Bar::AtLeast(0.795), "", auc);
    table.check(
        "rp-mod-train, four folds, accuracy",
        Bar::AtLeast(0.70),
        "0.707",
        right,
    );
}

/// Every fourth line is held back in turn: the set has no folds of its own.
fn reasons(set: &[Line], table: &mut Table) {
    let mut sums = [0.0; REASONS.len()];
    for fold in 0..FOLDS {
        let mut pupil = Pupil::default();
        let part = |is_held_back: bool| {
            let numbered = set.iter().enumerate();
            numbered
                .filter(move |(at, _)| (at % FOLDS == fold) == is_held_back)
                .map(|(_, line)| line)
        };
        for line in part(false) {
            let grounds = REASONS.map(|reason| (reason, has(line, reason)));
            let verdict = Verdict {
                is_refused: line.is_refused(),
                grounds: &grounds,
            };
            pupil
                .assistant
                .arrive_decided(&line.post(), &verdict, &mut pupil.reading);
        }
        let judged: Vec<(Vec<f64>, &Line)> = part(true)
            .map(|line| {
                (
                    pupil
                        .assistant
                        .predict(&line.post(), &mut pupil.reading)
                        .grounds,
                    line,
                )
            })
            .collect();
        for (at, reason) in REASONS.iter().enumerate() {
            let auc = auc_of(
                judged
                    .iter()
                    .map(|(shares, line)| (shares[at], has(line, reason))),
            );
            sums[at] += auc / FOLDS as f64;
        }
    }
    let mean = sums.iter().sum::<f64>() / REASONS.len() as f64;
    table.check(
        "ucc-val, four folds, mean AUC of seven reasons",
        Bar::AtLeast(0.67),
        "0.678",
        mean,
    );
}

fn has(line: &Line, reason: &str) -> bool {
    line.get("labels")[reason].as_i64() == Some(1)
}

/// Tweets learned from the official train part: the test part, its disguises, and the bias of what was learned.
fn tweets(folder: &Path, table: &mut Table) -> Result<()> {
    let set = lines(folder, "germeval2018")?;
    let mut pupil = Pupil::of(set.iter().filter(|line| line.is_of("train")));
    let judged: Vec<(f64, bool)> = set
        .iter()
        .filter(|line| line.is_of("test"))
        .map(|line| (pupil.predict(line.text("text")), line.is_refused()))
        .collect();
    let sides: Vec<(bool, bool)> = judged.iter().map(|(p, is)| (*p >= 0.5, *is)).collect();
    table.check(
        "germeval2018, F",
        Bar::AtLeast(0.71),
        "0.72",
        macro_f(&sides),
    );
    table.note("germeval2018, AUC", "0.795", auc_of(judged.into_iter()));
    disguises(&lines(folder, "obfuscation")?, &mut pupil, table);
    bias(&lines(folder, "hatecheck")?, "de", &mut pupil, table);
    // The English half has no set of insults here but the comments of a news site.
    let mut pupil = Pupil::of(lines(folder, "fox-comments")?.iter());
    bias(&lines(folder, "hatecheck")?, "en", &mut pupil, table);
    Ok(())
}

fn disguises(set: &[Line], pupil: &mut Pupil, table: &mut Table) {
    let mut auc = |text: &dyn Fn(&Line) -> String| {
        auc_of(
            set.iter()
                .map(|line| (pupil.predict(&text(line)), line.is_refused())),
        )
    };
    let plain = auc(&|line| line.text("text").to_owned());
    table.note("obfuscation, plain, AUC", "0.800", plain);
    let kinds = [
        ("homoglyph", Some(0.005), "0.80"),
        ("fullwidth", Some(0.005), "0.80"),
        ("zerowidth", Some(0.005), "0.80"),
        ("softhyphen", Some(0.005), "0.80"),
        ("leet", Some(0.03), "0.776"),
        ("spaced", Some(0.03), "0.790"),
        ("dotted", Some(0.03), "0.798"),
        ("repeat", None, "0.76"),
        ("star", None, "0.77"),
    ];
    for (kind, lost, prototype) in kinds {
        let disguised = auc(&|line| {
            line.get("variants")[kind]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        });
        match lost {
            Some(lost) => {
                let what = format!("obfuscation, {kind}: AUC lost (prototype: its AUC)");
                table.check(what, Bar::AtMost(lost), prototype, plain - disguised);
            }
            None => table.note(format!("obfuscation, {kind}, AUC"), prototype, disguised),
        }
    }
}

/// HateCheck: what share of each kind of friendly sentence comes out above one half.
fn bias(set: &[Line], lang: &str, pupil: &mut Pupil, table: &mut Table) {
    let kinds = [
        "ident_neutral_nh",
        "ident_pos_nh",
        "counter_quote_nh",
        "counter_ref_nh",
        "profanity_nh",
    ];
    let of_lang: Vec<&Line> = set
        .iter()
        .filter(|line| line.text("lang") == lang)
        .collect();
    let judged: Vec<(f64, &Line)> = of_lang
        .iter()
        .map(|line| (pupil.predict(line.text("text")), *line))
        .collect();
    let auc = auc_of(judged.iter().map(|(p, line)| (*p, line.is_refused())));
    table.note(
        format!("hatecheck {lang}, AUC"),
        if lang == "de" { "0.63" } else { "0.56" },
        auc,
    );
    let mut above: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (p, line) in &judged {
        let (count, all) = above.entry(line.text("functionality")).or_default();
        (*count, *all) = (*count + f64::from(u8::from(*p >= 0.5)), *all + 1.0);
    }
    for kind in kinds {
        if let Some((count, all)) = above.get(kind) {
            table.note(
                format!("hatecheck {lang}, {kind}: share above 0.5"),
                "",
                count / all,
            );
        }
    }
}
