//! Whether a translation says the same figures.

use std::collections::HashMap;

use super::read::figures;
use super::{Amount, Figure, Found, How};
use crate::lang::Lang;

/// More figures than this, one side times the other, are no sentence: they are compared to the letter only.
const COMPARISONS: usize = 250_000;

/// A figure that stands in one language and not in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The translation does not say it.
    Missing(Figure),
    /// The original does not say it.
    Added(Figure),
    /// The translation does not say a number that the original has in words. Often there is another way to say it.
    MissingWord(Figure),
    /// The translation has a number in words that the original does not say.
    AddedWord(Figure),
}

impl Difference {
    /// Whether it is about digits, and so hardly a matter of style.
    #[must_use]
    pub fn is_certain(self) -> bool {
        matches!(self, Self::Missing(_) | Self::Added(_))
    }
}

/// Compares the figures of a text and its translation, whatever their order.
///
/// Digits must be met by the same figure in digits or in words. Numbers in words that nothing meets are told apart,
/// because languages count differently (`vierzehn Tage`, `a fortnight`); days of the week as well.
#[must_use]
pub fn compare(source: &str, from: Lang, target: &str, to: Lang) -> Vec<Difference> {
    let mut sides = Sides {
        left: figures(source, from),
        right: figures(target, to),
    };
    sides.strike_equal();
    if dates(&sides.left) != dates(&sides.right) || sides.has_bare_days() {
        // `14. und 15. März` is one date and a number, `March 14 and March 15` are two.
        sides.left = taken_apart(&sides.left);
        sides.right = taken_apart(&sides.right);
        sides.strike_equal();
    }
    sides.strike_units(source, from, target, to);
    sides.differences()
}

struct Sides {
    left: Vec<Found>,
    right: Vec<Found>,
}

impl Sides {
    /// Strikes what both have: what is written alike first, then whatever is left.
    fn strike_equal(&mut self) {
        self.strike_same();
        if self.left.len() * self.right.len() > COMPARISONS {
            return;
        }
        self.strike(|a, b| (a.how == How::Maybe) == (b.how == How::Maybe) && means(a, b));
        self.strike(means);
    }

    /// What is the same and written in the same way, counted rather than searched.
    fn strike_same(&mut self) {
        let mut counted: HashMap<(Figure, How), usize> = HashMap::new();
        for found in &self.right {
            *counted.entry((found.figure, found.how)).or_default() += 1;
        }
        let mut struck: HashMap<(Figure, How), usize> = HashMap::new();
        self.left.retain(|found| {
            let key = (found.figure, found.how);
            let is_struck = take(&mut counted, key);
            *struck.entry(key).or_default() += usize::from(is_struck);
            !is_struck
        });
        self.right
            .retain(|found| !take(&mut struck, (found.figure, found.how)));
    }

    fn strike(&mut self, same: impl Fn(&Found, &Found) -> bool) {
        let right = &mut self.right;
        self.left
            .retain(|a| match right.iter().position(|b| same(a, b)) {
                Some(at) => {
                    right.remove(at);
                    false
                }
                None => true,
            });
    }

    /// Whether a number is left that may be a day of a date that the other side says in one.
    fn has_bare_days(&self) -> bool {
        let is_day = |it: &Found| matches!(it.figure, Figure::Number(day) if day.whole().is_some_and(|day| day <= 31));
        let has_days = |side: &[Found]| side.iter().any(is_day) && dates(side) > 0;
        has_days(&self.left) || has_days(&self.right)
    }

    /// `5 bis 10 Euro` names its unit once, `€5 to €10` twice: the bare number is the sum if both have the unit.
    fn strike_units(&mut self, source: &str, from: Lang, target: &str, to: Lang) {
        if self.left.is_empty()
            || self.right.is_empty()
            || self.left.len() * self.right.len() > COMPARISONS
        {
            return;
        }
        let units = |text, lang| {
            let found = figures(text, lang).into_iter();
            found.filter_map(|it| unit(it.figure)).collect::<Vec<_>>()
        };
        let (left, right) = (units(source, from), units(target, to));
        let shared = |name: Option<&str>| {
            name.is_some_and(|name| left.contains(&name) && right.contains(&name))
        };
        self.strike(|a, b| {
            let one_is_bare = unit(a.figure).is_none() != unit(b.figure).is_none();
            let name = unit(a.figure).or(unit(b.figure));
            one_is_bare && shared(name) && amount(a.figure) == amount(b.figure)
        });
    }

    fn differences(self) -> Vec<Difference> {
        let missing = self.left.iter().filter_map(|it| match it.how {
            How::Digits => Some(Difference::Missing(it.figure)),
            How::Words => Some(Difference::MissingWord(it.figure)),
            How::Maybe => None,
        });
        let added = self.right.iter().filter_map(|it| match it.how {
            How::Digits => Some(Difference::Added(it.figure)),
            How::Words => Some(Difference::AddedWord(it.figure)),
            How::Maybe => None,
        });
        missing.chain(added).collect()
    }
}

/// Takes one of what was counted, if one is left.
fn take(counted: &mut HashMap<(Figure, How), usize>, key: (Figure, How)) -> bool {
    let left = counted.get_mut(&key).filter(|left| **left > 0);
    left.map(|left| *left -= 1).is_some()
}

fn dates(side: &[Found]) -> usize {
    let is_date = |it: &&Found| matches!(it.figure, Figure::Date { .. });
    side.iter().filter(is_date).count()
}

fn means(a: &Found, b: &Found) -> bool {
    let of = |it: &Found| [Some(it.figure), it.or];
    of(a)
        .into_iter()
        .flatten()
        .any(|x| of(b).into_iter().flatten().any(|y| is_same(x, y)))
}

fn is_same(a: Figure, b: Figure) -> bool {
    match (a, b) {
        (
            Figure::Slashed(x, y, year),
            Figure::Date {
                year: other,
                month,
                day,
            },
        )
        | (
            Figure::Date {
                year: other,
                month,
                day,
            },
            Figure::Slashed(x, y, year),
        ) => year == other && ((x, y) == (day, month) || (y, x) == (day, month)),
        (Figure::Slashed(x, y, year), Figure::Slashed(v, w, other)) => {
            year == other && ((x, y) == (v, w) || (y, x) == (v, w))
        }
        _ => a == b,
    }
}

/// Dates as their numbers; the month stays a date of its own.
fn taken_apart(side: &[Found]) -> Vec<Found> {
    let mut parts = Vec::new();
    for found in side {
        let Figure::Date { year, month, day } = found.figure else {
            parts.push(found.clone());
            continue;
        };
        let mut push = |figure, how| {
            parts.push(Found {
                figure,
                how,
                ..found.clone()
            });
        };
        // A month that is said twice in one language is often said once in the other.
        push(
            Figure::Date {
                year: 0,
                month,
                day: 0,
            },
            How::Maybe,
        );
        for number in [u64::from(day), u64::from(year)] {
            if number > 0 {
                push(Figure::Number(Amount::from(number)), How::Digits);
            }
        }
    }
    parts
}

fn unit(figure: Figure) -> Option<&'static str> {
    match figure {
        Figure::Money(code, _) => Some(code),
        Figure::Percent(_) => Some("%"),
        _ => None,
    }
}

fn amount(figure: Figure) -> Option<Amount> {
    match figure {
        Figure::Number(amount) | Figure::Percent(amount) | Figure::Money(_, amount) => Some(amount),
        _ => None,
    }
}
