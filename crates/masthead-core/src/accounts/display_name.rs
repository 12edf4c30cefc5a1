//! Display names: what may stand beside a post, and when two are the same. Pure.

use unicode_normalization::UnicodeNormalization;

use super::problem::Problem;

/// Letters a display name must have at least and may have at most; longer ones break the line beside a post.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=40;

/// Names that would pass for the house itself.
const RESERVED: [&str; 14] = [
    "admin",
    "administration",
    "administrator",
    "administratorin",
    "community",
    "forum",
    "masthead",
    "moderation",
    "moderator",
    "moderatorin",
    "newsroom",
    "office",
    "redaktion",
    "support",
];

/// A display name as it is shown, and as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DisplayName {
    pub(super) shown: String,
    pub(super) folded: String,
}

/// Reads a display name for somebody from outside the house.
pub(super) fn read(text: &str, site_name: &str) -> Result<DisplayName, Problem> {
    let name = read_for_the_house(text)?;
    let reserved = RESERVED.contains(&name.folded.as_str()) || name.folded == fold(site_name);
    if reserved {
        Err(Problem::DisplayNameReserved)
    } else {
        Ok(name)
    }
}

/// Reads a display name for somebody whom the house itself registers: it may be the house's own.
pub(super) fn read_for_the_house(text: &str) -> Result<DisplayName, Problem> {
    let shown = one_spaced(text);
    if !LENGTH.contains(&shown.chars().count()) {
        return Err(Problem::DisplayNameLength);
    }
    if shown.chars().any(is_unfit) || !shown.chars().any(char::is_alphanumeric) {
        return Err(Problem::DisplayNameSigns);
    }
    let folded = fold(&shown);
    Ok(DisplayName { shown, folded })
}

/// The name with look-alike forms (NFKC), case and runs of spaces taken away, so that `ＡＮＮＡ` is `anna`.
///
/// Letters of other scripts that look alike are not folded together: that would take names from people who
/// write in those scripts. A moderator sees the signs of a name on its page.
pub(super) fn fold(text: &str) -> String {
    one_spaced(&text.nfkc().collect::<String>())
        .to_lowercase()
        .nfkc()
        .collect()
}

fn one_spaced(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Signs that hide, turn the direction of writing around, or break out of a line.
fn is_unfit(letter: char) -> bool {
    let hidden = matches!(letter, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFF}'
        | '\u{E0000}'..='\u{E0FFF}');
    hidden || letter.is_control() || matches!(letter, '<' | '>' | '@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_of_one_name_are_the_same_name() {
        let anna = read("Anna B.", "Zeitung").expect("a name").folded;
        for text in ["anna b.", " ANNA   B. ", "Ａｎｎａ B."] {
            assert_eq!(
                read(text, "Zeitung").expect("a name").folded,
                anna,
                "{text:?}"
            );
        }
    }

    #[test]
    fn accents_make_another_name() {
        assert_ne!(
            read("Jürgen", "").map(|it| it.folded),
            read("Jurgen", "").map(|it| it.folded)
        );
    }

    #[test]
    fn nobody_is_called_like_the_house() {
        assert_eq!(
            read("Moderation", "Zeitung"),
            Err(Problem::DisplayNameReserved)
        );
        assert_eq!(
            read("ZEITUNG", "Zeitung"),
            Err(Problem::DisplayNameReserved)
        );
        assert!(read_for_the_house("Redaktion").is_ok());
    }

    #[test]
    fn hidden_signs_do_not_belong_in_a_name() {
        for text in [
            "An\u{200B}na",
            "\u{202E}annA",
            "Anna\u{0007}",
            "<b>Anna",
            "--",
        ] {
            assert_eq!(read(text, ""), Err(Problem::DisplayNameSigns), "{text:?}");
        }
        assert_eq!(read("A", ""), Err(Problem::DisplayNameLength));
    }
}
