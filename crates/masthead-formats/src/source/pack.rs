//! Packed files (gzip), unpacked while they are read, never to more than an honest file holds.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result};

use flate2::bufread::MultiGzDecoder;

/// No export is larger when it is unpacked.
const LARGEST: u64 = 64 * 1024 * 1024 * 1024;

/// The file as it was before it was packed, or as it is.
pub(crate) fn unpacked<'a, R: BufRead + 'a>(mut source: R) -> Result<Box<dyn BufRead + 'a>> {
    if source.fill_buf()?.starts_with(&[0x1F, 0x8B]) {
        let bounded = Bounded {
            source: MultiGzDecoder::new(source),
            left: LARGEST,
        };
        return Ok(Box::new(BufReader::with_capacity(64 * 1024, bounded)));
    }
    Ok(Box::new(source))
}

/// The beginning of a file as it was before it was packed, as far as it can be told.
pub(crate) fn beginning(bytes: &[u8]) -> Vec<u8> {
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return bytes.to_vec();
    }
    let mut beginning = Vec::new();
    // It breaks off where the bytes do; what came before is enough.
    let _ = MultiGzDecoder::new(bytes)
        .take(64 * 1024)
        .read_to_end(&mut beginning);
    beginning
}

struct Bounded<R> {
    source: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        if self.left == 0 {
            let what = "unpacked, it is larger than 64 GB";
            return Err(Error::new(ErrorKind::FileTooLarge, what));
        }
        let length = self.source.read(into)?;
        self.left = self.left.saturating_sub(length as u64);
        Ok(length)
    }
}
