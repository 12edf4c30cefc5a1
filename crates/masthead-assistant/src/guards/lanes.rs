//! The three lanes of the queue, and when there are any.

use super::bound::upper_bound;
use crate::assistant::Prediction;
use crate::calibration::Unseen;

/// The riskiest share of posts, which is shown first.
const RISK: f64 = 0.2;

/// How the queue is worked off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The oldest first: too little is known.
    Arrival,
    /// The riskiest first.
    Risk,
}

/// How the queue is worked off as far as this prediction goes: by risk once two hundred posts, twenty of them refused,
/// were decided, and while the lower bound of the running AUC is above 0.55.
#[must_use]
pub fn order(prediction: &Prediction) -> Order {
    if prediction.is_calibrated && prediction.is_ordering {
        Order::Risk
    } else {
        Order::Arrival
    }
}

/// A part of the queue. Every lane is decided by people; they differ in what is shown first and how closely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// To be read first.
    Risk,
    /// To be read as ever.
    Normal,
    /// A list to glance through, with one action for the rest of the page once each was on screen.
    Green,
}

/// Where the lanes lie, in probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lanes {
    /// Posts up to this are green; nothing is if no edge keeps the promise.
    pub green_up_to: Option<f64>,
    /// Posts from here on are in the lane of risk.
    pub risk_from: f64,
}

impl Lanes {
    /// The default share of refused posts that the green lane may have.
    pub const MISSES: f64 = 0.03;

    /// Draws the lanes after what was predicted unseen and then decided.
    ///
    /// The green lane is as wide as it can be while the upper bound of the share of refused posts in it is at most
    /// `misses`. The lane of risk has the riskiest fifth.
    #[must_use]
    pub fn draw<'a>(unseen: impl Iterator<Item = &'a Unseen>, misses: f64) -> Self {
        let mut sorted: Vec<(f64, bool)> = unseen
            .map(|one| (f64::from(one.probability), one.is_refused))
            .collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self {
            green_up_to: safe_up_to(&sorted, misses),
            risk_from: riskiest(&sorted),
        }
    }

    /// The lane of a post.
    #[must_use]
    pub fn lane(&self, probability: f64) -> Lane {
        match probability {
            p if self.green_up_to.is_some_and(|edge| p <= edge) => Lane::Green,
            p if p < self.risk_from => Lane::Normal,
            _ => Lane::Risk,
        }
    }
}

fn riskiest(sorted: &[(f64, bool)]) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a few thousand"
    )]
    let at = (crate::arithmetic::count(sorted.len()) * (1.0 - RISK)) as usize;
    sorted.get(at).map_or(f64::INFINITY, |one| one.0)
}

/// The largest probability up to which the bound of the share of errors is at most `most`; an error is a `true`.
///
/// Equal probabilities stay together: an edge never runs through them.
pub(super) fn safe_up_to(sorted: &[(f64, bool)], most: f64) -> Option<f64> {
    let (mut taken, mut errors, mut edge) = (0, 0, None);
    for tied in sorted.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        taken += tied.len();
        errors += tied.iter().filter(|one| one.1).count();
        if upper_bound(errors, taken) <= most {
            edge = Some(tied[0].0);
        }
    }
    edge
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unseen(probability: f32, is_refused: bool) -> Unseen {
        Unseen {
            margin: 0.0,
            probability,
            is_refused,
        }
    }

    fn honest() -> Vec<Unseen> {
        // A thousand at 1 %, a thousand at 10 %, five hundred at 60 %.
        let at = |p: f32, many: u16, every: u16| (0..many).map(move |n| unseen(p, n % every == 0));
        at(0.0625, 1_000, 100)
            .chain(at(0.125, 1_000, 10))
            .chain(at(0.5, 500, 2))
            .collect()
    }

    #[test]
    fn the_green_lane_is_as_wide_as_its_misses_allow() {
        let lanes = Lanes::draw(honest().iter(), Lanes::MISSES);
        assert_eq!(lanes.lane(0.0625), Lane::Green);
        assert_eq!(lanes.lane(0.125), Lane::Normal);
        assert_eq!(lanes.lane(0.5), Lane::Risk);
        let wider = Lanes::draw(honest().iter(), 0.08);
        assert_eq!(wider.lane(0.125), Lane::Green);
    }

    #[test]
    fn without_any_history_nothing_is_green() {
        let lanes = Lanes::draw([].iter(), Lanes::MISSES);
        assert_eq!(lanes.lane(0.0), Lane::Normal);
    }

    #[test]
    fn the_queue_is_ordered_by_arrival_until_enough_is_known() {
        let prediction = |is_calibrated, is_ordering| Prediction {
            probability: 0.5,
            margin: 0.0,
            is_calibrated,
            is_ordering,
            grounds: Vec::new(),
        };
        assert_eq!(order(&prediction(false, false)), Order::Arrival);
        assert_eq!(order(&prediction(true, false)), Order::Arrival);
        assert_eq!(order(&prediction(true, true)), Order::Risk);
    }
}
