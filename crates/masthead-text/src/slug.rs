//! Short readable names for addresses, made from a headline.

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization as _;

/// Makes the readable part of an address: lower-case ASCII letters and digits, words joined by hyphens.
///
/// German is written as German is (ä→ae, ö→oe, ü→ue, ß→ss); other scripts are spelt in Latin letters. It ends at a
/// whole word within `longest` bytes; a single longer word is cut. A text without any letter or digit gives an empty
/// slug, and the caller decides what stands in its place.
#[must_use]
pub fn slug(text: &str, longest: usize) -> String {
    let mut slug = String::with_capacity(longest.min(text.len()) + 8);
    for character in text.nfc() {
        if slug.len() > longest {
            break;
        }
        spell(character, &mut slug);
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    end_at_a_word(slug, longest)
}

fn spell(character: char, slug: &mut String) {
    match character {
        'ä' | 'Ä' => slug.push_str("ae"),
        'ö' | 'Ö' => slug.push_str("oe"),
        'ü' | 'Ü' => slug.push_str("ue"),
        'ß' | 'ẞ' => slug.push_str("ss"),
        // Apostrophes and what is invisible stand inside words.
        '\'' | '’' | '\u{AD}' | '\u{200B}'..='\u{200D}' => {}
        _ => {
            for letter in deunicode_char(character).unwrap_or(" ").chars() {
                if letter.is_ascii_alphanumeric() {
                    slug.push(letter.to_ascii_lowercase());
                } else if !slug.is_empty() && !slug.ends_with('-') {
                    slug.push('-');
                }
            }
        }
    }
}

fn end_at_a_word(mut slug: String, longest: usize) -> String {
    if slug.len() > longest {
        let cut_inside_word = slug.as_bytes()[longest] != b'-';
        slug.truncate(longest);
        if let Some(word_end) = slug.rfind('-').filter(|_| cut_inside_word) {
            slug.truncate(word_end);
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_is_spelt_as_german() {
        assert_eq!(
            slug("Österreichs Größe: Über 100 Prozent „sicher“", 80),
            "oesterreichs-groesse-ueber-100-prozent-sicher"
        );
    }

    #[test]
    fn other_scripts_are_spelt_in_latin_letters() {
        assert_eq!(slug("Ελληνικά", 80), "ellenika");
        assert_eq!(slug("Élysée’s plan", 80), "elysees-plan");
    }

    #[test]
    fn a_long_headline_ends_at_a_word() {
        assert_eq!(
            slug("Regierung einigt sich auf Budget", 20),
            "regierung-einigt"
        );
        assert_eq!(slug("Donaudampfschifffahrt", 5), "donau");
        assert_eq!(slug("ab cd", 2), "ab");
    }

    #[test]
    fn nothing_readable_gives_nothing() {
        assert_eq!(slug("!!! …", 80), "");
    }
}
