//! Words that checks look for.

use std::borrow::Cow;

use crate::detection::lower;
use crate::lang::Lang;

/// Whether a text says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum No {
    /// It does not.
    Nowhere,
    /// In words that can be said otherwise: `unable`, `weigerte sich`.
    Perhaps,
    /// `nicht`, `kein`, `not`, `no`.
    Plainly,
}

/// Whether a text says no, by its plainest word.
pub(super) fn negations(text: &str, lang: Lang) -> No {
    let words = text.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’'));
    let said = words.map(|word| negation(&lower(word), lang));
    said.max().unwrap_or(No::Nowhere)
}

const NO_DE: &[&str] = &[
    "nicht",
    "nie",
    "niemals",
    "niemand",
    "niemandem",
    "niemanden",
    "nichts",
    "nirgends",
    "nirgendwo",
    "nein",
    "weder",
    "keinesfalls",
    "keineswegs",
];
const NO_EN: &[&str] = &[
    "not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "nowhere", "cannot",
];
const PERHAPS_DE: &[&str] = &[
    "kaum",
    "ohne",
    "weigerte",
    "weigert",
    "weigerten",
    "verweigerte",
    "scheiterte",
    "fehlt",
    "fehlte",
    "lehnte",
    "lehnt",
    "außerstande",
];
const PERHAPS_EN: &[&str] = &[
    "hardly", "without", "unable", "refused", "refuses", "failed", "fails", "lack", "lacks",
    "lacked", "rejected", "rejects", "denied", "denies", "stop", "stopped",
];

fn negation(word: &str, lang: Lang) -> No {
    let (no, perhaps) = match lang {
        Lang::De => (NO_DE, PERHAPS_DE),
        Lang::En => (NO_EN, PERHAPS_EN),
    };
    let is_formed = match lang {
        Lang::De => word.starts_with("kein") || word.starts_with("un") && word.len() > 5,
        Lang::En => word.ends_with("n't") || word.ends_with("n’t"),
    };
    match (lang, is_formed) {
        _ if no.contains(&word) => No::Plainly,
        (Lang::De, true) if word.starts_with("kein") => No::Plainly,
        (Lang::En, true) => No::Plainly,
        (Lang::De, true) => No::Perhaps,
        _ if perhaps.contains(&word) => No::Perhaps,
        (Lang::En, false) if word.starts_with("un") && word.len() > 5 => No::Perhaps,
        _ => No::Nowhere,
    }
}

const PROFANE_DE: &[&str] = &[
    "scheiße",
    "scheiss",
    "arsch",
    "arschloch",
    "fotze",
    "ficken",
    "hure",
    "hurensohn",
    "wichser",
    "schlampe",
];
const PROFANE_EN: &[&str] = &[
    "fuck", "fucking", "fucked", "shit", "shitty", "cunt", "bitch", "whore", "asshole", "arsehole",
    "bastard", "wanker",
];

/// The first coarse word of a text, in small letters.
pub(super) fn profane(text: &str, lang: Lang, more: &[&str]) -> Option<String> {
    let known = match lang {
        Lang::De => PROFANE_DE,
        Lang::En => PROFANE_EN,
    };
    let words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    words
        .map(lower)
        .find(|word| known.contains(&word.as_ref()) || more.contains(&word.as_ref()))
        .map(Cow::into_owned)
}

/// Quotation marks that open and that close; straight ones are both by turns.
pub(super) fn quotes(text: &str) -> Quotes {
    let mut quotes = Quotes::default();
    for c in text.chars() {
        match c {
            '„' => quotes.low += 1,
            '“' => quotes.left += 1,
            '”' => quotes.right += 1,
            '»' | '«' => quotes.angled += 1,
            '"' => quotes.straight += 1,
            _ => {}
        }
    }
    quotes
}

/// How many of each there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Quotes {
    low: usize,
    left: usize,
    right: usize,
    angled: usize,
    straight: usize,
}

impl Quotes {
    /// How many pairs they make; `None` when one is left over.
    pub(super) fn pairs(self) -> Option<usize> {
        let all = self.low + self.left + self.right + self.angled + self.straight;
        let german = self.low > 0 && self.low == self.left + self.right;
        let english = self.low == 0 && self.left == self.right;
        let even = self.angled.is_multiple_of(2) && self.straight.is_multiple_of(2);
        ((german || english) && even).then_some(all / 2)
    }
}
