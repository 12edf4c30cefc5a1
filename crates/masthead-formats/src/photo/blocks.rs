//! Photoshop's blocks (8BIM), in which JPEG and TIFF carry IIM.

use crate::Finding;

/// The block with IIM.
const IIM: u16 = 0x0404;
/// Small pictures of the picture.
const THUMBNAILS: [u16; 2] = [0x0409, 0x040C];
const MARK: &[u8] = b"8BIM";

/// What of the blocks concerns us.
#[derive(Debug, Default)]
pub(super) struct Blocks<'a> {
    pub(super) iim: Option<&'a [u8]>,
    pub(super) has_thumbnail: bool,
}

/// Walks the blocks. Each is padded to an even length, except where a writer forgot; both are read.
pub(super) fn read<'a>(bytes: &'a [u8], findings: &mut Vec<Finding>) -> Blocks<'a> {
    let mut blocks = Blocks::default();
    let mut rest = bytes;
    while !rest.is_empty() {
        let Some((number, value, after)) = block(rest) else {
            if rest.iter().any(|byte| *byte != 0) {
                let what = "Photoshop's blocks end in something else, which was not read";
                findings.push(Finding::doubtful("8BIM", what));
            }
            break;
        };
        if number == IIM && blocks.iim.is_none() {
            blocks.iim = Some(value);
        }
        blocks.has_thumbnail |= THUMBNAILS.contains(&number);
        rest = after;
    }
    blocks
}

/// One block: its number, its value, and what comes after it.
fn block(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (mark, rest) = bytes.split_at_checked(4)?;
    if ![MARK, b"MeSa", b"AgHg", b"PHUT", b"DCSR"].contains(&mark) {
        return None;
    }
    let (number, rest) = rest.split_first_chunk::<2>()?;
    let (length, _) = rest.split_first()?;
    // The name with its length before it takes an even number of bytes.
    let name = (usize::from(*length) + 1).next_multiple_of(2);
    let (length, rest) = rest.get(name..)?.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (value, rest) = rest.split_at_checked(length)?;
    let is_padded = length % 2 == 1 && !rest.starts_with(MARK);
    let after = rest.get(usize::from(is_padded)..).unwrap_or_default();
    Some((u16::from_be_bytes(*number), value, after))
}

/// A block with IIM.
pub(super) fn write(iim: &[u8]) -> Vec<u8> {
    let length = u32::try_from(iim.len()).expect("what we write of IIM fits into a segment");
    let mut out = MARK.to_vec();
    out.extend(IIM.to_be_bytes());
    out.extend([0, 0]);
    out.extend(length.to_be_bytes());
    out.extend(iim);
    if iim.len() % 2 == 1 {
        out.push(0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd(is_padded: bool) -> Vec<u8> {
        let mut bytes = b"8BIM\x03\xed\x00\x00\x00\x00\x00\x03abc".to_vec();
        bytes.extend(is_padded.then_some(0));
        bytes.extend(write(b"\x1c\x02\x6e\x00\x03APA"));
        bytes
    }

    #[test]
    fn a_block_behind_one_of_odd_length_is_found() {
        for is_padded in [true, false] {
            let mut findings = Vec::new();
            let bytes = odd(is_padded);
            assert!(read(&bytes, &mut findings).iim.is_some(), "{is_padded}");
            assert_eq!(findings, []);
        }
    }

    #[test]
    fn a_named_block_is_walked_over() {
        let mut bytes = b"8BIM\x07\xd0\x04Path\x00\x00\x00\x00\x02xx".to_vec();
        bytes.extend(write(b"\x1c"));
        assert_eq!(read(&bytes, &mut Vec::new()).iim, Some(&b"\x1c"[..]));
    }
}
