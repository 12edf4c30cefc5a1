//! What a voice is given to read, so that it says `am ersten April` and not `am eins April`.
//!
//! Voices read words well and figures badly, each in its own way. Therefore nothing is left to them: numbers, days,
//! times, sums, units, shortened words and numerals of kings are written out here, by tables and rules for each
//! language, and the site's [`Lexicon`] has the first word about names.

mod cues;
mod english;
mod german;
mod lexicon;
mod opening;
mod script;
mod shared;
mod voice;

pub use cues::{Cue, Heard, cues, silence, web_vtt};
pub use lexicon::Lexicon;
pub use opening::{Masthead, Opening, OpeningLine, Origin, announcement, opening};
pub use script::{Manner, Spoken, script};
pub use voice::Slashes;

use std::borrow::Cow;

use voice::Voice;

use crate::clean::clean;
use crate::lang::Lang;

/// A sentence in the words in which it is said.
///
/// The result has no digit that a voice could misread, no address, no emoji and no line break. Names and ordinary words
/// stay to the letter unless the lexicon knows them. The time is proportional to the sentence's length.
#[must_use]
pub fn say(sentence: &str, lang: Lang, slashes: Slashes, lexicon: &Lexicon) -> String {
    let plain: Cow<'_, str> = if sentence.chars().all(is_plain) {
        Cow::Borrowed(sentence)
    } else {
        let spaced = clean(sentence)
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect();
        Cow::Owned(spaced)
    };
    let rules = match lang {
        Lang::De => german::RULES,
        Lang::En => english::RULES,
    };
    Voice::new(&plain, slashes, lexicon).read(rules, lang)
}

/// Letters of western Europe and the signs of newspapers: a sentence of these is clean already.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{24F}' | '„' | '“' | '”' | '‘' | '’' | '‚' | '–' | '—' | '…' | '€')
}
