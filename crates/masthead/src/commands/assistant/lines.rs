//! Reads files of JSON lines one line at a time, in bounded memory, and names what cannot be read.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use anyhow::{Context, Result};

/// The longest line, in bytes; a post of a hundred thousand bytes fits forty times.
const MOST_LINE_BYTES: u64 = 4 * 1024 * 1024;

/// What names a line: the file, and the line in it, counted from one.
struct Place<'a> {
    file: &'a str,
    number: u64,
}

/// Reads each line of each file and hands on what was understood, with how many lines were read until then.
///
/// Lines end in `\n` alone; texts may hold every other line break. Empty lines are passed over. A line that cannot be
/// understood is named on the error output and passed over; how many there were is the answer.
pub(super) fn each_line<T>(
    files: &[PathBuf],
    understand: fn(&[u8]) -> Result<T, Cow<'static, str>>,
    mut take: impl FnMut(T, u64) -> Result<()>,
) -> Result<u64> {
    let (mut read, mut bad) = (0, 0);
    for file in files {
        let name = file.to_string_lossy();
        let mut input = open(file)?;
        let mut place = Place {
            file: &name,
            number: 0,
        };
        let mut bytes = Vec::new();
        loop {
            let is_whole = next(&mut *input, &mut bytes)
                .with_context(|| format!("{name} cannot be read on"))?;
            if bytes.is_empty() {
                break;
            }
            (read, place.number) = (read + 1, place.number + 1);
            let fault = match content(&bytes, is_whole, place.number == 1) {
                Ok(b"") => continue,
                Ok(line) => understand(line).map(|line| take(line, read)),
                Err(fault) => Err(fault),
            };
            match fault {
                Ok(taken) => taken?,
                Err(fault) => {
                    bad += 1;
                    complain(&place, &fault);
                }
            }
        }
    }
    Ok(bad)
}

fn open(file: &PathBuf) -> Result<Box<dyn BufRead>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(std::io::stdin().lock())));
    }
    let opened = File::open(file);
    let opened = opened.with_context(|| format!("{} cannot be opened", file.display()))?;
    Ok(Box::new(BufReader::with_capacity(1 << 16, opened)))
}

/// Reads up to the end of a line, and says whether all of it fitted; what did not is skipped.
fn next(input: &mut dyn BufRead, bytes: &mut Vec<u8>) -> std::io::Result<bool> {
    bytes.clear();
    (&mut *input)
        .take(MOST_LINE_BYTES)
        .read_until(b'\n', bytes)?;
    let is_whole = bytes.len() < usize::try_from(MOST_LINE_BYTES).unwrap_or(usize::MAX)
        || bytes.ends_with(b"\n");
    if !is_whole {
        input.skip_until(b'\n')?;
    }
    Ok(is_whole)
}

/// The line without what surrounds it.
fn content(bytes: &[u8], is_whole: bool, is_first: bool) -> Result<&[u8], Cow<'static, str>> {
    if !is_whole {
        return Err("it is longer than four megabytes".into());
    }
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| is_first);
    Ok(marked.unwrap_or(bytes).trim_ascii())
}

#[expect(clippy::print_stderr, reason = "the person at the console reads it")]
fn complain(place: &Place<'_>, fault: &str) {
    eprintln!("{}, line {}: {fault}", place.file, place.number);
}
