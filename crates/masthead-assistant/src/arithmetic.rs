//! Logarithm and exponential by our own polynomials, so that every platform gets the same bits.
//!
//! Addition, multiplication, division and square roots are exact by IEEE 754 everywhere, and Rust never fuses them.
//! `ln` and `exp` of the standard library are the platform's own and may differ in the last bit; one bit is enough to
//! make two snapshots of the same log differ. What stands here uses the exact operations alone.

/// Natural logarithm of a positive, normal number; within two units in the last place.
///
/// Written without branches, so that a loop over it becomes vector instructions.
#[inline]
#[expect(
    clippy::cast_precision_loss,
    reason = "an exponent is a small whole number"
)]
pub(crate) fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    // The mantissa is taken between the root of a half and the root of two, where the series converges fast.
    let shifted = bits.wrapping_sub(0x3f35_04f3);
    let exponent = (shifted.cast_signed() >> 23) as f32;
    let mantissa = f32::from_bits((shifted & 0x007f_ffff) + 0x3f35_04f3);
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let s2 = s * s;
    let series = 1.0 + s2 * (1.0 / 3.0 + s2 * (0.2 + s2 * (1.0 / 7.0 + s2 * (1.0 / 9.0))));
    exponent * std::f32::consts::LN_2 + 2.0 * s * series
}

/// Natural logarithm of a positive, normal number in double precision.
#[expect(
    clippy::cast_precision_loss,
    reason = "an exponent is a small whole number"
)]
pub(crate) fn ln64(x: f64) -> f64 {
    const ROOT_OF_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
    let shifted = x.to_bits().wrapping_sub(ROOT_OF_HALF);
    let exponent = (shifted.cast_signed() >> 52) as f64;
    let mantissa = f64::from_bits((shifted & 0x000f_ffff_ffff_ffff) + ROOT_OF_HALF);
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let s2 = s * s;
    let series = ODD.iter().rev().fold(0.0, |sum, share| sum * s2 + share);
    exponent * std::f64::consts::LN_2 + 2.0 * s * series
}

/// One divided by each odd number: the series of the logarithm.
const ODD: [f64; 12] = {
    let mut shares = [1.0; 12];
    let mut term = 1;
    while term < shares.len() {
        shares[term] = 1.0 / (2 * term + 1) as f64;
        term += 1;
    }
    shares
};

/// One divided by each factorial: the series of the exponential.
const FACTORIALS: [f64; 15] = {
    let mut shares = [1.0; 15];
    let mut term = 1;
    while term < shares.len() {
        shares[term] = shares[term - 1] / term as f64;
        term += 1;
    }
    shares
};

/// Added to a small number and taken away again, it leaves the nearest whole one: there is no room for a fraction.
const NO_FRACTION: f64 = 6_755_399_441_055_744.0;

/// The exponential; 0 below -700, and what 700 gives above it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "after the clamp the exponent is within ±1010"
)]
pub(crate) fn exp(x: f64) -> f64 {
    if x < -700.0 {
        return 0.0;
    }
    let x = x.min(700.0);
    let twos = (x * std::f64::consts::LOG2_E + NO_FRACTION) - NO_FRACTION;
    let rest = x - twos * std::f64::consts::LN_2;
    let series = FACTORIALS
        .iter()
        .rev()
        .fold(0.0, |sum, share| sum * rest + share);
    let power = f64::from_bits((((twos as i64) + 1023).cast_unsigned()) << 52);
    series * power
}

/// The logistic function: a margin as a share between 0 and 1.
pub(crate) fn sigmoid(margin: f64) -> f64 {
    if margin >= 0.0 {
        1.0 / (1.0 + exp(-margin))
    } else {
        let e = exp(margin);
        e / (1.0 + e)
    }
}

/// The logarithm of a share's odds; the share lies strictly between 0 and 1.
pub(crate) fn log_odds(share: f64) -> f64 {
    ln64(share / (1.0 - share))
}

/// A count as a number to reckon with; counts here are far below 2^52.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^52")]
pub(crate) fn count(of: usize) -> f64 {
    of as f64
}

/// A value as it is kept: seven digits are enough.
#[expect(
    clippy::cast_possible_truncation,
    reason = "values of features and margins are small"
)]
pub(crate) fn single(value: f64) -> f32 {
    value as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_those_of_the_mathematicians() {
        for step in 1..20_000_u16 {
            let x = f32::from(step) * 0.37;
            assert!(
                (ln(x) - x.ln()).abs() <= 2e-6 * x.ln().abs().max(0.1),
                "{x}"
            );
            let x = f64::from(x);
            assert!(
                (ln64(x) - x.ln()).abs() < 1e-14 * x.ln().abs().max(1.0),
                "{x}"
            );
        }
    }

    #[test]
    fn exponentials_are_too_and_end_well_on_both_sides() {
        for step in -6_990..6_990_i16 {
            let x = f64::from(step) * 0.1;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-12, "{x}");
        }
        assert!(exp(-1e9) < f64::MIN_POSITIVE && exp(1e9).is_finite());
        assert!((sigmoid(2.0) + sigmoid(-2.0) - 1.0).abs() < 1e-15);
        assert!((sigmoid(log_odds(0.084)) - 0.084).abs() < 1e-15);
    }

    #[test]
    fn the_same_bits_on_every_platform() {
        assert_eq!(ln(0.084).to_bits(), 0xc01e_8629);
        assert_eq!(ln64(0.084).to_bits(), 0xc003_d0c5_1f33_3398);
        assert_eq!(exp(1.234).to_bits(), 0x400b_7ac2_cc5e_67ba);
    }
}
