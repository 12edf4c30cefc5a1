//! Takes out of a text what cannot be seen: controls, zero-width characters, overrides of the reading direction.

use unicode_normalization::UnicodeNormalization as _;

/// More marks than this upon one letter are no script's spelling, but a way to paint over the lines above and below.
const MARKS_ON_A_LETTER: u8 = 4;

/// Honest texts are clean after the first pass, and texts made to resist after the third.
pub(crate) const PASSES_MAX: usize = 8;

/// Puts a text into NFC and removes what is invisible; line ends become `\n`, tabs and odd spaces become a space.
///
/// Removed: controls, byte order marks, zero-width spaces, soft hyphens, Hangul fillers, tags, marks and overrides of
/// direction (U+200E, U+200F, U+061C, U+202A to U+202E, U+2066 to U+2069), and combining marks beyond
/// [`MARKS_ON_A_LETTER`]. The two joiners stay only between characters of scripts that need them (from Hebrew on;
/// emoji among them), so that they cannot cut a word of a list in Latin letters in two.
pub(crate) fn clean(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    let mut cleaned = pass(text);
    for _ in 1..PASSES_MAX {
        let again = pass(&cleaned);
        if again == cleaned {
            break;
        }
        cleaned = again;
    }
    cleaned
}

/// Letters and marks of Latin script that are in NFC by themselves, are seen, and join with nothing: nearly every text
/// that is read here has no others, and need not be looked at again.
fn is_plain(character: char) -> bool {
    matches!(character,
        '\n' | ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{17F}'
        | '–' | '—' | '‘' | '’' | '‚' | '“' | '”' | '„' | '…' | '€')
}

/// Removes once. What was taken out can have kept apart what now belongs together (a letter and its mark).
fn pass(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut marks = 0_u8;
    let mut characters = text.nfc().filter(|&c| !is_invisible(c)).peekable();
    while let Some(character) = characters.next() {
        marks = if is_mark(character) {
            marks.saturating_add(1)
        } else {
            0
        };
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => cleaned.push('\n'),
            '\n' => cleaned.push('\n'),
            '\u{200C}' | '\u{200D}' => {
                let joins = |c: char| {
                    c >= '\u{0590}' && !c.is_whitespace() && !matches!(c, '\u{200C}' | '\u{200D}')
                };
                if cleaned.chars().next_back().is_some_and(joins)
                    && characters.peek().copied().is_some_and(joins)
                {
                    cleaned.push(character);
                }
            }
            c if c.is_whitespace() && c != '\u{A0}' && c != '\u{202F}' => cleaned.push(' '),
            c if c.is_control() || marks > MARKS_ON_A_LETTER => {}
            c => cleaned.push(c),
        }
    }
    cleaned
}

/// Characters that nobody sees and that therefore have no business in a text (the two joiners are judged apart).
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0D}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFC}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}' | '\u{FDD0}'..='\u{FDEF}')
        || (character as u32) & 0xFFFE == 0xFFFE
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_for_clean_is_clean() {
        let plain: String = ('\0'..'\u{3000}').filter(|c| is_plain(*c)).collect();

        assert!(plain.contains('ß') && plain.contains('„'));
        assert_eq!(pass(&plain), plain);
    }

    #[test]
    fn invisible_characters_cannot_split_a_word() {
        assert_eq!(clean("Id\u{200B}i\u{AD}o\u{200D}t\u{202E}"), "Idiot");
    }

    #[test]
    fn emoji_and_persian_keep_their_joiners() {
        for kept in ["👩\u{200D}🚀", "می\u{200C}خواهم"] {
            assert_eq!(clean(kept), kept);
        }
    }

    #[test]
    fn composed_letters_are_one_letter() {
        assert_eq!(clean("u\u{308}ber"), "über");
    }

    #[test]
    fn a_mark_that_was_kept_apart_joins_its_letter() {
        assert_eq!(clean("R\u{200B}\u{30F}"), "\u{210}");
        assert_eq!(clean("u\u{1}\u{308}ber"), "über");
    }

    #[test]
    fn a_tower_of_marks_is_cut() {
        let tower = format!("z{}", "\u{335}".repeat(50));

        assert_eq!(clean(&tower).chars().count(), 5);
    }

    #[test]
    fn line_ends_are_all_the_same() {
        assert_eq!(clean("a\r\nb\rc\u{2028}d\te"), "a\nb\nc\nd e");
    }
}
