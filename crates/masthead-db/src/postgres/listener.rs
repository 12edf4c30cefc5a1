//! The wire between nodes: when one announces something, the others' bells ring.

use crate::error::OpenError;
use crate::wakeups::Bell;

/// Listens to the other nodes and tells them, until it is dropped.
pub(super) struct Listener;

impl Listener {
    pub(super) fn start(_url: &str, _bell: &Bell) -> Result<Self, OpenError> {
        Ok(Self)
    }
}
