//! The head of an article: kicker, headline, lede, byline and times, between the page's menus and the first paragraph.

use std::collections::HashSet;

use masthead_text::Quote;

use super::Dropped;
use super::block::bare;
use super::clock::Stamp;
use super::furniture;
use super::role::{Role, Told};
use crate::model::{Article, Finding, PictureWanted, Place};
use crate::source::filing::Filing;

/// A paragraph from here on is the text itself, not a teaser.
const TEXT: usize = 100;
/// Lines above the text among which the headline is looked for.
const HEAD: usize = 400;
/// Words and characters of a kicker.
const KICKER_WORDS: usize = 6;
const KICKER: usize = 50;
/// Characters of a headline.
const HEADLINE: std::ops::RangeInclusive<usize> = 8..=180;
/// Headlines are seldom longer; ledes mostly are.
const LONG: usize = 90;
/// Words from which on a line below the headline is a lede.
const LEDE_WORDS: usize = 7;

/// What is known of the page when its head has been read.
pub(super) struct Pages {
    /// The first line of the body.
    pub(super) from: usize,
    pub(super) dropped: Vec<Dropped>,
    /// Captions that were met, without their marks.
    pub(super) captions: HashSet<String>,
}

impl Pages {
    pub(super) fn drop(&mut self, told: &Told, reason: &'static str) {
        self.dropped.push(Dropped {
            line: told.line.number,
            text: told.line.text.clone(),
            reason,
        });
    }
}

/// Reads the head into the article.
pub(super) fn read(told: &[Told], article: &mut Article, filing: &mut Filing) -> Pages {
    let mut pages = Pages {
        from: 0,
        dropped: Vec::new(),
        captions: HashSet::new(),
    };
    let first_text = first_text(told);
    let Some(headline) = headline(told, first_text) else {
        return pages;
    };
    article.headline.clone_from(&told[headline].line.text);
    let kicker = kicker(told, headline, article);
    above(
        told,
        kicker.unwrap_or(headline),
        article,
        filing,
        &mut pages,
    );
    below(told, headline, article, filing, &mut pages);
    pages
}

/// The first line of running text.
fn first_text(told: &[Told]) -> usize {
    let is_text = |one: &Told| one.role == Role::Paragraph && one.line.characters() >= TEXT;
    let long = told.iter().position(is_text);
    let any = || told.iter().position(|one| one.role == Role::Paragraph);
    long.or_else(any).unwrap_or(told.len())
}

fn headline(told: &[Told], first_text: usize) -> Option<usize> {
    let anchor = told[..first_text]
        .iter()
        .position(|one| matches!(one.role, Role::Times(_) | Role::Byline(..)))
        .unwrap_or(first_text);
    let candidates =
        (first_text.saturating_sub(HEAD)..first_text).filter(|at| may_be_headline(&told[*at]));
    candidates.max_by_key(|at| (score(told, *at, anchor), std::cmp::Reverse(*at)))
}

fn may_be_headline(told: &Told) -> bool {
    let fits = HEADLINE.contains(&told.line.characters());
    let is_open = !told.line.text.ends_with('.');
    match &told.role {
        Role::Short | Role::Person(_) | Role::Quoted(..) => fits,
        Role::Paragraph => fits && is_open,
        _ => false,
    }
}

/// How much speaks for a line.
fn score(told: &[Told], at: usize, anchor: usize) -> i32 {
    let line = &told[at].line;
    let words = i32::try_from(line.words()).unwrap_or(0);
    let mut score = words.min(10);
    score += if words >= 4 { 6 } else { 0 };
    score += if line.after_gap { 2 } else { 0 };
    if matches!(&told[at].role, Role::Person(by) if by.office.is_empty()) && words <= 3 {
        score -= 6;
    }
    let next = told[at + 1..]
        .iter()
        .find(|one| !matches!(one.role, Role::Furniture(_)));
    score += match next.map(|one| &one.role) {
        Some(Role::Paragraph) => 3,
        // A lede without its full stop.
        Some(Role::Short | Role::Person(_)) if is_longer(next, told, at) => 3,
        Some(Role::Times(_) | Role::Byline(..)) => 4,
        _ => 0,
    };
    let from = at.saturating_sub(HEAD);
    score -= if line.characters() > LONG { 4 } else { 0 };
    // Browsers put the title of the page first: `Headline - Paper`.
    let own = bare(&line.text);
    let is_title =
        |one: &Told| one.line.text != line.text && bare(&one.line.text).starts_with(&own);
    score += if told[from..at].iter().any(is_title) {
        6
    } else {
        0
    };
    let between = match at < anchor {
        true => &told[at + 1..anchor.min(at + 1 + HEAD)],
        false => &told[anchor.max(from)..at],
    };
    let distance = between
        .iter()
        .filter(|one| !matches!(one.role, Role::Furniture(_)))
        .count();
    let behind = if at > anchor { 3 } else { 0 };
    score - i32::try_from(distance).unwrap_or(i32::MAX / 2) - behind
}

fn is_longer(next: Option<&Told>, told: &[Told], at: usize) -> bool {
    next.is_some_and(|next| {
        next.line.words() >= LEDE_WORDS && next.line.characters() > told[at].line.characters()
    })
}

/// The short line right above the headline, unless it is the last of a menu.
fn kicker(told: &[Told], headline: usize, article: &mut Article) -> Option<usize> {
    let at = headline.checked_sub(1)?;
    let is_short = |one: &Told| {
        matches!(one.role, Role::Short | Role::Person(_))
            && one.line.words() <= KICKER_WORDS
            && one.line.characters() <= KICKER
    };
    if !is_short(&told[at]) {
        return None;
    }
    let row = told[..=at]
        .iter()
        .rev()
        .take_while(|one| is_short(one))
        .count();
    if row > 2 && !told[at].line.after_gap {
        let what = "the last of a row of short lines was taken for the kicker";
        let place = Place::line(told[at].line.number);
        article.findings.push(Finding::doubtful(place, what));
    }
    article.kicker = told[at].line.text.trim_end_matches(':').to_owned();
    Some(at)
}

/// What stands above kicker and headline belongs to the page; a way through the site names the section.
fn above(told: &[Told], end: usize, article: &mut Article, filing: &mut Filing, pages: &mut Pages) {
    for one in &told[..end] {
        match &one.role {
            Role::Furniture(reason) => {
                if let Some(section) = furniture::section_in(&one.line.text)
                    .filter(|_| furniture::is_path(&one.line.text))
                {
                    filing.section(&section, article);
                }
                pages.drop(one, reason);
            }
            Role::Times(stamps) => {
                take_times(stamps, one, article);
                let what = "this time stands above the headline: it may be the page's own";
                let place = Place::line(one.line.number);
                article.findings.push(Finding::doubtful(place, what));
            }
            Role::Byline(names, stamps) => {
                sign(names, filing, article);
                take_times(stamps, one, article);
            }
            Role::Making(making) => {
                article.making = *making;
                article.notes.push(one.line.text.clone());
            }
            _ => pages.drop(one, "menu"),
        }
    }
}

/// What stands between the headline and the text.
fn below(
    told: &[Told],
    headline: usize,
    article: &mut Article,
    filing: &mut Filing,
    pages: &mut Pages,
) {
    let mut at = headline + 1;
    if let Some(lede) = lede(told, headline) {
        article.lede.clone_from(&told[lede].line.text);
        skip(told, at, lede, pages);
        at = lede + 1;
    }
    let first_text = at + first_text(&told[at..]);
    while at < told.len() {
        let one = &told[at];
        match &one.role {
            Role::Times(stamps) => take_times(stamps, one, article),
            Role::Byline(names, stamps) => {
                sign(names, filing, article);
                take_times(stamps, one, article);
            }
            Role::Person(by) if at < first_text && is_signature(told, at) => {
                sign_one(by, filing, article);
            }
            Role::Furniture(reason) => pages.drop(one, reason),
            Role::Making(making) => {
                article.making = *making;
                article.notes.push(one.line.text.clone());
            }
            Role::Note => article.notes.push(one.line.text.clone()),
            Role::Credit(found) => {
                want(article, pages, &found.caption, &found.credit, 0);
            }
            Role::Short | Role::Person(_) if is_caption(told, at) => {
                let Role::Credit(found) = &told[at + 1].role else {
                    break;
                };
                want(article, pages, &one.line.text, &found.credit, 0);
                at += 1;
            }
            Role::Short | Role::Person(_) if at < first_text => {
                let is_again = bare(&one.line.text) == bare(&article.headline);
                pages.drop(
                    one,
                    if is_again {
                        "headline that stands there twice"
                    } else {
                        "page's head"
                    },
                );
            }
            _ => break,
        }
        at += 1;
    }
    pages.from = at;
}

fn skip(told: &[Told], from: usize, to: usize, pages: &mut Pages) {
    for one in &told[from..to] {
        if let Role::Furniture(reason) = one.role {
            pages.drop(one, reason);
        }
    }
}

/// The line below the headline, when byline or times follow it before the text goes on.
fn lede(told: &[Told], headline: usize) -> Option<usize> {
    let is_article = |one: &&(usize, &Told)| !matches!(one.1.role, Role::Furniture(_));
    let rest: Vec<(usize, &Told)> = told.iter().enumerate().skip(headline + 1).collect();
    let mut rest = rest.iter().filter(is_article);
    let (at, first) = rest.next()?;
    let is_lede = match first.role {
        Role::Paragraph | Role::Quoted(..) => true,
        Role::Short | Role::Person(_) => first.line.words() >= LEDE_WORDS,
        _ => false,
    };
    if !is_lede || is_caption(told, *at) {
        return None;
    }
    let is_head = |one: &Told| {
        matches!(
            one.role,
            Role::Times(_) | Role::Byline(..) | Role::Person(_) | Role::Making(_)
        )
    };
    let follows = rest
        .take(3)
        .take_while(|(_, one)| one.role != Role::Paragraph);
    let mut follows = follows.map(|(_, one)| *one);
    let times_are_above = told[..headline]
        .iter()
        .any(|one| matches!(one.role, Role::Times(_)));
    (follows.any(is_head) || times_are_above && first.line.characters() <= 350).then_some(*at)
}

/// Whether a name stands beside times or another name, and not alone between paragraphs.
fn is_signature(told: &[Told], at: usize) -> bool {
    let near = told[at.saturating_sub(2)..told.len().min(at + 4)].iter();
    let mut others = near.filter(|one| one.line != told[at].line);
    others.any(|one| matches!(one.role, Role::Times(_) | Role::Byline(..)))
        || told
            .get(at + 1)
            .is_some_and(|next| next.role == Role::Paragraph)
}

/// Whether the next line is nothing but a credit.
pub(super) fn is_caption(told: &[Told], at: usize) -> bool {
    let next = told.get(at + 1).map(|next| &next.role);
    matches!(next, Some(Role::Credit(found)) if found.caption.is_empty())
}

pub(super) fn want(
    article: &mut Article,
    pages: &mut Pages,
    caption: &str,
    credit: &str,
    before: usize,
) {
    if !caption.is_empty() {
        pages.captions.insert(bare(caption));
    }
    article.pictures_wanted.push(PictureWanted {
        caption: caption.to_owned(),
        credit: credit.to_owned(),
        before,
    });
}

pub(super) fn take_times(stamps: &[Stamp], told: &Told, article: &mut Article) {
    for stamp in stamps {
        if let Some(doubt) = stamp.doubt {
            let place = Place::line(told.line.number);
            article.findings.push(Finding::doubtful(
                place,
                format!("“{}”: {doubt}", told.line.text),
            ));
        }
        let Some(at) = stamp.at else { continue };
        match (stamp.is_update, article.published_at) {
            (false, None) => article.published_at = Some(at),
            (false, Some(published)) if at > published => article.modified_at = Some(at),
            (false, Some(_)) => {}
            (true, _) => article.modified_at = Some(at),
        }
    }
}

pub(super) fn sign(names: &[String], filing: &mut Filing, article: &mut Article) {
    for name in names {
        filing.writer(name, "", article);
    }
}

pub(super) fn sign_one(by: &Quote, filing: &mut Filing, article: &mut Article) {
    // `Anna Berger, Karl Huber` are two; `Anna Berger, Wien-Korrespondentin` is one.
    if super::quote::is_person(&by.office) && !by.office.contains('-') {
        filing.writer(&by.person, "", article);
        return filing.writer(&by.office, "", article);
    }
    filing.writer(&by.person, &by.office, article);
}
