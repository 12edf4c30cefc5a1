//! What has become of each sentence since an earlier state: what a translation must be asked for again, and what not.

use std::collections::{HashMap, VecDeque};

use super::SentenceKey;

/// What has become of a sentence since the earlier state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Said before in the same words; the number is its place in the earlier state.
    Kept(usize),
    /// Stands where another stood, between the same neighbours: the number is that one's place. What a person made of
    /// it is stale, not gone.
    Rewritten(usize),
    /// Was not there.
    New,
}

/// The sentences of two states side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// One for each sentence of the later state, in order.
    pub later: Vec<Fate>,
    /// Places in the earlier state whose sentences nobody has taken up.
    pub gone: Vec<usize>,
}

/// Compares two states of an article, each as the keys of its sentences in order.
///
/// A sentence that is said in the same words is kept, wherever it moved. Sentences between kept neighbours are taken
/// for rewritten ones, one for one, as far as there are as many; the time is proportional to the number of sentences.
#[must_use]
pub fn since(earlier: &[SentenceKey], later: &[SentenceKey]) -> Since {
    let mut places: HashMap<SentenceKey, VecDeque<usize>> = HashMap::new();
    for (at, key) in earlier.iter().enumerate() {
        places.entry(*key).or_default().push_back(at);
    }
    let mut fates: Vec<Fate> = later
        .iter()
        .map(|key| places.get_mut(key).and_then(VecDeque::pop_front))
        .map(|place| place.map_or(Fate::New, Fate::Kept))
        .collect();

    let mut taken = vec![false; earlier.len()];
    for fate in &fates {
        if let Fate::Kept(at) = fate {
            taken[*at] = true;
        }
    }
    pair_rewritten(&mut fates, &mut taken);
    let gone = (0..earlier.len()).filter(|at| !taken[*at]).collect();
    Since { later: fates, gone }
}

/// Pairs what is new behind a kept sentence (or at the beginning) with what is gone behind the same one.
fn pair_rewritten(fates: &mut [Fate], taken: &mut [bool]) {
    let mut next = 0;
    for fate in fates {
        match *fate {
            Fate::Kept(at) => next = at + 1,
            Fate::New if taken.get(next) == Some(&false) => {
                *fate = Fate::Rewritten(next);
                taken[next] = true;
                next += 1;
            }
            // More came than went: from here on all are new, until a neighbour is met again.
            Fate::New => next = taken.len(),
            Fate::Rewritten(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Fate::{Kept, New, Rewritten};
    use super::*;

    fn keys(sentences: &str) -> Vec<SentenceKey> {
        sentences.split(' ').map(SentenceKey::of).collect()
    }

    fn fates(earlier: &str, later: &str) -> (Vec<Fate>, Vec<usize>) {
        let since = since(&keys(earlier), &keys(later));
        (since.later, since.gone)
    }

    #[test]
    fn one_changed_sentence_is_one_rewritten_one() {
        assert_eq!(
            fates("a b c", "a x c"),
            (vec![Kept(0), Rewritten(1), Kept(2)], vec![])
        );
        assert_eq!(
            fates("a b c", "x b c"),
            (vec![Rewritten(0), Kept(1), Kept(2)], vec![])
        );
    }

    #[test]
    fn what_came_and_went_is_told() {
        assert_eq!(fates("a b", "a n b"), (vec![Kept(0), New, Kept(1)], vec![]));
        assert_eq!(fates("a b c", "a c"), (vec![Kept(0), Kept(2)], vec![1]));
    }

    #[test]
    fn a_moved_sentence_is_kept() {
        assert_eq!(
            fates("a b c", "c a b"),
            (vec![Kept(2), Kept(0), Kept(1)], vec![])
        );
    }

    #[test]
    fn doubles_are_taken_in_order() {
        assert_eq!(fates("a a", "a a a"), (vec![Kept(0), Kept(1), New], vec![]));
    }
}
