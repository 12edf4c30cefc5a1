//! Bytes of a snapshot: little-endian numbers, lists with their length, long arrays without their empty stretches.

use super::SnapshotError;

/// The longest name of a ground, in bytes.
const LONGEST_TEXT: usize = 1_000;

/// Writes.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(super) fn u16(&mut self, number: u16) {
        self.bytes(&number.to_le_bytes());
    }

    pub(super) fn u32(&mut self, number: u32) {
        self.bytes(&number.to_le_bytes());
    }

    pub(super) fn u64(&mut self, number: u64) {
        self.bytes(&number.to_le_bytes());
    }

    pub(super) fn f32(&mut self, number: f32) {
        self.u32(number.to_bits());
    }

    pub(super) fn f64(&mut self, number: f64) {
        self.u64(number.to_bits());
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.bytes(&[u8::from(flag)]);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes(text.as_bytes());
    }

    pub(super) fn list<T>(
        &mut self,
        items: impl ExactSizeIterator<Item = T>,
        write: impl Fn(&mut Self, T),
    ) {
        self.length(items.len());
        for item in items {
            write(self, item);
        }
    }

    /// An array of which most is often empty: for each filled stretch how much is empty before it, and how long it is.
    pub(super) fn sparse<T: Default + PartialEq>(
        &mut self,
        items: &[T],
        write: impl Fn(&mut Self, &T),
    ) {
        let mut empty = 0;
        for stretch in items.chunk_by(|a, b| (*a == T::default()) == (*b == T::default())) {
            if stretch[0] == T::default() {
                empty = stretch.len();
                continue;
            }
            self.length(empty);
            self.length(stretch.len());
            for item in stretch {
                write(self, item);
            }
            empty = 0;
        }
        self.length(empty);
        self.length(0);
    }

    /// All bytes, and a sum over them at the end.
    pub(super) fn sealed(mut self) -> Vec<u8> {
        self.u64(seal(&self.bytes));
        self.bytes
    }

    fn length(&mut self, length: usize) {
        self.u32(
            u32::try_from(length).expect("nothing in a state has four thousand million parts"),
        );
    }
}

/// Reads what [`Writer`] wrote.
pub(super) struct Reader<'a> {
    whole: &'a [u8],
    rest: &'a [u8],
}

type Read<T> = Result<T, SnapshotError>;

impl<'a> Reader<'a> {
    /// Begins behind the mark.
    pub(super) fn of(bytes: &'a [u8], mark: &[u8]) -> Read<Self> {
        let rest = bytes
            .strip_prefix(mark)
            .ok_or(SnapshotError::NotASnapshot)?;
        Ok(Self { whole: bytes, rest })
    }

    /// Compares the sum at the end, and leaves it out of what is read.
    pub(super) fn check_seal(&mut self) -> Read<()> {
        let (Some((body, sum)), Some((rest, _))) = (
            self.whole.split_last_chunk::<8>(),
            self.rest.split_last_chunk::<8>(),
        ) else {
            return Err(SnapshotError::Damaged("it is cut off"));
        };
        if seal(body) != u64::from_le_bytes(*sum) {
            return Err(SnapshotError::Damaged("its sum is wrong"));
        }
        self.rest = rest;
        Ok(())
    }

    pub(super) fn bytes(&mut self, length: usize) -> Read<&'a [u8]> {
        let (bytes, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(SnapshotError::Damaged("it is cut off"))?;
        self.rest = rest;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Read<[u8; N]> {
        let (bytes, rest) = self
            .rest
            .split_first_chunk()
            .ok_or(SnapshotError::Damaged("it is cut off"))?;
        self.rest = rest;
        Ok(*bytes)
    }

    pub(super) fn u16(&mut self) -> Read<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Read<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Read<u64> {
        self.array().map(u64::from_le_bytes)
    }

    pub(super) fn f32(&mut self) -> Read<f32> {
        let number = f32::from_bits(self.u32()?);
        let fault = SnapshotError::Damaged("a number is none");
        number.is_finite().then_some(number).ok_or(fault)
    }

    pub(super) fn f64(&mut self) -> Read<f64> {
        let number = f64::from_bits(self.u64()?);
        let fault = SnapshotError::Damaged("a number is none");
        number.is_finite().then_some(number).ok_or(fault)
    }

    pub(super) fn flag(&mut self) -> Read<bool> {
        match self.array::<1>()? {
            [0] => Ok(false),
            [1] => Ok(true),
            _ => Err(SnapshotError::Damaged("a yes or no is neither")),
        }
    }

    pub(super) fn text(&mut self) -> Read<String> {
        let length = self.length(LONGEST_TEXT)?;
        let bytes = self.bytes(length)?.to_vec();
        String::from_utf8(bytes).map_err(|_| SnapshotError::Damaged("a name is no text"))
    }

    /// A list of at most `most` items.
    pub(super) fn list<T>(
        &mut self,
        most: usize,
        read: impl Fn(&mut Self) -> Read<T>,
    ) -> Read<Vec<T>> {
        let length = self.length(most)?;
        // What is claimed is not believed: room is made as items really come.
        (0..length).map(|_| read(self)).collect()
    }

    /// An array of exactly `length` items, as [`Writer::sparse`] writes it.
    pub(super) fn sparse<T: Default + Clone>(
        &mut self,
        length: usize,
        read: impl Fn(&mut Self) -> Read<T>,
    ) -> Read<Vec<T>> {
        let mut items = vec![T::default(); length];
        let mut at = 0;
        loop {
            at += self.length(length - at)?;
            let filled = self.length(length - at)?;
            if filled == 0 {
                break;
            }
            for item in &mut items[at..at + filled] {
                *item = read(self)?;
            }
            at += filled;
        }
        let is_whole = at == length;
        is_whole
            .then_some(items)
            .ok_or(SnapshotError::Damaged("an array is too short"))
    }

    pub(super) fn end(&self) -> Read<()> {
        let is_read = self.rest.is_empty();
        is_read
            .then_some(())
            .ok_or(SnapshotError::Damaged("it is too long"))
    }

    fn length(&mut self, most: usize) -> Read<usize> {
        let length = self.u32()? as usize;
        let is_well = length <= most;
        is_well
            .then_some(length)
            .ok_or(SnapshotError::Damaged("a list is too long"))
    }
}

/// A sum over bytes that any one changed bit changes. It guards against decay, not against malice.
fn seal(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    let words = bytes.chunks(8).map(|chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        u64::from_le_bytes(word)
    });
    for word in words {
        sum = (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        sum ^= sum >> 32;
    }
    sum
}
