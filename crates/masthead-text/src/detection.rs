//! In which language a text is written.
//!
//! German and English are told by their small words, which is quick and works for a single sentence. What they do not
//! decide is asked of trigrams (`whatlang`), which know some seventy languages but need some forty letters.

use std::borrow::Cow;

use crate::lang::Lang;

/// Trigrams of fewer letters are a guess.
const LETTERS_NEEDED: usize = 40;

/// More of a text tells nothing new.
const BYTES_READ: usize = 1_200;

/// Sorted, to be searched by halves.
const SMALL_DE: &[&str] = &[
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "bis", "da", "das", "dass", "dem",
    "den", "der", "des", "die", "diese", "dieser", "durch", "ein", "eine", "einem", "einen",
    "einer", "er", "es", "für", "gegen", "haben", "hat", "ich", "ihr", "im", "in", "ist", "kein",
    "keine", "mehr", "mit", "nach", "nicht", "noch", "nun", "nur", "oder", "schon", "sei", "sein",
    "seine", "seit", "sich", "sie", "sind", "so", "sollen", "um", "und", "unter", "vom", "von",
    "vor", "war", "waren", "was", "wegen", "wenn", "werden", "wie", "wieder", "wir", "wird",
    "wurde", "wurden", "zu", "zum", "zur", "zwei", "zwischen", "über",
];
/// Sorted like the German ones.
const SMALL_EN: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "but",
    "by", "can", "for", "from", "had", "has", "have", "he", "her", "his", "if", "in", "into", "is",
    "it", "its", "more", "new", "no", "not", "of", "on", "one", "or", "our", "out", "over", "said",
    "she", "so", "than", "that", "the", "their", "there", "they", "this", "to", "two", "under",
    "up", "was", "we", "were", "when", "which", "who", "will", "with", "would", "you",
];

/// What a text seems to be written in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detected {
    /// The language tag (BCP 47), `de`; of languages without a short one the tag of three letters.
    pub tag: &'static str,
    /// From 0 to 1. Below one half it is better to ask somebody.
    pub confidence: f64,
}

impl Detected {
    /// The language, if it has rules here.
    #[must_use]
    pub fn lang(&self) -> Option<Lang> {
        Lang::of_tag(self.tag)
    }

    /// Whether it may be acted upon without asking.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.confidence >= 0.5
    }
}

/// The language of a text; `None` when there is too little of it, or no letters at all. Only the beginning is read.
#[must_use]
pub fn detect(text: &str) -> Option<Detected> {
    let text = beginning(text);
    by_small_words(text).or_else(|| by_trigrams(text))
}

/// Whether a sentence is certainly not in this language. For short sentences it hardly ever is.
pub(crate) fn is_foreign(text: &str, lang: Lang) -> Option<Detected> {
    if text.chars().filter(|c| c.is_alphabetic()).count() <= LETTERS_NEEDED {
        return None;
    }
    let text = beginning(text);
    let (_, german, english) = small_words(text);
    let (own, other) = if lang == Lang::De {
        (german, english)
    } else {
        (english, german)
    };
    if own > other {
        return None;
    }
    detect(text).filter(|found| found.is_certain() && found.lang() != Some(lang))
}

fn beginning(text: &str) -> &str {
    let end = (0..=BYTES_READ.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    &text[..end]
}

/// Decides when one language has at least three small words and three times as many as the other, and when they make
/// up a fifth of the text: Dutch has `in` and `is` too.
fn by_small_words(text: &str) -> Option<Detected> {
    let (words, german, english) = small_words(text);
    let (tag, more, less) = if german > english {
        ("de", german, english)
    } else {
        ("en", english, german)
    };
    let is_clear = more >= 3 && more >= 3 * less && 5 * more >= words;
    let share = f64::from(more - less) / f64::from(words.max(1));
    is_clear.then(|| Detected {
        tag,
        confidence: (0.5 + share).min(1.0),
    })
}

/// How many words there are, and how many small ones of German and of English.
fn small_words(text: &str) -> (u32, u32, u32) {
    let (mut words, mut german, mut english) = (0, 0, 0);
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        let lower = lower(word);
        german += u32::from(SMALL_DE.binary_search(&lower.as_ref()).is_ok());
        english += u32::from(SMALL_EN.binary_search(&lower.as_ref()).is_ok());
    }
    (words, german, english)
}

/// Small letters; nothing is copied when there were no others.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    if word.contains(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

fn by_trigrams(text: &str) -> Option<Detected> {
    let info = whatlang::detect(text)?;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let enough = letters >= LETTERS_NEEDED;
    let confidence = if info.is_reliable() {
        info.confidence()
    } else {
        info.confidence() / 2.0
    };
    Some(Detected {
        tag: short_tag(info.lang().code()),
        confidence: if enough { confidence } else { confidence / 2.0 },
    })
}

/// The short tag for a code of three letters (ISO 639-3).
fn short_tag(code: &'static str) -> &'static str {
    const TAGS: &[(&str, &str)] = &[
        ("deu", "de"),
        ("eng", "en"),
        ("fra", "fr"),
        ("ita", "it"),
        ("spa", "es"),
        ("por", "pt"),
        ("nld", "nl"),
        ("dan", "da"),
        ("swe", "sv"),
        ("nob", "nb"),
        ("fin", "fi"),
        ("pol", "pl"),
        ("ces", "cs"),
        ("slk", "sk"),
        ("hun", "hu"),
        ("slv", "sl"),
        ("hrv", "hr"),
        ("srp", "sr"),
        ("ron", "ro"),
        ("bul", "bg"),
        ("mkd", "mk"),
        ("ell", "el"),
        ("tur", "tr"),
        ("rus", "ru"),
        ("ukr", "uk"),
        ("bel", "be"),
        ("lit", "lt"),
        ("lav", "lv"),
        ("est", "et"),
        ("cat", "ca"),
        ("ara", "ar"),
        ("heb", "he"),
        ("pes", "fa"),
        ("urd", "ur"),
        ("hin", "hi"),
        ("ben", "bn"),
        ("jpn", "ja"),
        ("cmn", "zh"),
        ("kor", "ko"),
        ("vie", "vi"),
        ("tha", "th"),
        ("ind", "id"),
        ("kat", "ka"),
        ("hye", "hy"),
        ("aze", "az"),
        ("epo", "eo"),
        ("lat", "la"),
        ("afr", "af"),
        ("cym", "cy"),
        ("tgl", "tl"),
        ("zul", "zu"),
        ("yid", "yi"),
    ];
    TAGS.iter()
        .find(|(long, _)| *long == code)
        .map_or(code, |(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_by_their_small_words() {
        for (text, tag) in [
            (
                "Der Gemeinderat hat am Dienstag das Budget beschlossen.",
                "de",
            ),
            (
                "The council passed its budget on Tuesday with the votes of the opposition.",
                "en",
            ),
            (
                "Le conseil municipal a adopté mardi le budget de la ville malgré l’opposition.",
                "fr",
            ),
            (
                "Il consiglio comunale ha approvato martedì il bilancio della città.",
                "it",
            ),
            (
                "Міська рада ухвалила у вівторок бюджет міста попри опозицію.",
                "uk",
            ),
            (
                "De gemeenteraad heeft dinsdag de begroting van de stad goedgekeurd.",
                "nl",
            ),
        ] {
            let found = detect(text).map(|found| found.tag);
            assert_eq!(found, Some(tag), "{text}");
        }
    }

    #[test]
    fn small_words_stand_in_order() {
        assert!(SMALL_DE.is_sorted() && SMALL_EN.is_sorted());
    }

    #[test]
    fn a_name_alone_is_no_language_for_certain() {
        assert!(!detect("Wolodymyr Selenskyj").is_some_and(|found| found.is_certain()));
        assert_eq!(detect("12:30 – 14 %"), None);
    }

    #[test]
    fn a_translation_that_is_none_is_foreign() {
        assert!(
            is_foreign(
                "Der Gemeinderat hat am Dienstag das Budget beschlossen.",
                Lang::En
            )
            .is_some()
        );
        assert_eq!(
            is_foreign(
                "The council passed the budget on Tuesday, as it had said.",
                Lang::En
            ),
            None
        );
        assert_eq!(is_foreign("Kurz und gut.", Lang::En), None);
    }
}
