//! What ends the reading of a source. What came before stays valid.

/// Why a source cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file could not be read from its disk.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// Not what it should be, from a place on.
    #[error("at byte {position}: {reason}")]
    Malformed {
        /// The byte at which reading stopped.
        position: u64,
        /// What is wrong there.
        reason: String,
    },
    /// It took longer than it was given.
    #[error("the time for it is up")]
    TimeUp,
    /// More of something than any honest file has.
    #[error("at byte {position}: {what} are not read")]
    TooMuch {
        /// The byte at which reading stopped.
        position: u64,
        /// What there is too much of, in the plural.
        what: String,
    },
}

impl ReadError {
    /// Not what it should be, from this byte on.
    pub(crate) fn malformed(position: u64, reason: impl Into<String>) -> Self {
        Self::Malformed {
            position,
            reason: reason.into(),
        }
    }

    /// More than any honest file has; `what` in the plural.
    pub(crate) fn too_much(position: u64, what: impl Into<String>) -> Self {
        Self::TooMuch {
            position,
            what: what.into(),
        }
    }
}
