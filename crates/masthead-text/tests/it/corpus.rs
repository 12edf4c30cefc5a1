//! The corpus of injections, which journeys in the browser use too: `tests/hostile.txt`.

/// The vectors: one per line, `#` begins a remark; `\n`, `\t`, `\0` and `\u{…}` stand for what cannot be seen.
pub(crate) fn vectors() -> Vec<String> {
    let lines = include_str!("../hostile.txt").lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .map(unescape)
        .collect()
}

fn unescape(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let (character, length) = match rest.chars().next() {
            Some('n') => ('\n', 1),
            Some('t') => ('\t', 1),
            Some('r') => ('\r', 1),
            Some('0') => ('\0', 1),
            Some('u') => code_point(rest),
            _ => ('\\', usize::from(rest.starts_with('\\'))),
        };
        text.push(character);
        rest = &rest[length..];
    }
    text + rest
}

fn code_point(rest: &str) -> (char, usize) {
    let end = rest.find('}').expect("\\u{ is closed");
    let number = u32::from_str_radix(&rest[2..end], 16).expect("\\u{ holds a number");
    (
        char::from_u32(number).expect("the number is a character"),
        end + 1,
    )
}

#[test]
fn the_corpus_is_large_and_without_doubles() {
    let vectors = vectors();
    let different: std::collections::HashSet<_> = vectors.iter().collect();

    assert!(vectors.len() >= 150, "only {} vectors", vectors.len());
    assert_eq!(
        different.len(),
        vectors.len(),
        "a vector stands there twice"
    );
}
