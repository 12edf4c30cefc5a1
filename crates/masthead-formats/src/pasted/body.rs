//! The text of an article: paragraphs, crossheads, quotes, lists, captions; and where it ends.

use std::collections::HashSet;

use masthead_text::{Body, Inline, Quote};

use super::block::{bare, correction, crosshead, paragraph, push_point};
use super::head::{Pages, is_caption, sign, sign_one, take_times, want};
use super::role::{Role, Told};
use crate::model::{Article, Finding, Place};
use crate::source::filing::Filing;

/// A paragraph from here on ends a row of links.
const TEXT: usize = 100;
/// Characters of a crosshead.
const CROSSHEAD: usize = 100;
/// Characters of an article before anything can be its end.
const ENOUGH: usize = 300;
/// Short lines in a row that are links and not crossheads.
const ROW: usize = 3;
/// Quotes that are looked for in the text; no article sets more apart.
const MOST_QUOTES: usize = 100;
/// Words of a quote that is set apart.
const QUOTE_WORDS: usize = 60;

/// Reads the body; the head stands in `pages`.
pub(super) fn read(
    told: &[Told],
    pages: &mut Pages,
    article: &mut Article,
    filing: &mut Filing,
) -> Vec<Body> {
    let all_words = told[pages.from..]
        .iter()
        .filter(|one| one.role == Role::Paragraph)
        .map(|one| bare(&one.line.text))
        .collect();
    let mut body = Reading {
        told,
        pages,
        article,
        filing,
        bodies: Vec::new(),
        quotes: HashSet::new(),
        all_words,
        characters: 0,
        among_links: false,
        is_over: false,
        last_text: last_text(told),
    };
    let mut at = body.pages.from;
    while at < told.len() {
        at += body.take(at);
    }
    body.bodies
}

/// The last line of running text.
fn last_text(told: &[Told]) -> usize {
    let is_text = |one: &Told| {
        matches!(
            one.role,
            Role::Paragraph | Role::Point(..) | Role::Signature(..) | Role::Correction
        )
    };
    told.iter().rposition(is_text).unwrap_or(0)
}

struct Reading<'a> {
    told: &'a [Told],
    pages: &'a mut Pages,
    article: &'a mut Article,
    filing: &'a mut Filing,
    bodies: Vec<Body>,
    /// Quotes that are set apart already.
    quotes: HashSet<String>,
    /// The words of all paragraphs, to know what is quoted from them.
    all_words: Vec<String>,
    characters: usize,
    among_links: bool,
    is_over: bool,
    last_text: usize,
}

impl Reading<'_> {
    /// Takes a line, and says how many lines belonged to it.
    fn take(&mut self, at: usize) -> usize {
        let told = self.told;
        let one = &told[at];
        if self.is_over {
            let reason = match one.role {
                Role::Furniture(reason) => reason,
                _ => "what follows the article",
            };
            self.pages.drop(one, reason);
            return 1;
        }
        if let Some(reason) = self.again(at) {
            self.pages.drop(one, reason);
            return 1;
        }
        if self.among_links && !self.ends_links(at) {
            self.pages.drop(one, "links to other articles");
            return 1;
        }
        match &one.role {
            Role::Furniture(reason) => self.furniture(one, reason),
            Role::Times(stamps) => take_times(stamps, one, self.article),
            Role::Byline(names, stamps) => {
                sign(names, self.filing, self.article);
                take_times(stamps, one, self.article);
            }
            Role::Signature(people, agencies, stamps) => {
                sign(people, self.filing, self.article);
                take_times(stamps, one, self.article);
                if !agencies.is_empty() && self.article.rights.credit.is_empty() {
                    self.article.rights.credit = agencies.join(", ");
                }
            }
            Role::Making(making) => {
                self.article.making = *making;
                self.article.notes.push(one.line.text.clone());
            }
            Role::Note => self.article.notes.push(one.line.text.clone()),
            Role::Correction => self.bodies.push(correction(&one.line.text)),
            Role::Point(words, ordered) => self.point(at, words, *ordered),
            Role::Quoted(words, by) => return self.quoted(at, words, by.as_ref()),
            Role::Credit(found) => {
                let before = self.bodies.len();
                want(
                    self.article,
                    self.pages,
                    &found.caption,
                    &found.credit,
                    before,
                );
            }
            Role::Paragraph | Role::Short | Role::Person(_) if is_caption(told, at) => {
                return self.caption(at);
            }
            Role::Paragraph => self.paragraph(&one.line.text),
            Role::Person(by) if at > self.last_text => self.last_name(by, one),
            Role::Person(_) | Role::Short => return self.short(at),
        }
        1
    }

    /// Why a line that stood there before is dropped.
    fn again(&self, at: usize) -> Option<&'static str> {
        let one = &self.told[at];
        let own = bare(&one.line.text);
        if own.is_empty() || matches!(one.role, Role::Furniture(_) | Role::Times(_)) {
            return None;
        }
        if own == bare(&self.article.headline) {
            return Some("headline that stands there twice");
        }
        if own == bare(&self.article.lede) {
            return Some("lede that stands there twice");
        }
        let own_caption = match &one.role {
            Role::Credit(found) if found.caption.is_empty() => return None,
            Role::Credit(found) => bare(&found.caption),
            _ => own.clone(),
        };
        let next_is_the_same = self.told.get(at + 1).is_some_and(|next| match &next.role {
            Role::Credit(found) => bare(&found.caption) == own,
            _ => is_caption(self.told, at + 1) && bare(&next.line.text) == own,
        });
        (self.pages.captions.contains(&own_caption) || next_is_the_same)
            .then_some("caption that stands there twice")
    }

    fn furniture(&mut self, one: &Told, reason: &'static str) {
        self.pages.drop(one, reason);
        self.among_links |= reason == "links to other articles" && !one.line.text.contains(": ");
        let counts = one.line.text.starts_with(|c: char| c.is_ascii_digit());
        let is_end = matches!(reason, "community" | "page footer") && !counts;
        self.is_over |= is_end && self.characters >= ENOUGH;
    }

    fn ends_links(&mut self, at: usize) -> bool {
        let one = &self.told[at];
        let is_text = one.role == Role::Paragraph
            && one.line.characters() >= TEXT
            && one.line.ends_a_sentence();
        // A crosshead may stand between the links and the text.
        let next_is_text = self
            .told
            .get(at + 1)
            .is_some_and(|next| next.role == Role::Paragraph && next.line.characters() >= TEXT);
        let is_crosshead = one.role == Role::Short && one.line.after_gap && next_is_text;
        let ends = is_text
            || is_crosshead
            || matches!(
                one.role,
                Role::Signature(..) | Role::Correction | Role::Furniture(_)
            );
        self.among_links = !ends || matches!(one.role, Role::Furniture("links to other articles"));
        ends
    }

    fn paragraph(&mut self, text: &str) {
        self.characters += text.chars().count();
        self.bodies.push(paragraph(text));
    }

    fn caption(&mut self, at: usize) -> usize {
        let Role::Credit(found) = &self.told[at + 1].role else {
            return 1;
        };
        let before = self.bodies.len();
        let text = &self.told[at].line.text;
        want(self.article, self.pages, text, &found.credit, before);
        2
    }

    /// A point; a number that no other follows begins a sentence.
    fn point(&mut self, at: usize, words: &str, ordered: bool) {
        let is_point = |at: Option<usize>| {
            at.and_then(|at| self.told.get(at))
                .is_some_and(|one| matches!(one.role, Role::Point(..)))
        };
        if ordered && !is_point(at.checked_sub(1)) && !is_point(Some(at + 1)) {
            let text = self.told[at].line.text.clone();
            return self.paragraph(&text);
        }
        push_point(&mut self.bodies, words, ordered);
    }

    /// Words in quotation marks: set apart when somebody is named, or when the text says them too.
    fn quoted(&mut self, at: usize, words: &str, by: Option<&Quote>) -> usize {
        let (named, lines) = match by {
            Some(by) => (Some(by.clone()), 1),
            None => self.named_below(at),
        };
        let own = bare(words);
        let is_from_text = self.quotes.len() < MOST_QUOTES
            && self.all_words.iter().any(|text| text.contains(&own));
        let is_short = words.split_whitespace().count() <= QUOTE_WORDS;
        if !is_short || named.is_none() && !is_from_text {
            let text = self.told[at].line.text.clone();
            self.paragraph(&text);
            return 1;
        }
        if !self.quotes.insert(own) {
            for one in &self.told[at..at + lines] {
                self.pages.drop(one, "quote that stands there twice");
            }
            return lines;
        }
        let named = named.unwrap_or_default();
        self.bodies.push(Body::Quote(Quote {
            text: Inline::plain(words),
            ..named
        }));
        lines
    }

    /// Who stands below a quote, perhaps with an office in a line of its own.
    fn named_below(&self, at: usize) -> (Option<Quote>, usize) {
        let Some(Role::Person(by)) = self.told.get(at + 1).map(|one| &one.role) else {
            return (None, 1);
        };
        let office = self.told.get(at + 2).filter(|one| {
            let ends = self.told.get(at + 3).is_none_or(|next| next.line.after_gap);
            let is_small = one.line.text.starts_with(char::is_lowercase);
            by.office.is_empty()
                && one.role == Role::Short
                && !one.line.after_gap
                && one.line.words() <= 8
                && (ends || is_small)
        });
        match office {
            Some(office) => {
                let office = office.line.text.clone();
                (
                    Some(Quote {
                        office,
                        ..by.clone()
                    }),
                    3,
                )
            }
            None => (Some(by.clone()), 2),
        }
    }

    /// A name behind the last paragraph.
    fn last_name(&mut self, by: &Quote, one: &Told) {
        match self.article.writers.is_empty() {
            true => sign_one(by, self.filing, self.article),
            false => self.pages.drop(one, "what follows the article"),
        }
    }

    /// A crosshead, if text follows it; a row of short lines is links.
    fn short(&mut self, at: usize) -> usize {
        let row = self.told[at..]
            .iter()
            .take_while(|one| matches!(one.role, Role::Short | Role::Person(_)))
            .count();
        let one = &self.told[at];
        if at > self.last_text {
            self.pages.drop(one, "what follows the article");
            return 1;
        }
        if row >= ROW {
            for one in &self.told[at..at + row] {
                self.pages.drop(one, "row of short lines, as links are");
            }
            let what =
                format!("{row} short lines in a row were taken for links, not for crossheads");
            let place = Place::line(one.line.number);
            self.article.findings.push(Finding::doubtful(place, what));
            return row;
        }
        if one.line.characters() > CROSSHEAD {
            let text = one.line.text.clone();
            self.paragraph(&text);
            return 1;
        }
        if row == 2 {
            let what = "two short lines in a row were both taken for crossheads";
            let place = Place::line(one.line.number);
            self.article.findings.push(Finding::doubtful(place, what));
        }
        self.bodies.extend(
            self.told[at..at + row]
                .iter()
                .map(|one| crosshead(&one.line.text)),
        );
        row
    }
}
