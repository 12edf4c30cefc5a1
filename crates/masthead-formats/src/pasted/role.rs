//! What each line is, judged by itself; where it stands is judged later.

use jiff::tz::TimeZone;
use masthead_text::Quote;

use super::clock::{Stamp, stamps};
use super::credit::{self, Credited};
use super::furniture;
use super::line::Line;
use super::quote::{is_person, quoted, said_by};
use super::vocabulary::{CORRECTION, MACHINE_TRANSLATED, REVIEWED, TRANSLATED, VIDEO_NOTES};
use crate::model::Making;
use crate::source::filing::names_in;

/// Lines from here on are paragraphs if they end as sentences do.
const SENTENCE: usize = 60;
/// Lines from here on are paragraphs however they end.
const PARAGRAPH: usize = 140;
/// Bylines are not longer, with their times.
const BYLINE: usize = 200;
/// Notes are not longer.
const NOTE: usize = 220;

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of the page, and why.
    Furniture(&'static str),
    /// Times and nothing else.
    Times(Vec<Stamp>),
    /// `Von Anna Berger`, perhaps with times behind.
    Byline(Vec<String>, Vec<Stamp>),
    /// `(Anna Berger, APA, 22.11.2026)` below an article: people, agencies, times.
    Signature(Vec<String>, Vec<String>, Vec<Stamp>),
    /// A name, perhaps with an office: a byline or who said a quote.
    Person(Quote),
    /// A credit, perhaps behind its caption.
    Credit(Credited),
    /// A note that says how the words were made.
    Making(Making),
    /// Another note.
    Note,
    /// What was wrong before.
    Correction,
    /// A point in a list, and whether it has a number.
    Point(String, bool),
    /// Words in quotation marks, perhaps with who said them.
    Quoted(String, Option<Quote>),
    /// Running text.
    Paragraph,
    /// A few words without the end of a sentence.
    Short,
}

/// A line with what it is.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) line: Line,
    pub(super) role: Role,
}

/// What each line is.
pub(super) fn roles(lines: Vec<Line>, zone: &TimeZone) -> Vec<Told> {
    lines
        .into_iter()
        .map(|line| Told {
            role: role(&line, zone),
            line,
        })
        .collect()
}

fn role(line: &Line, zone: &TimeZone) -> Role {
    let text = line.text.as_str();
    if let Some(role) = note(line) {
        return role;
    }
    let times = stamps(text, zone);
    if !times.is_empty() {
        return Role::Times(times);
    }
    if let Some(reason) = furniture::reason(line) {
        return Role::Furniture(reason);
    }
    signature(text, zone)
        .or_else(|| byline(text, zone))
        .or_else(|| credit::in_line(text).map(Role::Credit))
        .or_else(|| quoted(text).map(|(words, by)| Role::Quoted(words, by)))
        .or_else(|| point(text))
        .or_else(|| {
            said_by(text)
                .filter(|_| line.characters() <= 90)
                .map(Role::Person)
        })
        .unwrap_or_else(|| plain(line))
}

fn plain(line: &Line) -> Role {
    let length = line.characters();
    let is_paragraph = length >= PARAGRAPH
        || line.ends_a_sentence() && (length >= SENTENCE || line.words() >= 6)
        || line.text.ends_with('.') && line.words() >= 2;
    match is_paragraph {
        true => Role::Paragraph,
        false => Role::Short,
    }
}

fn note(line: &Line) -> Option<Role> {
    let small = line.text.to_lowercase();
    if CORRECTION.iter().any(|words| small.starts_with(words)) {
        return Some(Role::Correction);
    }
    if line.characters() > NOTE {
        return None;
    }
    let says = |list: &[&str]| list.iter().any(|words| small.contains(words));
    if says(MACHINE_TRANSLATED) {
        return Some(Role::Making(match says(REVIEWED) {
            true => Making::MachineTranslatedReviewed,
            false => Making::MachineTranslated,
        }));
    }
    if TRANSLATED.iter().any(|words| small.starts_with(words)) {
        return Some(Role::Making(Making::Translated));
    }
    let is_note = VIDEO_NOTES.iter().any(|words| small.starts_with(words)) && line.words() <= 8;
    is_note.then_some(Role::Note)
}

/// `Von Anna Berger`, `Anna Berger, 22. November 2026`, `By Jane Doe | Nov 22, 2026`.
fn byline(text: &str, zone: &TimeZone) -> Option<Role> {
    if text.chars().count() > BYLINE {
        return None;
    }
    let small = text.to_lowercase();
    let is_opened = ["von ", "by ", "text: ", "autor: ", "autorin: ", "author: "]
        .iter()
        .any(|opening| small.starts_with(opening));
    for mark in [" | ", " · ", " • ", ", ", " – ", " - "] {
        for (at, _) in text.match_indices(mark) {
            let (names, times) = (&text[..at], stamps(&text[at + mark.len()..], zone));
            let names = names_in(names);
            if !times.is_empty()
                && !names.is_empty()
                && (is_opened || names.iter().all(|name| is_person(name)))
            {
                return Some(Role::Byline(names, times));
            }
        }
    }
    if !is_opened {
        return None;
    }
    let names = without_places(&names_in(text));
    let are_people = names
        .iter()
        .all(|name| is_person(name) || credit::is_agency(name));
    (are_people && !names.is_empty()).then_some(Role::Byline(names, Vec::new()))
}

/// `Anna Berger aus Wien` is Anna Berger.
fn without_places(names: &[String]) -> Vec<String> {
    let cut = |name: &String| {
        let ends = [" aus ", " in ", " from "]
            .iter()
            .filter_map(|word| name.find(word));
        ends.min()
            .map_or(name.clone(), |end| name[..end].to_owned())
    };
    names.iter().map(cut).collect()
}

/// What stands in brackets below the last paragraph.
fn signature(text: &str, zone: &TimeZone) -> Option<Role> {
    let inside = text.strip_prefix('(')?.strip_suffix(')')?;
    if inside.contains(['(', ':']) || inside.chars().count() > 120 {
        return None;
    }
    let (mut people, mut agencies, mut times) = (Vec::new(), Vec::new(), Vec::new());
    for part in inside
        .split([',', '/'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let found = stamps(part, zone);
        if !found.is_empty() {
            times.extend(found);
        } else if is_person(part) {
            people.push(part.to_owned());
        } else if credit::is_agency(part) || is_desk(part) {
            agencies.push(part.to_owned());
        } else {
            return None;
        }
    }
    let says_something = !(people.is_empty() && agencies.is_empty() && times.is_empty());
    says_something.then_some(Role::Signature(people, agencies, times))
}

/// `red`, `ab`, `APA`: agencies and the short names of editors.
fn is_desk(part: &str) -> bool {
    let letters = part.chars().count();
    (2..=5).contains(&letters) && part.chars().all(char::is_alphabetic)
}

fn point(text: &str) -> Option<Role> {
    let bullet = text
        .strip_prefix(['•', '‣', '◦', '▪', '*'])
        .or_else(|| text.strip_prefix("- "));
    if let Some(words) = bullet.map(str::trim).filter(|words| !words.is_empty()) {
        return Some(Role::Point(words.to_owned(), false));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix([')', '.'])?.strip_prefix(' ')?;
    let is_number = (1..=2).contains(&digits) && !rest.trim().is_empty();
    is_number.then(|| Role::Point(rest.trim().to_owned(), true))
}
