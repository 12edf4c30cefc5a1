//! Takes out of a sentence what is no part of one, on the way out and on the way in. Pure.

/// The words in one line, without control characters and without signs that turn the direction of writing.
///
/// A line break or a tab becomes a space; everything else of the kind is dropped. Nothing else is changed: not even
/// what looks like markup, which stays words.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                Some(' ')
            }
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_one_line_of_visible_signs() {
        assert_eq!(
            clean("Ein\0 Satz\r\nmit\u{202e} \u{1b}[1mÄther\u{7f}<b>"),
            "Ein Satz  mit [1mÄther<b>"
        );
    }
}
