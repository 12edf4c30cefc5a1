//! Words that are set apart, and who said them as what.

use masthead_text::{Inline, Quote};

/// Opening and closing marks that belong together.
const MARKS: &[(char, &[char])] = &[
    ('„', &['“', '”', '"']),
    ('“', &['”', '"', '“']),
    ('"', &['"', '”', '“']),
    ('»', &['«']),
    ('«', &['»']),
    ('‚', &['‘', '’']),
    ('‘', &['’']),
];
/// Small words inside names.
const PARTICLES: &[&str] = &[
    "von", "van", "de", "der", "den", "zu", "di", "da", "del", "la", "le", "ten", "ter", "zur",
    "vom", "und", "bin", "al", "el", "dos", "du",
];
const LONGEST_NAME: usize = 50;
const LONGEST_LINE: usize = 120;

/// The words between quotation marks that hold a whole line, and who said them if that stands behind in the same line.
pub(super) fn quoted(line: &str) -> Option<(String, Option<Quote>)> {
    let first = line.chars().next()?;
    let (_, closing) = MARKS.iter().find(|(open, _)| *open == first)?;
    let end = line
        .char_indices()
        .skip(1)
        .filter(|(_, c)| closing.contains(c))
        .last()?
        .0;
    let inside = &line[first.len_utf8()..end];
    if inside.trim().is_empty() || inside.contains(['„', '»']) && first == '„' {
        return None;
    }
    let rest = line[end..].chars().skip(1).collect::<String>();
    let rest = rest.trim().trim_start_matches(['.', ',']).trim();
    if rest.is_empty() {
        return Some((inside.trim().to_owned(), None));
    }
    let said_by = rest
        .strip_prefix(['–', '—', '-', '('])
        .and_then(|name| said_by(name.trim().trim_end_matches(')')));
    said_by.map(|quote| (inside.trim().to_owned(), Some(quote)))
}

/// Who said it and as what: `Anna Berger, Bürgermeisterin`, `– Anna Berger (Bürgermeisterin)`; words are still missing.
pub(super) fn said_by(line: &str) -> Option<Quote> {
    if line.chars().count() > LONGEST_LINE || line.ends_with(['.', '!', '?', ':']) {
        return None;
    }
    let line = line.trim_start_matches(['–', '—', '-', ' ']).trim();
    let line = ["sagt ", "says "]
        .iter()
        .find_map(|verb| line.strip_prefix(verb))
        .unwrap_or(line);
    let (person, office) = match line.split_once([',', '(', '|']) {
        Some((person, office)) => (person.trim(), office.trim().trim_end_matches(')').trim()),
        None => (line, ""),
    };
    is_person(person).then(|| Quote {
        text: Inline::default(),
        person: person.to_owned(),
        office: office.to_owned(),
    })
}

/// Whether it is a name of two to six words, each with a capital or a particle.
pub(super) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_part = |word: &&str| {
        PARTICLES.contains(word)
            || word.chars().next().is_some_and(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'))
    };
    (2..=6).contains(&words.len())
        && name.chars().count() <= LONGEST_NAME
        && words.iter().all(is_part)
        && words
            .last()
            .is_some_and(|last| last.chars().next().is_some_and(char::is_uppercase))
        && words
            .iter()
            .any(|word| word.chars().any(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_those_who_said_them_are_told_apart() {
        let (words, by) = quoted("„Wir haben lange genug gewartet.“").expect("it is quoted");
        assert_eq!(
            (words.as_str(), by),
            ("Wir haben lange genug gewartet.", None)
        );
        let (_, by) = quoted("“Enough is enough” – Jane Doe, mayor").expect("it is quoted");
        assert_eq!(
            by.map(|by| (by.person, by.office)),
            Some(("Jane Doe".to_owned(), "mayor".to_owned()))
        );
        assert_eq!(quoted("„Ja“, sagte sie und ging."), None);
        assert_eq!(quoted("„Ja“, sagte sie, „aber nicht heute.“"), None);
    }

    #[test]
    fn names_come_with_offices() {
        let by = said_by("Anna von der Berger, Bürgermeisterin von Altdorf").expect("it is a name");
        assert_eq!(
            (by.person.as_str(), by.office.as_str()),
            ("Anna von der Berger", "Bürgermeisterin von Altdorf")
        );
        assert_eq!(said_by("Das ist kein Name"), None);
        assert_eq!(said_by("Anna Berger ging nach Hause."), None);
    }
}
