//! The two switches: approving and refusing without a person. Off; each by section; each with a bound of errors.
//!
//! They were measured to open for spam and for little else. Every automatic answer is flagged as one, because its author
//! must be told (Digital Services Act, Art. 17(3)(c)) and a complaint about it goes to a person (Art. 20(6)).

use super::bound::upper_bound;
use super::lanes::safe_up_to;
use crate::calibration::{KEPT, Unseen};

/// Unseen predictions before any edge is drawn; either side then needs 163 of its own without an error.
pub const LEAST_PREDICTIONS: usize = 230;

/// One of the two switches, for one section.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Switch {
    /// Whether somebody has switched it on.
    pub is_on: bool,
    /// The share of errors that it must be proven to stay below.
    pub bound: f64,
}

impl Default for Switch {
    fn default() -> Self {
        Self {
            is_on: false,
            bound: 0.01,
        }
    }
}

/// Both switches of a section.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Automatic {
    /// Publishes what is surely harmless.
    pub approval: Switch,
    /// Refuses what surely is not.
    pub refusal: Switch,
}

/// From where to where a post may be decided alone, as proven by what was predicted unseen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edges {
    /// Up to this probability, too few are refused to matter; nothing if that is not proven of any.
    pub approve_up_to: Option<f64>,
    /// From this on, too few are published to matter; nothing if that is not proven of any.
    pub refuse_from: Option<f64>,
}

impl Edges {
    /// What the latest 3,000 unseen predictions prove, for the bounds of these switches.
    #[must_use]
    pub fn proven<'a>(
        unseen: impl DoubleEndedIterator<Item = &'a Unseen>,
        switches: &Automatic,
    ) -> Self {
        let mut sorted: Vec<(f64, bool)> = unseen
            .rev()
            .take(KEPT)
            .map(|one| (f64::from(one.probability), one.is_refused))
            .collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let approve_up_to = proven_up_to(&sorted, switches.approval.bound);
        let turned: Vec<(f64, bool)> = sorted.iter().rev().map(|one| (-one.0, !one.1)).collect();
        let refuse_from = proven_up_to(&turned, switches.refusal.bound).map(|edge| -edge);
        Self {
            approve_up_to,
            refuse_from,
        }
    }
}

/// The edge up to which errors are proven to be rare enough, if enough was predicted there.
fn proven_up_to(sorted: &[(f64, bool)], bound: f64) -> Option<f64> {
    if sorted.len() < LEAST_PREDICTIONS {
        return None;
    }
    safe_up_to(sorted, bound)
}

/// What is known of a post beside its probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The post's id, for the draw.
    pub id: u128,
    /// Whether its author was never decided about before.
    pub is_first_post: bool,
    /// Whether it is the confirmed duplicate of a refused post.
    pub repeats_refused: bool,
    /// Whether readers reported it.
    pub is_reported: bool,
}

/// Who decides about a post, and what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// A person decides, and why it is one.
    Person(Why),
    /// Published without a person; to be recorded as automatic.
    Approved,
    /// Refused without a person; to be recorded as automatic and named so in the statement of reasons.
    Refused,
}

impl Answer {
    /// Whether it was given without a person: to be recorded as such, named in the statement of reasons, and open to a
    /// complaint that a person decides.
    #[must_use]
    pub fn is_automatic(&self) -> bool {
        !matches!(self, Self::Person(_))
    }
}

/// Why a post goes to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The switch is off, as it is unless somebody has switched it on.
    SwitchedOff,
    /// It is neither surely harmless nor surely refused.
    Unsure,
    /// It was drawn, so that the measure stays honest.
    Drawn,
    /// It would be refused, and nobody is refused by a machine at the first post.
    FirstPost,
    /// Readers reported it: somebody must look.
    Reported,
}

/// Decides who decides.
///
/// Nothing is decided alone unless its switch is on, its probability lies beyond a proven edge, and the draw did not
/// give it to a person. A first post is never refused alone unless it repeats a refused one, word for word or nearly; a
/// reported post is never approved alone.
#[must_use]
pub fn decide_alone(
    probability: f64,
    standing: &Standing,
    switches: &Automatic,
    edges: &Edges,
) -> Answer {
    let is_safe = edges.approve_up_to.is_some_and(|edge| probability <= edge);
    let is_risky = edges.refuse_from.is_some_and(|edge| probability >= edge);
    let (answer, switch) = match (is_safe, is_risky) {
        (true, false) => (Answer::Approved, switches.approval),
        (false, true) => (Answer::Refused, switches.refusal),
        _ if switches.approval.is_on || switches.refusal.is_on => {
            return Answer::Person(Why::Unsure);
        }
        _ => return Answer::Person(Why::SwitchedOff),
    };
    if !switch.is_on {
        return Answer::Person(Why::SwitchedOff);
    }
    if super::is_for_a_person(standing.id) {
        return Answer::Person(Why::Drawn);
    }
    match answer {
        Answer::Refused if standing.is_first_post && !standing.repeats_refused => {
            Answer::Person(Why::FirstPost)
        }
        Answer::Approved if standing.is_reported => Answer::Person(Why::Reported),
        answer => answer,
    }
}

/// Whether a switch must be switched off, after what people decided about posts that it had, or would have, decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bar {
    /// Errors are as rare as promised, as far as anybody can tell.
    Keeps,
    /// Errors are surely more than promised: it goes off, and says so.
    Broken {
        /// The share that was seen.
        seen: f64,
    },
}

impl Switch {
    /// Compares what people found with the bound: `errors` of `looked_at` drawn or challenged answers were wrong.
    ///
    /// It goes off when more errors than the bound were seen among enough, or when so many were seen among few that
    /// chance does not explain them: the lower end of Wilson's interval lies above the bound.
    #[must_use]
    pub fn check(&self, errors: usize, looked_at: usize) -> Bar {
        let seen = crate::arithmetic::count(errors) / crate::arithmetic::count(looked_at.max(1));
        let right = looked_at.saturating_sub(errors);
        let at_least = 1.0 - upper_bound(right, looked_at);
        let is_broken =
            seen > self.bound && (looked_at >= LEAST_PREDICTIONS || at_least > self.bound);
        if is_broken {
            Bar::Broken { seen }
        } else {
            Bar::Keeps
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ON: Automatic = Automatic {
        approval: Switch {
            is_on: true,
            bound: 0.01,
        },
        refusal: Switch {
            is_on: true,
            bound: 0.01,
        },
    };

    fn spam() -> Vec<Unseen> {
        let at = |probability, is_refused| {
            (0..1_000).map(move |_| Unseen {
                margin: 0.0,
                probability,
                is_refused,
            })
        };
        at(0.0625, false).chain(at(0.9375, true)).collect()
    }

    /// An id that the draw leaves alone, and one that it gives to a person.
    fn ids() -> (u128, u128) {
        let drawn = |wanted| (0..).find(|id| super::super::is_for_a_person(*id) == wanted);
        (
            drawn(false).expect("most"),
            drawn(true).expect("one in twenty"),
        )
    }

    fn standing(id: u128) -> Standing {
        Standing {
            id,
            is_first_post: false,
            repeats_refused: false,
            is_reported: false,
        }
    }

    #[test]
    fn with_the_switches_off_nothing_is_decided_alone() {
        let off = Automatic::default();
        let edges = Edges::proven(spam().iter(), &off);
        for step in 0..=1_000_u32 {
            for id in 0..40 {
                let answer = decide_alone(f64::from(step) / 1_000.0, &standing(id), &off, &edges);
                assert_eq!(answer, Answer::Person(Why::SwitchedOff));
            }
        }
    }

    #[test]
    fn what_is_proven_is_decided_and_nothing_between() {
        let (id, drawn) = ids();
        let edges = Edges::proven(spam().iter(), &ON);
        let of = |p, id| decide_alone(p, &standing(id), &ON, &edges);
        assert_eq!(of(0.0625, id), Answer::Approved);
        assert_eq!(of(0.9375, id), Answer::Refused);
        assert_eq!(of(0.5, id), Answer::Person(Why::Unsure));
        assert_eq!(of(0.9375, drawn), Answer::Person(Why::Drawn));
        assert!(of(0.9375, id).is_automatic() && !of(0.9375, drawn).is_automatic());
    }

    #[test]
    fn a_first_post_is_refused_alone_only_as_a_repetition_and_a_reported_one_never_approved() {
        let (id, _) = ids();
        let edges = Edges::proven(spam().iter(), &ON);
        let first = Standing {
            is_first_post: true,
            ..standing(id)
        };
        let repeated = Standing {
            repeats_refused: true,
            ..first
        };
        let reported = Standing {
            is_reported: true,
            ..first
        };
        let of = |p, standing| decide_alone(p, &standing, &ON, &edges);
        assert_eq!(of(0.9375, first), Answer::Person(Why::FirstPost));
        assert_eq!(of(0.9375, repeated), Answer::Refused);
        assert_eq!(of(0.0625, first), Answer::Approved);
        assert_eq!(of(0.0625, reported), Answer::Person(Why::Reported));
    }

    #[test]
    fn few_predictions_prove_nothing() {
        let few: Vec<Unseen> = spam().into_iter().step_by(15).collect();
        let edges = Edges::proven(few.iter(), &ON);
        let (id, _) = ids();
        assert_eq!(
            decide_alone(0.0, &standing(id), &ON, &edges),
            Answer::Person(Why::Unsure)
        );
        assert_eq!(
            decide_alone(1.0, &standing(id), &ON, &edges),
            Answer::Person(Why::Unsure)
        );
        let none = Edges::proven([].iter(), &ON);
        assert_eq!(
            decide_alone(0.0, &standing(id), &ON, &none),
            Answer::Person(Why::Unsure)
        );
    }

    #[test]
    fn a_switch_that_errs_more_than_promised_goes_off() {
        let switch = ON.refusal;
        assert_eq!(switch.check(0, 0), Bar::Keeps);
        assert_eq!(switch.check(1, 50), Bar::Keeps);
        assert_eq!(switch.check(2, 230), Bar::Keeps);
        assert!(matches!(switch.check(5, 50), Bar::Broken { .. }));
        assert!(matches!(switch.check(4, 300), Bar::Broken { .. }));
    }
}
