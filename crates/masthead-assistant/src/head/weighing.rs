//! The room in which a head reckons: one plain array for each quantity, so that loops become vector instructions.

use super::record::Record;
use super::{Manner, Prior};
use crate::arithmetic::{ln, single};
use crate::features::Features;

/// Sums are kept in so many lanes, always in the same order, so that the last bit is always the same.
const LANES: usize = 8;

/// Arrays, an entry for each feature of the post at hand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weighing {
    /// The value of each feature: how often, how rare, the block brought to its length.
    pub(crate) x: Vec<f32>,
    z: Vec<f32>,
    n: Vec<f32>,
    refused: Vec<f32>,
    published: Vec<f32>,
    /// Posts that had the feature, and one more.
    seen: Vec<f32>,
}

impl Weighing {
    /// Takes the main head's records over and gives each feature its value:
    /// (1 + ln times) × (ln((1 + posts) / (1 + posts with it)) + 1), each block brought to its length.
    pub(crate) fn weigh(
        &mut self,
        features: &Features,
        main: &[Record],
        posts: u16,
        lengths: [f32; 2],
    ) {
        self.collect(features, main, 0);
        let all = ln(1.0 + f32::from(posts)) + 1.0;
        let counts = features.times.iter().zip(&self.seen);
        for (x, (times, seen)) in self.x.iter_mut().zip(counts) {
            *x = (1.0 + ln(*times)) * (all - ln(*seen)).max(1.0);
        }
        let (grams, words) = self.x.split_at_mut(features.grams);
        bring_to(lengths[0], grams);
        bring_to(lengths[1], words);
    }

    /// Takes the records of the post's features over, from buckets whose numbers have so many bits less.
    pub(crate) fn collect(&mut self, features: &Features, records: &[Record], shift: u32) {
        let many = features.len();
        for values in [
            &mut self.x,
            &mut self.z,
            &mut self.n,
            &mut self.refused,
            &mut self.published,
            &mut self.seen,
        ] {
            values.resize(many, 0.0);
        }
        let sums = self.z.iter_mut().zip(&mut self.n);
        let counts = self.refused.iter_mut().zip(&mut self.published);
        let looks = features.buckets().zip(sums).zip(counts).zip(&mut self.seen);
        for (((bucket, (z, n)), (p, q)), seen) in looks {
            let record = &records[bucket >> shift];
            *seen = 1.0 + f32::from(record.seen);
            (*z, *n) = record.sums();
            (*p, *q) = (f32::from(record.refused), f32::from(record.published));
        }
    }

    /// The sums of weights and of evidence over all features.
    pub(crate) fn sums(&self, manner: Manner, prior: &Prior) -> (f64, f64) {
        let (mut weights, mut evidence) = ([0.0_f32; LANES], [0.0_f32; LANES]);
        let whole = self.x.len() / LANES * LANES;
        for at in (0..whole).step_by(LANES) {
            let x: &[f32; LANES] = lanes(&self.x, at);
            let (z, n) = (lanes(&self.z, at), lanes(&self.n, at));
            let (p, q) = (lanes(&self.refused, at), lanes(&self.published, at));
            for lane in 0..LANES {
                weights[lane] += manner.weight(z[lane], n[lane]) * x[lane];
                evidence[lane] += prior.evidence(p[lane], q[lane]) * x[lane];
            }
        }
        for at in whole..self.x.len() {
            let (weight, reason) = self.parts(at, manner, prior);
            weights[at - whole] += weight;
            evidence[at - whole] += reason;
        }
        (sum(weights), sum(evidence))
    }

    /// What one feature adds to either sum.
    pub(crate) fn parts(&self, at: usize, manner: Manner, prior: &Prior) -> (f32, f32) {
        (
            manner.weight(self.z[at], self.n[at]) * self.x[at],
            prior.evidence(self.refused[at], self.published[at]) * self.x[at],
        )
    }

    /// Turns the records into the steps that a slope makes them take.
    pub(crate) fn steps(&mut self, manner: Manner, gradient: f32) {
        for ((z, n), x) in self.z.iter_mut().zip(&mut self.n).zip(&self.x) {
            (*z, *n) = manner.step(*z, *n, gradient * x);
        }
    }

    /// The step of one feature, after [`Self::steps`].
    #[inline]
    pub(crate) fn step(&self, at: usize) -> (f32, f32) {
        (self.z[at], self.n[at])
    }
}

impl Prior {
    /// How much more often posts with a feature were refused than posts are at all, as a logarithm; 0 if nothing is known.
    #[inline]
    pub(crate) fn evidence(&self, refused: f32, published: f32) -> f32 {
        ln((refused + self.refused) / (published + self.published)) - self.offset
    }
}

#[inline]
fn lanes(values: &[f32], at: usize) -> &[f32; LANES] {
    values[at..]
        .first_chunk()
        .expect("whole lanes end before the values do")
}

fn sum(lanes: [f32; LANES]) -> f64 {
    lanes.iter().map(|lane| f64::from(*lane)).sum()
}

fn bring_to(length: f32, values: &mut [f32]) {
    let mut squares = [0.0_f32; LANES];
    for eight in values.chunks(LANES) {
        for (square, value) in squares.iter_mut().zip(eight) {
            *square += value * value;
        }
    }
    let norm = sum(squares).sqrt();
    let factor = if norm > 0.0 {
        length / single(norm)
    } else {
        0.0
    };
    for value in values {
        *value *= factor;
    }
}
