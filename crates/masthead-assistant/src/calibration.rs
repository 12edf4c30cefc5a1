//! Turns margins into probabilities, from what was predicted before it was decided.
//!
//! Platt's two numbers (Platt 1999, with his priors), refitted by Newton's method now and then on the latest unseen
//! margins. A margin is unseen when the post was judged before its decision was learned: the honest kind.

use std::collections::VecDeque;

use crate::arithmetic::{count, sigmoid};
use crate::measure::auc_of;

/// Unseen predictions that are kept, for the lanes and the switches.
pub const KEPT: usize = 3_000;

/// The latest of them are what probabilities are fitted on.
const FITTED_ON: usize = 2_000;

/// Decisions between two fittings; at the beginning, a quarter of those there are.
const EVERY: usize = 50;

/// How strongly a fitting holds to a slope of one, in decisions: at the beginning there is little else to go by.
const HOLD: f64 = 3.0;

/// Decisions of each kind before a probability is shown.
const OF_EACH: usize = 20;

/// Decisions, refusals among them, and a bound of the AUC before the queue is ordered by risk.
const TO_ORDER: (usize, usize, f64) = (200, 20, 0.55);

/// One prediction that was made before its decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unseen {
    /// The margin at that time.
    pub margin: f32,
    /// The probability at that time, whether it was shown or not.
    pub probability: f32,
    /// What was decided.
    pub is_refused: bool,
}

/// What a head's margins mean.
#[derive(Clone, Debug)]
pub(crate) struct Calibration {
    pub(crate) recent: VecDeque<Unseen>,
    pub(crate) slope: f64,
    pub(crate) constant: f64,
    pub(crate) since_fitted: u16,
    pub(crate) is_fitted: bool,
    pub(crate) is_ordering: bool,
}

impl Default for Calibration {
    fn default() -> Self {
        Self {
            recent: VecDeque::new(),
            slope: 1.0,
            constant: 0.0,
            since_fitted: 0,
            is_fitted: false,
            is_ordering: false,
        }
    }
}

impl Calibration {
    /// The probability of refusal; a first guess while nothing is fitted yet.
    pub(crate) fn probability(&self, margin: f64) -> f64 {
        sigmoid(self.slope * margin + self.constant)
    }

    /// Remembers a prediction with its decision, and fits again when it is time.
    pub(crate) fn remember(&mut self, unseen: Unseen) {
        if self.recent.len() == KEPT {
            self.recent.pop_front();
        }
        self.recent.push_back(unseen);
        self.since_fitted += 1;
        if usize::from(self.since_fitted) >= EVERY.min(self.recent.len() / 4 + 1) {
            self.since_fitted = 0;
            self.fit();
        }
    }

    fn fit(&mut self) {
        let latest = self.recent.len().saturating_sub(FITTED_ON);
        let latest = || self.recent.range(latest..);
        let refused = latest().filter(|unseen| unseen.is_refused).count();
        let published = latest().count() - refused;
        let (slope, constant) = newton(latest, refused, published, (self.slope, self.constant));
        let pairs = latest().map(|unseen| (f64::from(unseen.margin), unseen.is_refused));
        let bound = lower_bound(auc_of(pairs), refused, published);
        let (decided, of_them, least) = TO_ORDER;
        self.is_ordering = self.recent.len() >= decided && refused >= of_them && bound > least;
        (self.slope, self.constant) = (slope, constant);
        self.is_fitted |= refused.min(published) >= OF_EACH;
    }
}

/// The flattest slope that is fitted: a head that is worse than chance must not turn the order over.
const FLATTEST: f64 = 0.05;

/// Newton's steps from the numbers of last time; few are needed, because little has changed since.
const STEPS: usize = 4;

fn newton<'a, I: Iterator<Item = &'a Unseen>>(
    unseen: impl Fn() -> I,
    refused: usize,
    published: usize,
    start: (f64, f64),
) -> (f64, f64) {
    let for_refused = (count(refused) + 1.0) / (count(refused) + 2.0);
    let for_published = 1.0 / (count(published) + 2.0);
    let (mut slope, mut constant) = start;
    for _ in 0..STEPS {
        let (mut g, mut h) = ([HOLD * (slope - 1.0), 0.0], [HOLD, 0.0, 1e-3]);
        for one in unseen() {
            let margin = f64::from(one.margin);
            let p = sigmoid(slope * margin + constant);
            let missed = p - if one.is_refused {
                for_refused
            } else {
                for_published
            };
            let bend = p * (1.0 - p);
            g = [g[0] + missed * margin, g[1] + missed];
            h = [
                h[0] + bend * margin * margin,
                h[1] + bend * margin,
                h[2] + bend,
            ];
        }
        let determinant = h[0] * h[2] - h[1] * h[1];
        slope -= ((h[2] * g[0] - h[1] * g[1]) / determinant).clamp(-1.0, 1.0);
        constant -= ((h[0] * g[1] - h[1] * g[0]) / determinant).clamp(-1.0, 1.0);
        slope = slope.max(FLATTEST);
    }
    (slope, constant)
}

/// A bound below an AUC that it lies above with 95 % (Hanley and McNeil 1982).
#[must_use]
pub fn lower_bound(auc: f64, refused: usize, published: usize) -> f64 {
    let (refused, published) = (count(refused.max(1)), count(published.max(1)));
    let q1 = auc / (2.0 - auc);
    let q2 = 2.0 * auc * auc / (1.0 + auc);
    let spread = auc * (1.0 - auc)
        + (refused - 1.0) * (q1 - auc * auc)
        + (published - 1.0) * (q2 - auc * auc);
    auc - 1.645 * (spread / (refused * published)).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unseen(margin: f32, is_refused: bool) -> Unseen {
        Unseen {
            margin,
            probability: 0.5,
            is_refused,
        }
    }

    #[test]
    fn a_margin_that_means_nothing_is_shown_as_the_share_of_refusals() {
        let mut calibration = Calibration::default();
        for at in 0..2_000_u16 {
            calibration.remember(unseen(f32::from(at % 7) - 3.0, at % 10 == 0));
        }
        assert!(calibration.is_fitted && !calibration.is_ordering);
        for margin in [-3.0, 0.0, 3.0] {
            assert!((calibration.probability(margin) - 0.1).abs() < 0.03);
        }
    }

    #[test]
    fn a_margin_that_tells_is_shown_as_it_turned_out() {
        let mut calibration = Calibration::default();
        for at in 0..2_000_u16 {
            // Above zero nine of ten are refused, below one of ten.
            let is_high = at % 2 == 0;
            let is_refused = (at / 2) % 10 == 0;
            calibration.remember(unseen(
                if is_high { 4.0 } else { -4.0 },
                is_high != is_refused,
            ));
        }
        assert!((calibration.probability(4.0) - 0.9).abs() < 0.01);
        assert!((calibration.probability(-4.0) - 0.1).abs() < 0.01);
        assert!(calibration.is_ordering);
    }

    #[test]
    fn with_few_of_a_kind_it_is_still_learning() {
        let mut calibration = Calibration::default();
        for at in 0..1_000_u16 {
            calibration.remember(unseen(f32::from(at % 5), at < 19));
        }
        assert!(!calibration.is_fitted);
    }
}
