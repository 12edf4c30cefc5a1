//! `masthead assistant similar`: which posts of a file were written before.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Result;
use masthead_assistant::{ALIKE, Duplicates, Likeness, Print, Shingles};
use serde_json::{Value, json};

use super::evaluate::{end_quietly, rounded, say};
use super::line::{Line, read_line};
use super::lines::each_line;

/// What to look through.
#[derive(clap::Args)]
pub(crate) struct Similar {
    /// Files of JSON lines, each with a `text`, or with two to compare, `a` and `b`; `-` is the standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// A line of such a file.
enum Row {
    /// A post, to be compared with all before it.
    Post(Box<Line>),
    /// Two texts, to be compared with each other.
    Pair(Value, String, String),
}

/// The latest posts: their prints, and what is needed to confirm a likeness.
#[derive(Default)]
struct Seen {
    prints: Duplicates<usize>,
    kept: VecDeque<(Value, Shingles)>,
    forgotten: usize,
}

/// Prints a line for each post that is like an earlier one, and for each pair; answers how many lines were bad.
pub(super) fn similar(asked: &Similar) -> Result<u64> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut seen = Seen::default();
    let mut is_heard = true;
    let bad = each_line(&asked.files, read_row, |row, _| {
        let found = match row {
            Row::Post(line) => seen.compare(*line),
            Row::Pair(near, a, b) => Some(pair(&near, &a, &b)),
        };
        if let Some(found) = found.filter(|_| is_heard) {
            is_heard = say(&mut out, &found)?;
        }
        Ok(())
    })?;
    end_quietly(out.flush())?;
    Ok(bad)
}

impl Seen {
    /// Compares a post with those before it and remembers it. The latest that is alike is named.
    fn compare(&mut self, line: Line) -> Option<Value> {
        let (print, shingles) = Print::of(&line.text);
        let alike = self.prints.find(print).find_map(|number| {
            let (id, others) = &self.kept[*number - self.forgotten];
            let overlap = shingles.overlap(others);
            (overlap >= ALIKE)
                .then(|| json!({"id": line.id, "like": id, "overlap": rounded(overlap)}))
        });
        let number = self.forgotten + self.kept.len();
        self.kept.push_back((line.id, shingles));
        if self.prints.remember(print, number).is_some() {
            self.kept.pop_front();
            self.forgotten += 1;
        }
        alike
    }
}

fn pair(given: &Value, a: &str, b: &str) -> Value {
    let likeness = Likeness::of(&Print::of(a), &Print::of(b));
    json!({
        "near": given,
        "alike": u8::from(likeness.is_near()),
        "same": u8::from(likeness.is_same),
        "bits_apart": likeness.bits_apart,
        "overlap": rounded(likeness.overlap),
    })
}

/// A pair has the texts `a` and `b`; everything else is a post.
fn read_row(bytes: &[u8]) -> Result<Row, Cow<'static, str>> {
    if let Ok(Value::Object(mut fields)) = serde_json::from_slice(bytes)
        && let (Some(Value::String(a)), Some(Value::String(b))) =
            (fields.remove("a"), fields.remove("b"))
    {
        return Ok(Row::Pair(fields.remove("near").unwrap_or_default(), a, b));
    }
    read_line(bytes).map(|line| Row::Post(Box::new(line)))
}
