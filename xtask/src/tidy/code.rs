//! Rust as the rules see it: without comments and texts, with every line where it was.

/// A source file taken apart.
pub(super) struct Code {
    /// The code alone; comments and the insides of texts are blanks.
    pub(super) bare: String,
    /// Every text, with the line it begins on.
    pub(super) texts: Vec<(usize, String)>,
}

/// A function: its name, the line it begins on, and how many lines it takes.
pub(super) struct Function {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) length: usize,
}

impl Code {
    pub(super) fn of(source: &str) -> Self {
        let mut reader = Reader {
            chars: source.chars().collect(),
            at: 0,
            line: 1,
            code: Self {
                bare: String::new(),
                texts: Vec::new(),
            },
        };
        while reader.at < reader.chars.len() {
            reader.next();
        }
        reader.code
    }

    /// The lines of bare code, counted from one.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.bare
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
    }

    /// Every word of the code with its line: names, keywords, numbers.
    pub(super) fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().flat_map(|(line, text)| {
            text.split(|c: char| !c.is_alphanumeric() && c != '_')
                .filter(|word| !word.is_empty())
                .map(move |word| (line, word))
        })
    }

    /// Pairs of words that follow each other, as in `fn name` or `struct Name`.
    pub(super) fn pairs(&self) -> Vec<(&str, &str, usize)> {
        let words: Vec<(usize, &str)> = self.words().collect();
        words
            .windows(2)
            .map(|two| (two[0].1, two[1].1, two[1].0))
            .collect()
    }

    /// Every function that has a body.
    pub(super) fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        let mut line = 1;
        for (at, c) in self.bare.char_indices() {
            if c == '\n' {
                line += 1;
            }
            let rest = &self.bare[at..];
            let begins = rest.starts_with("fn ") && !self.bare[..at].ends_with(is_part_of_word);
            if begins {
                found.extend(function(rest, line));
            }
        }
        found
    }
}

fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The function that `rest` begins with, unless it has no body.
fn function(rest: &str, line: usize) -> Option<Function> {
    let name: String = rest[3..]
        .chars()
        .take_while(|c| is_part_of_word(*c))
        .collect();
    let mut nested = 0_i32;
    let mut has_body = false;
    let mut length = 1;
    for c in rest.chars() {
        match c {
            '\n' => length += 1,
            '(' | '[' => nested += 1,
            ')' | ']' => nested -= 1,
            ';' if nested == 0 && !has_body => return None,
            '{' => {
                has_body |= nested == 0;
                nested += 1;
            }
            '}' => nested -= 1,
            _ => {}
        }
        if c == '}' && nested == 0 && has_body {
            return (!name.is_empty()).then_some(Function { name, line, length });
        }
    }
    None
}

/// Walks through a source once.
struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
    code: Code,
}

impl Reader {
    fn next(&mut self) {
        let c = self.chars[self.at];
        match c {
            '/' if self.follows("//") => self.blank_until_line_ends(),
            '/' if self.follows("/*") => self.blank_comment(),
            '"' => self.text(0),
            'r' if !self.is_inside_word() && self.raw_hashes().is_some() => self.raw(),
            '\'' => self.letter_or_lifetime(),
            _ => self.keep(),
        }
    }

    fn follows(&self, what: &str) -> bool {
        what.chars()
            .enumerate()
            .all(|(at, c)| self.chars.get(self.at + at) == Some(&c))
    }

    /// Whether the character before belongs to the same word; `br"…"` is a text all the same.
    fn is_inside_word(&self) -> bool {
        let before = |back: usize| self.at.checked_sub(back).and_then(|at| self.chars.get(at));
        match before(1) {
            Some('b' | 'c') => before(2).is_some_and(|c| is_part_of_word(*c)),
            Some(c) => is_part_of_word(*c),
            None => false,
        }
    }

    fn keep(&mut self) {
        let c = self.chars[self.at];
        self.line += usize::from(c == '\n');
        self.code.bare.push(c);
        self.at += 1;
    }

    fn blank(&mut self) {
        let c = self.chars[self.at];
        self.line += usize::from(c == '\n');
        self.code.bare.push(if c == '\n' { '\n' } else { ' ' });
        self.at += 1;
    }

    fn blank_until_line_ends(&mut self) {
        while self.at < self.chars.len() && self.chars[self.at] != '\n' {
            self.blank();
        }
    }

    fn blank_comment(&mut self) {
        let mut depth = 0;
        while self.at < self.chars.len() {
            let (opens, closes) = (self.follows("/*"), self.follows("*/"));
            depth += i32::from(opens) - i32::from(closes);
            self.blank();
            if opens || closes {
                self.blank();
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// A text in quotes; `hashes` is how many must follow the closing one, and with any there are no escapes.
    fn text(&mut self, hashes: usize) {
        let (begins, is_raw) = (
            self.line,
            self.chars[..self.at].ends_with(&['r']) || hashes > 0,
        );
        let end: String = std::iter::once('"')
            .chain(std::iter::repeat_n('#', hashes))
            .collect();
        let mut inside = String::new();
        self.keep();
        while self.at < self.chars.len() && !self.follows(&end) {
            if self.chars[self.at] == '\\' && !is_raw && self.at + 1 < self.chars.len() {
                inside.push('\\');
                self.blank();
            }
            inside.push(self.chars[self.at]);
            self.blank();
        }
        if self.at < self.chars.len() {
            self.keep();
        }
        self.code.texts.push((begins, inside));
    }

    fn raw_hashes(&self) -> Option<usize> {
        let hashes = self.chars[self.at + 1..]
            .iter()
            .take_while(|c| **c == '#')
            .count();
        (self.chars.get(self.at + 1 + hashes) == Some(&'"')).then_some(hashes)
    }

    fn raw(&mut self) {
        let hashes = self.raw_hashes().unwrap_or_default();
        for _ in 0..=hashes {
            self.keep();
        }
        self.text(hashes);
    }

    fn letter_or_lifetime(&mut self) {
        let is_escape = self.chars.get(self.at + 1) == Some(&'\\');
        let is_letter = is_escape || self.chars.get(self.at + 2) == Some(&'\'');
        self.keep();
        if !is_letter {
            return;
        }
        if is_escape {
            self.blank();
        }
        self.blank();
        while self.at < self.chars.len() && self.chars[self.at] != '\'' {
            self.blank();
        }
        if self.at < self.chars.len() {
            self.keep();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_texts_are_blanked_and_lines_stay() {
        let code = Code::of("let a = \"x // y\"; // unsafe\n/* fn\n /* b */ */ let c = 'z';\n");
        assert_eq!(code.bare.lines().count(), 3);
        assert!(
            !code.bare.contains("unsafe") && !code.bare.contains('x') && !code.bare.contains("fn")
        );
        assert_eq!(code.texts, [(1, "x // y".to_owned())]);
    }

    #[test]
    fn raw_texts_lifetimes_and_quoted_quotes_do_not_confuse() {
        let code = Code::of(
            "fn a<'a>(x: &'a str) { r#\"he \"said\" {\"#; '\"'; '\\''; \"\\\"{\"; }\nfn b() {}\n",
        );
        let lengths: Vec<(String, usize)> = code
            .functions()
            .into_iter()
            .map(|f| (f.name, f.length))
            .collect();
        assert_eq!(lengths, [("a".to_owned(), 1), ("b".to_owned(), 1)]);
    }

    #[test]
    fn a_function_without_a_body_is_not_measured() {
        let code = Code::of("trait T { fn a(x: [u8; 2]); }\nfn b(\n) -> [u8; 2]\n{\n}\n");
        assert_eq!(code.functions().len(), 1);
        assert_eq!(code.functions()[0].length, 4);
        assert_eq!(code.functions()[0].line, 2);
    }
}
