//! `masthead assistant evaluate`: predicts, then learns, line by line.

use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use masthead_assistant::measure::Report;
use masthead_assistant::{Assistant, Prediction, Reading, Verdict};
use serde_json::{Value, json};

use super::explained::explained;
use super::line::{Line, read_line};
use super::lines::each_line;

/// What to predict, and how.
#[derive(clap::Args)]
pub(crate) struct Evaluate {
    /// Learns from the first N lines of all files together, and only predicts from there on.
    #[arg(long, value_name = "N")]
    predict_after: Option<u64>,
    /// Begins with this state if the file is there, and writes the state into it at the end.
    #[arg(long, value_name = "FILE")]
    snapshot: Option<PathBuf>,
    /// Adds to each line why: spans for refusal, and what each word adds to the margin.
    #[arg(long)]
    explain: bool,
    /// Prints figures at the end instead of the lines: AUC, accuracy, calibration, lanes.
    #[arg(long)]
    report: bool,
    /// Files of JSON lines; `-` is the standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Predicts every line, and answers how many could not be understood.
pub(super) fn evaluate(asked: &Evaluate) -> Result<u64> {
    let mut assistant = asked
        .snapshot
        .as_deref()
        .map_or(Ok(Assistant::new()), begin_with)?;
    let mut reading = Reading::new();
    let mut report = Report::default();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut is_heard = true;
    let bad = each_line(&asked.files, read_line, |line, number| {
        let may_learn = asked.predict_after.is_none_or(|last| number <= last);
        let explanation = asked
            .explain
            .then(|| assistant.explain(&line.post(), &mut reading));
        let prediction = judge(&line, may_learn, &mut assistant, &mut reading);
        let counts = asked.predict_after.is_none_or(|last| number > last);
        if let Some(label) = line.label.filter(|_| counts) {
            report.add(prediction.probability, label);
        }
        if !asked.report && is_heard {
            let mut answer = answer(&line, &prediction, &assistant);
            if let (Some(explanation), Value::Object(fields)) = (explanation, &mut answer) {
                fields.extend(explained(&explanation));
            }
            is_heard = say(&mut out, &answer)?;
        }
        Ok(())
    })?;
    if asked.report {
        say(&mut out, &report.measure())?;
    }
    end_quietly(out.flush())?;
    if let Some(file) = &asked.snapshot {
        keep(file, &assistant)?;
    }
    Ok(bad)
}

fn begin_with(file: &Path) -> Result<Assistant> {
    match std::fs::read(file) {
        Ok(bytes) => Assistant::from_snapshot(&bytes)
            .with_context(|| format!("{} was not taken", file.display())),
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(Assistant::new()),
        Err(fault) => Err(fault).with_context(|| format!("{} cannot be read", file.display())),
    }
}

/// Writes beside the file and puts it in its place, so that nobody ever finds half a state.
fn keep(file: &Path, assistant: &Assistant) -> Result<()> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut beside = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    beside.write_all(&assistant.to_snapshot())?;
    beside.as_file().sync_all()?;
    beside
        .persist(file)
        .with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(())
}

fn judge(
    line: &Line,
    may_learn: bool,
    assistant: &mut Assistant,
    reading: &mut Reading,
) -> Prediction {
    let Some(is_refused) = line.label.filter(|_| may_learn) else {
        return assistant.predict(&line.post(), reading);
    };
    let grounds = line.grounds();
    let verdict = Verdict {
        is_refused,
        grounds: &grounds,
    };
    assistant.arrive_decided(&line.post(), &verdict, reading)
}

fn answer(line: &Line, prediction: &Prediction, assistant: &Assistant) -> Value {
    let mut answer = json!({
        "id": line.id,
        "label": line.label.map(u8::from),
        "probability": rounded(prediction.probability),
    });
    if !prediction.grounds.is_empty() {
        let names = assistant.grounds().map(str::to_owned);
        let shares = prediction.grounds.iter().map(|share| rounded(*share));
        answer["labels"] = Value::Object(names.zip(shares).collect());
    }
    answer
}

/// Nine digits tell any two posts apart that should be.
pub(super) fn rounded(value: f64) -> Value {
    // Adding nothing turns a negative zero into a plain one.
    json!((value * 1e9).round() / 1e9 + 0.0)
}

/// Prints a line, and says whether anybody still listens.
pub(super) fn say(out: &mut impl Write, what: &impl std::fmt::Display) -> Result<bool> {
    end_quietly(writeln!(out, "{what}"))
}

/// Whoever reads only the beginning has seen enough: that is no fault.
pub(super) fn end_quietly(written: std::io::Result<()>) -> Result<bool> {
    match written {
        Ok(()) => Ok(true),
        Err(fault) if fault.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(fault) => Err(fault.into()),
    }
}
