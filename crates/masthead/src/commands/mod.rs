//! What can be said on the command line.

pub(crate) mod serve;
