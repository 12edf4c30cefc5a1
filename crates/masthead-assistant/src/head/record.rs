//! What a head keeps of a bucket: sixteen bytes side by side, so that a look at it is one look into memory.

use super::{ALPHA, BETA};

/// All that is known of the features in one bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Record {
    /// FTRL's sum of slopes.
    pub(crate) z: f32,
    /// FTRL's sum of squared slopes.
    pub(crate) n: f32,
    /// Posts that had it, decided or not; only the main head counts.
    pub(crate) seen: u32,
    /// Refused posts that had it.
    pub(crate) refused: u16,
    /// Published posts that had it.
    pub(crate) published: u16,
}

impl Record {
    /// Takes one step, and counts the decision.
    #[inline]
    pub(crate) fn learn(&mut self, z: f32, n: f32, is_refused: bool) {
        self.z += z;
        self.n += n;
        let counted = if is_refused {
            &mut self.refused
        } else {
            &mut self.published
        };
        *counted += 1;
        if *counted == u16::MAX {
            self.refused /= 2;
            self.published /= 2;
        }
    }
}

/// A feature that is no hash: it has a weight and no evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Side {
    pub(crate) z: f32,
    pub(crate) n: f32,
}

impl Side {
    pub(crate) fn weight(self) -> f32 {
        weight(self.z, self.n)
    }

    pub(crate) fn learn(&mut self, slope: f32) {
        let (z, n) = step(self.z, self.n, slope);
        self.z += z;
        self.n += n;
    }
}

/// FTRL's weight, without either penalty.
#[inline]
pub(crate) fn weight(z: f32, n: f32) -> f32 {
    -z * ALPHA / (BETA + n.sqrt())
}

/// What a slope adds to `z` and `n`.
#[inline]
pub(crate) fn step(z: f32, n: f32, slope: f32) -> (f32, f32) {
    let square = slope * slope;
    let sigma = ((n + square).sqrt() - n.sqrt()) / ALPHA;
    (slope - sigma * weight(z, n), square)
}
