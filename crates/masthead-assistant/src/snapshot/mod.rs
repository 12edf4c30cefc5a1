//! A snapshot: everything learned, as bytes that can be kept, and are refused when they are not what they should be.
//!
//! It is a cache of the log of decisions: whoever loses it relearns. It holds counts and weights under hashes, the names
//! of grounds, and never a word of anybody's post.

mod bytes;
mod judges;

use std::collections::BTreeSet;

use bytes::{Reader, Writer};

use crate::assistant::Assistant;
use crate::context::{Context, TALLIES, Tally};
use crate::head::{GROUND, MAIN};

/// The first bytes of every snapshot.
const MARK: &[u8; 8] = b"MhAssist";

/// The version of all that a state depends on: normalisation, features, heads, and this form. Raised with any of them.
pub const VERSION: u32 = 1;

/// Why a snapshot was refused. The answer to each is the same: relearn from the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// The bytes are something else.
    #[error("this is no snapshot of the assistant")]
    NotASnapshot,
    /// It was made by another version, whose features were others.
    #[error(
        "this snapshot is of version {found}, and this program reads version {VERSION}; relearn from the decisions"
    )]
    OtherVersion {
        /// The version that made it.
        found: u32,
    },
    /// It was made with other tables of Unicode, by which texts are read differently.
    #[error("this snapshot was made with other tables of Unicode; relearn from the decisions")]
    OtherUnicode,
    /// Bytes are missing, changed or too many.
    #[error("this snapshot is damaged ({0}); relearn from the decisions")]
    Damaged(&'static str),
}

/// The versions of the tables by which letters are lowered and texts composed.
fn unicode() -> [u8; 6] {
    let (a, b, c) = char::UNICODE_VERSION;
    let (d, e, f) = unicode_normalization::UNICODE_VERSION;
    [a, b, c, d, e, f]
}

impl Assistant {
    /// Everything learned, as bytes. The same log gives the same bytes on every platform.
    #[must_use]
    pub fn to_snapshot(&self) -> Vec<u8> {
        let mut to = Writer::default();
        to.bytes(MARK);
        to.u32(VERSION);
        to.bytes(&unicode());
        to.u16(self.arrived);
        to.list(self.muted.iter(), |to, word| to.u64(*word));
        to.sparse(&self.context.tallies, |to, tally| {
            to.u16(tally.refused);
            to.u16(tally.published);
        });
        judges::write(&self.main, &mut to);
        to.list(self.grounds.iter(), |to, (name, judge)| {
            to.text(name);
            judges::write(judge, to);
        });
        to.sealed()
    }

    /// Reads a snapshot.
    ///
    /// # Errors
    /// [`SnapshotError`] says what is wrong with it; nothing of it is used then.
    pub fn from_snapshot(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let mut from = Reader::of(bytes, MARK)?;
        let found = from.u32()?;
        if found != VERSION {
            return Err(SnapshotError::OtherVersion { found });
        }
        from.check_seal()?;
        if from.bytes(6)? != unicode() {
            return Err(SnapshotError::OtherUnicode);
        }
        let arrived = from.u16()?;
        let muted: BTreeSet<u64> = from.list(usize::MAX, Reader::u64)?.into_iter().collect();
        let tallies = from.sparse(TALLIES, |from| {
            Ok(Tally {
                refused: from.u16()?,
                published: from.u16()?,
            })
        })?;
        let main = judges::read(MAIN, &mut from)?;
        let grounds = from.list(crate::MOST_GROUNDS, |from| {
            Ok((from.text()?, judges::read(GROUND, from)?))
        })?;
        from.end()?;
        Ok(Self {
            main,
            grounds,
            arrived,
            context: Context { tallies },
            muted,
        })
    }
}
