//! The shape of a text: its length, its capitals, its shouting.

use crate::arithmetic::{count, ln64, single};
use crate::normal::Normal;

const LENGTH: u16 = 0;
const CAPITALS: u16 = 1;
const CALLS: u16 = 2;
const QUESTIONS: u16 = 3;
const ADDRESSES: u16 = 4;
const DIGITS: u16 = 5;
const DOTS: u16 = 6;
const SHOUTS: u16 = 7;
/// Whether the text had words in disguise.
const DISGUISED: u16 = 8;
/// From here on, one feature for each doubling of the length.
const LENGTHS: u16 = 16;
const LAST_LENGTH: usize = 14;

/// Letters a text must have before its capitals say anything.
const LETTERS_TO_SHOUT: usize = 6;

/// Adds the features of shape.
pub(crate) fn sides_of_shape(normal: &Normal, is_disguised: bool, sides: &mut Vec<(u16, f32)>) {
    let shape = normal.shape();
    let counted = count_signs(normal);
    let share = count(shape.capitals) / count(shape.letters.max(1));
    let mut add = |side: u16, value: f64| sides.push((side, single(value)));
    add(LENGTH, ln_of_count(shape.characters) / 6.0);
    add(CAPITALS, share);
    for (side, times) in counted {
        add(side, ln_of_count(times));
    }
    if shape.letters >= LETTERS_TO_SHOUT && share > 0.7 {
        add(SHOUTS, 1.0);
    }
    if is_disguised {
        add(DISGUISED, 1.0);
    }
    let doubling = (shape.characters + 1).ilog2() as usize;
    add(
        LENGTHS + u16::try_from(doubling.min(LAST_LENGTH)).unwrap_or_default(),
        1.0,
    );
}

fn count_signs(normal: &Normal) -> [(u16, usize); 5] {
    let (mut calls, mut questions, mut addresses, mut digits, mut dots) = (0, 0, 0, 0, 0);
    let (mut before, mut last) = (' ', ' ');
    for letter in normal.letters() {
        match letter.c {
            '!' => calls += 1,
            '?' => questions += 1,
            '/' if (before, last) == (':', '/') => addresses += 1,
            '.' if last == '.' => dots += 1,
            '0'..='9' => digits += 1,
            _ => {}
        }
        (before, last) = (last, letter.c);
    }
    [
        (CALLS, calls),
        (QUESTIONS, questions),
        (ADDRESSES, addresses),
        (DIGITS, digits),
        (DOTS, dots),
    ]
}

fn ln_of_count(times: usize) -> f64 {
    ln64(1.0 + count(times))
}
