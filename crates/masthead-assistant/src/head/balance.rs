//! How much a head trusts what it has learned against what it has counted.

/// Learning rate of the three numbers (AdaGrad).
const RATE: f64 = 0.05;

/// Between these the trust in the weights stays; with few refusals it would turn over otherwise.
const WEIGHTS: (f64, f64) = (0.3, 2.0);

/// Between these the trust in the evidence stays.
const EVIDENCE: (f64, f64) = (0.0, 1.5);

/// A constant and two factors, with the squared slopes seen so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Balance {
    pub(crate) constant: f64,
    pub(crate) weights: f64,
    pub(crate) evidence: f64,
    pub(crate) slopes: [f64; 3],
}

impl Default for Balance {
    fn default() -> Self {
        Self {
            constant: 0.0,
            weights: 1.0,
            evidence: 0.5,
            slopes: [0.0; 3],
        }
    }
}

impl Balance {
    pub(crate) fn margin(&self, weights: f64, evidence: f64) -> f64 {
        self.constant + self.weights * weights + self.evidence * evidence
    }

    /// All its numbers, in the order in which they are kept.
    pub(crate) fn numbers(&self) -> [f64; 6] {
        let [a, b, c] = self.slopes;
        [self.constant, self.weights, self.evidence, a, b, c]
    }

    /// The same, to be filled.
    pub(crate) fn numbers_mut(&mut self) -> [&mut f64; 6] {
        let [a, b, c] = &mut self.slopes;
        [
            &mut self.constant,
            &mut self.weights,
            &mut self.evidence,
            a,
            b,
            c,
        ]
    }

    pub(crate) fn learn(&mut self, gradient: f64, weights: f64, evidence: f64) {
        let open = (f64::NEG_INFINITY, f64::INFINITY);
        let slopes = &mut self.slopes;
        descend(&mut self.constant, &mut slopes[0], gradient, open);
        descend(
            &mut self.weights,
            &mut slopes[1],
            gradient * weights,
            WEIGHTS,
        );
        descend(
            &mut self.evidence,
            &mut slopes[2],
            gradient * evidence,
            EVIDENCE,
        );
    }
}

fn descend(value: &mut f64, squares: &mut f64, slope: f64, within: (f64, f64)) {
    *squares += slope * slope;
    if *squares > 0.0 {
        *value = (*value - RATE * slope / squares.sqrt()).clamp(within.0, within.1);
    }
}
