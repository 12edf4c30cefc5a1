//! Which posts a person sees without the machine's help, so that the measure stays honest.
//!
//! Chosen by the post's own id: everybody who asks gets the same answer, and nobody can choose.

use crate::arithmetic::count;
use crate::features::{finish, step};

/// Posts that go to a person although they could be decided alone: one in twenty.
const TO_A_PERSON: f64 = 0.05;

const SEED_OF_PERSON: u64 = 0x70;
const SEED_OF_HIDING: u64 = 0x68;

/// Whether a post goes to a person whatever the switches say.
#[must_use]
pub fn is_for_a_person(post: u128) -> bool {
    is_in(post, SEED_OF_PERSON, TO_A_PERSON)
}

/// Whether the suggestion about a post is hidden from the moderator, so that agreement is not an echo; `share` is 0.05
/// unless the newsroom wants it otherwise.
#[must_use]
pub fn hides_suggestion(post: u128, share: f64) -> bool {
    is_in(post, SEED_OF_HIDING, share)
}

#[expect(clippy::cast_possible_truncation, reason = "an id in its two halves")]
fn is_in(post: u128, seed: u64, share: f64) -> bool {
    let hash = finish(step(step(seed, (post >> 64) as u64), post as u64));
    let drawn = count((hash >> 40) as usize) / count(1 << 24);
    drawn < share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_in_twenty_is_drawn_and_always_the_same() {
        let drawn = |of: fn(u128) -> bool| (0..20_000_u128).filter(|id| of(*id << 40)).count();
        let to_a_person = drawn(is_for_a_person);
        assert!((900..1_100).contains(&to_a_person), "{to_a_person}");
        assert_eq!(to_a_person, drawn(is_for_a_person));
        let both = drawn(|id| is_for_a_person(id) && hides_suggestion(id, 0.05));
        assert!(
            (20..90).contains(&both),
            "{both}: the two draws are not one"
        );
        assert_eq!(drawn(|id| hides_suggestion(id, 0.0)), 0);
        assert_eq!(drawn(|id| hides_suggestion(id, 1.0)), 20_000);
    }
}
