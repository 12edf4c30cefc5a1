//! How much a head trusts what it has learned against what it has counted.

/// Between these the trust in the weights stays; with few refusals it would turn over otherwise.
const WEIGHTS: (f64, f64) = (0.3, 2.0);

/// Between these the trust in the evidence stays.
const EVIDENCE: (f64, f64) = (0.0, 1.5);

/// Between these the trust in the main head's margin stays.
const SHARED: (f64, f64) = (0.0, 1.5);

/// A constant and three factors, with the squared slopes seen so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Balance {
    pub(crate) constant: f64,
    pub(crate) weights: f64,
    pub(crate) evidence: f64,
    pub(crate) shared: f64,
    pub(crate) slopes: [f64; 4],
}

impl Balance {
    pub(crate) fn new([weights, evidence, shared]: [f64; 3]) -> Self {
        Self {
            constant: 0.0,
            weights,
            evidence,
            shared,
            slopes: [0.0; 4],
        }
    }

    pub(crate) fn margin(&self, weights: f64, evidence: f64, shared: f64) -> f64 {
        self.constant + self.weights * weights + self.evidence * evidence + self.shared * shared
    }

    /// All its numbers, in the order in which they are kept.
    pub(crate) fn numbers(&self) -> [f64; 8] {
        let [a, b, c, d] = self.slopes;
        [
            self.constant,
            self.weights,
            self.evidence,
            self.shared,
            a,
            b,
            c,
            d,
        ]
    }

    /// The same, to be filled.
    pub(crate) fn numbers_mut(&mut self) -> [&mut f64; 8] {
        let [a, b, c, d] = &mut self.slopes;
        [
            &mut self.constant,
            &mut self.weights,
            &mut self.evidence,
            &mut self.shared,
            a,
            b,
            c,
            d,
        ]
    }

    /// Takes a step for each number (AdaGrad), after the three terms of a score.
    pub(crate) fn learn(&mut self, gradient: f64, terms: [f64; 3], rate: f64) {
        let [weights, evidence, shared] = terms;
        let open = (f64::NEG_INFINITY, f64::INFINITY);
        let slopes = &mut self.slopes;
        let mut step = |value: &mut f64, at: usize, term: f64, within: (f64, f64)| {
            let slope = gradient * term;
            slopes[at] += slope * slope;
            if slopes[at] > 0.0 {
                *value = (*value - rate * slope / slopes[at].sqrt()).clamp(within.0, within.1);
            }
        };
        step(&mut self.constant, 0, 1.0, open);
        step(&mut self.weights, 1, weights, WEIGHTS);
        step(&mut self.evidence, 2, evidence, EVIDENCE);
        step(&mut self.shared, 3, shared, SHARED);
    }
}
