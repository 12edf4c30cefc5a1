//! Letters of other scripts that look like Latin ones, undone only where a word mixes scripts.
//!
//! Real Cyrillic and real Greek stay as they are: nobody writes a word in two scripts except to hide it.

/// Whether a word has Latin letters beside letters of another script, or beside a Latin letter dressed as another.
pub(crate) fn is_mixed(word: impl Iterator<Item = char>) -> bool {
    let (mut has_latin, mut has_other) = (false, false);
    for c in word {
        has_latin |= c.is_ascii_alphabetic() || ('ß'..='ÿ').contains(&c);
        has_other |= latin(c) != c;
    }
    has_latin && has_other
}

/// The Latin letter that a lower-case letter looks like, or the letter itself.
pub(crate) fn latin(c: char) -> char {
    match c {
        'а' | 'α' | 'ɑ' => 'a',
        'ь' | 'в' | 'β' | 'Ꮟ' => 'b',
        'с' | 'ϲ' | 'ᴄ' | 'ς' => 'c',
        'ԁ' | 'ɗ' => 'd',
        'е' | 'є' | 'ε' | 'ҽ' | 'ё' => 'e',
        'ғ' | 'ƒ' => 'f',
        'ɡ' | 'ց' => 'g',
        'һ' | 'հ' | 'н' => 'h',
        'і' | 'ι' | 'ı' | 'ї' | 'ӏ' | 'ɩ' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' | 'ĸ' => 'k',
        'ʟ' => 'l',
        'м' | 'ᴍ' => 'm',
        'п' | 'η' | 'ո' | 'ɴ' => 'n',
        'о' | 'ο' | 'օ' | 'ᴏ' | 'σ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' | 'ʀ' => 'r',
        'ѕ' | 'ꜱ' => 's',
        'т' | 'τ' | 'ᴛ' => 't',
        'υ' | 'ս' | 'ц' | 'ᴜ' => 'u',
        'ѵ' | 'ν' | 'ᴠ' => 'v',
        'ԝ' | 'ω' | 'ш' | 'ᴡ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' | 'ү' | 'ʏ' => 'y',
        'ᴢ' | 'ʐ' => 'z',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_two_scripts_is_mixed_and_a_russian_one_is_not() {
        assert!(is_mixed("fußbаll".chars()));
        assert!(!is_mixed("москва".chars()));
        assert!(!is_mixed("fußball".chars()));
        assert!(!is_mixed("αθηνα".chars()));
    }

    #[test]
    fn every_look_alike_is_undone_to_a_letter_of_ours() {
        let undone: String = "fußbаll ѕсhаuеn".chars().map(latin).collect();
        assert_eq!(undone, "fußball schauen");
    }
}
