//! One figure: what was measured, what stands beside it, and whether the goal is met.

use std::fmt;

/// A measured figure.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// What was measured, in words.
    pub what: String,
    /// The value, in `unit`.
    pub value: f64,
    /// What the value counts.
    pub unit: &'static str,
    /// The goal it is compared with.
    pub goal: Goal,
    /// What else is worth knowing: the peer's value, how it was measured.
    pub beside: String,
}

/// What a figure should be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    /// This or less.
    AtMost(f64),
}

impl Figure {
    fn is_met(&self) -> bool {
        match self.goal {
            Goal::AtMost(most) => self.value <= most,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let goal = match self.goal {
            Goal::AtMost(most) => format!("at most {most}"),
        };
        let verdict = if self.is_met() { "met" } else { "MISSED" };
        write!(
            f,
            "{:<44} {:>9.2} {:<8} goal {goal:<12} {verdict:<7} {}",
            self.what, self.value, self.unit, self.beside
        )
    }
}
