//! The name of a language, as engines are told it: any of them, not only those whose rules we know.

use std::fmt;
use std::str::FromStr;

use masthead_text::Lang;

/// A language, perhaps with a region: `de`, `en-GB`, `spa`. The language in small letters, a region of two in large.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LanguageTag(String);

/// The text names no language (BCP 47 in its simple form: `de`, `de-AT`, `zh-Hant`).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not the name of a language such as de or en-GB")]
pub struct NotALanguage(String);

impl LanguageTag {
    /// The whole tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without its region.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether both name the same language, whatever the region and however many letters: `en-GB` and `eng` do.
    #[must_use]
    pub fn is_same_language(&self, other: &Self) -> bool {
        short(self.language()) == short(other.language())
    }

    /// The language whose rules we know, if it is one.
    #[must_use]
    pub fn lang(&self) -> Option<Lang> {
        Lang::of_tag(short(self.language()))
    }
}

/// The two letters of a language (ISO 639-1) for the three (ISO 639-3) that Apertium and others use; languages that
/// have no two letters keep theirs.
const SHORT: [(&str, &str); 44] = [
    ("afr", "af"),
    ("arg", "an"),
    ("bel", "be"),
    ("bre", "br"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("eus", "eu"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("gle", "ga"),
    ("glg", "gl"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("ind", "id"),
    ("isl", "is"),
    ("ita", "it"),
    ("mkd", "mk"),
    ("nld", "nl"),
    ("nno", "nn"),
    ("nob", "nb"),
    ("oci", "oc"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("spa", "es"),
    ("sqi", "sq"),
    ("srd", "sc"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("zlm", "ms"),
];

fn short(language: &str) -> &str {
    let found = SHORT.iter().find(|(long, _)| *long == language);
    found.map_or(language, |(_, short)| short)
}

impl From<Lang> for LanguageTag {
    fn from(lang: Lang) -> Self {
        Self(lang.tag().to_owned())
    }
}

impl FromStr for LanguageTag {
    type Err = NotALanguage;

    fn from_str(text: &str) -> Result<Self, NotALanguage> {
        let mut parts = text.split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        let is_language =
            matches!(language.len(), 2 | 3) && language.bytes().all(|it| it.is_ascii_alphabetic());
        let mut tag = language.to_ascii_lowercase();
        for part in parts.clone() {
            tag.push('-');
            match part.len() {
                2 => tag.push_str(&part.to_ascii_uppercase()),
                _ => tag.push_str(part),
            }
        }
        let are_parts = parts.all(|part| {
            matches!(part.len(), 2..=8) && part.bytes().all(|it| it.is_ascii_alphanumeric())
        });
        match is_language && are_parts && tag.len() <= 24 {
            true => Ok(Self(tag)),
            false => Err(NotALanguage(text.to_owned())),
        }
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_written_in_one_way() {
        for (text, tag) in [
            ("DE", "de"),
            ("en_gb", "en-GB"),
            ("zh-Hant", "zh-Hant"),
            ("spa", "spa"),
        ] {
            assert_eq!(text.parse::<LanguageTag>().expect(text).as_str(), tag);
        }
    }

    #[test]
    fn what_could_become_something_else_in_an_address_is_refused() {
        for text in [
            "",
            "d",
            "deutsch",
            "de/../x",
            "de-",
            "-de",
            "de de",
            "de&to=x",
            "de-12345678 9",
            "é",
        ] {
            assert!(text.parse::<LanguageTag>().is_err(), "{text}");
        }
    }

    #[test]
    fn two_letters_and_three_are_the_same_language() {
        let same = |a: &str, b: &str| {
            let (a, b): (LanguageTag, LanguageTag) = (a.parse().expect(a), b.parse().expect(b));
            a.is_same_language(&b)
        };
        assert!(
            same("en-GB", "eng") && same("eng", "en") && same("ast", "ast") && same("de", "de-AT")
        );
        assert!(!same("eng", "spa") && !same("en", "es"));
        assert!(SHORT.is_sorted());
    }

    #[test]
    fn a_known_language_is_known() {
        let tag: LanguageTag = "de-AT".parse().expect("a tag");
        assert_eq!((tag.lang(), tag.language()), (Some(Lang::De), "de"));
        assert_eq!("es".parse::<LanguageTag>().expect("a tag").lang(), None);
    }
}
