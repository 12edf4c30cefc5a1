//! Words of a post to emphasis, links and breaks, in one pass over the text and one over what was found.

use std::borrow::Cow;

use super::{Page, links};
use crate::address::Address;

/// Words of a link are at most this long, in bytes; a `[` with nothing fitting behind it is a bracket.
const LONGEST_WORDS: usize = 400;
/// Marks inside marks are followed so far; further signs are text.
const DEEPEST: usize = 8;

enum Token<'a> {
    Text(&'a str),
    Break,
    /// `*` or `_`, once or twice, with no partner yet: shown as it is unless one comes.
    Sign(&'a str),
    Open(Strength),
    Close(Strength),
    Bare(Address, &'a str),
    Link(Address, &'a str),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    Emphasis = 1,
    Strong = 2,
}

/// Renders the lines of one paragraph or point.
pub(super) fn render(lines: &[&str], page: &mut impl Page) {
    let text: Cow<'_, str> = match lines {
        [line] => (*line).into(),
        lines => lines.join("\n").into(),
    };
    if !text.contains(['*', '_', '[', '\\', '\n']) && !text.contains("://") {
        page.text(&text);
        return;
    }
    for token in Scanner::of(&text).scan() {
        match token {
            Token::Text(words) | Token::Sign(words) => page.text(words),
            Token::Break => page.markup("<br>"),
            Token::Open(Strength::Emphasis) => page.markup("<em>"),
            Token::Open(Strength::Strong) => page.markup("<strong>"),
            Token::Close(Strength::Emphasis) => page.markup("</em>"),
            Token::Close(Strength::Strong) => page.markup("</strong>"),
            Token::Bare(address, typed) => links::render_bare(&address, typed, page),
            Token::Link(address, words) => {
                links::open(&address, page);
                page.text(words);
                links::close_words(&address, words, page);
            }
        }
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Where the text began that is not yet a token.
    pending: usize,
    tokens: Vec<Token<'a>>,
    /// Signs that wait for a partner: their token, sign and strength.
    open: Vec<(usize, u8, Strength)>,
}

impl<'a> Scanner<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            pending: 0,
            tokens: Vec::new(),
            open: Vec::new(),
        }
    }

    fn scan(mut self) -> Vec<Token<'a>> {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'\n' => self.one(Token::Break, 1),
                b'\\' => self.escape(),
                b'*' | b'_' => self.signs(byte),
                b'[' => self.link(),
                b'h' => self.bare(),
                _ => self.at += 1,
            }
        }
        self.flush();
        self.tokens
    }

    fn flush(&mut self) {
        if self.pending < self.at {
            self.tokens
                .push(Token::Text(&self.text[self.pending..self.at]));
        }
        self.pending = self.at;
    }

    fn one(&mut self, token: Token<'a>, bytes: usize) {
        self.flush();
        self.tokens.push(token);
        self.at += bytes;
        self.pending = self.at;
    }

    fn escape(&mut self) {
        if self
            .text
            .as_bytes()
            .get(self.at + 1)
            .is_some_and(u8::is_ascii_punctuation)
        {
            self.flush();
            self.pending = self.at + 1;
            self.at += 2;
        } else {
            self.at += 1;
        }
    }

    fn bare(&mut self) {
        let begins_here = !self.text[..self.at].ends_with(char::is_alphanumeric);
        let found = begins_here
            .then(|| links::bare_end(&self.text[self.at..]))
            .flatten();
        let Some(end) = found else {
            self.at += 1;
            return;
        };
        let typed = &self.text[self.at..self.at + end];
        match links::honest(typed) {
            Some(address) => self.one(Token::Bare(address, typed), end),
            // Not a link, and nothing inside it is read either.
            None => self.at += end.max(1),
        }
    }

    fn link(&mut self) {
        match self.words_and_address() {
            Some((words, address, bytes)) => self.one(Token::Link(address, words), bytes),
            None => self.at += 1,
        }
    }

    /// `[words](https://…)` from here on, and its length.
    fn words_and_address(&self) -> Option<(&'a str, Address, usize)> {
        let rest = &self.text[self.at + 1..];
        let near = rest
            .bytes()
            .take(LONGEST_WORDS)
            .position(|byte| matches!(byte, b']' | b'[' | b'\n'))?;
        let behind = rest[near..].strip_prefix("](")?;
        let end = closing_bracket(behind)?;
        let (words, address) = (rest[..near].trim(), links::honest(&behind[..end])?);
        (!words.is_empty()).then_some((words, address, 1 + near + 2 + end + 1))
    }

    fn signs(&mut self, sign: u8) {
        let length = self.text[self.at..]
            .bytes()
            .take_while(|&byte| byte == sign)
            .count();
        let before = self.text[..self.at].chars().next_back();
        let after = self.text[self.at + length..].chars().next();
        let (mut opens, mut closes) = (!is_gap(after), !is_gap(before));
        if sign == b'_' {
            opens &= !before.is_some_and(char::is_alphanumeric);
            closes &= !after.is_some_and(char::is_alphanumeric);
        }
        if length > 3 || !(opens || closes) {
            self.at += length;
            return;
        }
        self.flush();
        let mut left = length;
        while closes
            && left > 0
            && let Some(strength) = self.partner(sign, left)
        {
            self.tokens.push(Token::Close(strength));
            left -= strength as usize;
        }
        self.wait(sign, opens, length - left, left);
        self.at += length;
        self.pending = self.at;
    }

    /// Takes the latest waiting sign that fits; those after it stay signs.
    fn partner(&mut self, sign: u8, left: usize) -> Option<Strength> {
        let fits = |&(_, other, strength): &(usize, u8, Strength)| {
            other == sign && (left == 3 || strength as usize == left)
        };
        let found = self.open.iter().rposition(fits)?;
        let (token, _, strength) = self.open[found];
        self.tokens[token] = Token::Open(strength);
        self.open.truncate(found);
        Some(strength)
    }

    /// What is left of a run: signs that may open something, or only signs.
    fn wait(&mut self, sign: u8, opens: bool, used: usize, left: usize) {
        let mut from = self.at + used;
        for (strength, length) in [(Strength::Strong, 2), (Strength::Emphasis, 1)] {
            if left & length == 0 {
                continue;
            }
            if opens && self.open.len() < DEEPEST {
                self.open.push((self.tokens.len(), sign, strength));
            }
            self.tokens
                .push(Token::Sign(&self.text[from..from + length]));
            from += length;
        }
    }
}

fn is_gap(character: Option<char>) -> bool {
    character.is_none_or(char::is_whitespace)
}

/// The bracket that ends an address, past those that were opened in it.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(2_000) {
        match byte {
            b'(' => open += 1,
            b')' if open == 0 => return Some(at),
            b')' => open -= 1,
            b' ' | b'\n' => return None,
            _ => {}
        }
    }
    None
}
