//! What a head keeps of a bucket: fourteen bytes side by side, so that a look at it is one look into memory.

use super::Manner;

/// All that is known of the features in one bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Record {
    /// FTRL's sum of slopes.
    z: Halved,
    /// FTRL's sum of squared slopes.
    n: Halved,
    /// Posts that had it, decided or not; only the main head counts.
    pub(crate) seen: u16,
    /// Refused posts that had it.
    pub(crate) refused: u16,
    /// Published posts that had it.
    pub(crate) published: u16,
}

/// A number in two halves, so that a record needs no room to fill up its last word: two million of them count.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Halved([u16; 2]);

impl Halved {
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the lower half is what is meant"
    )]
    fn of(number: f32) -> Self {
        let bits = number.to_bits();
        Self([(bits >> 16) as u16, bits as u16])
    }

    #[inline]
    fn whole(self) -> f32 {
        f32::from_bits((u32::from(self.0[0]) << 16) | u32::from(self.0[1]))
    }
}

impl Record {
    /// FTRL's sums of slopes and of squared slopes.
    #[inline]
    pub(crate) fn sums(&self) -> (f32, f32) {
        (self.z.whole(), self.n.whole())
    }

    /// Puts the sums where others stood.
    #[inline]
    pub(crate) fn set_sums(&mut self, z: f32, n: f32) {
        (self.z, self.n) = (Halved::of(z), Halved::of(n));
    }

    /// Takes one step, and counts the decision.
    #[inline]
    pub(crate) fn learn(&mut self, z: f32, n: f32, is_refused: bool) {
        let (old_z, old_n) = self.sums();
        self.set_sums(old_z + z, old_n + n);
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
    pub(crate) fn weight(self, manner: Manner) -> f32 {
        manner.weight(self.z, self.n)
    }

    pub(crate) fn learn(&mut self, slope: f32, manner: Manner) {
        let (z, n) = manner.step(self.z, self.n, slope);
        self.z += z;
        self.n += n;
    }
}

impl Manner {
    /// FTRL's weight, without either penalty.
    #[inline]
    pub(crate) fn weight(self, z: f32, n: f32) -> f32 {
        -z * self.alpha / (self.beta + n.sqrt())
    }

    /// What a slope adds to `z` and `n`.
    #[inline]
    pub(crate) fn step(self, z: f32, n: f32, slope: f32) -> (f32, f32) {
        let square = slope * slope;
        let sigma = ((n + square).sqrt() - n.sqrt()) / self.alpha;
        (slope - sigma * self.weight(z, n), square)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_takes_fourteen_bytes_and_keeps_every_bit() {
        assert_eq!(size_of::<Record>(), 14);
        let mut record = Record::default();
        record.set_sums(-0.123_456_79, 1e-30);
        let (z, n) = record.sums();
        assert_eq!(
            (z.to_bits(), n.to_bits()),
            ((-0.123_456_79_f32).to_bits(), 1e-30_f32.to_bits())
        );
    }

    #[test]
    fn counts_that_are_full_are_halved_together() {
        let mut record = Record {
            refused: u16::MAX - 1,
            published: 100,
            ..Record::default()
        };
        record.learn(0.0, 0.0, true);
        assert_eq!((record.refused, record.published), (u16::MAX / 2, 50));
    }
}
