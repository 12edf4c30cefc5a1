//! How large a share of errors may really be, when so many were seen (Wilson 1927).

use crate::arithmetic::count;

/// The quantile of the normal distribution that leaves 10 % above it: a bound here is broken one time in ten.
///
/// The same certainty as the rule that 230 without any error prove 1 %: 0.99 to the power of 230 is a tenth.
const Z: f64 = 1.281_551_565_544_600_4;

/// The upper end of Wilson's interval for a share, of which `errors` in `all` were seen; 1 where nothing was seen.
#[must_use]
pub fn upper_bound(errors: usize, all: usize) -> f64 {
    if all == 0 {
        return 1.0;
    }
    let (n, z2) = (count(all), Z * Z);
    let share = count(errors.min(all)) / n;
    let centre = share + z2 / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    ((centre + half) / (1.0 + z2 / n)).min(1.0)
}

/// The bound after so many without any error.
#[must_use]
pub fn upper_bound_of_none(all: usize) -> f64 {
    upper_bound(0, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_lies_above_the_share_and_comes_nearer_with_more() {
        assert!((upper_bound(0, 0) - 1.0).abs() < 1e-12);
        assert!(upper_bound(1, 100) > 0.01 && upper_bound(1, 100) > upper_bound(10, 1_000));
        assert!((upper_bound(100, 100) - 1.0).abs() < 1e-12);
        // Wilson's formula by hand: 10 of 1,000 at 90 % on one side.
        assert!((upper_bound(10, 1_000) - 0.014_912).abs() < 1e-5);
    }

    #[test]
    fn one_in_a_hundred_needs_some_hundreds_without_an_error() {
        assert!(upper_bound_of_none(162) > 0.01);
        assert!(upper_bound_of_none(230) <= 0.01);
    }
}
