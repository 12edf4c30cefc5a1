//! The table of checks: what was measured, the bar, the prototype, ours.

use std::fmt;

/// One check.
pub(super) struct Check {
    pub(super) what: String,
    pub(super) bar: Option<Bar>,
    pub(super) prototype: &'static str,
    pub(super) ours: f64,
}

/// What the design asks for.
#[derive(Clone, Copy)]
pub(super) enum Bar {
    AtLeast(f64),
    AtMost(f64),
}

/// All checks, in the order in which they were made.
#[derive(Default)]
pub(super) struct Table {
    checks: Vec<Check>,
}

impl Table {
    /// Adds a check that has a bar.
    pub(super) fn check(
        &mut self,
        what: impl Into<String>,
        bar: Bar,
        prototype: &'static str,
        ours: f64,
    ) {
        self.checks.push(Check {
            what: what.into(),
            bar: Some(bar),
            prototype,
            ours,
        });
    }

    /// Adds a figure that is worth knowing and has no bar.
    pub(super) fn note(&mut self, what: impl Into<String>, prototype: &'static str, ours: f64) {
        self.checks.push(Check {
            what: what.into(),
            bar: None,
            prototype,
            ours,
        });
    }
}

impl Check {
    fn verdict(&self) -> &'static str {
        match self.bar {
            None => "",
            Some(Bar::AtLeast(least)) if self.ours >= least => "met",
            Some(Bar::AtMost(most)) if self.ours <= most => "met",
            Some(_) => "MISSED",
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (check, bar, prototype, ours) = ("check", "bar", "prototype", "ours");
        writeln!(f, "{check:<66} {bar:>8} {prototype:>10} {ours:>8}")?;
        for check in &self.checks {
            let bar = match check.bar {
                None => String::new(),
                Some(Bar::AtLeast(least)) => format!("≥ {least}"),
                Some(Bar::AtMost(most)) => format!("≤ {most}"),
            };
            let (what, prototype, ours) = (&check.what, check.prototype, check.ours);
            let digits = if ours.abs() < 10.0 { 3 } else { 1 };
            let verdict = check.verdict();
            writeln!(
                f,
                "{what:<66} {bar:>8} {prototype:>10} {ours:>8.digits$} {verdict}"
            )?;
        }
        Ok(())
    }
}
