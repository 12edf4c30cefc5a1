//! AUC: how often a refused post stands above a published one.

use crate::arithmetic::count;

/// The area under the ROC curve, ties counted by half; 0.5 where one of the two kinds is missing.
pub fn auc_of(judged: impl Iterator<Item = (f64, bool)>) -> f64 {
    let mut judged: Vec<(f64, bool)> = judged.collect();
    judged.sort_by(|a, b| a.0.total_cmp(&b.0));
    let refused = judged.iter().filter(|(_, is_refused)| *is_refused).count();
    let pairs = count(refused) * count(judged.len() - refused);
    if pairs == 0.0 {
        return 0.5;
    }
    let (mut below, mut won) = (0.0, 0.0);
    for tied in judged.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let refused = count(tied.iter().filter(|(_, is_refused)| *is_refused).count());
        let published = count(tied.len()) - refused;
        won += refused * (below + published / 2.0);
        below += published;
    }
    won / pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_counts_and_ties_count_half() {
        let auc = |judged: &[(f64, bool)]| auc_of(judged.iter().copied());
        assert!((auc(&[(0.1, false), (0.9, true)]) - 1.0).abs() < 1e-12);
        assert!((auc(&[(0.9, false), (0.1, true)])).abs() < 1e-12);
        assert!((auc(&[(0.5, false), (0.5, true)]) - 0.5).abs() < 1e-12);
        let three = [(0.1, false), (0.4, true), (0.4, false), (0.8, true)];
        assert!((auc(&three) - 0.875).abs() < 1e-12);
        assert!((auc(&[(0.3, true)]) - 0.5).abs() < 1e-12);
    }
}
