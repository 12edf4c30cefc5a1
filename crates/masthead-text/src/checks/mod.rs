//! Whether a translation may be published: what was found in it, and how much that matters.
//!
//! Every check is a small question about a sentence and its translation, or about the article; together they answer what
//! a newspaper is laughed at for: other numbers, lost links, one person with three names, the same words over and over.
//! A finding of severity *error* stands in the way of publishing; what then happens is for the site's policy to say.

mod article;
mod sentence;
mod words;

use std::fmt;

pub use article::check;

use crate::figures::Difference;
use crate::lang::Lang;
use crate::names::{Cluster, Entity};
use crate::placeholders::Fault;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth a look.
    Warning,
    /// Not to be published like this.
    Error,
}

impl Severity {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A sentence and its translation.
#[derive(Debug, Clone, Copy)]
pub struct Translated<'a> {
    /// What was written, without placeholders.
    pub source: &'a str,
    /// What it became, without placeholders.
    pub target: &'a str,
    /// What was wrong with the placeholders and could not be mended.
    pub faults: &'a [Fault],
    /// The share of words that the translator did not know, from 0 to 1, if it says so.
    pub unknown_share: Option<f32>,
}

impl<'a> Translated<'a> {
    /// A pair of which nothing else is known.
    #[must_use]
    pub fn of(source: &'a str, target: &'a str) -> Self {
        Self {
            source,
            target,
            faults: &[],
            unknown_share: None,
        }
    }
}

/// A word of the glossary: how it has to be translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// In the original.
    pub source: String,
    /// In the translation; endings may follow.
    pub target: String,
}

/// What a translation is measured by.
#[derive(Debug, Clone, Copy)]
pub struct Measure<'a> {
    /// The language of the original.
    pub from: Lang,
    /// The language of the translation.
    pub to: Lang,
    /// The glossary.
    pub terms: &'a [Term],
    /// Names the desk has decided on.
    pub entities: &'a [Entity],
    /// Words that a translation must not bring in, in its language, in small letters, besides those known here.
    pub profane: &'a [&'a str],
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Check {
    /// A placeholder, and with it a link or an emphasis, is broken.
    Placeholder(Fault),
    /// A number, date or sum differs.
    Figure(Difference),
    /// A name has several forms.
    Name(Cluster),
    /// A word of the glossary was translated otherwise.
    Term(Term),
    /// A name that is never translated was.
    NeverTranslated(String),
    /// There is no translation.
    Empty,
    /// The translation is so many hundredths as long as the original.
    Length(u32),
    /// The translation is the original.
    Untranslated,
    /// The translation is in another language, with its tag.
    WrongLanguage(&'static str),
    /// The same words follow each other so often.
    Loop(String, usize),
    /// Quotation marks do not pair, or there are fewer or more than in the original.
    Quotes,
    /// One side says no and the other does not.
    Negation,
    /// So many hundredths of the words were not known to the translator.
    UnknownWords(u32),
    /// A coarse word that the original does not have.
    Profanity(String),
    /// The translation has another number of sentences.
    Sentences(usize, usize),
}

impl Check {
    /// How much it matters; fixed, so that a site's policy can rely on it.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Placeholder(_)
            | Self::Name(_)
            | Self::NeverTranslated(_)
            | Self::Empty
            | Self::Length(_)
            | Self::Loop(..) => Severity::Error,
            Self::Figure(difference) if difference.is_certain() => Severity::Error,
            Self::Sentences(..) => Severity::Info,
            _ => Severity::Warning,
        }
    }

    /// A word for it that never changes: for settings and for counting.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Placeholder(_) => "placeholder",
            Self::Figure(_) => "figure",
            Self::Name(_) => "name",
            Self::Term(_) => "term",
            Self::NeverTranslated(_) => "never-translated",
            Self::Empty => "empty",
            Self::Length(_) => "length",
            Self::Untranslated => "untranslated",
            Self::WrongLanguage(_) => "wrong-language",
            Self::Loop(..) => "loop",
            Self::Quotes => "quotes",
            Self::Negation => "negation",
            Self::UnknownWords(_) => "unknown-words",
            Self::Profanity(_) => "profanity",
            Self::Sentences(..) => "sentences",
        }
    }
}

impl fmt::Display for Check {
    /// One sentence for a report on the command line or a log; pages have their own words.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Placeholder(fault) => write!(out, "{fault}"),
            Self::Figure(Difference::Missing(figure) | Difference::MissingWord(figure)) => {
                write!(out, "{figure} is missing")
            }
            Self::Figure(Difference::Added(figure) | Difference::AddedWord(figure)) => {
                write!(out, "{figure} was added")
            }
            Self::Name(cluster) => {
                let forms: Vec<&str> = cluster
                    .forms
                    .iter()
                    .map(|(form, _)| form.as_str())
                    .collect();
                write!(out, "one name is spelled {}", forms.join(", "))
            }
            Self::Term(term) => write!(out, "“{}” should be “{}”", term.source, term.target),
            Self::NeverTranslated(name) => write!(out, "“{name}” must stay as it is"),
            Self::Empty => out.write_str("there is no translation"),
            Self::Length(share) => write!(out, "it is {share} % as long as the original"),
            Self::Untranslated => out.write_str("it is the original"),
            Self::WrongLanguage(tag) => write!(out, "it seems to be in another language ({tag})"),
            Self::Loop(words, times) => write!(out, "“{words}” follows itself {times} times"),
            Self::Quotes => out.write_str("the quotation marks differ"),
            Self::Negation => out.write_str("one side says no and the other does not"),
            Self::UnknownWords(share) => write!(out, "{share} % of the words were not known"),
            Self::Profanity(word) => write!(out, "“{word}” is not in the original"),
            Self::Sentences(from, to) => write!(out, "{from} sentences became {to}"),
        }
    }
}

/// A finding with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Which pair it is about, counted from 0; `None` when it is about the article.
    pub at: Option<usize>,
    /// What it is.
    pub check: Check,
}

/// All that was found in an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// In the order of the sentences, those about the article last.
    pub found: Vec<Found>,
}

impl Report {
    /// The gravest finding, if there is any.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.found.iter().map(|found| found.check.severity()).max()
    }

    /// The sentences with an error: they are shown in the original, or keep the article from being published.
    #[must_use]
    pub fn broken(&self) -> Vec<usize> {
        let errors = self
            .found
            .iter()
            .filter(|found| found.check.severity() == Severity::Error);
        let mut broken: Vec<usize> = errors.filter_map(|found| found.at).collect();
        broken.dedup();
        broken
    }
}
