//! Whether the words an explanation points at are those that people marked.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::arithmetic::count;

/// F1 of the characters marked on both sides; 1 where neither marks anything, 0 where only one does (SemEval 2021, task 5).
#[must_use]
pub fn span_f1(ours: &[Range<usize>], theirs: &[Range<usize>]) -> f64 {
    let all = |spans: &[Range<usize>]| spans.iter().cloned().flatten().collect::<BTreeSet<usize>>();
    let (ours, theirs) = (all(ours), all(theirs));
    if ours.is_empty() && theirs.is_empty() {
        return 1.0;
    }
    let both = count(ours.intersection(&theirs).count());
    2.0 * both / count(ours.len() + theirs.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_counted_in_characters() {
        assert!((span_f1(&[], &[]) - 1.0).abs() < 1e-12);
        assert!(span_f1(&[0..3, 5..6], &[]).abs() < 1e-12);
        assert!((span_f1(&[0..4, 10..14], &[2..6, 12..16]) - 0.5).abs() < 1e-12);
    }
}
