//! A Markdown file as it is translated: the texts of its front matter, and the document below.

use std::path::Path;

use anyhow::{Context, Result, bail};
use masthead_core::translation::{Done, Line};
use masthead_text::{Document, Inline, from_markdown, to_markdown};

use super::{Translate, word};

/// Keys of front matter whose values are read by readers.
const TEXTS: &[&str] = &[
    "headline",
    "title",
    "kicker",
    "overline",
    "lede",
    "lead",
    "description",
    "summary",
    "excerpt",
    "subtitle",
    "caption",
    "alt",
];

/// Keys that name the article's own language.
const LANGUAGES: &[&str] = &["language", "lang"];

/// Keys that we write ourselves: a translation of a translation has one of each.
const OURS: &[&str] = &["translated_from", "translated_by", "translation"];

/// No article is larger.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// A file that was read.
pub(super) struct MarkdownFile {
    /// Texts of the front matter, the headline first.
    pub(super) lines: Vec<Line>,
    /// What stands below it.
    pub(super) document: Document,
    fence: Fence,
    matter: Vec<Field>,
}

/// What fences the front matter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fence {
    /// `---` and `key: value`; also where there is none yet.
    Yaml,
    /// `+++` and `key = value`.
    Toml,
}

/// A line of front matter.
enum Field {
    /// Printed as it is.
    AsItIs(String),
    /// What stands before the value, and which line of the article the value is.
    Text(String, usize),
    /// What stands before the language.
    Language(String),
}

impl MarkdownFile {
    /// Reads a file.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let about = std::fs::metadata(path).context("it cannot be read")?;
        if about.len() > MOST_BYTES {
            bail!(
                "it is larger than an article can be ({} bytes)",
                about.len()
            );
        }
        let bytes = std::fs::read(path).context("it cannot be read")?;
        let text = String::from_utf8(bytes).context("it is not UTF-8")?;
        Self::of(&text)
    }

    fn of(text: &str) -> Result<Self> {
        let text = text.trim_start_matches('\u{FEFF}');
        let mut file = Self {
            lines: Vec::new(),
            document: Document::default(),
            fence: Fence::Yaml,
            matter: Vec::new(),
        };
        let mut below = text;
        if let Some((fence, matter, rest)) = part(text)? {
            file.fence = fence;
            matter.lines().for_each(|line| file.push(line));
            below = rest;
        }
        file.document = from_markdown(below).document;
        let is_headline = |line: &Line| matches!(line.name.as_str(), "headline" | "title");
        file.put_first(is_headline);
        Ok(file)
    }

    fn push(&mut self, line: &str) {
        let sign = match self.fence {
            Fence::Yaml => ':',
            Fence::Toml => '=',
        };
        let field = line
            .split_once(sign)
            .map(|(key, value)| (key.trim().trim_start_matches("- ").to_lowercase(), value));
        let Some((key, value)) = field else {
            return self.matter.push(Field::AsItIs(line.to_owned()));
        };
        let before = line[..line.len() - value.len()].to_owned();
        let field = match scalar(value) {
            _ if OURS.contains(&key.as_str()) => return,
            Some(words) if TEXTS.contains(&key.as_str()) => {
                self.lines.push(Line {
                    name: self.name(&key),
                    words: Inline::plain(&words),
                });
                Field::Text(before, self.lines.len() - 1)
            }
            Some(_) if LANGUAGES.contains(&key.as_str()) => Field::Language(before),
            _ => Field::AsItIs(line.to_owned()),
        };
        self.matter.push(field);
    }

    /// A name for a line: its key, and a number where the key was there before.
    fn name(&self, key: &str) -> String {
        let before = |line: &&Line| line.name.split(' ').next() == Some(key);
        match self.lines.iter().filter(before).count() {
            0 => key.to_owned(),
            more => format!("{key} {}", more + 1),
        }
    }

    /// The headline gives an engine the context of all the rest.
    fn put_first(&mut self, is_it: impl Fn(&Line) -> bool) {
        let Some(at) = self.lines.iter().position(is_it) else {
            return;
        };
        self.lines[..=at].rotate_right(1);
        for field in &mut self.matter {
            if let Field::Text(_, line) = field {
                *line = match *line {
                    line if line == at => 0,
                    line if line < at => line + 1,
                    line => line,
                };
            }
        }
    }

    /// The file in the other language, with what a reader and a machine must know of how it came to be.
    pub(super) fn told(&self, request: &Translate, done: &Done) -> String {
        let (fence, sign) = match self.fence {
            Fence::Yaml => ("---", ": "),
            Fence::Toml => ("+++", " = "),
        };
        let ours = [
            ("translated_from", request.from.to_string()),
            ("translated_by", done.engines().join(", ")),
            ("translation", word(done.state).to_owned()),
        ];
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let mut out = vec![fence.to_owned()];
        // A table of TOML takes every line below it for its own: ours come first.
        let has_language = self
            .matter
            .iter()
            .any(|it| matches!(it, Field::Language(_)));
        let language = (!has_language).then(|| ("language", request.to.to_string()));
        for (key, value) in ours.into_iter().chain(language) {
            out.push(format!("{key}{sign}{}", quoted(&value)));
        }
        for field in &self.matter {
            out.push(match field {
                Field::AsItIs(line) => line.clone(),
                Field::Text(before, line) => {
                    format!("{before} {}", quoted(&done.lines[*line].words.text()))
                }
                Field::Language(before) => format!("{before} {}", quoted(request.to.as_str())),
            });
        }
        out.push(fence.to_owned());
        format!("{}\n\n{}", out.join("\n"), to_markdown(&done.document))
    }
}

/// Front matter and what follows it, if the file begins with some.
fn part(text: &str) -> Result<Option<(Fence, &str, &str)>> {
    let first = text.lines().next().unwrap_or_default().trim_end();
    let fence = match first {
        "---" => Fence::Yaml,
        "+++" => Fence::Toml,
        _ => return Ok(None),
    };
    let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == first {
            return Ok(Some((fence, &rest[..at], &rest[at + line.len()..])));
        }
        at += line.len();
    }
    bail!("its front matter does not end: a line `{first}` is missing")
}

/// The words of a value on one line; none for lists, maps, folded texts and empty ones.
fn scalar(value: &str) -> Option<String> {
    let value = value.trim();
    if value.is_empty() || value.starts_with(['[', '{', '|', '>', '&', '*', '!', '#']) {
        return None;
    }
    if value.starts_with('"') {
        return serde_json::from_str(value).ok();
    }
    match value.strip_prefix('\'') {
        Some(rest) => Some(rest.strip_suffix('\'')?.replace("''", "'")),
        None => Some(value.split(" #").next().unwrap_or(value).trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(String, String)> {
        let file = MarkdownFile::of(text).expect("it can be read");
        let lines = file.lines.into_iter();
        lines.map(|line| (line.name, line.words.text())).collect()
    }

    #[test]
    fn the_texts_of_front_matter_are_lines_and_the_headline_is_first() {
        let text = "---\nkicker: Hochwasser\ntitle: \"Die „Donau“ steigt\"\ndate: 2026-11-22\ntags: [Donau]\n\
                    image:\n  src: /a.jpg\n  caption: 'Am Ufer'\nlede: >\n  gefaltet\n---\nText.\n";
        let pair = |name: &str, words: &str| (name.to_owned(), words.to_owned());
        assert_eq!(
            names(text),
            [
                pair("title", "Die „Donau“ steigt"),
                pair("kicker", "Hochwasser"),
                pair("caption", "Am Ufer")
            ]
        );
    }

    #[test]
    fn toml_is_front_matter_too_and_no_front_matter_is_none() {
        assert_eq!(names("+++\ntitle = \"Ja\"\n+++\nText.\n")[0].1, "Ja");
        assert_eq!(names("# Titel\n\nText.\n"), []);
        assert!(MarkdownFile::of("---\ntitle: a\n").is_err());
    }
}
