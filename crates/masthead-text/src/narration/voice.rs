//! A sentence on its way to the voice: what is left to read, what was read, and what surrounds the place.

use crate::lang::Lang;
use crate::narration::Lexicon;

/// What a rule made of the next piece of the text.
pub(super) struct Said {
    /// How many bytes of the text it is about.
    pub(super) length: usize,
    /// What is to be said instead.
    pub(super) words: String,
}

impl Said {
    pub(super) fn new(length: usize, words: impl Into<String>) -> Self {
        Self {
            length,
            words: words.into(),
        }
    }
}

/// A rule of a language: what it makes of the place, if it is about it.
pub(super) type Rule = fn(&mut Voice<'_>) -> Option<Said>;

/// The sentence and the place in it.
pub(super) struct Voice<'a> {
    /// The sentence, with ordinary spaces only.
    pub(super) text: &'a str,
    /// Where the reading is, in bytes.
    pub(super) at: usize,
    /// How dates with slashes are meant.
    pub(super) slashes: Slashes,
    /// Whether most of the sentence is in capitals, so that capitals mean nothing.
    pub(super) is_shouted: bool,
    /// The ending of the last ordinal: `am 14. und 15. März` has one for both.
    pub(super) last_ending: Option<&'static str>,
    lexicon: &'a Lexicon,
    out: String,
}

/// What `06/03/2026` means: this is the site's, not the text's, to say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Slashes {
    /// The sixth of March.
    #[default]
    DayFirst,
    /// June the third.
    MonthFirst,
}

impl<'a> Voice<'a> {
    pub(super) fn new(text: &'a str, slashes: Slashes, lexicon: &'a Lexicon) -> Self {
        let words = text
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() > 1);
        let (all, shouted) = words.fold((0, 0), |(all, shouted), word| {
            (all + 1, shouted + usize::from(is_capitals(word)))
        });
        Self {
            text,
            at: 0,
            slashes,
            is_shouted: all >= 3 && shouted * 3 > all * 2,
            last_ending: None,
            lexicon,
            out: String::with_capacity(text.len() * 2),
        }
    }

    /// Reads the whole sentence by these rules, the first that knows the place before the others.
    pub(super) fn read(mut self, rules: &[Rule], lang: Lang) -> String {
        while let Some(c) = self.rest().chars().next() {
            let begins = !self.is_inside_word();
            let pronounced = begins
                .then(|| self.lexicon.pronounce(self.rest(), lang))
                .flatten();
            let said = pronounced.map(|(length, words)| Said::new(length, words));
            let plain = self.plain_word(begins);
            if said.is_none() && plain > 0 {
                self.out.push_str(&self.rest()[..plain]);
                self.at += plain;
                continue;
            }
            let said = said.or_else(|| rules.iter().find_map(|rule| rule(&mut self)));
            match said {
                Some(said) => self.say(&said),
                None => {
                    self.out.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
        tidy(&self.out)
    }

    /// How many bytes no rule can be about: the rest of a word, or a small word that a space or comma follows.
    fn plain_word(&self, begins: bool) -> usize {
        let rest = self.rest();
        let length = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        if !begins {
            return length;
        }
        let word = &rest[..length];
        let ends = rest[length..]
            .chars()
            .next()
            .is_none_or(|c| matches!(c, ' ' | ',' | ';' | '!' | '?'));
        let is_small = !word.contains(char::is_uppercase) && length > 1 && word != "aka";
        if ends && is_small { length } else { 0 }
    }

    /// What is said in place of a figure stands apart from letters beside it.
    fn say(&mut self, said: &Said) {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let begins = said.words.chars().next();
        if is_letter(self.out.chars().next_back()) && is_letter(begins) {
            self.out.push(' ');
        }
        self.out.push_str(&said.words);
        self.at += said.length.max(1).min(self.rest().len());
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        let ends = said.words.chars().next_back();
        if is_letter(ends) && is_letter(self.rest().chars().next()) {
            self.out.push(' ');
        }
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn before(&self) -> &'a str {
        &self.text[..self.at]
    }

    fn is_inside_word(&self) -> bool {
        let before = self.before().chars().next_back();
        before.is_some_and(char::is_alphanumeric)
    }

    /// Whether a word or a number begins here: no letter and no digit stands right before.
    pub(super) fn begins(&self) -> bool {
        !self.is_inside_word()
    }

    /// The last words before the place, the nearest first, without what is not a letter. Looks at most 120 bytes back.
    pub(super) fn last_words(&self) -> impl Iterator<Item = &'a str> {
        let from =
            (self.at.saturating_sub(120)..=self.at).find(|at| self.text.is_char_boundary(*at));
        let before = &self.text[from.unwrap_or(self.at)..self.at];
        before
            .rsplit(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    }

    /// The nearest word before the place, empty at the beginning.
    pub(super) fn last_word(&self) -> &'a str {
        self.last_words().next().unwrap_or("")
    }
}

/// The word that a text begins with, behind at most one space.
pub(super) fn word_behind(text: &str) -> &str {
    let text = text.strip_prefix(' ').unwrap_or(text);
    word(text)
}

/// The letters that a text begins with.
pub(super) fn word(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    &text[..end]
}

/// How many digits a text begins with.
pub(super) fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

pub(super) fn is_capitals(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

/// The power of an ending: `sentence.` has one full stop however many words in it were shortened.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let is_stop = word.chars().all(|c| ",.;:!?".contains(c));
        if !tidy.is_empty() && !is_stop {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}
