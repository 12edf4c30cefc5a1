//! How bytes become text, elements, values and lines: one at a time, within bounds, with their place.

pub(crate) mod csv;
pub(crate) mod decode;
pub(crate) mod filing;
pub(crate) mod flow;
pub(crate) mod json;
pub(crate) mod lines;
pub(crate) mod markup;
pub(crate) mod pack;
pub(crate) mod patience;
pub(crate) mod tally;
pub(crate) mod ties;
pub(crate) mod time;
pub(crate) mod words;
pub(crate) mod xml;

use std::io::{BufRead, Seek};

/// What readers read from: a file, or bytes in memory.
pub trait Source: BufRead + Seek {}

impl<R: BufRead + Seek> Source for R {}
