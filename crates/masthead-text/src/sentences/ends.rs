//! Where a sentence ends.
//!
//! Every run of `.`, `!`, `?` or `…` with the quotes and brackets that close behind it is a place where a sentence may
//! end, if white space follows (the candidates of UAX #29). Whether it does end there is asked of the word before and
//! the word after: full stops also shorten words, number days and kings, and follow initials. A text is read once from
//! front to back, with a bounded look to either side, so that the time is proportional to its length.

use std::ops::Range;

use super::short::{Short, is_leading_pair, known};
use super::words::{first_word, last_word, starts_sentences};
use crate::lang::Lang;

/// How far a look to either side of a full stop goes, in bytes: no word that matters here is longer.
const LOOK: usize = 160;

/// The longest rest of a cry in quotes, in characters.
const CRY: usize = 40;

/// Words that say that somebody spoke: what stands before them is their speech, not a sentence of its own.
const SAID: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "added",
    "adds",
    "replied",
    "answered",
    "shouted",
    "wrote",
    "tweeted",
    "cried",
    "yelled",
    "wondered",
    "insisted",
    "quipped",
    "joked",
    "sagte",
    "sagt",
    "fragte",
    "fragt",
    "rief",
    "meinte",
    "meint",
    "antwortete",
];

/// What can follow a time of day without a new sentence: `5 p.m. Monday`, `8 a.m. Eastern`.
const AFTER_TIME: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Eastern",
    "Central",
    "Pacific",
    "Mountain",
    "GMT",
    "BST",
    "UTC",
    "ET",
    "EST",
    "EDT",
    "CET",
    "CEST",
    "CT",
    "PT",
    "MT",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "London",
    "New",
    "Vienna",
    "Moscow",
    "Kyiv",
    "Beijing",
];

/// The sentences of a text: their places in bytes, in order, without the white space around them. A line break always
/// ends a sentence. Whatever is not white space belongs to exactly one of them.
///
/// A sentence never begins with a small letter, so a slip of the keyboard joins two sentences rather than tearing one.
#[must_use]
pub fn split(text: &str, lang: Lang) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        split_line(text, start..end, lang, &mut sentences);
        start = end;
    }
    sentences
}

fn split_line(text: &str, line: Range<usize>, lang: Lang, sentences: &mut Vec<Range<usize>>) {
    let mut start = line.start;
    let mut rest = line.start;
    while let Some(place) = next_place(&text[..line.end], rest) {
        rest = place.end;
        let sentence = &text[start..place.stop];
        if ends_there(sentence, &place, &text[place.end..line.end], lang) {
            push(text, start..place.end, sentences);
            start = place.end;
        }
    }
    push(text, start..line.end, sentences);
}

fn push(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    if start < end {
        sentences.push(start..end);
    }
}

/// A place where a sentence may end.
struct Place<'a> {
    /// Where the first mark stands.
    stop: usize,
    /// The marks: `.`, `?!`, `...`
    marks: &'a str,
    /// What closes behind them: quotes, brackets, numbers of footnotes.
    closed: &'a str,
    /// Where the white space behind it begins.
    end: usize,
    /// Whether that white space forbids a line to end: then it forbids a sentence to end as well.
    is_bound: bool,
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‽' | '。' | '！' | '？' | '؟' | '۔' | '।'
    )
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '“' | '’' | '‘' | '»' | '«' | '›' | '‹' | ')' | ']' | '}' | '*'
    )
}

/// The next place from `from` on; the time is proportional to how far away it is.
fn next_place(text: &str, mut from: usize) -> Option<Place<'_>> {
    loop {
        let stop = from + text[from..].find(is_mark)?;
        let marks_end = stop + run(&text[stop..], is_mark);
        let closed = closing(&text[marks_end..]);
        let end = marks_end + closed;
        let mut after = text[end..].chars();
        match after.next() {
            Some(c) if c.is_whitespace() => {
                let is_bound = matches!(c, '\u{A0}' | '\u{202F}')
                    && !after.next().is_some_and(char::is_whitespace);
                return Some(Place {
                    stop,
                    marks: &text[stop..marks_end],
                    closed: &text[marks_end..end],
                    end,
                    is_bound,
                });
            }
            Some(_) => from = end,
            None => return None,
        }
    }
}

/// How many bytes from the start are of one kind.
fn run(text: &str, kind: fn(char) -> bool) -> usize {
    text.find(|c| !kind(c)).unwrap_or(text.len())
}

/// How many bytes of closing quotes, brackets and footnotes (`[12]`) a text begins with.
fn closing(text: &str) -> usize {
    let mut at = 0;
    loop {
        at += run(&text[at..], is_closing);
        let Some(note) = text[at..].strip_prefix('[') else {
            return at;
        };
        let digits = run(note, |c| c.is_ascii_digit());
        if digits == 0 || digits > 3 || !note[digits..].starts_with(']') {
            return at;
        }
        at += digits + 2;
    }
}

fn ends_there(sentence: &str, place: &Place<'_>, after: &str, lang: Lang) -> bool {
    let after = first_of(after.trim_start());
    let next = first_word(after);
    let Some(initial) = next.chars().next() else {
        // Only signs follow: an emoji, a dash. They belong to what was said before.
        return false;
    };
    if place.is_bound || (initial.is_lowercase() && !is_odd_brand(next)) {
        return false;
    }
    if is_remark(sentence, place) || speaks(place, after) || is_inside_cry(sentence, place, after) {
        return false;
    }
    match place.marks {
        "…" | "..." => {
            !last_of(sentence).is_empty() && starts_sentences(next, lang)
                || !place.closed.is_empty()
        }
        "." if place.closed.is_empty() || place.closed == "'" => full_stop(sentence, next, lang),
        "." if place.closed.starts_with([')', ']']) => full_stop_in_brackets(sentence, next, lang),
        _ => true,
    }
}

/// The beginning of a long text, cut at a character.
fn first_of(text: &str) -> &str {
    let end = (0..=LOOK.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    &text[..end]
}

/// The end of a long text, cut at a character.
fn last_of(text: &str) -> &str {
    let start = (text.len().saturating_sub(LOOK)..=text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len());
    &text[start..]
}

/// `iPhone`, `eBay`: brands may begin a sentence as they please.
fn is_odd_brand(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_some_and(char::is_uppercase)
}

/// `(!)` and `(?)` comment on a word and end nothing.
fn is_remark(sentence: &str, place: &Place<'_>) -> bool {
    sentence.ends_with('(') && place.closed.starts_with(')')
        || sentence.ends_with('[') && place.closed.starts_with(']')
}

/// `They shouted “Shame! Shame!” and left.` – a cry in quotes that the sentence goes on behind.
fn is_inside_cry(sentence: &str, place: &Place<'_>, after: &str) -> bool {
    if place.marks.starts_with(['.', '…']) || !place.closed.is_empty() {
        return false;
    }
    let is_quoted = last_of(sentence).rfind(['„', '“', '"', '»', '‘']).is_some();
    let Some(close) = after.find(['“', '”', '"', '«', '’']) else {
        return false;
    };
    let (cry, behind) = after.split_at(close);
    let behind = behind.trim_start_matches(is_closing);
    is_quoted
        && cry.chars().count() <= CRY
        && behind.starts_with([' ', ','])
        && behind
            .trim_start()
            .starts_with(|c: char| c.is_lowercase() || c == ',')
}

/// `“Where to?” Mayor Hill asked.` – the question is inside her sentence.
fn speaks(place: &Place<'_>, after: &str) -> bool {
    let quoted = place.closed.contains(['"', '”', '“', '’', '«', '»', '\'']);
    if !quoted || place.marks == "." {
        return false;
    }
    let words = after.split_whitespace().take(5);
    let clause = words.map(|word| (word, word.ends_with(['.', '!', '?', ',', ';', ':'])));
    for (word, is_last) in clause {
        if SAID.contains(&word.trim_end_matches(['.', ',', ':', ';'])) {
            return true;
        }
        if is_last && word.len() > 3 {
            return false;
        }
    }
    false
}

/// Decides about `word. Next`.
fn full_stop(sentence: &str, next: &str, lang: Lang) -> bool {
    let sentence = last_of(sentence);
    let word = last_word(sentence);
    let before = sentence[..sentence.len() - word.len()].trim_end();
    let starts = starts_sentences(next, lang);
    if word.is_empty() {
        return true;
    }
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return after_number(word, before, next, lang);
    }
    if word.chars().nth(1).is_none() {
        return after_letter(word, before, next, lang);
    }
    if let Some(short) = known(word, lang) {
        return match short {
            Short::Leads => false,
            Short::LeadsNumber => !is_number(next),
            Short::MayEnd => may_end(word, next, lang),
        };
    }
    if is_roman(word) && lang == Lang::De || is_dotted(word) {
        return starts;
    }
    if let Some(last) = word.rsplit(['-', '.']).next()
        && last.len() < word.len()
        && known(last, lang) == Some(Short::Leads)
    {
        return false;
    }
    true
}

/// `(vgl. S. 5.) Dann`: the full stop inside the bracket ends a sentence unless it shortens a word.
fn full_stop_in_brackets(sentence: &str, next: &str, lang: Lang) -> bool {
    let word = last_word(last_of(sentence));
    let is_short = known(word, lang).is_some() || word.chars().nth(1).is_none() || is_dotted(word);
    !is_short || starts_sentences(next, lang)
}

fn may_end(word: &str, next: &str, lang: Lang) -> bool {
    let word = word.to_lowercase();
    if lang == Lang::En && matches!(word.as_str(), "a.m" | "p.m") {
        return !AFTER_TIME.contains(&next) && !is_number(next);
    }
    starts_sentences(next, lang)
}

/// Numbers end sentences in English; in German they are mostly days, places and kings.
fn after_number(word: &str, before: &str, next: &str, lang: Lang) -> bool {
    if before.is_empty() {
        // A number alone is the number of a point.
        return false;
    }
    let is_year = word.len() >= 4;
    if lang == Lang::En || is_year {
        return true;
    }
    starts_sentences(next, lang)
}

/// Initials, `a. D.`, `z. B.`; a letter can also be the last word: `Plan B. Der`.
fn after_letter(word: &str, before: &str, next: &str, lang: Lang) -> bool {
    if is_number(next) {
        // `S. 5`, `p. 12`, `Z. 3`
        return false;
    }
    if let Some(earlier) = before.strip_suffix('.') {
        let earlier = last_word(earlier);
        if earlier.chars().nth(1).is_none() && is_leading_pair(earlier, word, lang) {
            return false;
        }
    }
    if is_measured(word, before) && next.starts_with(char::is_uppercase) {
        // Nobody shortens a unit by a full stop: `7,35 m. Rund`.
        return true;
    }
    if word.chars().all(char::is_lowercase) && lang == Lang::En {
        return starts_sentences(next, lang);
    }
    if lang == Lang::En && word == "I" {
        return true;
    }
    starts_sentences(next, lang)
}

/// Metres, grams, litres, tonnes, hours, seconds behind their number.
fn is_measured(word: &str, before: &str) -> bool {
    matches!(word, "m" | "g" | "l" | "t" | "h" | "s")
        && before.ends_with(|c: char| c.is_ascii_digit())
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || is_roman(word)
}

fn is_roman(word: &str) -> bool {
    (2..=8).contains(&word.len())
        && word
            .bytes()
            .all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// `U.S`, `e.V`, `z.B`: one or two letters between full stops.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        })
}
