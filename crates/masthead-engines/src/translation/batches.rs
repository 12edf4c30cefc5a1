//! Cuts sentences into batches that an engine takes at once. Pure.

use std::ops::Range;

use super::{Abilities, Segment};

/// The sentences in their order, in as few batches as the engine's bounds allow. A sentence that is too large by
/// itself is a batch of its own: the engine may say so.
pub(super) fn batches(segments: &[Segment], abilities: &Abilities) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let (mut start, mut chars, mut bytes) = (0, 0, 0);
    for (at, segment) in segments.iter().enumerate() {
        let more_chars = segment.text().chars().count();
        let more_bytes = segment.text().len();
        let is_full = at - start >= abilities.max_items
            || chars + more_chars > abilities.max_chars
            || bytes + more_bytes > abilities.max_bytes;
        if is_full && at > start {
            batches.push(start..at);
            (start, chars, bytes) = (at, 0, 0);
        }
        chars += more_chars;
        bytes += more_bytes;
    }
    if start < segments.len() {
        batches.push(start..segments.len());
    }
    batches
}
