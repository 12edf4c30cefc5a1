//! Places in a text, counted in UTF-16 units as others count them, told in bytes. Pure.

/// For each UTF-16 unit the byte at which its character starts, and the end of the text.
pub(super) fn places(text: &str) -> Vec<usize> {
    let units = text
        .char_indices()
        .flat_map(|(at, c)| std::iter::repeat_n(at, c.len_utf16()));
    units.chain([text.len()]).collect()
}
