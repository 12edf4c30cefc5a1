//! What may be a password. Pure; no rules about signs, because they make passwords worse (NIST SP 800-63B §5.1.1.2).

use unicode_normalization::UnicodeNormalization;

use super::problem::Problem;

/// Letters a password has at least: length is what guessing costs.
const SHORTEST_LETTERS: usize = 12;

/// Bytes a password has at most, so that nobody has us hash a book.
const LONGEST_BYTES: usize = 256;

/// The start of the lists that guessers try first, among those that are long enough to get here.
const COMMON: &str = include_str!("common_passwords.txt");

/// A password in the form that is hashed: NFC, so that two keyboards write the same one.
pub(super) fn composed(password: &str) -> String {
    password.nfc().collect()
}

/// What is wrong with a new password, given the words that must not be one.
pub(super) fn find_problem(password: &str, own_words: &[&str]) -> Option<Problem> {
    let password = composed(password);
    let folded = password.to_lowercase();
    let is_own = |word: &&str| !word.is_empty() && folded == word.to_lowercase();
    if password.len() > LONGEST_BYTES {
        Some(Problem::PasswordLong)
    } else if password.chars().count() < SHORTEST_LETTERS {
        Some(Problem::PasswordShort)
    } else if own_words.iter().any(is_own) {
        Some(Problem::PasswordIsName)
    } else if COMMON.lines().any(|common| common == folded) || repeats_one_letter(&folded) {
        Some(Problem::PasswordCommon)
    } else {
        None
    }
}

fn repeats_one_letter(password: &str) -> bool {
    let mut letters = password.chars();
    let first = letters.next();
    letters.all(|letter| Some(letter) == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_a_good_password() {
        assert_eq!(
            find_problem("der Hund frisst Nudeln", &["anna@example.at"]),
            None
        );
    }

    #[test]
    fn length_counts_and_signs_do_not() {
        assert_eq!(find_problem("Kurz!1aA$", &[]), Some(Problem::PasswordShort));
        assert_eq!(
            find_problem(&"ä".repeat(200), &[]),
            Some(Problem::PasswordLong)
        );
        assert_eq!(find_problem("lauterkleinebuchstaben", &[]), None);
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for common in [
            "Password1234",
            "123456789012",
            "passwort1234",
            "aaaaaaaaaaaa",
        ] {
            assert_eq!(
                find_problem(common, &[]),
                Some(Problem::PasswordCommon),
                "{common}"
            );
        }
        assert_eq!(
            find_problem("Anna@Example.at", &["anna@example.at"]),
            Some(Problem::PasswordIsName)
        );
    }

    #[test]
    fn two_keyboards_write_the_same_password() {
        assert_eq!(
            composed("scho\u{0308}nes Wetter"),
            composed("schönes Wetter")
        );
    }
}
