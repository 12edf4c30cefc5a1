//! What an order is worth to a queue: how many refused posts its top holds, and how far down it is safe.

/// The share of refusals in a newsroom's real queue, where a set is balanced by hand (RP-Mod).
pub(crate) const REAL_SHARE: f64 = 0.084;

/// Weighs published posts so that refused ones are `share` of all.
fn weight(judged: &[(f64, bool)], share: Option<f64>) -> impl Fn(bool) -> f64 {
    let refused = crate::arithmetic::count(judged.iter().filter(|one| one.1).count());
    let published = crate::arithmetic::count(judged.len()) - refused;
    let of_published = match share {
        Some(share) if published > 0.0 => refused * (1.0 - share) / (share * published),
        _ => 1.0,
    };
    move |is_refused| if is_refused { 1.0 } else { of_published }
}

fn from_safe_end(judged: &[(f64, bool)]) -> Vec<(f64, bool)> {
    let mut sorted = judged.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    sorted
}

/// The largest share of the queue, from the safe end, in which at most `misses` are refused posts.
///
/// With `share`, published posts are weighted so that refused ones are that share of the queue.
#[must_use]
pub fn green_share(judged: &[(f64, bool)], misses: f64, share: Option<f64>) -> f64 {
    let weight = weight(judged, share);
    let all: f64 = judged.iter().map(|one| weight(one.1)).sum();
    let (mut taken, mut missed, mut green) = (0.0, 0.0, 0.0_f64);
    for tied in from_safe_end(judged).chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        for (_, is_refused) in tied {
            taken += weight(*is_refused);
            missed += if *is_refused { weight(true) } else { 0.0 };
        }
        if missed <= misses * taken {
            green = taken / all;
        }
    }
    green
}

/// The share of refused posts that lie in the riskiest `top` of the queue, weighted likewise.
#[must_use]
pub fn recall_at_top(judged: &[(f64, bool)], top: f64, share: Option<f64>) -> f64 {
    let weight = weight(judged, share);
    let all: f64 = judged.iter().map(|one| weight(one.1)).sum();
    let refused: f64 = judged.iter().filter(|one| one.1).map(|_| 1.0).sum();
    let (mut taken, mut found) = (0.0, 0.0);
    for (_, is_refused) in from_safe_end(judged).into_iter().rev() {
        taken += weight(is_refused);
        if taken > top * all {
            break;
        }
        found += if is_refused { 1.0 } else { 0.0 };
    }
    if refused > 0.0 { found / refused } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hundred posts; the ten refused ones are the riskiest but for one, which is the safest.
    fn hundred() -> Vec<(f64, bool)> {
        (0..100_u32)
            .map(|at| (f64::from(at), at == 0 || at > 90))
            .collect()
    }

    #[test]
    fn the_green_lane_ends_where_misses_become_too_many() {
        assert!((green_share(&hundred(), 0.02, None) - 0.91).abs() < 1e-12);
        assert!(green_share(&hundred(), 0.001, None) < 1e-12);
    }

    #[test]
    fn the_top_holds_nine_of_ten() {
        assert!((recall_at_top(&hundred(), 0.2, None) - 0.9).abs() < 1e-12);
    }

    #[test]
    fn a_balanced_set_is_weighted_to_a_real_queue() {
        let balanced: Vec<(f64, bool)> = (0..100_u32).map(|at| (f64::from(at), at >= 50)).collect();
        assert!((recall_at_top(&balanced, 0.042, Some(REAL_SHARE)) - 0.5).abs() < 0.02);
        assert!(green_share(&balanced, 0.0, Some(REAL_SHARE)) > 0.9);
    }
}
