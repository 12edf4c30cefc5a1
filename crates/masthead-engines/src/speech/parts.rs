//! Cuts what is too long for a speaker where a reader would breathe.

/// The text in parts of at most `most` characters: cut behind punctuation where there is some in the second half of
/// what fits, else between words, else anywhere.
pub(super) fn parts(text: &str, most: usize) -> Vec<&str> {
    let most = most.max(1);
    let mut rest = text.trim();
    let mut parts = Vec::new();
    while let Some((end, _)) = rest.char_indices().nth(most) {
        let cut = cut(&rest[..end]);
        parts.push(rest[..cut].trim_end());
        rest = rest[cut..].trim_start();
    }
    parts.push(rest);
    parts.retain(|part| !part.is_empty());
    parts
}

/// Where to cut what fits.
fn cut(fits: &str) -> usize {
    let second_half = |at: &usize| *at > fits.len() / 2;
    let breath = fits.rfind([',', ';', ':', '–', '—', '.', '!', '?']);
    let behind = breath.map(|at| at + fits[at..].chars().next().map_or(1, char::len_utf8));
    let space = fits.rfind(' ').filter(second_half);
    behind.filter(second_half).or(space).unwrap_or(fits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_whole() {
        assert_eq!(parts(" Es regnet. ", 40), ["Es regnet."]);
        assert!(parts("  ", 40).is_empty());
    }

    #[test]
    fn a_long_sentence_is_cut_where_one_breathes() {
        assert_eq!(
            parts("Es regnet seit Tagen, und niemand schläft mehr", 30),
            ["Es regnet seit Tagen,", "und niemand schläft mehr"]
        );
        assert_eq!(
            parts("Es regnet seit Tagen", 12),
            ["Es regnet", "seit Tagen"]
        );
    }

    #[test]
    fn words_without_end_are_cut_too_and_nothing_is_lost() {
        let long = "ä".repeat(25);
        let parts = parts(&long, 10);
        assert_eq!(parts.concat(), long);
        assert!(parts.iter().all(|part| part.chars().count() <= 10));
    }
}
