//! Names that articles are filed under: each becomes a record of its own before the first article that has it.

use std::collections::HashSet;

use masthead_text::slug;

use super::words::plain;
use crate::model::{Article, Record, Section, Topic, Writer};

/// Longer names are sentences.
const LONGEST_NAME: usize = 60;
/// Words in a name: `Anna Maria von der Berger-Hofer, Wien`.
const MOST_WORDS: usize = 6;

/// What was named so far.
#[derive(Default)]
pub(crate) struct Filing {
    known: HashSet<String>,
    ready: Vec<Record>,
}

impl Filing {
    /// The records of names that were new since the last time.
    pub(crate) fn take(&mut self) -> Vec<Record> {
        std::mem::take(&mut self.ready)
    }

    fn is_new(&mut self, kind: &str, id: &str) -> bool {
        self.known.insert(format!("{kind} {id}"))
    }

    /// Signs an article with one name.
    pub(crate) fn writer(&mut self, name: &str, office: &str, article: &mut Article) {
        let name = plain(name);
        let source_id = id_of(&name);
        if name.is_empty() || article.writers.contains(&source_id) {
            return;
        }
        if self.is_new("writer", &source_id) {
            self.ready.push(Record::Writer(Writer {
                source_id: source_id.clone(),
                name,
                office: plain(office),
                ..Writer::default()
            }));
        }
        article.writers.push(source_id);
    }

    /// Signs an article with a byline; what is no row of names stays a byline.
    pub(crate) fn byline(&mut self, byline: &str, article: &mut Article) {
        let byline = plain(byline);
        let names = names_in(&byline);
        if names.is_empty() {
            article.byline = byline;
        }
        for name in names {
            self.writer(&name, "", article);
        }
    }

    /// Files an article under a section; `Politics/Europe` is a section in a section.
    pub(crate) fn section(&mut self, path: &str, article: &mut Article) {
        let mut parent: Option<String> = None;
        for name in path.split('/').map(plain).filter(|name| !name.is_empty()) {
            let source_id = match &parent {
                Some(parent) => format!("{parent}/{}", id_of(&name)),
                None => id_of(&name),
            };
            if self.is_new("section", &source_id) {
                self.ready.push(Record::Section(Section {
                    source_id: source_id.clone(),
                    parent: parent.clone(),
                    name,
                    ..Section::default()
                }));
            }
            parent = Some(source_id);
        }
        let section = parent.filter(|section| !article.sections.contains(section));
        article.sections.extend(section);
    }

    /// Files an article under a topic.
    pub(crate) fn topic(&mut self, name: &str, article: &mut Article) {
        let name = plain(name);
        let source_id = id_of(&name);
        if name.is_empty() || article.topics.contains(&source_id) {
            return;
        }
        if self.is_new("topic", &source_id) {
            self.ready.push(Record::Topic(Topic {
                source_id: source_id.clone(),
                name,
            }));
        }
        article.topics.push(source_id);
    }
}

/// A lasting name made from the name that is printed.
pub(crate) fn id_of(name: &str) -> String {
    Some(slug(name, 80))
        .filter(|slug| !slug.is_empty())
        .unwrap_or_else(|| name.to_owned())
}

/// The names in a byline: `Von Anna Berger und Karl Huber`, `By Anna Berger, Karl Huber`. None when it is no byline.
pub(crate) fn names_in(byline: &str) -> Vec<String> {
    let byline = without_opening(byline.trim());
    let parted = [" und ", " and ", " & ", " sowie ", "; ", " / ", ", "]
        .iter()
        .fold(byline.to_owned(), |line, word| line.replace(word, "\n"));
    let names: Vec<String> = parted
        .split('\n')
        .map(|name| name.trim().trim_matches(['.', ',']).to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    match names.iter().all(|name| is_name(name)) {
        true => names,
        false => Vec::new(),
    }
}

fn without_opening(byline: &str) -> &str {
    let openings = ["von ", "by ", "text: ", "autor: ", "autorin: ", "author: "];
    openings
        .iter()
        .find_map(|opening| {
            let begins = byline.get(..opening.len())?;
            begins
                .eq_ignore_ascii_case(opening)
                .then(|| byline[opening.len()..].trim())
        })
        .unwrap_or(byline)
}

/// Whether it could be printed as somebody's name: a few words, no digit, no address.
pub(crate) fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let small = name
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    (small <= 2 && small < words || words == 1)
        && name.chars().count() <= LONGEST_NAME
        && (1..=MOST_WORDS).contains(&words)
        && !name.contains(['@', ':', '?', '!', '"', '„', '“', '”', '<', '='])
        && !name.chars().any(|c| c.is_ascii_digit())
        && name.chars().next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_become_names() {
        assert_eq!(
            names_in("Von Anna Berger und Karl Huber"),
            ["Anna Berger", "Karl Huber"]
        );
        assert_eq!(
            names_in("By Jane Doe, John Roe & APA"),
            ["Jane Doe", "John Roe", "APA"]
        );
        assert_eq!(names_in("dpa"), ["dpa"]);
        assert!(names_in("Heute um 12 Uhr").is_empty());
        assert!(names_in("Das ist ein ganzer Satz, der niemanden beim Namen nennt").is_empty());
    }
}
