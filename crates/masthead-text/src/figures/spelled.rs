//! Numbers that are written as words: `einundzwanzig`, `twenty-one`, `zweihundert`, `the third`.

use crate::detection::lower;
use crate::lang::Lang;

const ONES_DE: &[(&str, u64)] = &[
    ("zwei", 2),
    ("zwo", 2),
    ("drei", 3),
    ("vier", 4),
    ("fünf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
    ("zwölf", 12),
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("fünfzehn", 15),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("achtzehn", 18),
    ("neunzehn", 19),
];
const TENS_DE: &[(&str, u64)] = &[
    ("zwanzig", 20),
    ("dreißig", 30),
    ("dreissig", 30),
    ("vierzig", 40),
    ("fünfzig", 50),
    ("sechzig", 60),
    ("siebzig", 70),
    ("achtzig", 80),
    ("neunzig", 90),
];
const ORDINALS_DE: &[(&str, u64)] = &[
    ("erst", 1),
    ("zweit", 2),
    ("dritt", 3),
    ("viert", 4),
    ("fünft", 5),
    ("sechst", 6),
    ("siebent", 7),
    ("siebt", 7),
    ("acht", 8),
    ("neunt", 9),
    ("zehnt", 10),
    ("elft", 11),
    ("zwölft", 12),
];
const ONES_EN: &[(&str, u64)] = &[
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
];
const TENS_EN: &[(&str, u64)] = &[
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];
const ORDINALS_EN: &[(&str, u64)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
];

/// A number in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelled {
    pub(super) value: u64,
    /// Whether it counts things, so that losing it is worth a word; ordinals and ones are too often something else.
    pub(super) counts: bool,
}

/// The number that a word says, if it says one.
pub(super) fn spelled(word: &str, lang: Lang) -> Option<Spelled> {
    if word.len() > 60 {
        return None;
    }
    let word = lower(word);
    let cardinal = match lang {
        Lang::De => german(&word),
        Lang::En => english(&word),
    };
    if let Some(value) = cardinal {
        return Some(Spelled {
            value,
            counts: value > 1,
        });
    }
    let value = match (lang, word.as_ref()) {
        (Lang::De, "ein" | "eine" | "einen" | "einem" | "einer" | "eines")
        | (Lang::En, "one" | "a" | "once") => 1,
        (Lang::De, "mittag" | "mittags" | "dutzend") | (Lang::En, "noon" | "midday" | "dozen") => {
            12
        }
        (Lang::De, "mitternacht" | "null" | "keine" | "kein")
        | (Lang::En, "midnight" | "zero" | "nil" | "no") => 0,
        (Lang::De, "beide" | "beiden" | "doppelt" | "zweimal")
        | (Lang::En, "both" | "twice" | "double") => 2,
        (Lang::De, "dreimal" | "dreifach") | (Lang::En, "triple" | "thrice") => 3,
        _ => ordinal(&word, lang)?,
    };
    Some(Spelled {
        value,
        counts: false,
    })
}

fn find(list: &[(&str, u64)], word: &str) -> Option<u64> {
    list.iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value)
}

/// Up to 999 999: `zweihundertfünfzigtausend`.
fn german(word: &str) -> Option<u64> {
    if let Some((thousands, rest)) = word.split_once("tausend") {
        let thousands = if thousands.is_empty() {
            1
        } else {
            below_thousand(thousands)?
        };
        let rest = if rest.is_empty() {
            0
        } else {
            below_thousand(rest.trim_start_matches("und"))?
        };
        return Some(thousands * 1_000 + rest);
    }
    below_thousand(word)
}

fn below_thousand(word: &str) -> Option<u64> {
    if let Some((hundreds, rest)) = word.split_once("hundert") {
        let hundreds = match hundreds {
            "" | "ein" => 1,
            _ => find(ONES_DE, hundreds)?,
        };
        let rest = if rest.is_empty() {
            0
        } else {
            below_hundred(rest.trim_start_matches("und"))?
        };
        return Some(hundreds * 100 + rest);
    }
    below_hundred(word)
}

fn below_hundred(word: &str) -> Option<u64> {
    if let Some(value) = find(ONES_DE, word).or_else(|| find(TENS_DE, word)) {
        return Some(value);
    }
    let (ones, tens) = word.split_once("und")?;
    let ones = if ones == "ein" {
        1
    } else {
        find(ONES_DE, ones).filter(|it| *it < 10)?
    };
    Some(find(TENS_DE, tens)? + ones)
}

fn english(word: &str) -> Option<u64> {
    if let Some(value) = find(ONES_EN, word).or_else(|| find(TENS_EN, word)) {
        return Some(value);
    }
    let (tens, ones) = word.split_once('-')?;
    let ones = if ones == "one" {
        1
    } else {
        find(ONES_EN, ones).filter(|it| *it < 10)?
    };
    Some(find(TENS_EN, tens)? + ones)
}

fn ordinal(word: &str, lang: Lang) -> Option<u64> {
    if lang == Lang::En {
        return find(ORDINALS_EN, word);
    }
    let stem = ["en", "er", "es", "em", "e"]
        .into_iter()
        .find_map(|end| word.strip_suffix(end))?;
    find(ORDINALS_DE, stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_numbers() {
        for (word, lang, value) in [
            ("einundzwanzig", Lang::De, 21),
            ("zweihundertfünfzigtausend", Lang::De, 250_000),
            ("hundertzwölf", Lang::De, 112),
            ("dritten", Lang::De, 3),
            ("Zwölf", Lang::De, 12),
            ("twenty-one", Lang::En, 21),
            ("third", Lang::En, 3),
            ("noon", Lang::En, 12),
        ] {
            assert_eq!(
                spelled(word, lang).map(|it| it.value),
                Some(value),
                "{word}"
            );
        }
        assert_eq!(spelled("Bund", Lang::De), None);
        assert_eq!(spelled("well-known", Lang::En), None);
    }
}
