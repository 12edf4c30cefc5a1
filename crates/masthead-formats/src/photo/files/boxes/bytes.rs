//! Numbers of so many bytes, read one after the other; nothing is read past the end.

/// Reads from the beginning to the end.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    place: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, place: 0 }
    }

    pub(super) fn place(&self) -> usize {
        self.place
    }

    pub(super) fn is_empty(&self) -> bool {
        self.place >= self.bytes.len()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.place..]
    }

    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let end = self.place.checked_add(count)?;
        let taken = self.bytes.get(self.place..end)?;
        self.place = end;
        Some(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_be_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_be_bytes)
    }

    /// A number of 0 to 8 bytes.
    pub(super) fn sized(&mut self, bytes: u8) -> Option<u64> {
        let bytes = self.take(usize::from(bytes))?;
        Some(
            bytes
                .iter()
                .fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
        )
    }

    /// The number of an item: two bytes in old versions, four in new ones.
    pub(super) fn item(&mut self, is_long: bool) -> Option<u32> {
        match is_long {
            true => self.u32(),
            false => self.u16().map(u32::from),
        }
    }
}

/// A box around its contents.
pub(super) fn boxed(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let length = u32::try_from(contents.len() + 8).expect("what we write is below 4 GB");
    [&length.to_be_bytes(), &kind[..], contents].concat()
}

/// Writes the number of an item.
pub(super) fn push_item(out: &mut Vec<u8>, number: u32, is_long: bool) {
    match is_long {
        true => out.extend(number.to_be_bytes()),
        false => out.extend(
            u16::try_from(number)
                .expect("long numbers are written where one is long")
                .to_be_bytes(),
        ),
    }
}
