//! How English is read aloud: the rules in the order in which they are asked.

mod calendar;
mod figures;
mod numbers;
mod words;
mod written;

use super::shared::{self, Signs, ends_here, shortened};
use super::voice::{Rule, Said, Voice};

const SIGNS: Signs = Signs {
    dot: "dot",
    at: "at",
    hashtag: "hashtag",
    number: numbers::cardinal,
};

/// The first rule that knows a place speaks for it.
pub(super) const RULES: &[Rule] = &[
    |voice| shared::address(voice, &SIGNS),
    |voice| shared::hashtag(voice, &SIGNS),
    shared::silent,
    figures::sums,
    calendar::days,
    short_words,
    figures::endings,
    calendar::times,
    figures::pairs,
    figures::numbers,
    figures::numerals,
    |voice| shared::letters(voice, words::WORDS),
    signs,
];

fn short_words(voice: &mut Voice<'_>) -> Option<Said> {
    let (length, long) = shortened(voice, words::SHORT)?;
    let rest = voice.rest();
    let (short, behind) = rest.split_at(length);
    let is_numbered = behind
        .trim_start()
        .starts_with(|c: char| c.is_ascii_digit());
    if words::BEFORE_NUMBERS.contains(&short) && !is_numbered {
        return None;
    }
    let long = if short == "St." && is_street(voice, behind) {
        "Street"
    } else {
        long
    };
    let stop = if short.ends_with('.') && ends_here(behind) {
        "."
    } else {
        ""
    };
    Some(Said::new(length, format!("{long}{stop}")))
}

/// `St. James St.`: a street stands behind its name, a saint before it.
fn is_street(voice: &Voice<'_>, behind: &str) -> bool {
    let follows_name = voice
        .last_word()
        .chars()
        .next()
        .is_some_and(char::is_uppercase);
    let leads_name = behind
        .strip_prefix(' ')
        .is_some_and(|next| next.starts_with(char::is_uppercase));
    follows_name && !leads_name
}

fn signs(voice: &mut Voice<'_>) -> Option<Said> {
    let rest = voice.rest();
    let (sign, words) = [
        ("§§", "sections"),
        ("§", "section"),
        (" & ", " and "),
        ("&", " and "),
        (" = ", " equals "),
        (" + ", " plus "),
        ("±", "plus or minus "),
        ("≈", "about "),
        ("~", "about "),
        ("×", " times "),
        ("°", " degrees"),
        ("%", " percent"),
        ("€", " euros"),
        ("£", " pounds"),
        ("$", " dollars"),
        ("²", " squared"),
        ("³", " cubed"),
        ("½", "one half"),
        ("¼", "one quarter"),
        ("¾", "three quarters"),
    ]
    .into_iter()
    .find(|(sign, _)| rest.starts_with(sign))
    .or_else(|| shared::joint(voice))?;
    Some(Said::new(sign.len(), words))
}
