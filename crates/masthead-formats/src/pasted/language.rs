//! German or English, by the small words.

use super::line::Line;

const GERMAN: &[&str] = &[
    "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "mit", "von", "auf", "für", "dem",
    "den", "im", "zu", "sich", "auch", "wird", "sie", "hat", "dass", "bei", "nach", "über",
];
const ENGLISH: &[&str] = &[
    "the", "and", "of", "to", "in", "is", "that", "was", "for", "with", "on", "as", "by", "at",
    "from", "has", "have", "are", "this", "be", "it", "he", "she", "said", "will",
];

/// The language of most lines; none when the small words of neither are there.
pub(super) fn of(lines: &[Line]) -> Option<&'static str> {
    let (mut german, mut english) = (0_usize, 0_usize);
    for word in lines.iter().flat_map(|line| line.text.split_whitespace()) {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        german += usize::from(GERMAN.contains(&word.as_str()));
        english += usize::from(ENGLISH.contains(&word.as_str()));
    }
    match german.cmp(&english) {
        std::cmp::Ordering::Greater => Some("de"),
        std::cmp::Ordering::Less => Some("en"),
        std::cmp::Ordering::Equal => None,
    }
}
