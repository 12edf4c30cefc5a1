//! Brings what people write into one form, and remembers for each character where it stood in the source.
//!
//! Compatibility forms are unified (NFKC), what cannot be seen is dropped, letters are lowered, runs are cut to three.
//! Umlauts and ß stay: they carry meaning in German. Nothing here fails: every text has a normal form.

mod compose;
mod lookalike;
mod unseen;

pub(crate) use lookalike::{is_mixed, latin};

use compose::Composer;

/// The longest run of one character that is kept.
const RUN: usize = 3;

/// Marks that one base character may keep; more are only there to disturb.
const MARKS: usize = 2;

/// The most characters of a text that are read, in Unicode code points.
///
/// Five times what a post may have; a text beyond it is judged by its beginning, so that no single post can hold up the
/// queue for longer than a few milliseconds.
pub const MOST_CHARACTERS: usize = 20_000;

/// One character of a normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The character.
    pub c: char,
    /// Where it begins in the source, in code points.
    pub from: u32,
    /// Where it ends in the source, in code points, exclusive.
    pub to: u32,
}

/// What is known of the source once it was read, for the features of shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Characters of the source, in code points.
    pub characters: usize,
    /// Letters among them.
    pub letters: usize,
    /// Capitals among those.
    pub capitals: usize,
}

/// A text in normal form; kept between posts, so that reading allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Normal {
    letters: Vec<Letter>,
    shape: Shape,
    source: Vec<char>,
    composer: Composer,
}

impl Normal {
    /// Reads a text. What was read before is forgotten.
    pub fn read(&mut self, text: &str) {
        self.letters.clear();
        self.source.clear();
        self.source.extend(text.chars().take(MOST_CHARACTERS));
        self.shape = Shape::default();
        self.shape.characters = self.source.len();
        let mut at = 0;
        while at < self.source.len() {
            at = match self.simple(at) {
                Some(c) => {
                    self.push(c, at, at + 1);
                    at + 1
                }
                None => self.compose_from(at),
            };
        }
    }

    /// The characters in normal form.
    #[must_use]
    pub fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// What the source looked like.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The normal form of a character that needs no table: most of Latin-1, when no mark follows.
    #[inline]
    fn simple(&mut self, at: usize) -> Option<char> {
        let c = self.source[at];
        let stands_alone = self.source.get(at + 1).is_none_or(|next| *next < '\u{300}');
        if !stands_alone {
            return None;
        }
        let lowered = match c {
            'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' => {
                self.shape.letters += 1;
                return Some(c);
            }
            'A'..='Z' => c.to_ascii_lowercase(),
            'Ä' => 'ä',
            'Ö' => 'ö',
            'Ü' => 'ü',
            ' '..='~' => return Some(c),
            '\0'..='\u{1f}' | '\u{7f}' => return Some(' '),
            _ => return None,
        };
        self.shape.letters += 1;
        self.shape.capitals += 1;
        Some(lowered)
    }

    /// Reads from `at` up to the next character that nothing can join, by the tables of Unicode.
    fn compose_from(&mut self, at: usize) -> usize {
        let more = self.source[at + 1..]
            .iter()
            .take_while(|c| needs_tables(**c))
            .count();
        let end = at + 1 + more;
        for c in &self.source[at..end] {
            self.shape.letters += usize::from(c.is_alphabetic());
            self.shape.capitals += usize::from(c.is_uppercase());
        }
        let mut composer = std::mem::take(&mut self.composer);
        let mut marks = 0;
        for letter in composer.compose(&self.source[at..end], at) {
            let is_mark = unicode_normalization::char::is_combining_mark(letter.c);
            marks = if is_mark { marks + 1 } else { 0 };
            if marks <= MARKS {
                self.lower(letter);
            }
        }
        self.composer = composer;
        end
    }

    fn lower(&mut self, letter: Letter) {
        if letter.c.is_control() || letter.c.is_whitespace() {
            return self.push(' ', letter.from as usize, letter.to as usize);
        }
        // Only “İ” becomes two characters, and the second is a mark that nobody wrote.
        let lowered = letter.c.to_lowercase().next().unwrap_or(letter.c);
        self.push(lowered, letter.from as usize, letter.to as usize);
    }

    /// Adds a character, or lengthens the run of three that it continues.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "places are below MOST_CHARACTERS"
    )]
    fn push(&mut self, c: char, from: usize, to: usize) {
        let length = self.letters.len();
        if c != ' ' && length >= RUN && self.letters[length - RUN..].iter().all(|l| l.c == c) {
            self.letters[length - 1].to = to as u32;
            return;
        }
        self.letters.push(Letter {
            c,
            from: from as u32,
            to: to as u32,
        });
    }
}

/// Characters that may join the one before them, or that have another form.
fn needs_tables(c: char) -> bool {
    c >= '\u{300}' || matches!(c, '\u{a0}' | '\u{a8}'..='\u{b8}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> String {
        let mut normal = Normal::default();
        normal.read(text);
        normal.letters().iter().map(|letter| letter.c).collect()
    }

    #[test]
    fn german_stays_german() {
        assert_eq!(normal("Größe ÄÖÜ Maße"), "größe äöü maße");
        assert_eq!(normal("Gro\u{308}ße A\u{308}"), "größe ä");
    }

    #[test]
    fn what_is_disguised_by_width_or_by_nothing_visible_comes_out_plain() {
        assert_eq!(normal("ｆｕßｂａｌｌ"), "fußball");
        assert_eq!(
            normal("f\u{200b}u\u{ad}ß\u{fe0f}b\u{2060}a\u{202e}ll"),
            "fußball"
        );
        assert_eq!(normal("𝓑𝓵𝓸𝓮𝓭"), "bloed");
        assert_eq!(normal("ﬁes …"), "fies ...");
    }

    #[test]
    fn runs_end_at_three_and_marks_at_two() {
        assert_eq!(normal("neeeeeein!!!!!!"), "neeein!!!");
        assert_eq!(normal("x\u{301}\u{302}\u{303}\u{304}").chars().count(), 3);
    }

    #[test]
    fn each_character_knows_where_it_stood() {
        let mut normal = Normal::default();
        normal.read("A\u{308}a\u{200b}ﬁ");
        let places: Vec<(char, u32, u32)> = normal
            .letters()
            .iter()
            .map(|l| (l.c, l.from, l.to))
            .collect();
        assert_eq!(places, [('ä', 0, 2), ('a', 2, 3), ('f', 4, 5), ('i', 4, 5)]);
        assert_eq!(normal.shape().characters, 5);
    }

    #[test]
    fn a_post_of_a_hundred_thousand_bytes_is_read_by_its_beginning() {
        assert_eq!(normal(&"ab".repeat(50_000)).len(), MOST_CHARACTERS);
    }
}
