//! Reads an answer with placeholders, and tells what is wrong with them.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use super::{Marked, Tag};
use crate::clean::clean;

/// What is wrong with an answer. Numbers are those of the placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A placeholder is not there.
    Lost(u32),
    /// A placeholder stands there more than once.
    Doubled(u32),
    /// A number that was never given out.
    Unknown(u32),
    /// Only one half of a pair is there.
    Halved(u32),
    /// A pair closes while one that opened inside it is still open.
    Crossed(u32),
    /// A pair around nothing.
    Hollow(u32),
    /// A link around words that already lead elsewhere.
    Overlaid(u32),
    /// A bracket that belongs to no placeholder.
    Bracket,
    /// A tag of markup that the sentence did not have.
    Markup,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(number) => write!(out, "placeholder {number} is lost"),
            Self::Doubled(number) => write!(out, "placeholder {number} is doubled"),
            Self::Unknown(number) => write!(out, "placeholder {number} was never given out"),
            Self::Halved(number) => write!(out, "one half of placeholder {number} is missing"),
            Self::Crossed(number) => write!(out, "placeholder {number} closes too early"),
            Self::Hollow(number) => write!(out, "placeholder {number} is around nothing"),
            Self::Overlaid(number) => write!(out, "link {number} lies upon another link"),
            Self::Bracket => out.write_str("a bracket belongs to no placeholder"),
            Self::Markup => out.write_str("there is markup that the sentence did not have"),
        }
    }
}

/// Before these nobody puts a space, unless the source did.
const STOPS: &str = ",.;:!?";

/// An answer, read as well as it can be.
pub(super) struct Read {
    /// The words alone.
    pub(super) plain: String,
    /// Each placeholder that was found whole, once, with the place of its words.
    pub(super) places: Vec<(u32, Range<usize>)>,
    /// What is wrong.
    pub(super) faults: Vec<Fault>,
}

/// A piece of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Words(&'a str),
    Open(u32),
    Close(u32),
    Single(u32),
    Stray,
}

impl Marked {
    /// Reads an answer. Spaces inside the brackets are allowed, because translators put them there.
    pub(super) fn read(&self, answer: &str) -> Read {
        let mut reader = Reader {
            marked: self,
            open: Vec::new(),
            seen: BTreeSet::new(),
            is_behind_tag: false,
            linked_to: 0,
            spaced: STOPS
                .chars()
                .filter(|stop| self.plain.contains(&format!(" {stop}")))
                .collect(),
            read: Read {
                plain: String::new(),
                places: Vec::new(),
                faults: Vec::new(),
            },
        };
        for piece in pieces(answer) {
            reader.take(&piece);
        }
        if tags(answer) > tags(&self.plain) {
            reader.read.faults.push(Fault::Markup);
        }
        reader.finish()
    }
}

impl Marked {
    fn is_around_nothing(&self, number: u32) -> bool {
        self.tag(number)
            .is_some_and(|(_, range)| is_blank(&self.plain[range.clone()]))
    }
}

struct Reader<'a> {
    marked: &'a Marked,
    open: Vec<(u32, usize)>,
    seen: BTreeSet<u32>,
    is_behind_tag: bool,
    /// Where the last link ends.
    linked_to: usize,
    /// Full stops and commas that the source itself has behind a space.
    spaced: Vec<char>,
    read: Read,
}

impl Reader<'_> {
    fn take(&mut self, piece: &Piece<'_>) {
        match *piece {
            Piece::Words(words) => self.words(words),
            Piece::Open(number) => {
                if self.is_new(number, false) {
                    self.open.push((number, self.read.plain.len()));
                }
            }
            Piece::Close(number) => self.close(number),
            Piece::Single(number) => {
                if self.is_new(number, true)
                    && let Some((Tag::Fixed(words, _), _)) = self.marked.tag(number)
                {
                    let start = self.read.plain.len();
                    self.read.plain.push_str(words);
                    self.read
                        .places
                        .push((number, start..self.read.plain.len()));
                }
            }
            Piece::Stray => self.read.faults.push(Fault::Bracket),
        }
        self.is_behind_tag = !matches!(piece, Piece::Words(_));
    }

    /// Beside placeholders translators like to put spaces: none is doubled, and none stays before a comma.
    fn words(&mut self, words: &str) {
        let plain = &mut self.read.plain;
        let bare = words.trim_start_matches(' ');
        let stop = bare.chars().next().filter(|c| ",.;:!?".contains(*c));
        if self.is_behind_tag
            && self.open.is_empty()
            && stop.is_some_and(|stop| !self.spaced.contains(&stop))
        {
            let end = plain.trim_end_matches(' ').len();
            plain.truncate(end);
            let touched = self.read.places.iter_mut().rev();
            for (_, range) in touched.take_while(|(_, range)| range.end > end) {
                *range = range.start.min(end)..range.end.min(end);
            }
            plain.push_str(bare);
            return;
        }
        let is_doubled = self.is_behind_tag && plain.ends_with(' ') && words.starts_with(' ');
        plain.push_str(if is_doubled { &words[1..] } else { words });
    }

    fn is_new(&mut self, number: u32, is_single: bool) -> bool {
        let fault = match self.marked.tag(number) {
            None => Fault::Unknown(number),
            Some((tag, _)) if matches!(tag, Tag::Fixed(..)) != is_single => Fault::Halved(number),
            Some(_) if !self.seen.insert(number) => Fault::Doubled(number),
            Some(_) => return true,
        };
        self.read.faults.push(fault);
        false
    }

    fn close(&mut self, number: u32) {
        let Some(at) = self.open.iter().rposition(|(open, _)| *open == number) else {
            let fault = match self.marked.tag(number) {
                None => Fault::Unknown(number),
                Some(_) if !self.seen.insert(number) => Fault::Doubled(number),
                Some(_) => Fault::Halved(number),
            };
            self.read.faults.push(fault);
            return;
        };
        if at + 1 < self.open.len() {
            self.read.faults.push(Fault::Crossed(number));
        }
        let (_, start) = self.open.remove(at);
        let end = self.read.plain.len().max(start);
        if matches!(self.marked.tag(number), Some((Tag::Link(_), _))) {
            if start < self.linked_to {
                self.read.faults.push(Fault::Overlaid(number));
                return;
            }
            self.linked_to = end;
        }
        self.read.places.push((number, start..end));
    }

    fn finish(mut self) -> Read {
        for (number, _) in std::mem::take(&mut self.open) {
            self.read.faults.push(Fault::Halved(number));
        }
        let Read {
            plain,
            places,
            faults,
        } = &mut self.read;
        for (number, range) in places.iter_mut() {
            trim(self.marked, *number, plain, range);
        }
        places.retain(|(number, range)| {
            // What cannot be seen is cleaned away, and a link around it with it; a mark around a space may be the source's.
            let is_hollow =
                is_blank(&plain[range.clone()]) && !self.marked.is_around_nothing(*number);
            if is_hollow {
                faults.push(Fault::Hollow(*number));
            }
            !is_hollow
        });
        for number in (1..).take(self.marked.tags.len()) {
            if !self.seen.contains(&number) {
                faults.push(Fault::Lost(number));
            }
        }
        self.read
    }
}

/// Whether a reader sees nothing of it.
fn is_blank(words: &str) -> bool {
    clean(words).trim().is_empty()
}

/// Takes spaces at the ends out of a place whose source had none there.
fn trim(marked: &Marked, number: u32, plain: &str, range: &mut Range<usize>) {
    range.end = range.end.min(plain.len());
    range.start = range.start.min(range.end);
    let Some((tag, source)) = marked.tag(number) else {
        return;
    };
    let source = &marked.plain[source.clone()];
    let has_space = |c: char| c.is_whitespace();
    if matches!(tag, Tag::Fixed(..)) || source.trim().is_empty() {
        return;
    }
    let words = &plain[range.clone()];
    if !source.starts_with(has_space) {
        range.start += words.len() - words.trim_start().len();
    }
    let words = &plain[range.clone()];
    if !source.ends_with(has_space) {
        range.end -= words.len() - words.trim_end().len();
    }
}

/// Takes an answer apart.
pub(super) fn pieces(answer: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = answer;
    while let Some(at) = rest.find(super::BRACKETS) {
        if at > 0 {
            pieces.push(Piece::Words(&rest[..at]));
        }
        rest = &rest[at..];
        if let Some((piece, length)) = placeholder(rest) {
            pieces.push(piece);
            rest = &rest[length..];
        } else {
            pieces.push(Piece::Stray);
            rest = &rest['⟦'.len_utf8()..];
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// The placeholder that a text begins with, and how long it is. Looks at most twenty characters ahead.
fn placeholder(text: &str) -> Option<(Piece<'static>, usize)> {
    let inside = text.strip_prefix('⟦')?;
    let close = inside.char_indices().take(20).find(|(_, c)| *c == '⟧')?.0;
    let word: String = inside[..close]
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let number = |digits: &str| {
        let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| is_plain)
    };
    let piece = if let Some(digits) = word.strip_prefix('/') {
        Piece::Close(number(digits)?)
    } else if let Some(digits) = word.strip_suffix('/') {
        Piece::Single(number(digits)?)
    } else {
        Piece::Open(number(&word)?)
    };
    Some((piece, 2 * '⟦'.len_utf8() + close))
}

/// How many things look like a tag of HTML.
fn tags(text: &str) -> usize {
    text.match_indices('<')
        .filter(|(at, _)| {
            let mut after = text[at + 1..].chars();
            after
                .next()
                .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::inline_from_markdown;

    fn faults(source: &str, answer: &str) -> Vec<Fault> {
        let marked = Marked::whole(&inline_from_markdown(source));
        marked.restore(answer).err().unwrap_or_default()
    }

    #[test]
    fn each_fault_is_told() {
        let source = "a **b** [c](/c) `d`";
        for (answer, told) in [
            ("a ⟦1⟧b⟦/1⟧ ⟦2⟧c⟦/2⟧ ⟦3/⟧", vec![]),
            ("a ⟦1⟧b⟦/1⟧ ⟦2⟧c⟦/2⟧", vec![Fault::Lost(3)]),
            ("a ⟦1⟧b⟦/1⟧ c ⟦3/⟧", vec![Fault::Lost(2)]),
            ("a ⟦1⟧b ⟦2⟧c⟦/2⟧ ⟦3/⟧", vec![Fault::Halved(1)]),
            ("a b⟦/1⟧ ⟦2⟧c⟦/2⟧ ⟦3/⟧", vec![Fault::Halved(1)]),
            ("a ⟦1⟧b⟦2⟧⟦/1⟧ c⟦/2⟧ ⟦3/⟧", vec![Fault::Crossed(1)]),
            ("⟦1⟧⟦/1⟧ ⟦2⟧c⟦/2⟧ ⟦3/⟧", vec![Fault::Hollow(1)]),
            ("a ⟦1⟧b⟦/1⟧ ⟦2⟧c⟦/2⟧ ⟦3/⟧ ⟦3/⟧", vec![Fault::Doubled(3)]),
            ("a ⟦1⟧b⟦/1⟧ ⟦2⟧c⟦/2⟧ ⟦3/⟧ ⟦9⟧", vec![Fault::Unknown(9)]),
            ("a ⟦1⟧b⟦/1⟧ ⟦2⟧c⟦/2⟧ ⟦3/⟧ ⟧", vec![Fault::Bracket]),
            ("a ⟦1⟧b⟦/1⟧ ⟦2⟧c⟦/2⟧ ⟦3/⟧<br>", vec![Fault::Markup]),
        ] {
            assert_eq!(faults(source, answer), told, "{answer}");
        }
        assert_eq!(
            faults("[a](/a) [b](/b)", "⟦1⟧⟦2⟧c⟦/2⟧⟦/1⟧"),
            [Fault::Overlaid(1)]
        );
    }

    #[test]
    fn spaces_beside_placeholders_are_forgiven() {
        let marked = Marked::whole(&inline_from_markdown("Der **Rat**, [hier](/h)."));

        assert_eq!(
            marked.restore("The ⟦ 1 ⟧ council ⟦/ 1⟧ , ⟦2⟧ here ⟦/2⟧ ."),
            Ok(inline_from_markdown("The **council**, [here](/h)."))
        );
    }

    #[test]
    fn a_mark_around_a_space_may_be_the_sources() {
        let source = "H<sub>\t</sub>O";
        let marked = Marked::whole(&inline_from_markdown(source));

        assert_eq!(
            marked.restore(marked.text()),
            Ok(inline_from_markdown(source))
        );
    }

    #[test]
    fn a_comparison_is_no_markup() {
        assert_eq!(faults("a **b**", "3 < 4 ⟦1⟧b⟦/1⟧"), []);
    }
}
