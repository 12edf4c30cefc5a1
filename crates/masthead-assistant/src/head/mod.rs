//! A head answers one question about posts: refuse or publish, or one ground against the rest.
//!
//! Two terms are weighed against each other. The *evidence* of a feature is how often posts with it were refused; it
//! knows something after ten refusals. Its *weight* is learned (FTRL-proximal, McMahan et al. 2013) and unlearns what
//! the evidence counts twice.

mod balance;
mod record;
mod weighing;

pub(crate) use balance::Balance;
pub(crate) use record::{Record, Side};
pub(crate) use weighing::Weighing;

use crate::arithmetic::{count, log_odds, sigmoid, single};
use crate::features::{BITS, Features};

/// How a head learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Manner {
    /// Bits of its buckets' numbers.
    pub(crate) bits: u32,
    /// The learning rate of its weights.
    alpha: f32,
    /// What tames their first steps.
    beta: f32,
    /// Pseudo-decisions behind each feature, counted by the rarer outcome.
    pseudo: f64,
    /// How much it trusts its weights, its evidence and the main head's margin at the beginning.
    trust: [f64; 3],
    /// The learning rate of that trust.
    trust_rate: f64,
}

/// The main head: refuse or publish.
pub(crate) const MAIN: Manner = Manner {
    bits: BITS,
    alpha: 0.25,
    beta: 0.2,
    pseudo: 2.0,
    trust: [0.6, 0.8, 0.0],
    trust_rate: 0.1,
};

/// A ground's head: it has few examples, so it holds back, and leans on the main head.
pub(crate) const GROUND: Manner = Manner {
    bits: 18,
    alpha: 0.5,
    beta: 1.0,
    pseudo: 10.0,
    trust: [1.0, 0.5, 0.3],
    trust_rate: 0.05,
};

/// Values that side features may have numbers below.
pub(crate) const SIDES: usize = 64;

/// One question, and all that was learned about it.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    manner: Manner,
    pub(crate) records: Vec<Record>,
    pub(crate) sides: Vec<Side>,
    pub(crate) balance: Balance,
    pub(crate) refused: u32,
    pub(crate) published: u32,
}

/// What a head says of a post, before calibration.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Score {
    /// The logarithm of the odds, as the head sees them.
    pub(crate) margin: f64,
    weights: f64,
    evidence: f64,
    shared: f64,
}

/// What a head takes for granted while it looks at one post.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prior {
    refused: f32,
    published: f32,
    offset: f32,
}

impl Head {
    /// A head that knows nothing.
    pub(crate) fn new(manner: Manner) -> Self {
        Self {
            manner,
            records: vec![Record::default(); 1 << manner.bits],
            sides: vec![Side::default(); SIDES],
            balance: Balance::new(manner.trust),
            refused: 0,
            published: 0,
        }
    }

    /// Decisions it has learned from.
    pub(crate) fn decided(&self) -> u32 {
        self.refused + self.published
    }

    /// The share of refusals so far, never 0 or 1.
    pub(crate) fn share_refused(&self) -> f64 {
        (f64::from(self.refused) + 1.0) / (f64::from(self.decided()) + 2.0)
    }

    /// How many bits fewer than the main head's its buckets' numbers have.
    pub(crate) fn shift(&self) -> u32 {
        BITS - self.manner.bits
    }

    /// What it takes for granted now.
    pub(crate) fn prior(&self) -> Prior {
        let share = self.share_refused();
        let pseudo = self.manner.pseudo / share.min(1.0 - share);
        Prior {
            refused: single(pseudo * share),
            published: single(pseudo * (1.0 - share)),
            offset: single(log_odds(share)),
        }
    }

    /// Judges a post whose features have been weighed and whose records have been collected, with the main head's margin
    /// to share.
    pub(crate) fn score(&self, features: &Features, weighing: &Weighing, shared: f64) -> Score {
        let (weights, evidence) = weighing.sums(self.manner, &self.prior());
        let sides: f64 = features
            .sides
            .iter()
            .map(|(side, value)| self.side(*side, *value))
            .sum();
        let weights = weights + sides;
        Score {
            margin: self.balance.margin(weights, evidence, shared),
            weights,
            evidence,
            shared,
        }
    }

    /// What a side feature adds to the sum of weights.
    pub(crate) fn side(&self, side: u16, value: f32) -> f64 {
        f64::from(self.sides[usize::from(side)].weight(self.manner) * value)
    }

    /// Learns the decision on the post that was scored last in this room.
    pub(crate) fn learn(
        &mut self,
        features: &Features,
        weighing: &mut Weighing,
        score: &Score,
        is_refused: bool,
    ) {
        let gradient = self.gradient(score.margin, is_refused);
        let shift = self.shift();
        weighing.steps(self.manner, single(gradient));
        for (at, bucket) in features.buckets().enumerate() {
            let (z, n) = weighing.step(at);
            self.records[bucket >> shift].learn(z, n, is_refused);
        }
        for (side, value) in &features.sides {
            self.sides[usize::from(*side)].learn(single(gradient) * value, self.manner);
        }
        let terms = [score.weights, score.evidence, score.shared];
        self.balance.learn(gradient, terms, self.manner.trust_rate);
        self.refused += u32::from(is_refused);
        self.published += u32::from(!is_refused);
    }

    /// The slope of the loss; the rarer outcome weighs more, by the fourth root.
    fn gradient(&self, margin: f64, is_refused: bool) -> f64 {
        let refused = self.share_refused();
        let share = if is_refused { refused } else { 1.0 - refused };
        let missed = sigmoid(margin) - count(usize::from(is_refused));
        missed * (0.5 / share).sqrt().sqrt()
    }
}
