//! What is done with an answer whose placeholders are broken, in the order that loses least.
//!
//! First the translator is asked once more. Then what was lost is placed where the alignment of words says, then where
//! the translated words of a link stand; and what has no place then: emphasis is dropped, links are kept at the end of
//! the sentence, because a reader can do without the one and not without the other.

use std::fmt;
use std::ops::Range;

use super::{Fault, Marked, Tag};
use crate::inline::Inline;

/// Target words between two aligned ones that belong to them all the same.
const GAP: usize = 2;

/// How often a translator was asked for this sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tries {
    /// Once: it may be asked again.
    First,
    /// As often as it may be: mend what there is.
    Last,
}

/// A word of the translation with the word of the source that it comes from, as places in the plain texts, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// In [`Marked::plain`].
    pub source: Range<usize>,
    /// In the answer without its placeholders.
    pub target: Range<usize>,
}

/// What helps to place what was lost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// Which word comes from which, if the translator says so; in the order of the translation.
    pub aligned: &'a [Pairing],
    /// Links whose words were translated on their own, by number.
    pub anchors: &'a [(u32, &'a str)],
}

/// What was done to keep a placeholder, or that it could not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// Placed where the alignment of words says.
    Aligned(u32),
    /// Placed where its words stand.
    Anchored(u32),
    /// A link, or words that no translator may touch, put at the end of the sentence.
    AtTheEnd(u32),
    /// Emphasis, dropped.
    Dropped(u32),
}

impl fmt::Display for Repair {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Aligned(number) => write!(out, "placeholder {number} was placed by alignment"),
            Self::Anchored(number) => write!(out, "placeholder {number} was placed on its words"),
            Self::AtTheEnd(number) => write!(out, "placeholder {number} was kept at the end"),
            Self::Dropped(number) => write!(out, "emphasis {number} was dropped"),
        }
    }
}

/// What becomes of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Nothing was wrong.
    Whole(Inline),
    /// Ask once more; this was wrong.
    AskAgain(Vec<Fault>),
    /// All that could be kept, and how.
    Mended(Inline, Vec<Repair>),
}

/// Decides about an answer; see the head of this file for the order.
///
/// What comes out has every link of the sentence, whatever the answer was. An answer without placeholders to a marked
/// sentence, as translators of [`Style::Plain`](super::Style::Plain) give it, is mended at once when there is an
/// alignment: asking again would not help.
#[must_use]
pub fn settle(source: &Marked, answer: &str, tries: Tries, hints: Hints<'_>) -> Settled {
    let faults = match source.restore(answer) {
        Ok(inline) => return Settled::Whole(inline),
        Err(faults) => faults,
    };
    if tries == Tries::First && hints.aligned.is_empty() {
        return Settled::AskAgain(faults);
    }
    let read = source.read(answer);
    let mut mending = Mending {
        source,
        hints,
        plain: read.plain,
        places: read.places,
        repairs: Vec::new(),
    };
    for number in (1..).take(source.tags.len()) {
        mending.keep(number);
    }
    mending.places.sort_by_key(|(number, _)| *number);
    let inline = source.inline(&mending.plain, &mending.places);
    Settled::Mended(inline, mending.repairs)
}

struct Mending<'a> {
    source: &'a Marked,
    hints: Hints<'a>,
    plain: String,
    places: Vec<(u32, Range<usize>)>,
    repairs: Vec<Repair>,
}

impl Mending<'_> {
    fn keep(&mut self, number: u32) {
        if self.places.iter().any(|(placed, _)| *placed == number) {
            return;
        }
        let Some((tag, _)) = self.source.tag(number) else {
            return;
        };
        let aligned = self
            .aligned(number)
            .map(|place| (place, Repair::Aligned(number)));
        let found = aligned.or_else(|| Some((self.anchored(number)?, Repair::Anchored(number))));
        let repair = match (found, tag) {
            (Some((place, repair)), _) => {
                self.places.push((number, place));
                repair
            }
            (None, Tag::Looks(_)) => Repair::Dropped(number),
            (None, Tag::Link(address)) => {
                let shown = address.host().map(ToOwned::to_owned);
                let words = shown.unwrap_or_else(|| self.words_of(number).to_owned());
                self.append(number, &format!("({words})"), 1);
                Repair::AtTheEnd(number)
            }
            (None, Tag::Fixed(words, _)) => {
                self.append(number, words, 0);
                Repair::AtTheEnd(number)
            }
        };
        self.repairs.push(repair);
    }

    fn words_of(&self, number: u32) -> &str {
        self.source
            .tag(number)
            .map_or("", |(_, range)| &self.source.plain[range.clone()])
    }

    /// The longest run of target words that come from the tag's words; gaps of at most [`GAP`] words are closed.
    fn aligned(&self, number: u32) -> Option<Range<usize>> {
        let (_, source) = self.source.tag(number)?;
        let is_inside = |pairing: &Pairing| {
            pairing.source.start < source.end && source.start < pairing.source.end
        };
        let mut best: Option<(usize, Range<usize>)> = None;
        let mut run: Option<(usize, usize, Range<usize>)> = None;
        for (at, pairing) in self.hints.aligned.iter().enumerate() {
            if !is_inside(pairing) {
                continue;
            }
            run = Some(match run {
                Some((last, words, range)) if at - last <= GAP + 1 => {
                    (at, words + 1, range.start..pairing.target.end)
                }
                _ => (at, 1, pairing.target.clone()),
            });
            if let Some((_, words, range)) = &run
                && best.as_ref().is_none_or(|(most, _)| words > most)
            {
                best = Some((*words, range.clone()));
            }
        }
        let range = best?.1;
        let words = self.plain.get(range.clone())?;
        (!words.trim().is_empty() && self.is_free(number, &range)).then_some(range)
    }

    /// Whether a placeholder may lie here: words lead to one place only.
    fn is_free(&self, number: u32, range: &Range<usize>) -> bool {
        let is_looks = |number| matches!(self.source.tag(number), Some((Tag::Looks(_), _)));
        let mut others = self.places.iter().filter(|(other, _)| !is_looks(*other));
        is_looks(number)
            || !others.any(|(_, taken)| taken.start < range.end && range.start < taken.end)
    }

    /// Where the translated words of a link stand, or words that are the same in every language.
    fn anchored(&self, number: u32) -> Option<Range<usize>> {
        let hinted = self.hints.anchors.iter().find(|(it, _)| *it == number);
        let words = hinted
            .map_or_else(|| self.words_of(number), |(_, words)| words)
            .trim();
        if words.is_empty() {
            return None;
        }
        let found = self.plain.match_indices(words);
        found
            .map(|(at, _)| at..at + words.len())
            .filter(|range| stands_alone(&self.plain, range))
            .find(|range| self.is_free(number, range))
    }

    /// Puts words before the full stop that ends the sentence; `inset` signs at both ends are not part of the place.
    fn append(&mut self, number: u32, words: &str, inset: usize) {
        let stop = self.plain.trim_end_matches(['.', '!', '?', '…', ' ']).len();
        // What holds the full stop itself must not hold what is added.
        let mut places = self.places.iter();
        let is_held = places.any(|(_, range)| range.start < stop && stop < range.end);
        let end = if is_held { self.plain.len() } else { stop };
        let space = usize::from(end > 0);
        self.plain
            .insert_str(end, &format!("{}{words}", &" "[..space]));
        let added = space + words.len();
        for (_, range) in &mut self.places {
            // What ended with the sentence ends before what is added.
            if range.start >= end {
                range.start += added;
            }
            if range.end > end {
                range.end += added;
            }
        }
        let start = end + space + inset;
        self.places.push((number, start..end + added - inset));
    }
}

/// Whether the place is not the middle of a longer word.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::inline_from_markdown;

    fn settled(source: &str, answer: &str, hints: Hints<'_>) -> (String, Vec<Repair>) {
        let marked = Marked::whole(&inline_from_markdown(source));
        match settle(&marked, answer, Tries::Last, hints) {
            Settled::Mended(inline, repairs) => (inline.to_html().as_str().to_owned(), repairs),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_translator_is_asked_once_more() {
        let marked = Marked::whole(&inline_from_markdown("ein **Haus**"));

        assert_eq!(
            settle(&marked, "a house", Tries::First, Hints::default()),
            Settled::AskAgain(vec![Fault::Lost(1)])
        );
    }

    #[test]
    fn an_alignment_places_what_was_lost() {
        // the red house -> la casa roja
        let aligned = [(0..3, 0..2), (8..13, 3..7), (4..7, 8..12)]
            .map(|(source, target)| Pairing { source, target });
        let hints = Hints {
            aligned: &aligned,
            anchors: &[],
        };

        assert_eq!(
            settled("the *red* [house](/h)", "la casa roja", hints),
            (
                "la <a href=\"/h\">casa</a> <em>roja</em>".to_owned(),
                vec![Repair::Aligned(1), Repair::Aligned(2)]
            )
        );
    }

    #[test]
    fn a_link_is_placed_on_its_translated_words() {
        let hints = Hints {
            aligned: &[],
            anchors: &[(1, "the report")],
        };

        assert_eq!(
            settled(
                "Laut [dem Bericht](/b) nicht.",
                "Not so, says the report.",
                hints
            ),
            (
                "Not so, says <a href=\"/b\">the report</a>.".to_owned(),
                vec![Repair::Anchored(1)]
            )
        );
    }

    #[test]
    fn emphasis_is_dropped_and_links_are_kept() {
        assert_eq!(
            settled("Ein *roter* [Wagen](https://www.a.example/x).", "A red car.", Hints::default()),
            (
                "A red car (<a href=\"https://www.a.example/x\" rel=\"noopener\">www.a.example</a>).".to_owned(),
                vec![Repair::Dropped(1), Repair::AtTheEnd(2)]
            )
        );
    }

    #[test]
    fn a_link_that_holds_the_full_stop_takes_no_other_in() {
        assert_eq!(
            settled("[Ja.](/a) [b](/b)", "⟦1⟧⟦2⟧Yes.⟦/2⟧⟦/1⟧", Hints::default()),
            (
                "<a href=\"/b\">Yes.</a> (<a href=\"/a\">Ja.</a>)".to_owned(),
                vec![Repair::AtTheEnd(1)]
            )
        );
    }

    #[test]
    fn what_is_whole_stays_where_it_is() {
        assert_eq!(
            settled(
                "**a** und [b](/b) und `c`.",
                "⟦1⟧x⟦/1⟧ and y and c. ⟦7⟧",
                Hints::default()
            ),
            (
                "<strong>x</strong> and y and <code>c</code> (<a href=\"/b\">b</a>).".to_owned(),
                vec![Repair::AtTheEnd(2), Repair::Anchored(3)]
            )
        );
    }
}
