//! Which known word somebody may have meant.

/// The known word that takes the fewest changes of a letter to reach.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> &'a str {
    known
        .min_by_key(|candidate| changes(word, candidate))
        .unwrap_or("")
}

/// Letters to insert, remove or replace (Levenshtein 1966).
fn changes(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, letter) in from.chars().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (column, other) in to.iter().enumerate() {
            let replaced = before + usize::from(letter != *other);
            before = row[column + 1];
            row[column + 1] = replaced.min(before + 1).min(row[column] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        let known = ["listen", "address", "mail.host"];
        assert_eq!(nearest("lisen", known.into_iter()), "listen");
        assert_eq!(nearest("mail_host", known.into_iter()), "mail.host");
    }
}
