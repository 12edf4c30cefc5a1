//! The table of the design's figures: metric, target, prototype, ours.

use std::fmt;

/// All rows, in the order in which they were measured.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Row>,
}

struct Row {
    metric: String,
    target: &'static str,
    prototype: &'static str,
    ours: String,
    verdict: &'static str,
}

/// The design's side of a row.
pub(super) struct Wanted {
    /// What is measured.
    pub(super) metric: &'static str,
    /// What it has to be.
    pub(super) target: &'static str,
    /// What the prototype had.
    pub(super) prototype: &'static str,
}

impl Table {
    /// A figure of ours, in words, and whether the target is met.
    pub(super) fn row(&mut self, wanted: &Wanted, ours: impl Into<String>, is_met: bool) {
        let verdict = if is_met { "met" } else { "MISSED" };
        self.push(wanted, ours.into(), verdict);
    }

    /// A figure that cannot be measured here, and why.
    pub(super) fn absent(&mut self, wanted: &Wanted, why: &str) {
        self.push(wanted, format!("not measured: {why}"), "");
    }

    fn push(&mut self, wanted: &Wanted, ours: String, verdict: &'static str) {
        self.rows.push(Row {
            metric: wanted.metric.to_owned(),
            target: wanted.target,
            prototype: wanted.prototype,
            ours,
            verdict,
        });
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = Row {
            metric: "language: metric".to_owned(),
            target: "target",
            prototype: "prototype",
            ours: "ours".to_owned(),
            verdict: "",
        };
        for row in std::iter::once(&head).chain(&self.rows) {
            let line = format!(
                "{:<44} {:<34} {:<24} {:<40} {}",
                row.metric, row.target, row.prototype, row.ours, row.verdict
            );
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_that_is_missed_is_said_plainly() {
        let mut table = Table::default();
        let wanted = Wanted {
            metric: "time",
            target: "≤ 1 ms",
            prototype: "0.025 ms",
        };
        table.row(&wanted, "2 ms", false);
        table.absent(&wanted, "no model");
        let said = table.to_string();
        assert!(said.contains("2 ms") && said.contains("MISSED"), "{said}");
        assert!(said.contains("not measured: no model"), "{said}");
    }
}
