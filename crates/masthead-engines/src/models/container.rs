//! Looks over the file of a model before anything else reads it: do its parts add up to the file?
//!
//! Marian's binary form: version, number of items; for each the lengths of its name, kind, shape and data; then the
//! names, the shapes, a gap, and the data. The engine takes these numbers at their word, and a wrong one could have it
//! ask for more memory than there is, which no program survives.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// The version of the form.
const VERSION: u64 = 1;
/// Items of a model; the largest of today have a few hundred.
const ITEMS: u64 = 5_000;
/// Bytes of a name, and numbers of a shape.
const NAME: u64 = 256;
const SHAPE: u64 = 8;
/// The item that says how the net is built, the bytes it may have, and the largest number in it.
const BUILD: &str = "special:model.yml";
const BUILD_BYTES: u64 = 64 * 1024;
const LARGEST: u64 = 1 << 20;

/// Whether the file has the form of a model.
///
/// # Errors
/// What is wrong with it, in a line.
pub fn look_over(model: &Path) -> Result<(), String> {
    let name = model.display();
    let file = File::open(model).map_err(|error| format!("{name}: {error}"))?;
    let about = file
        .metadata()
        .map_err(|error| format!("{name}: {error}"))?;
    adds_up(BufReader::new(file), about.len())
        .map_err(|why| format!("{name} is not a model: {why}"))
}

/// The same for `length` bytes on their way from anywhere.
///
/// # Errors
/// What is wrong with them, in a line.
pub fn adds_up(bytes: impl Read, length: u64) -> Result<(), String> {
    let mut bytes = Left { bytes, length };
    let version = bytes.number()?;
    if version != VERSION {
        return Err(format!("version {version} is not {VERSION}"));
    }
    let items = bytes.number()?;
    if items == 0 || items > ITEMS {
        return Err(format!("{items} items"));
    }
    let heads = (0..items)
        .map(|_| bytes.head())
        .collect::<Result<Vec<Head>, String>>()?;
    let names = heads
        .iter()
        .map(|head| bytes.take(head.name))
        .collect::<Result<Vec<Vec<u8>>, String>>()?;
    for head in &heads {
        bytes.shape(head)?;
    }
    let gap = bytes.number()?;
    bytes.skip(gap)?;
    for (head, name) in heads.iter().zip(names) {
        match name.strip_suffix(b"\0").unwrap_or(&name) == BUILD.as_bytes() {
            true => check_build(&bytes.take(head.data.min(BUILD_BYTES))?)?,
            false => bytes.skip(head.data)?,
        }
    }
    Ok(())
}

/// The lengths of an item.
struct Head {
    name: u64,
    shape: u64,
    data: u64,
}

/// Bytes of which so many are left.
struct Left<R> {
    bytes: R,
    length: u64,
}

impl<R: Read> Left<R> {
    fn number(&mut self) -> Result<u64, String> {
        let eight = self.take(8)?;
        let eight = <[u8; 8]>::try_from(eight.as_slice()).map_err(|_| too_early())?;
        Ok(u64::from_le_bytes(eight))
    }

    fn head(&mut self) -> Result<Head, String> {
        let (name, _kind) = (self.number()?, self.number()?);
        let (shape, data) = (self.number()?, self.number()?);
        match (1..=NAME).contains(&name) && (1..=SHAPE).contains(&shape) && data <= self.length {
            true => Ok(Head { name, shape, data }),
            false => Err("an item that cannot be".to_owned()),
        }
    }

    /// A shape has at least one element, and no more than its data has bytes.
    fn shape(&mut self, head: &Head) -> Result<(), String> {
        let mut elements = 1_u64;
        for side in self.take(head.shape * 4)?.chunks_exact(4) {
            let side = i32::from_le_bytes([side[0], side[1], side[2], side[3]]);
            elements = elements.saturating_mul(u64::try_from(side).unwrap_or(0));
        }
        match (1..=head.data).contains(&elements) {
            true => Ok(()),
            false => Err("a shape that is not its data's".to_owned()),
        }
    }

    fn take(&mut self, count: u64) -> Result<Vec<u8>, String> {
        self.count(count)?;
        let mut taken = Vec::new();
        let read = (&mut self.bytes).take(count).read_to_end(&mut taken);
        match read.is_ok_and(|read| read as u64 == count) {
            true => Ok(taken),
            false => Err(too_early()),
        }
    }

    fn skip(&mut self, count: u64) -> Result<(), String> {
        self.count(count)?;
        let skipped = std::io::copy(&mut (&mut self.bytes).take(count), &mut std::io::sink());
        match skipped.is_ok_and(|skipped| skipped == count) {
            true => Ok(()),
            false => Err(too_early()),
        }
    }

    fn count(&mut self, count: u64) -> Result<(), String> {
        self.length = self.length.checked_sub(count).ok_or_else(too_early)?;
        Ok(())
    }
}

/// No number of how the net is built may be larger than a net of today, or nothing.
fn check_build(text: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(text);
    let keys = [
        "dim-emb",
        "dim-vocabs",
        "enc-depth",
        "dec-depth",
        "transformer-dim-ffn",
        "transformer-heads",
    ];
    for line in text.lines() {
        let Some((key, value)) = line.trim().split_once(':') else {
            continue;
        };
        let Some(key) = keys.iter().find(|known| **known == key.trim()) else {
            continue;
        };
        let value = value.trim().parse::<u64>();
        if value.is_ok_and(|value| value == 0 || value > LARGEST) {
            return Err(format!("{key} cannot be that"));
        }
    }
    Ok(())
}

fn too_early() -> String {
    "it ends too early".to_owned()
}
