//! What became of each item of a source: one line each, and their sum.

use std::collections::BTreeMap;

use masthead_formats::{Finding, Record};

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is here now.
    Imported,
    /// It was here; the source had newer content, which is here now.
    Updated,
    /// It was here, and the source says the same.
    Unchanged,
    /// The source has newer content, but somebody here has edited it since: nothing was overwritten.
    KeptOurs,
    /// It is no item, but something that was noticed about the source.
    Noticed,
    /// It has no counterpart here; says why.
    LeftOut(String),
    /// It could not be brought in; says why.
    Failed(String),
}

impl Outcome {
    /// The word used in reports.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::KeptOurs => "kept as edited here",
            Self::Noticed => "noticed",
            Self::LeftOut(_) => "left out",
            Self::Failed(_) => "failed",
        }
    }

    /// Why it is not here, where it is not.
    pub fn reason(&self) -> &str {
        match self {
            Self::LeftOut(why) | Self::Failed(why) => why,
            _ => "",
        }
    }
}

/// One item in the report.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is: `article`, `page`, `comment`, `picture`, or the source's word for what is left out.
    pub kind: String,
    /// The source's name for it.
    pub source_id: String,
    /// Its headline, name or first words.
    pub title: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What was doubtful or lost on the way.
    pub findings: Vec<Finding>,
}

/// How many items of each kind came to what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(BTreeMap<(String, &'static str), usize>);

impl Totals {
    pub(super) fn count(&mut self, line: &Line) {
        *self
            .0
            .entry((line.kind.clone(), line.outcome.word()))
            .or_default() += 1;
    }

    /// Adds what another source came to.
    pub fn add(&mut self, other: &Self) {
        for (key, count) in &other.0 {
            *self.0.entry(key.clone()).or_default() += count;
        }
    }

    /// How many items of a kind came to this.
    pub fn of(&self, kind: &str, outcome: &Outcome) -> usize {
        self.0
            .get(&(kind.to_owned(), outcome.word()))
            .copied()
            .unwrap_or(0)
    }

    /// Kind, outcome and number, in the order of the alphabet.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'static str, usize)> {
        self.0
            .iter()
            .map(|((kind, outcome), count)| (kind.as_str(), *outcome, *count))
    }

    /// All items of a kind.
    pub fn all(&self, kind: &str) -> usize {
        self.iter()
            .filter(|(other, _, _)| *other == kind)
            .map(|(_, _, count)| count)
            .sum()
    }

    /// Whether everything that has a counterpart here is here as the source has it.
    pub fn all_went_in(&self) -> bool {
        let counts = [
            "article", "page", "comment", "picture", "section", "topic", "author",
        ];
        self.iter().all(|(kind, outcome, _)| {
            !(matches!(outcome, "failed" | "kept as edited here")
                || (outcome == "left out" && counts.contains(&kind)))
        })
    }
}

/// What a record is called in the report, before anything is done with it.
pub(super) fn kind_of(record: &Record) -> &str {
    match record {
        Record::Site(_) => "site",
        Record::Writer(_) => "author",
        Record::Section(_) => "section",
        Record::Topic(_) => "topic",
        Record::Media(_) => "picture",
        Record::Article(article) => match article.kind {
            masthead_formats::ArticleKind::Article => "article",
            masthead_formats::ArticleKind::Page => "page",
        },
        Record::Account(_) => "account",
        Record::Thread(_) => "thread",
        Record::Post(_) => "comment",
        Record::Redirect(_) => "redirect",
        Record::LeftOut(left) => &left.kind,
        Record::Finding(_) => "finding",
    }
}
