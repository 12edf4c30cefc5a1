//! Words that stand twice in an article: a caption that repeats a paragraph, a quote pulled out of the text.
//!
//! Doubled captions are a slip that the desk should mend in the original. Until it does, they are printed once,
//! translated once and spoken once. Pull quotes are no slip, but nobody wants to hear them twice either.

use std::collections::{HashMap, HashSet};

use crate::document::{BlockId, Body, Document};
use crate::sentences::{Part, Passage};

/// Texts of fewer words are not judged: `Bild: APA` may stand below every picture.
const FEWEST_WORDS: usize = 4;

/// Words that follow each other and are looked for elsewhere.
const RUN: usize = 3;

/// From here on two texts are the same for a reader, in hundredths.
const SAME: usize = 90;

/// A place in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The block.
    pub block: BlockId,
    /// Which of its words.
    pub part: Part,
}

/// What two places have to do with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// They say the same.
    Same,
    /// The later one is a quote whose words stand in the earlier one, or the other way round.
    PulledOut,
}

/// Two places with the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// The one that stays.
    pub kept: Place,
    /// The one that nobody needs to hear or translate: the caption or the quote, or the later of two.
    pub spare: Place,
    /// How they belong together.
    pub kind: Kind,
}

/// A place with its words, and how many of its runs stand in it for the first time.
struct Text {
    place: Place,
    words: Vec<String>,
    is_caption: bool,
    is_quote: bool,
}

impl Document {
    /// Captions, picture texts and quotes whose words stand in the article before or after them.
    ///
    /// Words are compared without capitals and punctuation, at least nine of ten must be shared, and texts of fewer than
    /// four words are passed over. Each place is compared with the one that shares most with it, so that the time stays
    /// proportional to the length of the article.
    #[must_use]
    pub fn doubles(&self) -> Vec<Double> {
        let quotes: HashSet<&BlockId> = self
            .blocks
            .iter()
            .filter(|block| matches!(block.body, Body::Quote(_)))
            .map(|block| &block.id)
            .collect();
        let texts: Vec<Text> = self
            .passages()
            .into_iter()
            .map(|passage| text_of(passage, &quotes))
            .filter(|text| text.words.len() >= FEWEST_WORDS)
            .collect();
        let mut first: HashMap<&[String], usize> = HashMap::new();
        let mut doubles = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for run in text.words.windows(RUN) {
                let holder = *first.entry(run).or_insert(at);
                if holder != at {
                    *shared.entry(holder).or_default() += 1;
                }
            }
            let nearest = shared
                .into_iter()
                .max_by_key(|(holder, runs)| (*runs, usize::MAX - holder));
            if let Some((holder, runs)) = nearest {
                doubles.extend(judge(&texts[holder], text, runs));
            }
        }
        doubles
    }
}

fn text_of(passage: Passage, quotes: &HashSet<&BlockId>) -> Text {
    Text {
        words: words(&passage.words.text()),
        is_caption: matches!(passage.part, Part::Caption(_) | Part::Alt(_)),
        is_quote: quotes.contains(&passage.block) && passage.part == Part::Text,
        place: Place {
            block: passage.block,
            part: passage.part,
        },
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// What two texts that share so many runs have to do with each other.
fn judge(earlier: &Text, later: &Text, runs: usize) -> Option<Double> {
    let judged = |text: &Text| text.is_caption || text.is_quote;
    if !judged(earlier) && !judged(later) {
        return None;
    }
    let spare_is_earlier = judged(earlier) && !judged(later);
    let (kept, spare) = if spare_is_earlier {
        (later, earlier)
    } else {
        (earlier, later)
    };
    let double = |kind| {
        Some(Double {
            kept: kept.place.clone(),
            spare: spare.place.clone(),
            kind,
        })
    };
    if is_same(&earlier.words, &later.words) {
        return double(Kind::Same);
    }
    let needed = (spare.words.len() - RUN + 1) * SAME / 100;
    if spare.is_quote && runs >= needed.max(1) && kept.words.len() > spare.words.len() {
        return double(Kind::PulledOut);
    }
    None
}

/// Dice's coefficient of the words, however often each stands there.
fn is_same(one: &[String], other: &[String]) -> bool {
    let mut counted: HashMap<&str, usize> = HashMap::new();
    for word in one {
        *counted.entry(word).or_default() += 1;
    }
    let mut shared = 0;
    for word in other {
        if let Some(left) = counted.get_mut(word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            shared += 1;
        }
    }
    2 * shared * 100 >= SAME * (one.len() + other.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::from_markdown;

    fn doubles(markdown: &str) -> Vec<(Part, Part, Kind)> {
        let doubles = from_markdown(markdown).document.doubles();
        doubles
            .into_iter()
            .map(|it| (it.kept.part, it.spare.part, it.kind))
            .collect()
    }

    #[test]
    fn a_caption_that_stands_twice_is_noticed() {
        let article = "![](/a.jpg \"Die Donau bei Lindach am Montag\")\n\nText dazwischen.\n\n\
                       ![](/b.jpg \"Die Donau bei Lindach, am Montag.\")\n";

        assert_eq!(
            doubles(article),
            [(Part::Caption(None), Part::Caption(None), Kind::Same)]
        );
    }

    #[test]
    fn a_caption_that_is_the_paragraph_below_is_noticed() {
        let article = "![](/a.jpg \"Die Donau trat bei Lindach über die Ufer\")\n\nDie Donau trat bei Lindach über die Ufer.\n";

        assert_eq!(
            doubles(article),
            [(Part::Text, Part::Caption(None), Kind::Same)]
        );
    }

    #[test]
    fn a_quote_pulled_out_of_the_text_is_noticed() {
        let article = "Der Bürgermeister sagte am Montag: „Wir bauen den Damm höher als je zuvor“, und ging.\n\n\
                       > Wir bauen den Damm höher als je zuvor\n>\n> — Josef Auer, Bürgermeister\n";

        assert_eq!(
            doubles(article),
            [(Part::Text, Part::Text, Kind::PulledOut)]
        );
    }

    #[test]
    fn what_is_only_alike_or_short_is_left_alone() {
        let article = "![](/a.jpg \"Die Donau bei Lindach am Montag\")\n\n![](/b.jpg \"Die Donau bei Krems am Freitag\")\n\n\
                       ![](/c.jpg \"Bild: APA\")\n\n![](/d.jpg \"Bild: APA\")\n\nEin Satz steht hier zweimal.\n\nEin Satz steht hier zweimal.\n";

        assert_eq!(doubles(article), []);
    }
}
