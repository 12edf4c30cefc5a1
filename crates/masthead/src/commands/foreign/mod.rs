//! Files of other systems on the command line: what they are, what is in them, and the same in another format.

mod convert;
mod inspect;
mod open;
mod report;

pub(crate) use convert::{Convert, Target, convert};
pub(crate) use inspect::{Inspect, inspect};
pub(crate) use open::within;
