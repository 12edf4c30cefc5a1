//! The second view: what a word in disguise would be without it.
//!
//! Only pieces that ask for it get one: a digit or symbol between letters, a run of three, single letters set apart.
//! Undoing everything everywhere was measured to do harm (the house numbers and model names of honest people).

use super::{Tokens, rewrite};
use crate::normal::Letter;

/// Single letters apart by one sign each, from how many on they are a word.
const LETTERS_APART: usize = 3;

/// Adds the second views of all pieces in disguise.
pub(super) fn add_second_views(letters: &[Letter], tokens: &mut Tokens) {
    for piece in letters.split(|letter| letter.c == ' ') {
        let is_disguised = has_sign_inside(piece) || has_run(piece);
        if is_disguised && rewrite::host(piece).is_none() && !is_mail_address(piece) {
            tokens.add(undisguised(piece), true);
        }
    }
    let mut at = 0;
    while at < letters.len() {
        let count = letters_apart(letters, at);
        if count >= LETTERS_APART {
            let word = letters[at..].iter().step_by(2).take(count).copied();
            tokens.add(word, true);
        }
        at += (2 * count).max(1);
    }
}

/// The letter that a digit or symbol stands for in disguise.
fn stands_for(c: char) -> Option<char> {
    Some(match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '|' => 'l',
        _ => return None,
    })
}

/// Whether a piece has an @ with a dot somewhere behind it.
fn is_mail_address(piece: &[Letter]) -> bool {
    let mut behind = piece.iter().skip_while(|letter| letter.c != '@');
    behind.any(|letter| letter.c == '.')
}

/// Whether a digit or symbol stands between two letters, or money before one.
fn has_sign_inside(piece: &[Letter]) -> bool {
    if !piece.iter().any(|letter| stands_for(letter.c).is_some()) {
        return false;
    }
    let is_between = |three: &[Letter]| {
        three[0].c.is_alphabetic() && stands_for(three[1].c).is_some() && three[2].c.is_alphabetic()
    };
    let is_before = |two: &[Letter]| two[0].c == '$' && two[1].c.is_alphabetic();
    piece.windows(3).any(is_between) || piece.windows(2).any(is_before)
}

fn has_run(piece: &[Letter]) -> bool {
    piece.windows(3).any(|three| {
        three[0].c == three[1].c && three[1].c == three[2].c && three[0].c.is_alphabetic()
    })
}

/// The piece with its signs turned into letters and its runs of three into one.
fn undisguised(piece: &[Letter]) -> impl Iterator<Item = Letter> + '_ {
    let has_sign = has_sign_inside(piece);
    let letter = move |at: usize| {
        let found = piece[at];
        let is_before_letter = piece
            .get(at + 1)
            .is_some_and(|next| next.c.is_alphabetic() || stands_for(next.c).is_some());
        let may_end = !matches!(found.c, '!' | '|');
        let c = match stands_for(found.c) {
            Some(c) if has_sign && (may_end || is_before_letter) => c,
            _ => found.c,
        };
        Letter { c, ..found }
    };
    let is_in_run = move |at: usize| {
        let starts = at.saturating_sub(2)..=at;
        starts.into_iter().any(|start| {
            piece.get(start..start + 3).is_some_and(|three| {
                three[0].c.is_alphabetic() && three.iter().all(|l| l.c == three[0].c)
            })
        })
    };
    (0..piece.len())
        .filter(move |at| *at == 0 || !is_in_run(*at) || piece[at - 1].c != piece[*at].c)
        .map(letter)
}

/// How many single letters stand apart from `at` on, with one blank, dot or hyphen between each two.
fn letters_apart(letters: &[Letter], at: usize) -> usize {
    let apart = |at: usize| {
        letters
            .get(at)
            .is_some_and(|l| matches!(l.c, ' ' | '.' | '-'))
    };
    // Most letters are followed by another one: that is seen at once.
    if !apart(at + 1) {
        return 0;
    }
    let is_letter = |at: usize| letters.get(at).is_some_and(|l| l.c.is_alphabetic());
    let is_single = |at: usize| is_letter(at) && !is_letter(at + 1);
    if !is_single(at) || (at > 0 && is_letter(at - 1)) {
        return 0;
    }
    1 + (1..)
        .take_while(|n| apart(at + 2 * n - 1) && is_single(at + 2 * n))
        .count()
}
