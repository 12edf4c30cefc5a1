//! One hash for everything that is counted: fast, the same everywhere, and mixed enough that its upper bits serve.

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
const LAST: u64 = 0xd6e8_feb8_6659_fd93;

/// Takes one more value into a hash.
#[inline]
pub(crate) fn step(hash: u64, value: u64) -> u64 {
    let mixed = (hash ^ value).wrapping_mul(STEP);
    mixed ^ (mixed >> 29)
}

/// The hash with its bits mixed upwards; a bucket is its upper bits.
#[inline]
pub(crate) fn finish(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(LAST);
    mixed ^ (mixed >> 32)
}

/// The hash of a text for its own sake, such as an author's name.
pub(crate) fn of_text(seed: u64, text: &str) -> u64 {
    finish(
        text.chars()
            .fold(step(1, seed), |hash, c| step(hash, u64::from(u32::from(c)))),
    )
}
