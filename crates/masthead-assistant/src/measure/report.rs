//! All figures of a run of predictions, each made before its decision was learned.

use std::fmt;

use super::queue::REAL_SHARE;
use super::{auc_of, calibration_error, green_share, macro_f, recall_at_top};
use crate::arithmetic::count;

/// After so many decisions, prequential AUC looks at the next [`WINDOW`] predictions.
const AFTER: [usize; 7] = [100, 500, 1_000, 2_000, 5_000, 10_000, 50_000];
const WINDOW: usize = 1_000;

/// Predictions a window must have to be worth a figure.
const LEAST: usize = 200;

/// Predictions with what was decided, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Report {
    judged: Vec<(f64, bool)>,
}

/// The figures of a [`Report`].
#[derive(Clone, Debug)]
pub struct Measured {
    /// Predictions, and refused posts among them.
    pub counted: (usize, usize),
    /// AUC of all of them.
    pub auc: f64,
    /// AUC of the thousand predictions after so many.
    pub after: Vec<(usize, f64)>,
    /// The share that lies on the right side of one half.
    pub accuracy: f64,
    /// GermEval's F at one half.
    pub f: f64,
    /// Expected calibration error.
    pub calibration_error: f64,
    /// Share of the queue that is green at 3 % and at 1 % misses; as it is, and weighted to 8.4 % refusals.
    pub green: [(f64, f64); 2],
    /// Refused posts in the riskiest fifth; as it is, and weighted.
    pub top_fifth: (f64, f64),
}

impl Report {
    /// Adds a prediction with its decision.
    pub fn add(&mut self, probability: f64, is_refused: bool) {
        self.judged.push((probability, is_refused));
    }

    /// Reckons all figures.
    #[must_use]
    pub fn measure(&self) -> Measured {
        let judged = &self.judged;
        let green = |misses| {
            let of = |share| green_share(judged, misses, share);
            (of(None), of(Some(REAL_SHARE)))
        };
        let sides: Vec<(bool, bool)> = judged.iter().map(|one| (one.0 >= 0.5, one.1)).collect();
        let right = sides.iter().filter(|one| one.0 == one.1).count();
        Measured {
            counted: (judged.len(), judged.iter().filter(|one| one.1).count()),
            auc: auc_of(judged.iter().copied()),
            after: AFTER
                .iter()
                .filter_map(|after| Some((*after, self.after(*after)?)))
                .collect(),
            accuracy: count(right) / count(judged.len().max(1)),
            f: macro_f(&sides),
            calibration_error: calibration_error(judged),
            green: [green(0.03), green(0.01)],
            top_fifth: (
                recall_at_top(judged, 0.2, None),
                recall_at_top(judged, 0.2, Some(REAL_SHARE)),
            ),
        }
    }

    fn after(&self, after: usize) -> Option<f64> {
        let end = self.judged.len().min(after + WINDOW);
        let window = self.judged.get(after..end)?;
        (window.len() >= LEAST).then(|| auc_of(window.iter().copied()))
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (all, refused) = self.counted;
        writeln!(f, "predictions            {all}, {refused} refused")?;
        writeln!(f, "AUC                    {:.3}", self.auc)?;
        for (after, auc) in &self.after {
            writeln!(f, "AUC after {after:<12} {auc:.3}")?;
        }
        writeln!(f, "accuracy               {:.3}", self.accuracy)?;
        writeln!(f, "GermEval F             {:.3}", self.f)?;
        writeln!(f, "calibration error      {:.3}", self.calibration_error)?;
        for ((as_is, weighted), misses) in self.green.iter().zip(["3 %", "1 %"]) {
            let at = "at 8.4 % refusals";
            writeln!(
                f,
                "green lane at {misses}      {as_is:.3} of the queue, {weighted:.3} {at}"
            )?;
        }
        let (as_is, weighted) = self.top_fifth;
        write!(
            f,
            "top 20 % recall        {as_is:.3}, {weighted:.3} at 8.4 % refusals"
        )
    }
}
