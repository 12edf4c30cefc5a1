//! Rewrites a piece before it is cut into words: addresses, @names, words of mixed scripts.

use super::{Tokens, is_of_word};
use crate::normal::{Letter, is_mixed, latin};

/// Adds a piece of the first view.
pub(super) fn rewrite(piece: &[Letter], tokens: &mut Tokens) {
    if let Some(host) = host(piece) {
        let (first, last) = (piece[0], piece[piece.len() - 1]);
        tokens.add(host.iter().copied(), false);
        let mark = |c| Letter {
            c,
            from: first.from,
            to: last.to,
        };
        return tokens.add("url".chars().map(mark), false);
    }
    if let Some((before, name, after)) = name(piece) {
        let user = "user".chars().map(|c| Letter {
            c,
            from: name[0].from,
            to: name[name.len() - 1].to,
        });
        let whole = before
            .iter()
            .copied()
            .chain(user)
            .chain(after.iter().copied());
        return tokens.add(whole, false);
    }
    if piece.iter().all(|letter| letter.c < '\u{180}') {
        return tokens.add(piece.iter().copied(), false);
    }
    let words = piece.chunk_by(|a, b| is_of_word(a.c) && is_of_word(b.c));
    tokens.add(words.flat_map(in_one_script), false);
}

/// The host of an address, without `www.`.
pub(super) fn host(piece: &[Letter]) -> Option<&[Letter]> {
    let after_scheme = piece
        .windows(3)
        .position(|three| three[0].c == ':' && three[1].c == '/' && three[2].c == '/');
    let rest = match after_scheme {
        Some(at) => &piece[at + 3..],
        None if begins_with(piece, "www.") => piece,
        None => return None,
    };
    let rest = if begins_with(rest, "www.") {
        &rest[4..]
    } else {
        rest
    };
    let length = rest
        .iter()
        .take_while(|letter| is_of_word(letter.c) || matches!(letter.c, '.' | '-'))
        .count();
    Some(&rest[..length])
}

fn begins_with(piece: &[Letter], start: &str) -> bool {
    piece.len() >= start.len() && start.chars().zip(piece).all(|(c, letter)| c == letter.c)
}

/// A piece with an @name: what stands before it, the name with its @, and what stands behind.
fn name(piece: &[Letter]) -> Option<(&[Letter], &[Letter], &[Letter])> {
    let at = piece.iter().position(|letter| letter.c == '@')?;
    let is_inside = at > 0 && is_of_word(piece[at - 1].c);
    let length = piece[at + 1..]
        .iter()
        .take_while(|letter| is_of_word(letter.c) || letter.c == '_')
        .count();
    let end = at + 1 + length;
    (!is_inside && length > 0).then(|| (&piece[..at], &piece[at..end], &piece[end..]))
}

fn in_one_script(word: &[Letter]) -> impl Iterator<Item = Letter> + '_ {
    let is_mixed = is_mixed(word.iter().map(|letter| letter.c));
    word.iter().map(move |letter| Letter {
        c: if is_mixed { latin(letter.c) } else { letter.c },
        ..*letter
    })
}
