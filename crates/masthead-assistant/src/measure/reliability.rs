//! Whether probabilities mean what they say, and GermEval's F.

use crate::arithmetic::count;

const BINS: usize = 10;

/// Expected calibration error: ten bins of equal size, the mean distance between what was said and what came.
#[must_use]
pub fn calibration_error(judged: &[(f64, bool)]) -> f64 {
    let mut sorted = judged.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let off = |bin: &[(f64, bool)]| {
        let said: f64 = bin.iter().map(|one| one.0).sum();
        let came = count(bin.iter().filter(|one| one.1).count());
        (said - came).abs()
    };
    let ends = (0..=BINS).map(|bin| sorted.len() * bin / BINS);
    let ends: Vec<usize> = ends.collect();
    let total: f64 = ends
        .windows(2)
        .map(|two| off(&sorted[two[0]..two[1]]))
        .sum();
    total / count(sorted.len().max(1))
}

/// GermEval's F: 2PR / (P + R), with P and R the means of both classes' precision and recall.
#[must_use]
pub fn macro_f(judged: &[(bool, bool)]) -> f64 {
    let many =
        |said: bool, is: bool| count(judged.iter().filter(|one| **one == (said, is)).count());
    let share = |of: f64, all: f64| if all > 0.0 { of / all } else { 0.0 };
    let class = |of: bool| {
        let hit = many(of, of);
        (
            share(hit, hit + many(of, !of)),
            share(hit, hit + many(!of, of)),
        )
    };
    let (yes, no) = (class(true), class(false));
    let (precision, recall) = (f64::midpoint(yes.0, no.0), f64::midpoint(yes.1, no.1));
    share(2.0 * precision * recall, precision + recall)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_that_come_true_have_no_error() {
        let honest: Vec<(f64, bool)> = (0..1_000_u32).map(|at| (0.2, at % 5 == 0)).collect();
        assert!(calibration_error(&honest) < 1e-9);
        let boastful: Vec<(f64, bool)> = honest.iter().map(|one| (0.9, one.1)).collect();
        assert!((calibration_error(&boastful) - 0.7).abs() < 1e-9);
        assert!(calibration_error(&[]) < 1e-12);
    }

    #[test]
    fn f_is_the_mean_over_both_classes() {
        let judged = [(true, true), (true, false), (false, false), (false, false)];
        // Precisions 1/2 and 1, recalls 1 and 2/3.
        let (p, r) = (0.75, 5.0 / 6.0);
        assert!((macro_f(&judged) - 2.0 * p * r / (p + r)).abs() < 1e-12);
    }
}
