//! How German is read aloud: the rules in the order in which they are asked.

mod calendar;
mod figures;
mod numbers;
mod ordinals;
mod words;
mod written;

use super::shared::{self, Signs, ends_here, shortened};
use super::voice::{Rule, Said, Voice};

const SIGNS: Signs = Signs {
    dot: "Punkt",
    at: "at",
    hashtag: "Hashtag",
    number: numbers::cardinal,
};

/// The first rule that knows a place speaks for it.
pub(super) const RULES: &[Rule] = &[
    |voice| shared::address(voice, &SIGNS),
    |voice| shared::hashtag(voice, &SIGNS),
    shared::silent,
    short_words,
    figures::sums,
    calendar::days,
    calendar::times,
    figures::joined,
    ordinals::ordinals,
    figures::pairs,
    figures::numbers,
    ordinals::regnal,
    ordinals::counting,
    |voice| shared::letters(voice, words::WORDS),
    signs,
];

fn short_words(voice: &mut Voice<'_>) -> Option<Said> {
    let (length, long) = shortened(voice, words::SHORT)?;
    let rest = voice.rest();
    let is_short = rest[..length].ends_with('.');
    let stop = if is_short && ends_here(&rest[length..]) {
        "."
    } else {
        ""
    };
    Some(Said::new(length, format!("{long}{stop}")))
}

fn signs(voice: &mut Voice<'_>) -> Option<Said> {
    let rest = voice.rest();
    let (sign, words) = [
        ("§§", "Paragrafen"),
        ("§", "Paragraf"),
        (" & ", " und "),
        ("&", " und "),
        (" = ", " ist gleich "),
        (" + ", " plus "),
        ("±", "plus minus "),
        ("≈", "ungefähr "),
        ("~", "circa "),
        (" x ", " mal "),
        ("×", " mal "),
        ("°C", " Grad Celsius"),
        ("°", " Grad"),
        ("%", " Prozent"),
        ("€", " Euro"),
        ("²", " hoch zwei"),
        ("³", " hoch drei"),
        ("½", "ein halb"),
        ("¼", "ein Viertel"),
        ("¾", "drei Viertel"),
    ]
    .into_iter()
    .find(|(sign, _)| rest.starts_with(sign))
    .or_else(|| shared::joint(voice))?;
    Some(Said::new(sign.len(), words))
}
