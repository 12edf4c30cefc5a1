//! Extended XMP: what did not fit into one segment of a JPEG, in pieces that may come in any order.

use std::collections::BTreeMap;

/// As much as we read of any packet.
const LARGEST_BYTES: usize = 16 * 1024 * 1024;
/// A name, the length of the whole, the place of this piece.
const HEAD_BYTES: usize = 32 + 4 + 4;

/// The pieces that were found.
#[derive(Debug, Default)]
pub(in crate::photo) struct Extension {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    /// 32 letters: the MD5 of the whole, as a name only. It is not computed: whoever can change the pieces can change
    /// the name too.
    name: Vec<u8>,
    whole_bytes: usize,
    place: usize,
    bytes: Vec<u8>,
}

impl Extension {
    /// Adds the piece of a segment; whether it was one.
    pub(super) fn add(&mut self, segment: &[u8]) -> bool {
        let Some((head, bytes)) = segment.split_at_checked(HEAD_BYTES) else {
            return false;
        };
        let number = |at: usize| {
            let bytes: [u8; 4] = head[at..at + 4].try_into().expect("four bytes are four");
            u32::from_be_bytes(bytes) as usize
        };
        self.pieces.push(Piece {
            name: head[..32].to_vec(),
            whole_bytes: number(32),
            place: number(36),
            bytes: bytes.to_vec(),
        });
        true
    }

    /// The whole of that name.
    ///
    /// # Errors
    /// Says in words what is missing.
    pub(in crate::photo) fn join(&self, name: &str) -> Result<Vec<u8>, String> {
        let pieces: BTreeMap<usize, &Piece> = self
            .pieces
            .iter()
            .filter(|piece| piece.name.eq_ignore_ascii_case(name.as_bytes()))
            .map(|piece| (piece.place, piece))
            .collect();
        let whole_bytes = pieces.values().next().map_or(0, |piece| piece.whole_bytes);
        if whole_bytes == 0 {
            return Err("it is named, but not there".into());
        }
        if whole_bytes > LARGEST_BYTES {
            return Err("it is larger than 16 MB and was not read".into());
        }
        let mut whole = Vec::new();
        for (place, piece) in pieces {
            if place != whole.len() {
                return Err(format!(
                    "a piece of it is missing after byte {}",
                    whole.len()
                ));
            }
            whole.extend(&piece.bytes);
        }
        if whole.len() != whole_bytes {
            return Err(format!("{} of {whole_bytes} bytes are there", whole.len()));
        }
        Ok(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(place: u32, bytes: &[u8]) -> Vec<u8> {
        let mut segment = b"0123456789ABCDEF0123456789ABCDEF".to_vec();
        segment.extend(6_u32.to_be_bytes());
        segment.extend(place.to_be_bytes());
        segment.extend(bytes);
        segment
    }

    #[test]
    fn pieces_are_joined_in_their_order() {
        let mut extension = Extension::default();
        extension.add(&piece(3, b"def"));
        extension.add(&piece(0, b"abc"));
        let joined = extension.join("0123456789abcdef0123456789abcdef");
        assert_eq!(joined, Ok(b"abcdef".to_vec()));
    }

    #[test]
    fn a_missing_piece_is_said() {
        let mut extension = Extension::default();
        extension.add(&piece(3, b"def"));
        let joined = extension.join("0123456789ABCDEF0123456789ABCDEF");
        assert_eq!(joined, Err("a piece of it is missing after byte 0".into()));
    }
}
